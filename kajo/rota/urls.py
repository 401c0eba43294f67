"""Addresses of the rota."""

from __future__ import annotations

from django.urls import path

from kajo.rota import views

app_name = "rota"
urlpatterns = [
    path("", views.rota, name="rota"),
    path("base/", views.rotate, name="rotate"),
    path("base/<uuid:rotation>/end/", views.end_rotation, name="end_rotation"),
    path("override/", views.override, name="override"),
    path("leave/", views.leave, name="leave"),
    path("leave/<uuid:leave>/end/", views.end_leave, name="end_leave"),
    path("languages/<uuid:staff>/", views.speak, name="speak"),
    path("mine/", views.mine, name="mine"),
    path("mine/ask/<slug:duty>/", views.ask, name="ask"),
    path("mine/calendar/", views.make_feed, name="make_feed"),
    path("mine/calendar/end/", views.end_feed, name="end_feed"),
    path("swaps/<uuid:mine>/accept/", views.accept, name="accept"),
    path("swaps/<uuid:mine>/decline/", views.decline, name="decline"),
    path("swaps/<uuid:mine>/withdraw/", views.withdraw, name="withdraw"),
    path("swaps/<uuid:swap>/approve/", views.approve, name="approve"),
    path("swaps/<uuid:swap>/refuse/", views.refuse, name="refuse"),
    path("calendar/<slug:token>.ics", views.calendar, name="calendar"),
]
