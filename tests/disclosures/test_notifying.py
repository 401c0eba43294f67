"""Child welfare is told at once of a child in need, the police with it where the law says so; an overdue one alarms."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.desk import queries as desk
from kajo.disclosures import actions, queries
from kajo.disclosures.models import Disclosure, Notification
from kajo.disclosures.terms import DisclosureState, NotificationState, Recipient, Timeliness, Way
from kajo.law.calendar import legal_day
from kajo.law.finding import Senseless
from kajo.work import actions as work_done
from kajo.work import queries as work
from kajo.work.models import Task
from tests.factories import line
from tests.factories.exchanging import DAY, matter_of, notified, suspected
from tests.factories.people import acting_as, hired, visiting
from tests.factories.trail import trace
from tests.factories.watch import rows

pytestmark = pytest.mark.django_db


def tasks(actor, about, state="open"):
    return [each.reason for each in rows(actor, Task, Verb.TASK_VIEW, about=about, state=state)]


def test_a_suspicion_makes_a_task_that_is_due_at_once(veikko, case, matter, traced):
    made = suspected(veikko, matter)

    shown = queries.notification(veikko, made.pk)
    assert (shown.state, shown.child, shown.in_time.outcome) == (
        NotificationState.SUSPECTED, "Little Example", Timeliness.WAITS,
    )  # fmt: skip
    assert (made.due_on, made.subject_id, made.record) == (made.suspected_on, case.subject_id, case.reference)
    assert tasks(veikko, made.pk) == ["notify_child_welfare"]
    assert trace(veikko, "notification.suspect", "done", made) in traced


def test_an_overdue_notification_alarms_on_the_desk_and_where_nobody_looks(veikko, marja, aino, matter, at):
    made, on = suspected(veikko, matter, ago=7), legal_day(at)
    suspected(veikko, matter)

    waiting = next(each for each in work.tasks(veikko, None, everybodys=False, on=on).lines if each.about == made.pk)
    shown = desk.unattended(marja, None, on=on)

    assert waiting.days < 0
    assert "deadline--late" in visiting(veikko).get("/").content.decode()
    assert [(each.id, each.due_on) for each in shown.notifications] == [(made.pk, made.due_on)]
    page = visiting(aino).get(reverse("desk:unattended")).content.decode()
    assert f'href="{reverse("disclosures:notification", args=[made.pk])}"' in page
    assert queries.notification(veikko, made.pk).in_time.outcome is Timeliness.OVERDUE


def test_a_task_that_is_ticked_off_does_not_silence_the_alarm(veikko, marja, matter, at):
    made = suspected(veikko, matter, ago=7)
    task = rows(veikko, Task, Verb.TASK_VIEW, about=made.pk)[0]
    work_done.complete(veikko, task.pk, at=at)

    assert [each.id for each in desk.unattended(marja, None, on=legal_day(at)).notifications] == [made.pk]


def test_a_notification_is_made_and_stands_in_the_register(veikko, marja, matter, traced, at):
    made = suspected(veikko, matter, ago=7)

    notified(veikko, made)

    shown = queries.notification(veikko, made.pk)
    assert (shown.state, shown.in_time.outcome) == (NotificationState.MADE, Timeliness.LATE)
    assert [(each.recipient, each.state, each.unit, each.words, each.way) for each in shown.lines] == [
        (Recipient.CHILD_WELFARE, DisclosureState.GIVEN, "Child welfare of the county", "What was seen.", Way.PHONE)
    ]
    assert shown.lines[0].basis == "Child Welfare Act 417/2007, s. 25(1)"
    assert tasks(veikko, made.pk) == ["await_child_welfare"]
    assert desk.unattended(marja, None, on=legal_day(at)).notifications == ()
    assert trace(veikko, "notification.make", "done", made) in traced


def test_a_listed_offence_is_told_to_the_police_together_with_child_welfare(veikko, matter):
    made = suspected(veikko, matter, is_listed=True)
    with pytest.raises(Refused) as refusal:
        notified(veikko, made)
    assert refusal.value.field == "offence_unit"
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW) == []

    notified(veikko, made, offence_unit="Unit of the day")

    lines = queries.notification(veikko, made.pk).lines
    assert {(each.recipient, each.unit) for each in lines} == {
        (Recipient.CHILD_WELFARE, "Child welfare of the county"), (Recipient.POLICE, "Unit of the day"),
    }  # fmt: skip


def test_an_offence_that_is_not_listed_is_not_told_to_the_police(veikko, matter):
    made = notified(veikko, suspected(veikko, matter), offence_unit="Unit of the day")

    assert [each.recipient for each in queries.notification(veikko, made.pk).lines] == [Recipient.CHILD_WELFARE]


def test_it_is_acknowledged_and_answered(veikko, matter, traced, at):
    made, on = notified(veikko, suspected(veikko, matter)), legal_day(at)
    actions.acknowledge(veikko, made.pk, acknowledged_on=on, at=at)
    assert queries.notification(veikko, made.pk).state is NotificationState.ACKNOWLEDGED

    actions.conclude(veikko, made.pk, answered_on=on, words="A worker meets the child.", at=at)

    shown = queries.notification(veikko, made.pk)
    assert (shown.state, shown.answer) == (NotificationState.ANSWERED, "A worker meets the child.")
    assert tasks(veikko, made.pk) == []
    for verb in (Verb.NOTIFICATION_ACKNOWLEDGE, Verb.NOTIFICATION_ANSWER):
        assert trace(veikko, str(verb), "done", made) in traced


def test_days_and_states_that_make_no_sense_are_refused(veikko, matter, at):
    made, on = suspected(veikko, matter), legal_day(at)
    with pytest.raises(Senseless):
        suspected(veikko, matter, suspected_on=on + DAY)
    with pytest.raises(Refused):
        actions.acknowledge(veikko, made.pk, acknowledged_on=on, at=at)
    for day in (on + DAY, on - DAY):
        with pytest.raises(Senseless):
            notified(veikko, made, made_on=day)
    notified(veikko, made)
    for day in (on + DAY, on - DAY):
        with pytest.raises(Refused):
            actions.acknowledge(veikko, made.pk, acknowledged_on=day, at=at)
        with pytest.raises(Refused):
            actions.conclude(veikko, made.pk, answered_on=day, words="Answered.", at=at)
    with pytest.raises(Refused):
        notified(veikko, made)


def test_it_is_hidden_from_the_stranger(outi, mikko, veikko, matter, traced, at):
    made = suspected(veikko, matter)

    for stranger in (outi, mikko):
        for deed in (
            lambda who: suspected(who, matter),
            lambda who: notified(who, made),
            lambda who: queries.notification(who, made.pk),
            lambda who: actions.acknowledge(who, made.pk, acknowledged_on=legal_day(at), at=at),
        ):
            with pytest.raises(NotFound):
                deed(stranger)
    assert trace(outi, "notification.suspect", "forbidden") in traced


def test_nothing_remains_when_notifying_fails_halfway(veikko, matter, monkeypatch):
    made = suspected(veikko, matter)

    def fails(*_args, **_facts):
        raise IntegrityError("halfway")

    monkeypatch.setattr("kajo.work.models.Task.save_base", fails)
    with pytest.raises(IntegrityError):
        notified(veikko, made)

    monkeypatch.undo()
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW) == []
    assert [each.state for each in rows(veikko, Notification, Verb.NOTIFICATION_VIEW)] == ["suspected"]


def test_a_child_in_a_referral_is_noted_too(mikko, aino):
    referral = line.referred(mikko)

    assert suspected(aino, matter_of(referral)).subject_id == referral.subject_id


def test_a_duty_officer_at_night_notifies_of_a_child_on_a_referral_they_took(mikko, traced):
    referral = line.referred(mikko, age_band="under_15")
    browser = visiting(mikko)
    address = reverse("disclosures:suspect", kwargs={"kind": "referral", "key": referral.pk})
    page = browser.get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    assert f'href="{address}"' in page
    words = {
        "child": "Little Example", "suspicion": "Is left alone at night.", "is_listed": "yes",
        "suspected_on": f"{legal_day(datetime.now(UTC)):%d.%m.%Y}",
    }  # fmt: skip
    sent = browser.post(address, words)
    assert sent.status_code == 302
    (made,) = rows(mikko, Notification, Verb.NOTIFICATION_VIEW)
    shown = browser.get(sent.headers["Location"]).content.decode()
    assert "Little Example" in shown
    assert reverse("disclosures:notify", args=[made.pk]) in shown
    assert reverse("disclosures:exchange", kwargs={"kind": "referral", "key": referral.pk}) not in shown
    assert sent.headers["Location"] in browser.get(address).content.decode()

    told = {
        "unit": "Child welfare of the county", "offence_unit": "The police", "words": "What was seen.", "way": "phone",
        "made_on": words["suspected_on"],
    }  # fmt: skip
    assert browser.post(reverse("disclosures:notify", args=[made.pk]), told).status_code == 302

    assert queries.notification(mikko, made.pk).state is NotificationState.MADE
    assert trace(mikko, "notification.make", "done", made) in traced
    assert tasks(mikko, made.pk) == ["await_child_welfare"]


def test_what_the_duty_officer_told_stands_in_the_register_which_the_duty_officer_does_not_read(mikko, aino):
    made = suspected(mikko, matter_of(line.referred(mikko)), is_listed=True)
    notified(mikko, made, offence_unit="The police")

    told = rows(aino, Disclosure, Verb.DISCLOSURE_VIEW, notification=made.pk)
    assert {each.recipient for each in told} == {"child_welfare", "police"}
    assert queries.notification(mikko, made.pk).lines == ()
    for address in (reverse("disclosures:disclosure", args=[told[0].pk]), reverse("disclosures:register")):
        assert visiting(mikko).get(address).status_code == 404


def test_a_duty_officer_sees_no_notification_of_a_case_nor_of_a_referral_out_of_reach(mikko, veikko, aino, matter, at):
    of_case = suspected(veikko, matter)
    strangers = acting_as(hired("yrsa", Role.DUTY_OFFICER))
    own = suspected(mikko, matter_of(line.referred(mikko)))

    assert [each.pk for each in rows(mikko, Notification, Verb.NOTIFICATION_VIEW)] == [own.pk]
    assert rows(strangers, Notification, Verb.NOTIFICATION_VIEW) == []
    for actor, key in ((mikko, of_case.pk), (strangers, own.pk)):
        with pytest.raises(NotFound):
            queries.notification(actor, key)
        assert visiting(actor).get(reverse("disclosures:notification", args=[key])).status_code == 404
    with pytest.raises(NotFound):
        suspected(mikko, matter)
