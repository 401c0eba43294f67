"""Whatever is done in whichever order, nobody leaves but by one signed decision of their own."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.cases import actions
from kajo.cases.models import Case, Removal
from kajo.cases.terms import ChildFound, ContactOutcome, ContactWay
from kajo.cases.terms import Removal as Ground
from kajo.clients.terms import BirthPrecision, Known
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from tests.factories.leaving import CONSIDERED, PART, admitted_child, drafted, removed, rows

TODAY = legal_day(datetime.now(UTC))
LITTLE = Known(name="Little Example", born_on=date(2020, 5, 1), birth_precision=BirthPrecision.DAY)
LENGTH = 14
pytestmark = pytest.mark.django_db


def deeds(dice, cast, case, drafts, at):
    """Everything that may be tried on the way out, by somebody who may or may not."""
    who, ground = dice.choice(cast), dice.choice(list(Ground))
    part = dice.choice([{}, PART])
    draft = dice.choice(drafts) if drafts else case.pk
    return {
        "propose": lambda: drafted(who, case, at, ground, **part),
        "remove": lambda: actions.remove(who, case.pk, decision=draft, at=at),
        "restore": lambda: actions.restore(
            who, case.pk, court_reference="1/2026", annulled_on=TODAY, reason="Annulled.", at=at
        ),
        "assess": lambda: actions.assess_overall(who, case.pk, words="Home.", assessed_on=TODAY, at=at),
        "try": lambda: actions.log_attempt(
            who, case.pk, tried_at=at, way=ContactWay.PHONE, outcome=dice.choice(list(ContactOutcome)), at=at
        ),
        "help": lambda: actions.after_assistance(
            who, case.pk, until_on=TODAY + timedelta(days=dice.randint(-2, 9)), words="Counselling.", at=at
        ),
        "add": lambda: actions.add_child(
            who,
            case.pk,
            known=LITTLE,
            found=tuple(ChildFound),
            considered=CONSIDERED,
            reasons="A home.",
            language="fi",
            explained_in="en",
            at=at,
        ),
        "admit": lambda: actions.admit_child(who, case.pk, decision=draft, at=at),
    }


def test_no_order_of_deeds_leaves_the_tables(veikko, aino, marja, outi, case, seed, amount):
    at = datetime.now(UTC)
    child = admitted_child(veikko, aino, case, at)
    removed(veikko, aino, child, at, **PART)
    signed = {}
    cast = (veikko, veikko, aino, aino, aino, marja, outi)
    for turn in range(amount(4, 40)):
        dice = random.Random(f"{seed}{turn}")
        for _ in range(LENGTH):
            at = datetime.now(UTC)
            before = {each.pk: each for each in rows(aino, Case)}
            target = dice.choice(list(before.values()))
            drafts = [each.pk for each in rows(aino, Decision) if each.matter == target.pk]
            name, deed = dice.choice(list(deeds(dice, cast, target, drafts, at).items()))
            try:
                deed()
            except (Refused, NotFound):
                assert {each.pk: each.edition for each in rows(aino, Case)} == {
                    key: each.edition for key, each in before.items()
                }, name
            holds(rows(aino, Case), rows(aino, Removal), before, target.pk)
            for each in rows(aino, Decision):
                said = (each.state, each.signed_by_id, each.signed_at)
                assert signed.setdefault(each.pk, said) == said or signed[each.pk][0] == "draft"
                assert each.signed_by_id is None or each.signed_by_id != each.prepared_by_id
                signed[each.pk] = said
    assert {each.case_id for each in rows(aino, Removal)} >= {child.pk}


def holds(cases, removals, before, target):
    keys = {each.pk for each in cases}
    for each in cases:
        in_force = [one for one in removals if one.case_id == each.pk and one.annulled_at is None]
        assert each.state in ("open", "removed")
        assert (each.state == "removed") is (each.removed_on is not None) is (len(in_force) == 1)
        assert each.category != "child" or each.parent_id in keys
        assert each.pk == target or each.pk not in before or each.state == before[each.pk].state, "with another"
    assert len({each.decision_id for each in removals}) == len(removals)
    open_ones = [each.person_id for each in cases if each.removed_on is None]
    assert len(open_ones) == len(set(open_ones))


def test_the_kind_of_a_removal_is_signed_by_no_other_deed(veikko, aino, case):
    at = datetime.now(UTC)
    draft = drafted(veikko, case, at)

    with pytest.raises(NotFound):
        actions.admit_child(aino, case.pk, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision) if each.decision_kind == DecisionKind.REMOVE] == ["draft"]
