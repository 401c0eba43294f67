"""Pages of partners."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kajo.ui.pages import page


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Say that nothing waits: orders to partners come with the services."""
    return page(request, "portal/orders.html", {}, title=_("Orders"))
