from django.apps import AppConfig


class Lawbook(AppConfig):
    name = "kajo.lawbook"
    label = "lawbook"
