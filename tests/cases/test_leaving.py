"""Cases: how a client leaves the system, and what blocks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.cases import actions, queries
from kajo.cases.models import Case, OverallAssessment, Removal, ServiceOrganiser, Standing
from kajo.cases.terms import Answer, ContactOutcome, RemovalFact, Source
from kajo.cases.terms import Removal as Ground
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from tests.factories import line
from tests.factories.leaving import (
    NOTHING,
    answers,
    assessed,
    drafted,
    proposal,
    removed,
    rows,
    tried,
    unheard,
    waiting,
)
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def test_a_client_who_needs_no_help_any_more_is_removed_after_the_assessment(veikko, aino, case, traced, at):
    assessed(veikko, case, at)
    draft = drafted(veikko, case, at, Ground.R1)

    left = actions.remove(aino, case.pk, decision=draft.pk, at=at)

    assert (left.state, left.removed_on, left.removal_ground) == ("removed", TODAY, "R1")
    assert trace(aino, "case.remove", "done", case) in traced
    assert waiting(aino, case.pk) == []
    assert waiting(aino, draft.pk) == ["serve_decision"]
    [row] = rows(aino, Removal, case=case.pk)
    assert (row.ground, row.from_on, row.decision_id, row.is_enforced_at_once) == ("R1", TODAY, draft.pk, True)


@pytest.mark.parametrize("ground", [Ground.R2A, Ground.R2B, Ground.R3A, Ground.R4])
def test_each_other_ground_removes_by_its_own_fact(veikko, aino, case, at, ground):
    assert removed(veikko, aino, case, at, ground).removal_ground == ground


def test_without_the_assessment_needing_no_help_ends_nothing(veikko, case, at):
    with pytest.raises(Refused, match="whole personal situation has to be assessed") as refused:
        drafted(veikko, case, at, Ground.R1)

    assert refused.value.field == "ground"
    assert rows(veikko, Decision, matter=case.pk) == []


def test_a_newer_assessment_supersedes_and_overwrites_nothing(veikko, case, at):
    first, second = assessed(veikko, case, at, "First."), assessed(veikko, case, at, "Second.")

    page = queries.leaving(veikko, case.pk, on=TODAY)

    assert [(each.words, each.is_former) for each in page.assessments] == [("Second.", False), ("First.", True)]
    assert str(first.words) == "‹sealed›"
    assert [each.superseded_at is None for each in rows(veikko, OverallAssessment)] == [False, True]
    assert second.made_by_id == veikko.id


def test_nobody_disappears_before_somebody_tried_to_reach_them(veikko, aino, case, at):
    with pytest.raises(Refused, match="log the attempts"):
        drafted(veikko, case, at, Ground.R3B)

    tried(veikko, case, at)

    assert removed(veikko, aino, case, at, Ground.R3B).removal_ground == "R3b"


def test_whoever_was_reached_has_not_disappeared_since(veikko, case, at):
    tried(veikko, case, at, before=timedelta(minutes=9))
    tried(veikko, case, at, ContactOutcome.REACHED, before=timedelta(minutes=5))

    with pytest.raises(Refused, match="log the attempts"):
        drafted(veikko, case, at, Ground.R3B)

    assert len(queries.leaving(veikko, case.pk, on=TODAY).attempts) == 2


def test_a_wish_to_leave_that_was_only_told_is_written_down_first(veikko, case, at):
    with pytest.raises(Refused, match="recorded in writing"):
        drafted(veikko, case, at, answers=answers(Ground.R3A, Source.TOLD))


def test_a_ground_that_the_facts_do_not_open_is_refused_with_the_rules_reason(veikko, case, at):
    with pytest.raises(Refused, match="No ground of removal is met"):
        drafted(veikko, case, at, answers=NOTHING)
    with pytest.raises(Refused, match="does not open this ground"):
        drafted(veikko, case, at, Ground.R4, answers=answers(Ground.R2A))


def test_a_fact_that_opens_the_ground_has_words(veikko, case, at):
    with pytest.raises(Refused, match="Write what this answer rests on") as refused:
        drafted(veikko, case, at, answers=answers(Ground.R3A, words=" "))

    assert refused.value.field == "wants_to_leave_words"


def test_one_answered_fact_is_enough_for_its_ground_and_for_no_other(veikko, case, at):
    some = {RemovalFact.WANTS_TO_LEAVE: Answer(True, Source.DOCUMENT, "A letter.")}

    with pytest.raises(Refused, match="The question that the ground stands on"):
        drafted(veikko, case, at, Ground.R2A, answers=some)

    assert drafted(veikko, case, at, Ground.R3A, answers=some).state == "draft"


def test_danger_needs_written_reasons(veikko, case, at):
    with pytest.raises(Refused, match="needs written reasons"):
        drafted(veikko, case, at, Ground.R4, reasons=" ")


def test_an_assessment_and_an_attempt_are_of_the_time_as_a_client_and_not_ahead(veikko, case, at):
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(Refused):
            actions.assess_overall(veikko, case.pk, words="Early.", assessed_on=day, at=at)
    for before in (-timedelta(hours=1), timedelta(days=2)):
        with pytest.raises(Refused):
            tried(veikko, case, at, before=before)


def test_whoever_drafted_a_removal_does_not_sign_it(aino, case, at):
    draft = drafted(aino, case, at)

    with pytest.raises(Refused, match="does not sign it"):
        actions.remove(aino, case.pk, decision=draft.pk, at=at)

    assert rows(aino, Case, pk=case.pk)[0].state == "open"


def test_nobody_is_removed_unheard_without_a_recorded_reason(veikko, aino, case, at):
    draft = actions.propose_removal(veikko, case.pk, proposal=proposal(), at=at)

    with pytest.raises(Refused):
        actions.remove(aino, case.pk, decision=draft.pk, at=at)
    assert rows(aino, Case, pk=case.pk)[0].state == "open"

    unheard(veikko, draft, at)
    assert actions.remove(aino, case.pk, decision=draft.pk, at=at).state == "removed"


def test_a_manager_without_a_delegation_removes_nobody(veikko, marja, case, at):
    with pytest.raises(Refused, match="no delegation"):
        actions.remove(marja, case.pk, decision=drafted(veikko, case, at).pk, at=at)


def test_the_law_is_asked_again_on_the_day_of_the_signature(veikko, aino, case, at):
    tried(veikko, case, at, before=timedelta(minutes=9))
    draft = drafted(veikko, case, at, Ground.R3B)
    tried(veikko, case, at, ContactOutcome.REACHED)

    with pytest.raises(Refused, match="log the attempts"):
        actions.remove(aino, case.pk, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]


def test_nobody_is_removed_twice(veikko, aino, case, at):
    left = removed(veikko, aino, case, at)
    [draft] = rows(aino, Decision, matter=case.pk)

    with pytest.raises(Refused, match="moved on"):
        actions.remove(aino, left.pk, decision=draft.pk, at=at)
    with pytest.raises(Refused, match="has ended"):
        drafted(veikko, case, at)


def test_a_draft_of_another_case_or_kind_removes_nobody(mikko, veikko, aino, case, at):
    other = line.admitted(mikko, aino, veikko)
    draft = drafted(veikko, other, at)

    for key in (draft.pk, case.decision_id, case.pk):
        with pytest.raises(NotFound):
            actions.remove(aino, case.pk, decision=key, at=at)


def test_a_draft_that_waits_is_written_anew_by_whoever_writes_last(veikko, aino, case, at):
    first = drafted(veikko, case, at)
    second = drafted(aino, case, at, Ground.R2A)

    assert (first.pk, second.prepared_by_id) == (second.pk, aino.id)
    with pytest.raises(Refused, match="does not sign it"):
        actions.remove(aino, case.pk, decision=second.pk, at=at)


def test_who_serves_ends_with_the_removal_and_ties_stay(veikko, aino, case, at):
    facts = {"municipality": None, "asylum_seeker": True, "temporary_protection": False}
    for before in (3, 0):
        actions.record_standing(veikko, case.pk, facts=facts, from_on=TODAY - timedelta(days=before), at=at)

    removed(veikko, aino, case, at)

    for model in (Standing, ServiceOrganiser):
        held = rows(aino, model, case=case.pk)
        assert {each.until_on for each in held} == {TODAY, None}
        assert [each for each in held if each.until_on is None and each.superseded_at is None] == []
    assert queries.case(veikko, case.pk).state == "removed"


def test_nothing_remains_of_a_removal_that_fails_halfway(veikko, aino, case, at, monkeypatch):
    draft = drafted(veikko, case, at)
    monkeypatch.setattr("kajo.cases.actions.leaving._end_standing", lambda *_words: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.remove(aino, case.pk, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]
    assert (rows(aino, Case)[0].state, rows(aino, Removal)) == ("open", [])


def test_a_stranger_does_nothing_on_the_way_out(outi, veikko, aino, case, at):
    draft = drafted(veikko, case, at)

    for deed in (
        lambda: assessed(outi, case, at),
        lambda: tried(outi, case, at),
        lambda: drafted(outi, case, at),
        lambda: actions.remove(outi, case.pk, decision=draft.pk, at=at),
        lambda: actions.after_assistance(outi, case.pk, until_on=TODAY, words="None.", at=at),
        lambda: queries.leaving(outi, case.pk, on=TODAY),
    ):
        with pytest.raises(NotFound):
            deed()
