"""Every state of every machine can be reached, by deeds or as history, and leads to one where a record may rest."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kajo.access.machine import Machine
from kajo.run.wall import machines

ENDS = {
    "cases_case": {"removed", "closed"},
    "clients_representation": {"ended"},
    "contacts_contact": {"referred"},
    "contacts_draft": {"saved", "put_away"},
    "contacts_ring": {"over"},
    "decisions_appeal": {"final"},
    "decisions_decision": {"served", "dropped"},
    "disclosures_disclosure": {"given", "declined"},
    "disclosures_inquiry": {"answered", "refused"},
    "disclosures_notification": {"answered"},
    "disclosures_request": {"answered", "withdrawn"},
    "facts_interview": {"held", "cancelled"},
    "notices_notice": {"sent", "given_up"},
    "referrals_referral": {"admitted", "withdrawn", "lapsed", "transferred"},
    "rota_swap": {"agreed", "declined", "withdrawn", "refused"},
    "work_clock": {"ended"},
    "work_task": {"done", "closed"},
}
"""In which states a record may rest for good. A refusal rests until a court annuls it."""
RETURNS = {("removed", "open", "case.restore")}
"""Moves out of an end after all: a court's decision alone, which finds that the end never was."""

every_machine = pytest.mark.parametrize("machine", machines(), ids=lambda each: each.table)


def after(machine: Machine, states: Iterable[str]) -> set[str]:
    """All states that deeds lead to from these, and these."""
    found = set(states)
    while more := {target for source, target, _verb in machine.steps() if source in found} - found:
        found |= more
    return found


def test_machines_are_found() -> None:
    assert {machine.table for machine in machines()} == set(ENDS)


@every_machine
def test_every_state_can_be_reached(machine: Machine) -> None:
    born = {target for source, target, _verb in machine.steps() if source == ""}

    assert after(machine, born) == {str(state) for state in type(machine.start)}


@every_machine
def test_every_state_leads_to_an_end(machine: Machine) -> None:
    ends = ENDS[machine.table]

    for state in type(machine.start):
        assert after(machine, {str(state)}) & ends, f"nothing leads on from {state}"


@every_machine
def test_nothing_moves_out_of_an_end(machine: Machine) -> None:
    assert {step[0] for step in machine.steps() if step not in RETURNS and step[0] != step[1]} & ENDS[
        machine.table
    ] == set()
