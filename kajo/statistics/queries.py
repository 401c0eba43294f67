"""What are the figures?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection

from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.statistics import rules
from kajo.statistics.models import Chart
from kajo.statistics.terms import Drawing, Figures, Movement

SUMS = """
    select extract(year from first_day)::int, what, sum(amount)::bigint from statistics_month
    where first_day < date_trunc('month', %(on)s::date) group by 1, 2
    union all
    select extract(year from on_day)::int, what, sum(amount)::bigint from statistics_day
    where on_day >= date_trunc('month', %(on)s::date) and on_day <= %(on)s group by 1, 2
"""


@reading(Verb.FIGURES_VIEW)
def figures(actor: Actor, _: None, /, *, on: date) -> Figures:
    """Give the figures at the end of a day in Finland: one query, whatever the number of persons."""
    sums: dict[tuple[int, Movement], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"on": on})
        for year, what, amount in cursor.fetchall():
            key = (year, Movement(what))
            sums[key] = sums.get(key, 0) + amount
    return rules.figures(sums, on)


@reading(Verb.FIGURES_VIEW)
def with_chart(
    actor: Actor, _: None, /, *, on: date, drawn: Callable[[Figures], Drawing]
) -> tuple[Figures, Drawing, str]:
    """Give the figures of a day, the chart of them to be drawn, and its SVG; empty until it is drawn. Two queries."""
    found = figures(actor, None, on=on)
    drawing = drawn(found)
    return found, drawing, chart(drawing)


def chart(drawing: Drawing) -> str:
    """Give a chart that was drawn before, empty for one that was not."""
    return Chart.objects.filter(digest=drawing.digest).values_list("svg", flat=True).first() or ""


@reading(Verb.FIGURES_VIEW)
def differences(actor: Actor, _: None, /) -> list[str]:
    """Count everything anew and name each day on which the kept sums say something else; empty when all agree.

    Asks a function of the database that counts rows of all offices and gives nothing but counts.
    """
    with connection.cursor() as cursor:
        cursor.execute("select on_day, what, office, kept, counted from statistics_differences()")
        return [
            f"{day} {what} {office}: {kept} kept, {counted} counted"
            for day, what, office, kept, counted in cursor.fetchall()
        ]
