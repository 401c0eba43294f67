"""Pages of figures."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kajo.accounts.sign_in.request import Request
from kajo.bridges import jobs
from kajo.law.calendar import legal_day
from kajo.statistics import actions, forms, queries
from kajo.statistics.terms import FIRST_YEAR, Drawing, Figures
from kajo.ui.pages import page

HALF_YEARS = 10


@require_GET
def figures(request: Request) -> HttpResponse:
    """Show the figures at the end of a day, with a chart once the worker has drawn it."""
    today = legal_day(now())
    form = forms.On(request.GET if "on" in request.GET else None, today=today, initial={"on": today})
    on = form.cleaned_data["on"] if form.is_valid() else today
    found, drawing, svg = queries.with_chart(request.actor, None, on=on, drawn=_drawing)
    if not svg:
        jobs.order(actions.DRAW, unless_waiting=drawing.digest, drawing=drawing.written)
    words = {
        "form": form,
        "figures": found,
        "years": found.by_year[::-1],
        "total": _total(found),
        "half_years": half_years(today),
        "is_today": on == today,
        "message": _message(found),
        # Our own worker's drawing of numbers and of our own words: nothing in it was typed by anybody.
        "svg": mark_safe(svg),  # noqa: S308
    }
    return page(request, "statistics/figures.html", words, part="figures", title=_("Figures"))


def half_years(today: date) -> list[date]:
    """Give the last days of the latest half years that are over, the newest first."""
    ends = [date(year, month, day) for year in range(today.year, FIRST_YEAR, -1) for month, day in ((12, 31), (6, 30))]
    return [each for each in ends if each < today][:HALF_YEARS]


def _drawing(found: Figures) -> Drawing:
    return Drawing(
        language=(get_language() or "en").partition("-")[0],
        title=_("New clients by year"),
        x_label=_("Year"),
        y_label=_("Clients"),
        series=((_("New clients"), tuple((str(each.year), each.new_clients) for each in found.by_year)),),
    )


def _total(found: Figures) -> dict[str, int]:
    names = ("referrals", "new_clients", "children_admitted", "removed")
    return {name: sum(getattr(each, name) for each in found.by_year) for name in names}


def _message(found: Figures) -> str:
    most = max(found.by_year, key=lambda each: each.new_clients, default=None)
    if most is None or not most.new_clients:
        return ""
    return _("Most new clients came in %(year)d: %(count)d.") % {"year": most.year, "count": most.new_clients}
