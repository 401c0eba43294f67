"""Addresses of what is known of a person."""

from __future__ import annotations

from django.urls import path, register_converter

from kajo.clients import views


class Group:
    """The word of an address that names a form of what is noted."""

    regex = "|".join(views.GROUPS)

    def to_python(self, value: str) -> str:
        """Read the word."""
        return value

    def to_url(self, value: str) -> str:
        """Write the word."""
        return value


register_converter(Group, "group")

app_name = "clients"
urlpatterns = [
    path("<uuid:key>/", views.person, name="person"),
    path("<uuid:key>/<group:group>/add/", views.add_detail, name="add_detail"),
    path("<uuid:key>/details/<uuid:detail>/end/", views.end_detail, name="end_detail"),
    path("<uuid:key>/contact/", views.wish_contact, name="wish_contact"),
    path("<uuid:key>/contact/<uuid:wish>/end/", views.end_wish, name="end_wish"),
    path("<uuid:key>/relations/add/", views.add_relation, name="add_relation"),
    path("<uuid:key>/relations/<uuid:relation>/end/", views.end_relation, name="end_relation"),
    path("<uuid:key>/representative/", views.apply_representative, name="apply_representative"),
    path(
        "<uuid:key>/representative/<uuid:matter>/appointed/",
        views.appoint_representative,
        name="appoint_representative",
    ),
    path("<uuid:key>/representative/<uuid:matter>/end/", views.end_representative, name="end_representative"),
    path("<uuid:key>/category/", views.change_category, name="change_category"),
]
