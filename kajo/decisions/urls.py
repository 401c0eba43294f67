"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path, register_converter

from kajo.decisions import views
from kajo.decisions.terms import LetterRole


class Role:
    """The word of an address that names a letter."""

    regex = "|".join(LetterRole)

    def to_python(self, value: str) -> LetterRole:
        """Read the word."""
        return LetterRole(value)

    def to_url(self, value: LetterRole | str) -> str:
        """Write the word."""
        return str(value)


register_converter(Role, "letter")

app_name = "decisions"
urlpatterns = [
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/<uuid:key>/end/", views.end_delegation, name="end_delegation"),
    path("<uuid:key>/", views.decision, name="decision"),
    path("<uuid:key>/serve/", views.serve, name="serve"),
    path("<uuid:key>/correct/", views.correct, name="correct"),
    path("<uuid:key>/anew/", views.decide_anew, name="decide_anew"),
    path("<uuid:key>/sign/", views.sign_correction, name="sign_correction"),
    path("<uuid:key>/hear/", views.hear, name="hear"),
    path("<uuid:key>/reply/", views.reply, name="reply"),
    path("<uuid:key>/unheard/", views.skip_hearing, name="skip_hearing"),
    path("<uuid:key>/appeal/", views.appeal, name="appeal"),
    path("<uuid:key>/appeal/<uuid:appeal>/forward/", views.forward_appeal, name="forward_appeal"),
    path("<uuid:key>/appeal/<uuid:appeal>/final/", views.close_appeal, name="close_appeal"),
    path("<uuid:key>/letter/<letter:role>/", views.letter, name="letter"),
]
