"""Every reading, every deed and every refusal is one act, and each act says who, as what, why and what was opened."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from kajo.access import matrix
from kajo.access.doors import record
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.accounts import queries as people_of
from kajo.cases import actions as cases
from kajo.cases import queries as case_pages
from kajo.clients import queries as persons
from kajo.contacts import actions as contacts
from kajo.contacts import queries as calls
from kajo.contacts.terms import Outcome
from kajo.decisions import queries as decisions
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.lawbook import queries as law
from kajo.referrals import actions as referrals
from kajo.referrals import queries as referral_pages
from kajo.referrals.terms import Told, Why
from kajo.statistics import queries as figures
from kajo.vault.classes import Class
from kajo.work import actions as work
from kajo.work import queries as tasks
from tests.access.ground import Ground, undone
from tests.access.walls import BOTH, standing
from tests.factories import line
from tests.factories.people import proven

AT = datetime.now(UTC)
TODAY = legal_day(AT)
Step = Callable[[Actor, dict[str, Any]], Any]

# Each step is one deed or reading: its verb, and how it is called by whom on which thread's records.
STEPS: dict[str, tuple[Verb, Step]] = {
    "the list of calls": (Verb.CONTACT_LIST, lambda who, _: calls.calls(who, None)),
    "a call": (Verb.CONTACT_VIEW, lambda who, keys: calls.call(who, keys["contact"])),
    "the queue": (Verb.REFERRAL_LIST, lambda who, _: referral_pages.queue(who, None)),
    "a referral": (Verb.REFERRAL_VIEW, lambda who, keys: referral_pages.referral(who, keys["referral"])),
    "where somebody is": (
        Verb.REFERRAL_REVEAL,
        lambda who, keys: referral_pages.whereabouts(
            proven(who, "referral.reveal", keys["referral"]), keys["referral"], why=Why.DANGER
        ),
    ),
    "the list of cases": (Verb.CASE_LIST, lambda who, _: case_pages.cases(who, None)),
    "a case": (Verb.CASE_VIEW, lambda who, keys: case_pages.case(who, keys["case"])),
    "a person": (Verb.CASE_VIEW, lambda who, keys: persons.person(who, keys["person"])),
    "a decision": (Verb.DECISION_VIEW, lambda who, keys: decisions.decision(who, keys["decision"], on=TODAY)),
    "a letter": (Verb.DECISION_LETTER, lambda who, keys: decisions.letter(who, keys["decision"], role="original")),
    "the front page": (Verb.DESK_VIEW, lambda who, _: desk.mine(who, None, on=TODAY)),
    "the tasks": (Verb.TASK_VIEW, lambda who, _: tasks.tasks(who, None, everybodys=True, on=TODAY)),
    "the figures": (Verb.FIGURES_VIEW, lambda who, _: figures.figures(who, None, on=TODAY)),
    "the law": (Verb.LAW_VIEW, lambda who, _: law.rules(who, None, on=TODAY, language="en")),
    "the people": (Verb.STAFF_LIST, lambda who, _: people_of.staff_list(who, None, on=TODAY)),
    "to log a call": (Verb.CONTACT_LOG, lambda who, _: line.called(who)),
    "to close a call": (
        Verb.CONTACT_CLOSE,
        lambda who, keys: contacts.close(who, keys["contact"], outcome=Outcome.ADVICE, at=AT),
    ),
    "to close a call again": (
        Verb.CONTACT_CLOSE,
        lambda who, keys: contacts.close(who, keys["contact_closed"], outcome=Outcome.ADVICE, at=AT),
    ),
    "to receive a referral": (
        Verb.REFERRAL_RECEIVE,
        lambda who, _: referrals.receive(who, None, told=Told(need="A bed."), is_urgent=True, at=AT),
    ),
    "to assess": (Verb.REFERRAL_ASSESS, lambda who, keys: referrals.assess(who, keys["referral"], at=AT)),
    "to record a standing": (
        Verb.CASE_RECORD_STANDING,
        lambda who, keys: cases.record_standing(who, keys["case"], facts={"asylum_seeker": True}, from_on=TODAY, at=AT),
    ),
    "to finish a task": (Verb.TASK_COMPLETE, lambda who, keys: work.complete(who, keys["task"], at=AT)),
    "to end a visit": (Verb.SESSION_END, lambda who, _: accounts.end_visit(who, uuid4(), at=AT)),
    "to prove it again": (Verb.SESSION_STEP_UP, lambda who, _: record(who, Verb.SESSION_STEP_UP, "done")),
}
OPENS = {
    "a call": {Class.SAFETY},
    "where somebody is": {Class.LOCATION},
    "a case": {Class.IDENTITY},
    "a letter": {Class.LEGAL},
    "the figures": set(),
    "the law": set(),
    "the people": set(),
}
OUTCOMES = {"read", "done", "refused", "forbidden"}


def trail(after: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from beside.trail(%s)", [after])
        return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]


def test_a_script_of_readings_deeds_and_refusals_gives_one_act_each(
    ground: Ground, seed: int, amount: Callable[[int, int], int]
) -> None:
    dice = random.Random(seed)
    script = [
        (
            dice.choice(sorted(STEPS)),
            dice.choice(["aino", "marja", "veikko", "mikko", "tove", "outi", "anna"]),
            relation,
        )
        for relation in dice.choices(["own", "other", "sealed", "sealed_own", "conflict"], k=amount(200, 1000))
    ]
    outcomes = set()
    with standing(BOTH, "staff"), undone():
        known = len(trail(0))
        for name, who, relation in script:
            verb, step = STEPS[name]
            is_undone = dice.random() < 0.7
            with undone() if is_undone else nullcontext():
                outcome = outcome_of(partial(step, ground.people[who], ground.threads[relation].keys))
                new = trail(known)
            known += 0 if is_undone else len(new)
            outcomes.add(outcome)
            assert len({event["act"] for event in new}) == 1, (name, who, relation, new)
            for event in new:
                judge(event, ground.people[who])
            check_step(name, verb, outcome, new)

    assert outcomes == {"passed", "hidden", "refused"}


def outcome_of(step: Callable[[], Any]) -> str:
    try:
        step()
    except NotFound:
        return "hidden"
    except Refused:
        return "refused"
    return "passed"


def judge(event: dict[str, Any], actor: Actor) -> None:
    assert event["actor"] == str(actor.id)
    assert event["outcome"] in OUTCOMES
    assert event["purpose"] == matrix.PURPOSES[Verb(event["verb"]).resource]
    assert set(filter(None, event["classes"].split(","))) <= {str(each) for each in Class}
    if event["outcome"] in ("read", "done"):
        assert event["role"] in {str(role) for role in actor.roles}
        assert event["because"].startswith(("scope:", "tie:"))
    if event["because"].startswith("tie:"):
        assert event["tie"]["staff"] == str(actor.id)
        assert event["tie"]["how"] in ("assigned", "grant")
    elif event["because"] == "scope:own":
        assert event["subject_ref"] is None, "a record reached by a tie names the tie"


def check_step(name: str, verb: Verb, outcome: str, events: list[dict[str, Any]]) -> None:
    own = [event for event in events if event["verb"] == str(verb)]
    said = {"passed": {"read", "done"}, "hidden": {"forbidden"}, "refused": {"refused"}}[outcome]

    assert own, (name, events)
    assert {event["outcome"] for event in events} <= said, (name, events)
    if outcome == "passed" and name in OPENS:
        assert {str(each) for each in OPENS[name]} <= set(filter(None, own[0]["classes"].split(","))) or not OPENS[name]
        assert OPENS[name] or own[0]["classes"] == ""
    if outcome != "passed":
        assert own[0]["classes"] == "", "what is refused opens nothing"


@pytest.mark.parametrize(("who", "relation", "because"), [("veikko", "own", "tie:"), ("aino", "other", "scope:all")])
def test_an_event_names_what_justified_it(ground: Ground, who: str, relation: str, because: str) -> None:
    with standing(BOTH, "staff"), undone():
        before = len(trail(0))
        case_pages.case(ground.people[who], ground.threads[relation].keys["case"])
        [event] = trail(before)

    assert event["because"].startswith(because)
    assert (event["tie"] is not None) is (because == "tie:")


def test_nobody_reads_without_a_record(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """No event, no page: if the event cannot be written, nothing leaves."""

    def fails(*_words: Any) -> None:
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("kajo.access.crossing._write", fails)
    with standing(BOTH, "staff"), undone(), pytest.raises(RuntimeError):
        case_pages.case(ground.people["aino"], ground.threads["own"].keys["case"])
