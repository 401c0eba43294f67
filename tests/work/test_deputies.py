"""Deputies: who looks after what somebody leaves undone, and that nobody sees more by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.roles import SYSTEM, Role
from kajo.access.verbs import Verb
from kajo.law.calendar import DAY, legal_day
from kajo.work import actions, queries
from kajo.work.models import Deputy, Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import acting_as, hired, visiting

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def named(actor, deputy, at, *, first=0, days=10):
    return actions.deputise(
        actor, None, deputy=deputy.id, from_on=TODAY + first * DAY, until_on=TODAY + (first + days) * DAY, at=at
    )


def test_a_deputy_is_named_for_days_and_ended_before(veikko, hilla, at):
    made = named(veikko, hilla, at)
    assert watch.last() == [("task.deputise", "done")]
    (shown,) = queries.deputies(veikko, None, on=TODAY).named
    assert (shown.name, shown.last_on) == ("Hilla", TODAY + 9 * DAY)

    actions.end_deputy(veikko, made.pk, at=at)

    assert watch.last() == [("task.end_deputy", "done")]
    assert queries.deputies(veikko, None, on=TODAY).named == ()
    with pytest.raises(Refused):
        actions.end_deputy(veikko, made.pk, at=at)


@pytest.mark.parametrize(("first", "days"), [(-1, 5), (0, 0), (3, -1), (2, 3)])
def test_days_gone_by_in_the_wrong_order_or_taken_are_refused(veikko, hilla, tuuli, at, first, days):
    named(veikko, tuuli, at, first=4, days=2)

    with pytest.raises(Refused):
        named(veikko, hilla, at, first=first, days=days)

    assert Deputy.objects.count() == 1


def test_nobody_is_the_own_deputy_and_no_administrator_is_one(veikko, at):
    admin = acting_as(hired("admin", Role.ADMINISTRATOR))

    for other in (veikko, admin):
        with pytest.raises(Refused):
            named(veikko, other, at)


def test_a_deputy_is_ended_by_whom_it_stands_in_for_alone(veikko, hilla, outi, at):
    made = named(veikko, hilla, at)

    for other in (hilla, outi):
        with pytest.raises(NotFound):
            actions.end_deputy(other, made.pk, at=at)
    assert watch.last() == [("task.end_deputy", "forbidden")]


def test_whoever_does_no_tasks_names_no_deputy(tove, hilla, at):
    with pytest.raises(NotFound):
        named(tove, hilla, at)
    assert visiting(tove).get(reverse("work:deputise")).status_code == 404


def test_an_escalated_task_is_both_peoples_and_says_so(mikko, aino, veikko, marja, at):
    case = line.admitted(mikko, aino, veikko)
    (task,) = watch.rows(veikko, Task, Verb.TASK_VIEW, about=case.pk, reason=Reason.MEET_CLIENT)

    actions.escalate(SYSTEM, task.pk, to=marja.id, at=at)

    assert watch.last() == [("task.escalate", "done")]
    for who, words in ((marja, "yours too: nobody came"), (veikko, "also with")):
        assert task.pk in {each.id for each in queries.tasks(who, None, everybodys=False, on=TODAY).lines}
        assert words in visiting(who).get("/tasks/").content.decode()


def test_people_escalate_nothing_and_close_nothing_themselves(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    (task,) = watch.rows(veikko, Task, Verb.TASK_VIEW, about=case.pk, reason=Reason.MEET_CLIENT)

    for deed in (
        lambda: actions.escalate(aino, task.pk, to=mikko.id, at=at),
        lambda: actions.close(aino, task.pk, at=at),
    ):
        with pytest.raises(NotFound):
            deed()
    with pytest.raises(Refused):
        actions.close(SYSTEM, task.pk, at=at)  # what somebody asked for is done by somebody


def test_nothing_goes_to_whom_it_is_not_for_nor_after_it_is_done(mikko, aino, marja, at):
    made = actions.make(aino, line.referred(mikko), reason=Reason.ASSESS_REFERRAL, due_on=TODAY, not_for=aino.id, at=at)
    with pytest.raises(Refused):
        actions.escalate(SYSTEM, made.pk, to=aino.id, at=at)
    actions.complete(marja, made.pk, at=at)

    with pytest.raises(Refused):
        actions.escalate(SYSTEM, made.pk, to=marja.id, at=at)


def test_the_page_names_and_ends_a_deputy_without_scripts(veikko, hilla):
    browser = visiting(veikko)
    sent = {
        "deputy": str(hilla.id), "from_on": TODAY.strftime("%d.%m.%Y"), "last_on": (TODAY + DAY).strftime("%d.%m.%Y"),
    }  # fmt: skip

    assert browser.post("/tasks/deputy/", sent, follow=True).status_code == 200
    (row,) = Deputy.objects.all()
    assert (row.deputy_id, row.until_on) == (hilla.id, TODAY + 2 * DAY)
    assert "Hilla" in browser.get("/tasks/deputy/").content.decode()

    again = browser.post("/tasks/deputy/", sent).content.decode()
    assert "You have a deputy on some of these days." in again

    browser.post(f"/tasks/deputy/{row.pk}/end/")
    assert "You have no deputy" in browser.get("/tasks/deputy/").content.decode()
    assert "This has ended already." in browser.post(f"/tasks/deputy/{row.pk}/end/").content.decode()
