"""Reflection periods: granted, extended, interrupted, ended by time; told to the police; never more than six months."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import ReflectionPeriod
from kajo.cases.terms import InterruptionGround, ReflectionStep
from kajo.decisions import actions as decisions
from kajo.decisions import queries as decided
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.disclosures.models import Disclosure
from kajo.disclosures.terms import Told
from kajo.law.calendar import is_working_day, legal_day
from kajo.law.terms import months_later
from kajo.work.models import Task
from tests.factories import deciding, reflecting
from tests.factories.reflecting import DAY, EXTEND, GRANT, INTERRUPT, TODAY, later
from tests.factories.trail import trace

pytestmark = pytest.mark.django_db


def rows(actor, model, verb=Verb.CASE_VIEW, **facts):
    with acting(actor, verb):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def tasks(actor, reason, state="open"):
    return sorted(rows(actor, Task, Verb.TASK_VIEW, reason=reason, state=state), key=lambda each: each.due_at)


def test_a_period_is_drafted_by_one_and_granted_by_another(veikko, aino, case, traced, at):
    draft = reflecting.proposed(veikko, case, until_on=TODAY + 60 * DAY)

    period = actions.decide_reflection(aino, case, decision=draft.pk, at=at)

    assert (period.step, period.from_on, period.until_on) == ("grant", TODAY, TODAY + 60 * DAY)
    assert trace(veikko, "case.propose_reflection", "done", case) in traced
    assert trace(aino, "case.decide_reflection", "done", case) in traced
    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["signed"]
    assert rows(aino, type(case), pk=case.pk)[0].state == "open"


def test_signing_leaves_a_decision_to_be_served_and_police_to_be_told(veikko, aino, case, at):
    period = reflecting.granted(veikko, aino, case)

    for reason in ("serve_decision", "tell_police"):
        assert [each.about for each in tasks(aino, reason)][-1] == period.decision_id


def test_the_worker_makes_the_letters_of_a_period(veikko, aino, case):
    period = reflecting.granted(veikko, aino, case)

    assert deciding.worked() == 2

    shown = decided.decision(veikko, period.decision_id, on=TODAY)
    assert [each.language for each in shown.letters] == ["fi", "en"]
    assert not shown.appeal.outcome


def test_somebody_is_reminded_thirty_fourteen_and_seven_days_before_the_last_day(veikko, aino, case):
    period = reflecting.granted(veikko, aino, case, days=90)

    due = [legal_day(each.due_at) for each in tasks(aino, "reflection_ends")]

    last = period.until_on - DAY
    wanted = [last - days * DAY for days in (30, 14, 7)]
    assert due == [next(day for day in (each + n * DAY for n in range(9)) if is_working_day(day)) for each in wanted]


def test_a_short_period_has_no_reminder_of_a_day_gone_by(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30)

    assert len(tasks(aino, "reflection_ends")) == 2


def test_an_extension_begins_where_the_period_ends_and_moves_the_reminders(veikko, aino, case):
    first = reflecting.granted(veikko, aino, case, days=45)

    second = reflecting.extended(veikko, aino, case, days=5)

    assert (second.step, second.from_on, second.until_on) == ("extension", first.until_on, first.until_on + 5 * DAY)
    assert len(tasks(aino, "reflection_ends", "done")) == 3
    open_ = [legal_day(each.due_at) for each in tasks(aino, "reflection_ends")]
    assert len(open_) == 3
    assert open_[-1] >= second.until_on - 8 * DAY


def test_an_interruption_ends_it_the_day_it_is_signed_and_the_reminders_with_it(veikko, aino, case):
    first = reflecting.granted(veikko, aino, case, days=45)

    stopped = reflecting.interrupted(veikko, aino, case, on=10)

    assert (stopped.pk, stopped.interrupted_on) == (first.pk, TODAY + 10 * DAY)
    assert str(stopped.ground) == "‹sealed›"
    assert tasks(aino, "reflection_ends") == []
    assert len(tasks(aino, "tell_police")) == 2
    assert rows(aino, type(case), pk=case.pk)[0].state == "open"


def test_an_interruption_ends_the_extension_that_was_to_come_too(veikko, aino, case):
    first = reflecting.granted(veikko, aino, case, days=45)
    reflecting.extended(veikko, aino, case, days=20)

    stopped = reflecting.interrupted(veikko, aino, case, on=10)

    assert stopped.pk == first.pk
    cut = [each.interrupted_on for each in rows(aino, ReflectionPeriod)]
    assert cut == [TODAY + 10 * DAY, TODAY + 45 * DAY]
    (draft,) = rows(aino, Decision, decision_kind="REFL_INTERRUPT")
    with acting(aino, Verb.DECISION_VIEW):
        said = Decision.objects.within(aino).get(pk=draft.pk).texts.open()
    assert (said["from_on"], said["until_on"]) == (TODAY.isoformat(), (TODAY + 65 * DAY).isoformat())


def test_in_an_extension_an_interruption_leaves_what_ran_before_it(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30)
    reflecting.extended(veikko, aino, case, days=20)

    reflecting.interrupted(veikko, aino, case, on=40)

    assert [each.interrupted_on for each in rows(aino, ReflectionPeriod)] == [None, TODAY + 40 * DAY]


def test_the_end_by_time_changes_nothing_and_what_is_left_may_be_granted_anew(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=60)

    again = reflecting.granted(veikko, aino, case, days=40, on=80)

    assert again.from_on == TODAY + 80 * DAY
    assert rows(aino, type(case), pk=case.pk)[0].state == "open"


@pytest.mark.parametrize(
    ("facts", "sentence", "field"),
    [
        ({"right_of_residence": True}, "another right to stay", "right_of_residence"),
        ({"admitted_first": False}, "Police or border authority decides", "admitted_first"),
        ({"until_on": TODAY + 29 * DAY}, "at least thirty days", "last_on"),
        ({"until_on": months_later(TODAY, 6) + DAY}, "at most six months", "last_on"),
        ({"until_on": TODAY}, "not before the first", "last_on"),
        ({"until_on": None}, "first and a last day", "last_on"),
        ({"from_on": TODAY - DAY}, "does not begin before it is proposed", "from_on"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_at_once_and_leaves_nothing(veikko, case, facts, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        reflecting.proposed(veikko, case, **facts)

    assert refused.value.field == field
    assert rows(veikko, Decision, matter=case.pk) == []


@pytest.mark.parametrize("until_on", [TODAY + 30 * DAY, months_later(TODAY, 6)])
def test_exactly_thirty_days_and_exactly_six_months_are_granted(veikko, aino, case, at, until_on):
    draft = reflecting.proposed(veikko, case, until_on=until_on)

    assert actions.decide_reflection(aino, case, decision=draft.pk, at=at).until_on == until_on


def test_six_months_from_the_end_of_a_month_end_with_the_shorter_month(veikko, aino, case):
    start = date(TODAY.year + 1, 8, 31)
    end = months_later(start, 6)

    with pytest.raises(Refused, match="at most six months"):
        reflecting.proposed(veikko, case, from_on=start, until_on=end + DAY)

    assert reflecting.proposed(veikko, case, from_on=start, until_on=end).state == "draft"
    assert end.month == 2


def test_periods_of_one_person_have_no_day_in_common(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=60)

    with pytest.raises(Refused, match="a day in common") as refused:
        reflecting.proposed(veikko, case, from_on=TODAY + 59 * DAY, until_on=TODAY + 100 * DAY)

    assert refused.value.field == "from_on"


def test_what_begins_where_a_period_ended_is_no_new_one(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=60)

    with pytest.raises(Refused, match="extend that one"):
        reflecting.proposed(veikko, case, from_on=TODAY + 60 * DAY, until_on=TODAY + 65 * DAY)


@pytest.mark.parametrize("kind", [EXTEND, INTERRUPT])
def test_without_a_period_nothing_is_extended_or_interrupted(veikko, case, kind):
    with pytest.raises(Refused, match="No reflection period runs"):
        reflecting.proposed(veikko, case, kind=kind)


def test_what_was_interrupted_or_is_over_is_not_extended(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30)

    with pytest.raises(Refused, match="No reflection period runs"):
        reflecting.proposed(veikko, case, kind=EXTEND, on=31)
    reflecting.interrupted(veikko, aino, case, on=3)
    with pytest.raises(Refused, match="No reflection period runs"):
        reflecting.proposed(veikko, case, kind=EXTEND, on=4)


def test_ties_that_others_renewed_interrupt_nothing(veikko, aino, case):
    reflecting.granted(veikko, aino, case)

    with pytest.raises(Refused, match="own will and initiative") as refused:
        reflecting.proposed(veikko, case, kind=INTERRUPT, own_will=False)
    with pytest.raises(Refused, match="Choose the ground"):
        reflecting.proposed(veikko, case, kind=INTERRUPT, ground=None)

    assert refused.value.field == "own_will"
    order = reflecting.proposed(veikko, case, kind=INTERRUPT, own_will=False, ground=InterruptionGround.ORDER)
    assert order.decision_kind == "REFL_INTERRUPT"


def test_one_draft_at_a_time_and_it_may_be_written_anew(veikko, aino, case, at):
    first = reflecting.proposed(veikko, case)

    with pytest.raises(Refused, match="waits already"):
        reflecting.proposed(veikko, case)
    with pytest.raises(NotFound):
        reflecting.proposed(veikko, case, anew=case.pk)
    again = reflecting.proposed(veikko, case, anew=first.pk, until_on=TODAY + 35 * DAY)

    assert again.pk == first.pk
    assert actions.decide_reflection(aino, case, decision=first.pk, at=at).until_on == TODAY + 35 * DAY
    with pytest.raises(NotFound):
        reflecting.proposed(veikko, case, kind=EXTEND, anew=first.pk)


def test_the_second_of_two_deciders_is_told(veikko, aino, case, at):
    draft = reflecting.proposed(veikko, case)
    actions.decide_reflection(aino, case, decision=draft.pk, at=at)

    with pytest.raises(Refused, match="signed already"):
        actions.decide_reflection(aino, case, decision=draft.pk, at=at)

    assert len(rows(aino, ReflectionPeriod)) == 1


def test_whoever_drafted_does_not_sign_and_a_manager_wants_a_delegation(aino, marja, case, at):
    draft = reflecting.proposed(aino, case)

    with pytest.raises(Refused, match="does not sign it"):
        actions.decide_reflection(aino, case, decision=draft.pk, at=at)
    with pytest.raises(Refused, match="no delegation"):
        actions.decide_reflection(marja, case, decision=draft.pk, at=at)

    assert rows(aino, ReflectionPeriod) == []


def test_the_law_is_asked_again_on_the_day_of_the_signature(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30)
    longer = reflecting.proposed(veikko, case, kind=EXTEND)

    with pytest.raises(Refused, match="No reflection period runs"):
        actions.decide_reflection(aino, case, decision=longer.pk, at=later(31))

    assert [each.state for each in rows(aino, Decision, pk=longer.pk)] == ["draft"]


def test_a_case_that_has_ended_takes_no_draft_and_no_signature(veikko, aino, case, at):
    former = reflecting.ended(case)
    draft = reflecting.left_over(veikko, former)

    with pytest.raises(Refused, match="has ended"):
        reflecting.proposed(veikko, former, anew=draft.pk)
    with pytest.raises(Refused, match="has ended"):
        actions.decide_reflection(aino, former, decision=draft.pk, at=at)

    assert rows(aino, ReflectionPeriod) == []


@pytest.mark.parametrize("kind", sorted(set(DecisionKind) - {GRANT, EXTEND, INTERRUPT}))
def test_no_other_kind_is_drafted_by_this_deed_recovery_least_of_all(veikko, case, at, kind):
    with pytest.raises(Refused, match="Only reflection periods"):
        reflecting.proposed(veikko, case, kind=kind)


def test_the_police_are_told_with_basis_extent_and_approver(veikko, aino, case, traced, at):
    period = reflecting.granted(veikko, aino, case)

    told = actions.tell_police(
        veikko, case, decision=period.decision_id, unit="Unit of the day", extent=[Told.RECORD, Told.NAME],
        told_on=TODAY, at=at,
    )  # fmt: skip

    assert (told.recipient, told.basis, told.extent) == (
        "police", "Aliens Act 301/2004, s. 52c(2)", "decision days name record"
    )  # fmt: skip
    assert (told.approved_by_id, told.made_by_id) == (aino.id, veikko.id)
    assert trace(veikko, "case.tell_police", "done", case) in traced
    assert tasks(aino, "tell_police") == []


@pytest.mark.parametrize(("told_on", "sentence"), [(TODAY + DAY, "future"), (TODAY - DAY, "after the decision")])
def test_the_police_are_told_between_the_decision_and_today(veikko, aino, case, told_on, sentence, at):
    period = reflecting.granted(veikko, aino, case)

    with pytest.raises(Refused, match=sentence):
        actions.tell_police(veikko, case, decision=period.decision_id, unit="U", extent=[], told_on=told_on, at=at)

    assert rows(aino, Disclosure) == []


def test_the_police_are_told_once_of_a_signed_decision_also_after_the_case(veikko, aino, case, at):
    former = reflecting.ended(case)
    draft = reflecting.left_over(veikko, former)
    facts = {"unit": "U", "extent": [], "told_on": TODAY, "at": at}
    with pytest.raises(NotFound):
        actions.tell_police(veikko, former, decision=draft.pk, **facts)
    decisions.sign(aino, draft, is_urgent=False, at=at)

    actions.tell_police(veikko, former, decision=draft.pk, **facts)

    with pytest.raises(Refused, match="already"):
        actions.tell_police(veikko, former, decision=draft.pk, **facts)


def test_a_stranger_proposes_decides_and_tells_nothing(outi, veikko, case, at):
    draft = reflecting.proposed(veikko, case)

    with pytest.raises(NotFound):
        reflecting.proposed(outi, case)
    with pytest.raises(NotFound):
        actions.decide_reflection(outi, case, decision=draft.pk, at=at)
    with pytest.raises(NotFound):
        actions.tell_police(outi, case, decision=draft.pk, unit="U", extent=[], told_on=TODAY, at=at)


def test_nothing_remains_of_a_signature_that_fails_halfway(veikko, aino, case, at, monkeypatch):
    draft = reflecting.proposed(veikko, case)
    monkeypatch.setattr(ReflectionPeriod, "save", lambda *_words, **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.decide_reflection(aino, case, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]


def test_the_database_keeps_periods_apart_and_as_they_were_granted(veikko, aino, case, at):
    period = reflecting.granted(veikko, aino, case, days=60)
    draft = reflecting.proposed(veikko, case, kind=EXTEND)

    with pytest.raises(IntegrityError, match="reflection_periods_apart"), acting(aino, Verb.CASE_DECIDE_REFLECTION):
        actions.period_row(
            case, ReflectionStep.GRANT, decision=draft, from_on=TODAY + 59 * DAY, until_on=TODAY + 90 * DAY,
            made_by=aino.id, at=at,
        ).save(force_insert=True)  # fmt: skip
    with pytest.raises(NotFound), acting(aino, Verb.CASE_DECIDE_REFLECTION):
        ReflectionPeriod.objects.within(aino).filter(pk=period.pk).update(until_on=TODAY + 61 * DAY)


def test_a_victims_childs_case_has_none(veikko, aino, case, at):
    with pytest.raises(Refused, match="for a victim"):
        reflecting.proposed(veikko, reflecting.child_of(veikko, aino, case))
