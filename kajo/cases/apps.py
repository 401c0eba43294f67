from django.apps import AppConfig


class Cases(AppConfig):
    name = "kajo.cases"
    label = "cases"
