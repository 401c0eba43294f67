"""Clocks: they start, stand still, go on and end with what they are for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import SYSTEM
from kajo.access.verbs import Verb
from kajo.decisions import actions as decisions
from kajo.decisions.terms import HearingSkip, HearingWay
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import Length, Unit
from kajo.referrals import actions as referrals
from kajo.referrals import queries
from kajo.referrals.terms import Agreed, ConsentGiver, ConsentWay, Lapse, Missing, Told, Withdrawal
from kajo.work import actions
from kajo.work.models import Clock, Pause, Task
from kajo.work.terms import Aim, Because, ClockEnd, Reason
from tests.factories import line, watch
from tests.factories.people import visiting

TODAY = legal_day(datetime.now(UTC))
WHOLE = Told(path="letter", age_band="adult", name="Linh Example", reach="By letter.", need="Advice.", account="Told.")
pytestmark = pytest.mark.django_db


def received(actor, at, *, is_urgent=False, **told):
    agreed = Agreed("person", is_given=True, given_at=at)
    words = Told(**{**{f: getattr(WHOLE, f) for f in ("path", "age_band", "name", "reach", "need", "account")}, **told})
    return referrals.receive(actor, None, told=words, is_urgent=is_urgent, agreed=agreed, at=at)


def clocks(actor, about):
    return watch.rows(actor, Clock, Verb.CLOCK_VIEW, about=about.pk)


def pauses(actor, clock):
    return watch.rows(actor, Pause, Verb.CLOCK_VIEW, clock=clock.pk)


def supplement(actor, referral, at, days=7):
    referrals.ask_supplement(
        actor, referral.pk, wanted=[Missing.REASONS], words="", until_on=legal_day(at) + days * DAY, at=at
    )


def test_the_own_target_of_a_referral_starts_with_its_receipt_and_is_no_period_of_law(mikko, at):
    (clock,) = clocks(mikko, received(mikko, at))

    assert (clock.aim, clock.state, clock.started_on) == (Aim.DECIDE_REFERRAL, "running", TODAY)
    assert (clock.number, clock.unit, clock.is_statutory, clock.is_to_confirm) == (20, "working_days", False, True)
    assert "434/2003" in clock.basis


@pytest.mark.parametrize(("told", "is_urgent"), [({"age_band": "under_15"}, False), ({}, True)])
def test_a_childs_and_a_dangerous_matter_has_the_shorter_target(mikko, at, told, is_urgent):
    (clock,) = clocks(mikko, received(mikko, at, is_urgent=is_urgent, **told))

    assert (clock.number, clock.unit) == (5, "working_days")


def test_when_danger_is_noted_later_the_shorter_target_counts_from_the_receipt_and_waits_for_nothing(mikko, at):
    referral = received(mikko, at - 2 * DAY)
    supplement(mikko, referral, at - 2 * DAY)

    referrals.amend(mikko, referral.pk, told=WHOLE, is_urgent=True, at=at)

    former, present = sorted(clocks(mikko, referral), key=lambda each: each.number, reverse=True)
    assert (former.state, former.ended_how) == ("ended", ClockEnd.REPLACED)
    assert (present.state, present.number, present.started_on) == ("running", 5, former.started_on)
    (still,) = pauses(mikko, present)
    assert still.ended_at is not None


def test_it_stands_still_while_a_supplement_is_asked_and_goes_on_with_the_assessment(mikko, at):
    referral = received(mikko, at - 5 * DAY)
    supplement(mikko, referral, at - 3 * DAY)
    (clock,) = clocks(mikko, referral)
    assert clock.state == "paused"

    referrals.assess(mikko, referral.pk, at=at)

    (clock,) = clocks(mikko, referral)
    (still,) = pauses(mikko, clock)
    assert (clock.state, still.because) == ("running", Because.SUPPLEMENT)
    assert (still.until_on - still.from_on).days == 3
    (told,) = queries.referral(mikko, referral.pk).clocks
    assert (told.due.paused_days, told.because) == (3, Because.SUPPLEMENT)


def test_an_urgent_one_never_waits_for_a_supplement(mikko, at):
    referral = received(mikko, at, is_urgent=True)

    supplement(mikko, referral, at)

    (clock,) = clocks(mikko, referral)
    assert clock.state == "running"


def test_it_stands_still_while_the_party_is_heard_and_two_reasons_are_each_over_by_themselves(mikko, aino, at):
    referral = received(mikko, at)
    referrals.assess(mikko, referral.pk, at=at)
    draft = referrals.propose_refusal(
        mikko, referral.pk, situation=line.NO_VICTIM, reasons="Nothing.", language="fi", explained_in="en", at=at
    )
    supplement(mikko, referral, at)
    heard = {"way": HearingWay.WRITTEN, "question": "What do you say?", "asked_on": TODAY, "reply_by": TODAY + 7 * DAY}
    decisions.hear(aino, draft.pk, **heard, at=at)
    (clock,) = clocks(mikko, referral)
    assert (clock.state, len(pauses(mikko, clock))) == ("paused", 2)

    decisions.reply(aino, draft.pk, replied_on=TODAY, words="Nothing.", at=at)
    assert clocks(mikko, referral)[0].state == "paused"
    referrals.assess(mikko, referral.pk, at=at)

    assert clocks(mikko, referral)[0].state == "running"


def test_leaving_the_hearing_out_lets_it_go_on(mikko, aino, at):
    referral = received(mikko, at)
    draft = referrals.propose_refusal(
        mikko, referral.pk, situation=line.NO_VICTIM, reasons="Nothing.", language="fi", explained_in="en", at=at
    )
    heard = {"way": HearingWay.WRITTEN, "question": "What do you say?", "asked_on": TODAY, "reply_by": TODAY + 7 * DAY}
    decisions.hear(aino, draft.pk, **heard, at=at)

    decisions.skip_hearing(mikko, draft.pk, skipped=HearingSkip.REJECTED_AT_ONCE, reason="Heard before.", at=at)

    assert clocks(mikko, referral)[0].state == "running"


@pytest.mark.parametrize("way", ["admitted", "refused", "withdrawn", "lapsed"])
def test_it_ends_with_the_decision_or_the_end_of_the_referral(mikko, aino, at, way):
    referral = line.refused(mikko, aino) if way == "refused" else received(mikko, at)
    if way == "admitted":
        referrals.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
        referrals.admit(aino, referral.pk, opening=referrals.Admission(), at=at)
    elif way == "withdrawn":
        said = Withdrawal(said_by=ConsentGiver.PERSON, way=ConsentWay.SPOKEN, told_at=at, words="")
        referrals.withdraw(mikko, referral.pk, withdrawal=said, at=at)
    elif way == "lapsed":
        referrals.lapse(aino, referral.pk, reason=Lapse.NOT_REACHED, words="Called twice.", at=at)

    (clock,) = clocks(mikko, referral)
    how = ClockEnd.DONE if way in ("admitted", "refused") else ClockEnd.FELL_AWAY
    assert (clock.state, clock.ended_how) == ("ended", how)
    assert clock.ended_at is not None


def test_a_refusal_that_a_court_annulled_has_a_new_target(mikko, aino, marja, at):
    referral = line.refused(mikko, aino)

    referrals.reopen(marja, referral.pk, court_reference="HAO 1", court_decided_on=TODAY, reason="Not heard.", at=at)

    assert sorted(each.state for each in clocks(mikko, referral)) == ["ended", "running"]


def test_page_and_queue_say_it_in_words_and_law_and_target_never_look_the_same(mikko, at):
    referral = received(mikko, at - 5 * DAY)
    supplement(mikko, referral, at - 3 * DAY)
    actions.start(
        mikko, None, about=referral, aim=Aim.DECIDE_REFERRAL, length=Length(20, Unit.WORKING_DAYS),
        from_on=TODAY - 5 * DAY, at=at,
    )  # fmt: skip

    page = visiting(mikko).get(f"/referrals/{referral.pk}/").content.decode()
    queue = visiting(mikko).get("/referrals/").content.decode()

    assert "Own target" in page
    assert "clock--own" in page
    assert "clock--law" not in page
    assert "It has stood still for 4 days: what was asked for is awaited." in page
    assert "not a period of law" in page
    assert "Own target: stands still" in queue


def of_law(actor, about, at, **facts):
    words = {"aim": Aim.DECIDE_REFERRAL, "length": Length(1, Unit.MONTHS), "from_on": TODAY, "section": "1/2000, s. 2"}
    return actions.start(actor, None, about=about, is_statutory=True, **(words | facts), at=at)


def test_a_period_of_law_names_its_section_and_never_stands_still(mikko, at):
    referral = received(mikko, at)

    clock = of_law(mikko, referral, at)

    with pytest.raises(Refused):
        of_law(mikko, referral, at, section="")
    with pytest.raises(Refused):
        actions.pause(mikko, clock.pk, because=Because.HEARING, at=at)
    page = visiting(mikko).get(f"/referrals/{referral.pk}/").content.decode()
    assert "clock--law" in page
    assert "Period of law" in page
    with acting(mikko, Verb.CLOCK_PAUSE), pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(state="paused")


def test_another_reason_is_given_in_words_and_sealed(mikko, at):
    (clock,) = clocks(mikko, received(mikko, at))
    with pytest.raises(Refused):
        actions.pause(mikko, clock.pk, because=Because.OTHER, at=at)

    made = actions.pause(mikko, clock.pk, because=Because.OTHER, words="An expert is asked.", at=at)

    assert watch.last() == [("clock.pause", "done")]
    assert "expert" not in str(made.words)
    actions.resume(mikko, clock.pk, because=Because.OTHER, at=at)
    assert watch.last() == [("clock.resume", "done")]


def test_deeds_in_the_wrong_state_are_refused(mikko, at):
    (clock,) = clocks(mikko, received(mikko, at))
    with pytest.raises(Refused):
        actions.resume(mikko, clock.pk, because=Because.HEARING, at=at)

    actions.end(mikko, clock.pk, how=ClockEnd.DONE, at=at)

    for deed in (
        lambda: actions.end(mikko, clock.pk, how=ClockEnd.DONE, at=at),
        lambda: actions.pause(mikko, clock.pk, because=Because.HEARING, at=at),
    ):
        with pytest.raises(Refused):
            deed()
    assert clocks(mikko, type("About", (), {"pk": clock.about}))[0].ended_how == ClockEnd.DONE


def test_days_in_the_wrong_order_are_refused(mikko, at):
    (clock,) = clocks(mikko, received(mikko, at))

    with pytest.raises(Refused):
        actions.pause(mikko, clock.pk, because=Because.HEARING, until_on=TODAY - DAY, at=at)


def test_a_stranger_cannot_touch_a_clock_and_learns_nothing(mikko, outi, at):
    referral = received(mikko, at)
    (clock,) = clocks(mikko, referral)

    for deed in (
        lambda: actions.pause(outi, clock.pk, because=Because.HEARING, at=at),
        lambda: actions.end(outi, clock.pk, how=ClockEnd.DONE, at=at),
        lambda: actions.start(
            outi, None, about=referral, aim=Aim.DECIDE_REFERRAL, length=Length(1, Unit.DAYS), from_on=TODAY, at=at
        ),
    ):
        with pytest.raises(NotFound):
            deed()
    assert clocks(outi, referral) == []
    assert clocks(mikko, referral)[0].state == "running"


def test_nothing_remains_of_a_receipt_whose_clock_fails(mikko, at, monkeypatch):
    def broken(*_args, **_facts):
        raise RuntimeError

    monkeypatch.setattr("kajo.work.actions.clocks.Clock.objects.create", broken)
    with pytest.raises(RuntimeError):
        received(mikko, at)

    assert watch.rows(mikko, Clock, Verb.CLOCK_VIEW) == []
    assert queries.queue(mikko, None).lines == ()


def test_a_clock_that_ran_out_makes_one_task_about_what_it_is_for(mikko, marja, at):
    referral = received(mikko, at)
    (clock,) = clocks(mikko, referral)

    made = actions.alarm(SYSTEM, clock.pk, owner=marja.id, due_on=date(2026, 11, 20), at=at)
    again = actions.alarm(SYSTEM, clock.pk, owner=marja.id, due_on=date(2026, 11, 20), at=at)

    assert (made.about_kind, made.about, made.record) == ("referrals.referral", referral.pk, referral.reference)
    assert (made.reason, made.owner_id, again) == (Reason.CLOCK_OVERDUE, marja.id, None)
    assert legal_day(made.due_at) == date(2026, 11, 23)
    with pytest.raises(NotFound):
        actions.alarm(mikko, clock.pk, owner=None, due_on=TODAY, at=at)
    assert len(watch.rows(marja, Task, Verb.TASK_VIEW, about=referral.pk, reason=Reason.CLOCK_OVERDUE)) == 1


def test_another_room_can_run_a_clock_of_its_own_on_any_record(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)

    clock = actions.start(
        veikko, None, about=case, aim=Aim.DECIDE_REFERRAL, length=Length(1, Unit.WORKING_DAYS),
        section="Child Welfare Act", from_on=TODAY, at=at + timedelta(hours=1),
    )  # fmt: skip

    assert (clock.about_kind, clock.about, clock.record) == ("cases.case", case.pk, case.reference)
