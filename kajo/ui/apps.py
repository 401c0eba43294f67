"""The room of pages and components."""

from django.apps import AppConfig


class Ui(AppConfig):
    name = "kajo.ui"
    label = "ui"
