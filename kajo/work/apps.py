from django.apps import AppConfig


class Work(AppConfig):
    name = "kajo.work"
    label = "work"
