"""The page of figures: true counts, a table at once, a chart when it is drawn."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kajo.access.roles import Role
from kajo.law.calendar import legal_day
from kajo.statistics import actions, tasks
from kajo.statistics.models import Chart
from kajo.statistics.terms import Drawing
from kajo.statistics.views import half_years
from tests.factories import line, worker
from tests.factories.people import acting_as, hired, visiting

TODAY = legal_day(datetime.now(UTC))
PAGE = reverse("statistics:figures")
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "/* door */", "accounts_session", "BEGIN", "COMMIT")
pytestmark = pytest.mark.django_db
DRAWING = Drawing("en", "New clients by year", "Year", "Clients", (("New clients", (("2025", 3), ("2026", 5))),))


def joined(answer):
    """The page without the blanks between its tags."""
    return re.sub(r">\s+<", "><", answer.content.decode())


def test_the_table_is_there_before_the_chart_and_says_so(mikko, aino):
    line.admitted(mikko, aino)

    shown = joined(visiting(aino).get(PAGE))

    assert "The chart is being drawn." in shown
    assert (
        f'<th scope="row">{TODAY.year}</th><td class="ledger__number">1</td><td class="ledger__number">1</td>' in shown
    )
    assert worker.waiting(actions.DRAW) == 1


def test_a_chart_is_ordered_once_however_often_it_is_asked_for(aino):
    for _ in range(3):
        visiting(aino).get(PAGE)

    assert worker.waiting(actions.DRAW) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_draws_the_chart_and_the_page_shows_it(mikko, aino):
    line.admitted(mikko, aino)
    browser = visiting(aino)
    browser.get(PAGE)

    assert worker.work_off(actions.DRAW) == 1

    shown = browser.get(PAGE).content.decode()
    assert 'role="img"' in shown
    assert "The chart is being drawn." not in shown
    assert "style=" not in shown
    assert "Most new clients came in" in shown


@pytest.mark.django_db(transaction=True)
def test_a_chart_is_kept_once_and_old_ones_go(aino, at):
    with worker.as_worker():
        actions.keep_chart(
            tasks.SYSTEM, None, drawing=Drawing("fi", "", "", "", ()), svg="<svg/>", at=at - timedelta(days=50)
        )
        for svg in ("<svg>1</svg>", "<svg>2</svg>"):
            actions.keep_chart(tasks.SYSTEM, None, drawing=DRAWING, svg=svg, at=at)

    assert list(Chart.objects.values_list("svg", flat=True)) == ["<svg>1</svg>"]


def test_a_drawing_is_the_same_after_its_way_through_the_queue():
    assert Drawing.read(DRAWING.written) == DRAWING
    assert Drawing.read(DRAWING.written).digest == DRAWING.digest


def test_figures_take_four_queries_however_many_clients_there_are(mikko, aino):
    browser, counts = visiting(aino), []

    for more in (1, 6):
        for _ in range(more):
            line.admitted(mikko, aino)
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE)
        counts.append([each["sql"] for each in captured if not any(word in each["sql"] for word in NOT_COUNTED)])

    assert len(counts[0]) == len(counts[1]) <= 4, counts


def test_figures_of_another_day(mikko, aino):
    line.admitted(mikko, aino)

    shown = joined(visiting(aino).get(PAGE, {"on": (TODAY - timedelta(days=1)).isoformat()}))

    assert "<h2>At the end of <time" in shown
    assert '<p class="figure"><span class="figure__value"><bdi dir="ltr" class="num">0</bdi>' in shown


@pytest.mark.parametrize("on", ["", "yesterday", "31.2.2026", "1.1.1999", "1.1.2099", "\x00", "9" * 5000])
def test_a_day_that_makes_no_sense_shows_today_and_a_sentence(aino, on):
    answer = visiting(aino).get(PAGE, {"on": on})

    assert answer.status_code == 200
    assert 'class="field__error"' in answer.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_chart_of_each_language_is_its_own(aino, language):
    visiting(aino).get(PAGE)
    visiting(aino).get(PAGE, headers={"Accept-Language": language})

    assert worker.waiting(actions.DRAW) in (1, 2)


def test_half_years_that_are_over():
    assert half_years(date(2026, 7, 1))[:3] == [date(2026, 6, 30), date(2025, 12, 31), date(2025, 6, 30)]
    assert half_years(date(2026, 6, 30))[0] == date(2025, 12, 31)
    assert len(half_years(date(2026, 7, 1))) == 10


def test_an_administrator_has_no_figures():
    clerk = acting_as(hired("clerk", Role.ADMINISTRATOR))

    assert visiting(clerk).get(PAGE).status_code == 404
