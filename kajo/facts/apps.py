from django.apps import AppConfig


class Facts(AppConfig):
    name = "kajo.facts"
    label = "facts"
