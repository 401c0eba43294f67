"""SQL inside the staff process: what is told of a client stays what the rule allowed and somebody else approved."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from kajo.access.roles import Actor
from kajo.disclosures.models import FREE_TO_TELL
from kajo.disclosures.rules import JUDGED, may_disclose
from kajo.disclosures.terms import Approver, Asked
from tests.access.attacker import Attacker

CELL = "decode('01010001' || repeat('00', 60), 'hex')"
MADE = (
    "insert into disclosures_disclosure (id, subject_id, office, sealed, edition, about_kind, about, record, state,"
    " recipient, purpose, unit, basis, extent, words, approver, made_by_id, made_at, told_on, given_by_id, way)"
    " select gen_random_uuid(), subject_id, office, sealed, 1, 'case', id, '', {state}, {to}, "
    f"{CELL}, 'x', 'x', {CELL},"
    " {approver}, %(me)s, now(), {told_on}, {given_by}, '' from cases_case where id = %(own_case)s"
)
BORN = {"state": "'approved'", "to": "'producer', 'service'", "approver": "'nobody'", "told_on": "null",
    "given_by": "null"}  # fmt: skip
GIVEN = {"state": "'given'", "told_on": "current_date", "given_by": "%(me)s"}


@pytest.mark.parametrize("who", ["veikko", "aino"])
@pytest.mark.parametrize(
    "change",
    [
        "to migri, aliens_act",
        "to migri, service",
        "to investigator, task",
        "to police, threat",
        "to police, reflection",
        "given at once",
        "given at once by another",
    ],
)
def test_nothing_is_told_past_the_approval(attacker: Attacker, people: dict[str, Actor], who: str, change: str) -> None:
    """Whoever prepares writes neither that nobody need approve, nor that it was told."""
    words = dict(BORN)
    if change.startswith("to "):
        words["to"] = ", ".join(f"'{word.strip()}'" for word in change[3:].split(","))
    else:
        words |= GIVEN
        if change.endswith("another"):
            words["given_by"] = "%(colleague)s"
    attacker.enters(people[who], "disclosure.prepare", "w")

    told = attacker.tries(MADE.format(**words), colleague=people["hilla"].id)

    assert told in ("42501", "23514")
    assert attacker.tries(MADE.format(**BORN)) == "passed"


@pytest.mark.parametrize("who", ["veikko", "aino"])
@pytest.mark.parametrize("verb", ["disclosure.prepare", "disclosure.give", "disclosure.decline", "disclosure.approve"])
@pytest.mark.parametrize(
    "change",
    [
        "approver = case approver when 'nobody' then 'director' else 'nobody' end",
        "recipient = 'migri', purpose = 'aliens_act', approver = 'director'",
        "recipient = 'migri'",
        "extent = 'everything'",
        f"words = {CELL}",
        f"unit = {CELL}",
        "basis = 'another'",
        "about = gen_random_uuid()",
        "about_kind = 'referral'",
        "subject_id = (select id from vault_subject where id <> subject_id and id = any(%(own_subjects)s) limit 1)",
        "made_at = now() - interval '1 year'",
        "made_by_id = %(colleague)s",
        "decision = gen_random_uuid()",
        "inquiry_id = %(own_inquiry)s",
    ],
)
def test_what_was_prepared_is_what_is_approved_and_told(
    attacker: Attacker, people: dict[str, Actor], who: str, verb: str, change: str
) -> None:
    attacker.enters(people[who], verb, "w")
    for word in ("disclosure", "disclosure_free"):
        told = attacker.tries(
            f"update disclosures_disclosure set {change} where id = %(own_{word})s", colleague=people["hilla"].id
        )
        assert told in ("42501", "23514", "nothing"), word


@pytest.mark.parametrize("who", ["veikko", "aino"])
@pytest.mark.parametrize(
    ("verb", "change"),
    [
        ("disclosure.prepare", "state = 'given', told_on = current_date, given_by_id = %(me)s"),
        ("disclosure.decline", "state = 'given', told_on = current_date, given_by_id = %(me)s"),
        ("disclosure.give", "state = 'given', told_on = current_date, given_by_id = %(colleague)s"),
        ("disclosure.give", "state = 'given', told_on = current_date"),
        (
            "disclosure.give",
            f"state = 'declined', declined_by_id = %(me)s, declined_at = now(), declined_because = {CELL}",
        ),
        (
            "disclosure.decline",
            f"state = 'declined', declined_by_id = %(colleague)s, declined_at = now(), declined_because = {CELL}",
        ),
    ],
)
def test_it_is_told_or_not_by_that_deed_and_in_the_own_name(
    attacker: Attacker, people: dict[str, Actor], who: str, verb: str, change: str
) -> None:
    attacker.enters(people[who], verb, "w")

    told = attacker.tries(
        f"update disclosures_disclosure set {change} where id = %(own_disclosure_free)s", colleague=people["hilla"].id
    )

    assert told == "42501"


@pytest.mark.parametrize("verb", ["disclosure.prepare", "disclosure.give", "disclosure.approve"])
def test_nobody_approves_what_they_prepared_not_even_the_director(
    attacker: Attacker, people: dict[str, Actor], verb: str
) -> None:
    attacker.enters(people["aino"], "disclosure.prepare", "w")
    words = BORN | {"state": "'prepared'", "to": "'police', 'threat'", "approver": "'director'"}
    assert attacker.tries(MADE.format(**words)) == "passed"
    approved = "state = 'approved', approved_by_id = %(me)s, approved_at = now()"
    own = "made_by_id = %(me)s and state = 'prepared' and approver = 'director'"
    # A context of the very transaction replaced by one for the other deed.
    serving = attacker.serving
    serving.execute("select gate.enter(%s)", [attacker.signs(people["aino"], verb, "w")])

    told = attacker.tries(f"update disclosures_disclosure set {approved} where {own}")

    assert told in ("42501", "23514")
    with pytest.raises(psycopg.Error):
        serving.execute(f"update disclosures_disclosure set {approved} where {own}", {"me": attacker.me})


def test_the_director_approves_what_another_prepared_and_a_manager_does_not(
    attacker: Attacker, people: dict[str, Actor]
) -> None:
    approved = (
        "update disclosures_disclosure set state = 'approved', approved_by_id = %(me)s, approved_at = now()"
        " where id = %(own_disclosure)s"
    )
    attacker.enters(people["marja"], "disclosure.approve", "w")
    assert attacker.tries(approved) == "42501"
    attacker.enters(people["aino"], "disclosure.approve", "w")
    assert attacker.tries(approved) == "passed"


def test_the_database_knows_for_whom_nobody_need_approve() -> None:
    """The pairs of the constraint are those of the rule, whatever else is asked."""
    free = set()
    yes = {"on_request": True, "necessary": True, "threat": True, "wish": True, "about_child": True}
    for recipient, purpose in JUDGED:
        for listed in (True, False):
            found = may_disclose(Asked(recipient, purpose, listed_offence=listed, **yes)).outcome
            if found is not None and found.approver is Approver.NOBODY:
                free.add((str(recipient), str(purpose)))

    assert free == FREE_TO_TELL


def test_the_register_opens_no_more_than_whom_its_lines_are_about(attacker: Attacker, people: dict[str, Actor]) -> None:
    """The data protection officer reads lines of the register: neither who is tied to whom, nor any other subject."""
    attacker.enters(people["tove"], "disclosure.list", "r")
    serving = attacker.serving
    subjects = {row[0] for row in serving.execute("select id from vault_subject")}
    keys = {row[0] for row in serving.execute("select subject_id from vault_datakey")}
    lines = {row[0] for row in serving.execute("select subject_id from disclosures_disclosure")}
    own = {"staff": people["tove"].id}
    ties = serving.execute(
        "select count(*) from access_tie where staff <> %(staff)s and not subject_id = any(%(near)s)",
        own | {"near": list(_near(attacker))},
    ).fetchone()

    assert lines
    assert subjects == keys == lines | _near(attacker)
    assert ties == (0,)


def _near(attacker: Attacker) -> set[Any]:
    """Give the subjects that a tie reaches."""
    return set(attacker.serving.execute("select gate.near()").fetchone()[0])  # type: ignore[index]
