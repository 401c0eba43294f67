"""What may be kept of figures, beside the sums that the database keeps by itself?"""

from __future__ import annotations

from datetime import datetime, timedelta

from kajo.access.doors import action
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.statistics.models import Chart
from kajo.statistics.terms import Drawing

DRAW = "statistics.draw"
"""The job that draws a chart (`kajo.statistics.tasks`)."""

KEPT_DAYS = 40


@action(Verb.FIGURES_DRAW)
def keep_chart(actor: Actor, _: None, /, *, drawing: Drawing, svg: str, at: datetime) -> None:
    """Keep a drawn chart under its digest; one that is there stays. Charts nobody can ask for any more go."""
    Chart.objects.bulk_create([Chart(digest=drawing.digest, svg=svg, made_at=at)], ignore_conflicts=True)
    Chart.objects.filter(made_at__lt=at - timedelta(days=KEPT_DAYS)).delete()
