"""Cases: what follows a removal: help that goes on, a court that undoes it, the children, the figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.models import AfterAssistance, Case, Removal, Standing
from kajo.cases.terms import ChildHeard, Step
from kajo.cases.terms import Removal as Ground
from kajo.clients import actions as clients
from kajo.clients.models import Person
from kajo.clients.terms import ClientCategory, Identity
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.statistics import queries as statistics
from tests.factories.leaving import PART, admitted_child, assessed, drafted, removed, restored, rows, tried, waiting
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def figures_of(actor):
    return statistics.figures(actor, None, on=TODAY)


def removed_in(found):
    return {each.year: each.removed for each in found.by_year}[TODAY.year]


def test_help_after_leaving_has_an_end_words_and_a_task(veikko, aino, case, at):
    until = TODAY + timedelta(days=60)
    removed(veikko, aino, case, at, after_until=until, after_words="Counselling goes on.")

    helped = queries.leaving(veikko, case.pk, on=TODAY).helped

    assert (helped.until_on, helped.words, helped.is_over) == (until, "Counselling goes on.", False)
    assert waiting(veikko, case.pk) == ["end_after_assistance"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"after_until": TODAY}, "ends after the decision"),
        ({"after_until": TODAY + timedelta(days=9)}, "Write which help"),
    ],
)
def test_help_after_leaving_without_words_or_end_is_not_drafted(veikko, case, at, said, sentence):
    with pytest.raises(Refused, match=sentence):
        drafted(veikko, case, at, **said)


def test_help_after_leaving_is_prolonged_and_ended(veikko, aino, case, at):
    removed(veikko, aino, case, at, after_until=TODAY + timedelta(days=9), after_words="Counselling.")

    actions.after_assistance(veikko, case.pk, until_on=TODAY + timedelta(days=30), words="Housing too.", at=at)
    assert waiting(veikko, case.pk) == ["end_after_assistance"]
    with pytest.raises(Refused, match="today or later"):
        actions.after_assistance(veikko, case.pk, until_on=TODAY - timedelta(days=1), words="Past.", at=at)
    actions.after_assistance(veikko, case.pk, until_on=TODAY, words="Not needed any more.", at=at)

    assert waiting(veikko, case.pk) == []
    assert [each.superseded_at is None for each in rows(aino, AfterAssistance)] == [False, False, True]
    assert queries.leaving(veikko, case.pk, on=TODAY).helped.is_over


def test_nobody_gets_help_after_leaving_while_a_client(veikko, case, at):
    with pytest.raises(Refused, match="No removal"):
        actions.after_assistance(veikko, case.pk, until_on=TODAY, words="None.", at=at)


def test_an_annulled_removal_restores_the_client_from_its_date(veikko, aino, case, traced, at):
    facts = {"municipality": None, "asylum_seeker": True, "temporary_protection": False}
    actions.record_standing(veikko, case.pk, facts=facts, from_on=TODAY - timedelta(days=3), at=at)
    removed(veikko, aino, case, at, after_until=TODAY + timedelta(days=9), after_words="Counselling.")

    back = restored(aino, case, at)

    assert (back.state, back.removed_on, back.removal_ground) == ("open", None, "")
    assert trace(aino, "case.restore", "done", case) in traced
    assert [each.until_on for each in rows(aino, Standing, superseded_at=None)] == [None]
    assert waiting(aino, case.pk) == []
    page = queries.leaving(veikko, case.pk, on=TODAY)
    assert page.helped is None
    assert [(each.ground, each.annulled_on, each.court_reference) for each in page.removals] == [
        ("R3a", TODAY, "123/2026")
    ]
    assert str(rows(aino, Removal)[0].court_reference) == "‹sealed›"


def test_whoever_was_restored_may_be_removed_anew(veikko, aino, case, at):
    removed(veikko, aino, case, at)
    restored(aino, case, at)

    removed(veikko, aino, case, at, Ground.R2A)

    assert [each.ground for each in queries.leaving(veikko, case.pk, on=TODAY).removals] == ["R2a", "R3a"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"court_reference": " "}, "court_reference"),
        ({"reason": ""}, "reason"),
        ({"annulled_on": TODAY + timedelta(days=1)}, "annulled_on"),
        ({"annulled_on": TODAY - timedelta(days=1)}, "annulled_on"),
    ],
)
def test_a_client_is_restored_only_by_a_decision_of_a_court(veikko, aino, case, at, said, field):
    removed(veikko, aino, case, at)

    with pytest.raises(Refused) as refused:
        restored(aino, case, at, **said)

    assert refused.value.field == field
    assert rows(aino, Case, pk=case.pk)[0].state == "removed"


def test_nobody_is_restored_who_is_a_client(aino, veikko, case, at):
    with pytest.raises(Refused, match="moved on"):
        restored(aino, case, at)
    removed(veikko, aino, case, at)
    with pytest.raises(NotFound):
        restored(veikko, case, at)


def test_the_history_of_a_case_tells_of_every_step_on_the_way_out(veikko, aino, case, at):
    assessed(veikko, case, at)
    tried(veikko, case, at)
    removed(veikko, aino, case, at, Ground.R1, after_until=TODAY + timedelta(days=9), after_words="Counselling.")

    told = {each.what: (each.on, each.words) for each in queries.case(veikko, case.pk).history}

    assert told[Step.ASSESSED] == (TODAY, "")
    assert told[Step.TRIED] == (TODAY, "no answer")
    assert told[Step.REMOVED] == (TODAY, "needs no help any more")
    assert told[Step.HELPED_UNTIL] == (TODAY + timedelta(days=8), "")
    restored(aino, case, at)
    told = [each.what for each in queries.case(veikko, case.pk).history]
    assert [told.count(each) for each in (Step.RESTORED, Step.REMOVED, Step.HELPED_UNTIL)] == [1, 1, 0]


def test_nothing_removes_a_child_with_the_parent_but_a_task_asks_for_its_own_decision(veikko, aino, case, at):
    child, other = (admitted_child(veikko, aino, case, at) for _ in range(2))
    removed(veikko, aino, other, at, **PART)

    removed(veikko, aino, case, at)

    states = {each.pk: each.state for each in rows(aino, Case)}
    assert states == {case.pk: "removed", child.pk: "open", other.pk: "removed"}
    assert waiting(veikko, child.pk) == ["decide_on_child", "meet_client", "prepare_of_age"]
    assert waiting(veikko, other.pk) == []
    assert [each.case_id for each in rows(aino, Removal)] == [other.pk, case.pk]


def test_a_childs_own_removal_ends_the_task_that_asked_for_it(veikko, aino, case, at):
    child = admitted_child(veikko, aino, case, at)
    removed(veikko, aino, case, at)

    left = removed(veikko, aino, child, at, **PART)

    assert (left.parent_id, left.state, left.category) == (case.pk, "removed", "child")
    assert waiting(veikko, child.pk) == []
    texts = rows(aino, Decision, matter=child.pk)[0].texts
    assert str(texts) == "‹sealed›"


def test_a_child_that_a_court_restores_is_prepared_for_coming_of_age_again(veikko, aino, case, at):
    child = admitted_child(veikko, aino, case, at)
    removed(veikko, aino, child, at, **PART)
    assert waiting(veikko, child.pk) == []

    restored(aino, child, at)

    assert waiting(veikko, child.pk) == ["prepare_of_age"]


def test_a_court_that_restores_the_parent_ends_the_tasks_about_the_children(veikko, aino, case, at):
    child = admitted_child(veikko, aino, case, at)
    removed(veikko, aino, case, at)

    restored(aino, case, at)

    assert waiting(veikko, child.pk) == ["meet_client", "prepare_of_age"]


@pytest.mark.parametrize(
    ("part", "field", "sentence"),
    [
        ({}, "best_interest", "best interest"),
        (PART | {"best_interest": " "}, "best_interest", "best interest"),
        (PART | {"heard": None}, "heard", "Tell how the child was heard"),
        (PART | {"view": ""}, "view", "own view"),
    ],
)
def test_a_childs_removal_says_what_it_must_of_the_child(veikko, aino, case, at, part, field, sentence):
    child = admitted_child(veikko, aino, case, at)

    with pytest.raises(Refused, match=sentence) as refused:
        drafted(veikko, child, at, **part)

    assert refused.value.field == field


def test_a_child_of_twelve_is_heard_formally_or_not_for_a_reason(veikko, aino, case, at):
    twelve = date(TODAY.year - 12, TODAY.month, min(TODAY.day, 28))
    child = admitted_child(veikko, aino, case, at, born_on=twelve)

    with pytest.raises(Refused, match="heard formally"):
        drafted(veikko, child, at, **PART)
    for heard in (ChildHeard.FORMALLY, ChildHeard.HARMFUL, ChildHeard.NEEDLESS):
        assert drafted(veikko, child, at, **(PART | {"heard": heard})).state == "draft"


def test_whoever_becomes_twelve_before_the_signature_is_heard_formally_first(veikko, aino, case, at):
    tomorrow = TODAY + timedelta(days=1)
    leaps = (tomorrow.month, tomorrow.day) == (2, 29)
    born_on = date(tomorrow.year - 12, 3, 1) if leaps else tomorrow.replace(year=tomorrow.year - 12)
    child = admitted_child(veikko, aino, case, at, born_on=born_on)
    draft = drafted(veikko, child, at, **PART)

    with pytest.raises(Refused, match="heard formally"):
        actions.remove(aino, child.pk, decision=draft.pk, at=at + timedelta(days=40))


def test_a_victim_under_18_is_asked_as_any_child(mikko, veikko, aino, case, at):
    clients.identify(aino, case.person_id, known=Identity(date(TODAY.year - 15, 1, 1)), at=at)

    with pytest.raises(Refused, match="best interest"):
        drafted(veikko, case, at)

    assert drafted(veikko, case, at, **(PART | {"heard": ChildHeard.FORMALLY})).state == "draft"


def test_whoever_was_removed_may_be_admitted_again_and_persons_are_counted_once(veikko, aino, mikko, case, at):
    before = figures_of(aino)
    removed(veikko, aino, case, at)
    after = figures_of(aino)
    signed = rows(aino, Decision, pk=case.decision_id)[0]
    person = rows(aino, Person, pk=case.person_id)[0]

    with acting(aino, Verb.CASE_OPEN, at):
        opening = actions.Opening(ground="35.1", category=ClientCategory.VICTIM, on=TODAY)
        again = actions.open_case(aino, person, opening=opening, decision=signed, at=at)

    assert (again.person_id, again.is_first, again.state) == (case.person_id, False, "open")
    newest = figures_of(aino)
    assert removed_in(after) == removed_in(before) + 1
    assert newest.clients_since_2006 == before.clients_since_2006
    assert newest.admissions_since_2006 == before.admissions_since_2006 + 1
    with pytest.raises(Refused, match="is a client already"):
        restored(aino, case, at)


def test_a_restored_client_is_no_removal_in_the_figures(veikko, aino, case, at):
    before = figures_of(aino)
    removed(veikko, aino, case, at)

    restored(aino, case, at)

    assert figures_of(aino) == before
