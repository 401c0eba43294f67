"""Which work on figures is done outside a request?"""

from __future__ import annotations

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kajo.access.roles import SYSTEM
from kajo.bridges import charts
from kajo.statistics import actions, queries
from kajo.statistics.terms import Drawing


@app.task(name=actions.DRAW, retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def draw(drawing: str) -> None:
    """Draw a chart that was asked for, unless it is drawn already."""
    wanted = Drawing.read(drawing)
    if queries.chart(wanted):
        return
    svg = charts.bars(
        [charts.Series(name, values) for name, values in wanted.series],
        title=wanted.title,
        x_label=wanted.x_label,
        y_label=wanted.y_label,
        language=wanted.language,
    )
    actions.keep_chart(SYSTEM, None, drawing=wanted, svg=svg, at=now())
