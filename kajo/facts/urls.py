"""Addresses of what happened, of questionnaires and interviews."""

from __future__ import annotations

from django.urls import path, register_converter

from kajo.facts import views
from kajo.facts.terms import Matter, Set, What


class Kind:
    """The word of an address that names a referral or a case."""

    regex = "|".join(each.label for each in Matter)

    def to_python(self, value: str) -> Matter:
        """Read the word."""
        return Matter.spoken(value)

    def to_url(self, value: Matter | str) -> str:
        """Write the word."""
        return value.label if isinstance(value, Matter) else value


class Told:
    """The word of an address that names what kind of thing is told."""

    regex = "|".join(What)

    def to_python(self, value: str) -> What:
        """Read the word."""
        return What(value)

    def to_url(self, value: What | str) -> str:
        """Write the word."""
        return str(value)


class Questions:
    """The word of an address that names a set of questions."""

    regex = "|".join(Set)

    def to_python(self, value: str) -> Set:
        """Read the word."""
        return Set(value)

    def to_url(self, value: Set | str) -> str:
        """Write the word."""
        return str(value)


register_converter(Kind, "matter")
register_converter(Told, "told")
register_converter(Questions, "questions")

app_name = "facts"
urlpatterns = [
    path("<matter:kind>/<uuid:key>/", views.story, name="story"),
    path("<matter:kind>/<uuid:key>/add/<told:what>/", views.record, name="record"),
    path("<matter:kind>/<uuid:key>/correct/<uuid:statement>/", views.correct, name="correct"),
    path("<matter:kind>/<uuid:key>/sheets/<questions:sheets>/", views.answer, name="answer"),
    path("<matter:kind>/<uuid:key>/sheets/<uuid:sheet>/", views.sheet, name="sheet"),
    path("<matter:kind>/<uuid:key>/wishes/", views.wish, name="wish"),
    path("<matter:kind>/<uuid:key>/wishes/<uuid:wish>/end/", views.end_wish, name="end_wish"),
    path("<matter:kind>/<uuid:key>/interviews/plan/", views.plan, name="plan"),
    path("<matter:kind>/<uuid:key>/interviews/<uuid:interview>/", views.interview, name="interview"),
    path("<matter:kind>/<uuid:key>/interviews/<uuid:interview>/hold/", views.hold, name="hold"),
    path("<matter:kind>/<uuid:key>/interviews/<uuid:interview>/cancel/", views.cancel, name="cancel"),
]
