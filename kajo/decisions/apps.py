from django.apps import AppConfig


class Decisions(AppConfig):
    name = "kajo.decisions"
    label = "decisions"
