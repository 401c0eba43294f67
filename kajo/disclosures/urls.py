"""Addresses of requests and of the register."""

from __future__ import annotations

from django.urls import path, register_converter

from kajo.disclosures.terms import About
from kajo.disclosures.views import asking, notifying, telling


class Kind:
    """The word of an address that names the kind of a matter: `cases` or `referrals`."""

    regex = "|".join(f"{each}s" for each in About)

    def to_python(self, value: str) -> About:
        """Read the word."""
        return About(value.removesuffix("s"))

    def to_url(self, value: About | str) -> str:
        """Write the word."""
        return f"{value.removesuffix('s')}s"


register_converter(Kind, "exchanged")

app_name = "disclosures"
urlpatterns = [
    path("requests/<exchanged:kind>/<uuid:key>/", asking.exchange, name="exchange"),
    path("requests/<exchanged:kind>/<uuid:key>/ask/", asking.ask, name="ask"),
    path("requests/<exchanged:kind>/<uuid:key>/receive/", asking.receive, name="receive"),
    path("requests/<exchanged:kind>/<uuid:key>/tell/", telling.prepare, name="prepare"),
    path("requests/<exchanged:kind>/<uuid:key>/child/", notifying.suspect, name="suspect"),
    path("requests/ours/<uuid:key>/", asking.request, name="request"),
    path("requests/ours/<uuid:key>/remind/", asking.remind, name="remind"),
    path("requests/ours/<uuid:key>/file/", asking.file, name="file"),
    path("requests/ours/<uuid:key>/withdraw/", asking.withdraw, name="withdraw"),
    path("requests/theirs/<uuid:key>/", asking.inquiry, name="inquiry"),
    path("requests/theirs/<uuid:key>/answer/", asking.answer, name="answer"),
    path("requests/theirs/<uuid:key>/refuse/", asking.refuse, name="refuse"),
    path("requests/children/<uuid:key>/", notifying.notification, name="notification"),
    path("requests/children/<uuid:key>/notify/", notifying.notify, name="notify"),
    path("requests/children/<uuid:key>/acknowledge/", notifying.acknowledge, name="acknowledge"),
    path("requests/children/<uuid:key>/answer/", notifying.conclude, name="conclude"),
    path("register/", telling.register, name="register"),
    path("register/<exchanged:kind>/<uuid:key>/", telling.disclosed, name="disclosed"),
    path("register/<uuid:key>/", telling.disclosure, name="disclosure"),
    path("register/<uuid:key>/approve/", telling.approve, name="approve"),
    path("register/<uuid:key>/decline/", telling.decline, name="decline"),
    path("register/<uuid:key>/give/", telling.give, name="give"),
]
