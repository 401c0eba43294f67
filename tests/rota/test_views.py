"""The pages of the rota, and the private calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from kajo.access.roles import VISITOR
from kajo.law.calendar import DAY, HELSINKI, legal_day
from kajo.rota import actions, queries
from kajo.rota.models import Feed, Leave, Override, Rotation, Speaks, Swap
from kajo.rota.terms import Duty, Span
from tests.factories import watch
from tests.factories.people import visiting
from tests.rota.conftest import HOUR

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"rota:{name}", args=args)


def posted(actor, address, **words):
    return visiting(actor).post(address, words)


def text(answer):
    return answer.getvalue().decode()


def written(at):
    return f"{at.astimezone(HELSINKI):%d.%m.%Y %H.%M}"


def test_the_page_shows_turns_gaps_and_warnings(marja, mikko, put):
    put(mikko, -1, 20)

    with watch.Counted() as asked:
        shown = text(visiting(marja).get(url("rota")))

    assert "Mikko" in shown
    assert "turn at times in the next 14 days" in shown
    assert "A language is missing" in shown
    assert len(asked.queries) <= 14


@pytest.mark.parametrize("first", ["", "2026-13-01", "tomorrow", "9999-01-01", "1999-01-01"])
def test_any_first_day_gets_a_page(mikko, first):
    assert visiting(mikko).get(url("rota"), {"from": first}).status_code == 200


def test_a_manager_adds_a_line_and_ends_it(marja, mikko, at):
    line = {
        "duty": "line", "staff": mikko.id, "from_day": "6", "from_clock": "23.00", "until_day": "0",
        "until_clock": "7:00", "from_on": f"{legal_day(at):%d.%m.%Y}",
    }  # fmt: skip
    assert posted(marja, url("rotate"), **line).status_code == 302
    row = Rotation.objects.get()
    assert (row.from_minute, row.minutes) == (6 * 1440 + 23 * 60, 8 * 60)

    again = text(posted(marja, url("rotate"), **line))
    wrong = text(posted(marja, url("rotate"), **(line | {"from_clock": "25.00"})))
    ended = posted(marja, url("end_rotation", row.pk), until_on=f"{legal_day(at):%d.%m.%Y}")

    assert "Somebody has this duty then already" in again
    assert "Write a time of day" in wrong
    assert 'value="25.00"' in wrong, "what was typed is kept"
    assert ended.status_code == 302
    assert Rotation.objects.get().until_on == legal_day(at)
    assert visiting(marja).get(url("end_rotation", row.pk)).status_code == 404


def test_a_manager_overrides_and_notes_leave_and_languages(marja, mikko, at):
    words = {"duty": "line", "staff": mikko.id, "from_at": written(at), "until_at": written(at + 8 * HOUR)}
    assert posted(marja, url("override"), **words).status_code == 302
    days = {"staff": mikko.id, "from_on": f"{legal_day(at) + 5 * DAY:%d.%m.%Y}"}
    assert posted(marja, url("leave"), **days, last_on=days["from_on"]).status_code == 302
    assert posted(marja, url("speak", mikko.id), languages=["fi", "sv"]).status_code == 302
    assert visiting(marja).get(url("speak", mikko.id)).status_code == 200
    assert "Finnish" in text(visiting(marja).get(url("rotate")))

    assert posted(marja, url("end_leave", Leave.objects.get().pk)).status_code == 302

    assert (Override.objects.count(), Speaks.objects.count()) == (1, 2)
    assert Leave.objects.get().ended_at is not None
    assert "This has ended already" in text(posted(marja, url("end_leave", Leave.objects.get().pk)))


def test_two_officers_swap_on_pages_and_a_manager_agrees(mikko, veikko, marja, put, at):
    put(mikko, 10, 18)
    put(veikko, 40, 48)
    page = text(visiting(mikko).get(url("ask", "line")))
    assert "Veikko: " in page
    give, back = (
        f"{(at + first * HOUR).isoformat()}/{(at + last * HOUR).isoformat()}" for first, last in ((10, 18), (40, 48))
    )

    assert posted(mikko, url("ask", "line"), give=give, asked=veikko.id, back=back).status_code == 302
    swap = Swap.objects.get()
    assert "You are asked" in text(visiting(veikko).get(url("mine")))
    assert posted(veikko, url("accept", swap.pk)).status_code == 302
    assert "Swaps that wait for a manager" in text(visiting(marja).get(url("rota")))
    assert posted(marja, url("approve", swap.pk)).status_code == 302

    assert queries.on_duty(Duty.LINE, at + 12 * HOUR).now.name == "Veikko"
    assert "already moved on" in text(posted(marja, url("refuse", swap.pk)))
    assert "already moved on" in text(posted(veikko, url("decline", swap.pk)))
    assert posted(mikko, url("accept", swap.pk)).status_code == 404
    assert visiting(mikko).get(url("ask", "nothing")).status_code == 404


def test_the_calendar_tells_duty_and_times_and_nothing_else(mikko, put, at):
    put(mikko, 10, 18)
    put(mikko, 40, 48, Duty.BACKUP)
    browser = visiting(mikko)
    page = text(browser.post(url("make_feed"), follow=True))
    address = page.partition('class="rota__address">')[2].partition("<")[0]
    path = "/rota/" + address.partition("/rota/")[2]
    token = path.rpartition("/")[2].removesuffix(".ics")

    answer = Client().get(path)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    read = vobject.readOne(text(answer))
    assert [each.summary.value for each in read.vevent_list] == ["Duty", "Duty"]
    assert [(each.dtstart.value, each.dtend.value) for each in read.vevent_list] == [
        ((at + first * HOUR).replace(microsecond=0), (at + last * HOUR).replace(microsecond=0))
        for first, last in ((10, 18), (40, 48))
    ]
    assert {child.name for event in read.vevent_list for child in event.getChildren()} == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
    }  # fmt: skip
    assert "Mikko" not in text(answer)
    assert token not in str(list(Feed.objects.values()))
    assert token not in text(browser.get(url("mine"))), "it is shown once"
    assert token not in text(visiting(mikko).get(url("mine"))), "shown once"


def test_the_word_is_in_the_readers_language(mikko, put, at):
    put(mikko, 10, 18)
    token = actions.make_feed(mikko, None, language="fi", at=at).token

    read = vobject.readOne(text(Client().get(url("calendar", token))))

    assert read.vevent.summary.value == "Päivystys"


def test_a_calendar_ends_at_once_and_another_is_made(mikko, put, at):
    put(mikko, 10, 18)
    first = actions.make_feed(mikko, None, language="en", at=at).token
    second = actions.make_feed(mikko, None, language="en", at=at).token
    assert [Client().get(url("calendar", each)).status_code for each in (first, second, "guessed")] == [404, 200, 404]

    assert posted(mikko, url("end_feed")).status_code == 302
    assert ("feed.end", "done") in watch.last(5)

    assert Client().get(url("calendar", second)).status_code == 404
    assert "This has ended already" in text(posted(mikko, url("end_feed")))


def test_a_calendar_keeps_both_nights_of_the_clock_change(marja, mikko):
    for sunday, hours in ((datetime(2027, 3, 28, tzinfo=UTC), 11), (datetime(2027, 10, 31, tzinfo=UTC), 13)):
        at = sunday - timedelta(days=20)
        spans = queries.turns({Duty.LINE}, Span(at, at + 30 * DAY))[Duty.LINE]
        assert spans == ()
        actions.override(
            marja, None, duty=Duty.LINE, staff=mikko.id, at=at,
            from_at=datetime(sunday.year, sunday.month, sunday.day - 1, 20, tzinfo=HELSINKI),
            until_at=datetime(sunday.year, sunday.month, sunday.day, 8, tzinfo=HELSINKI),
        )  # fmt: skip
        token = actions.make_feed(mikko, None, language="en", at=at).token
        (span,) = queries.feed(VISITOR, None, token=token, at=at).spans
        assert span.length == hours * HOUR
