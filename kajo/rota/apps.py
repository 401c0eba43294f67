from django.apps import AppConfig


class Rota(AppConfig):
    name = "kajo.rota"
    label = "rota"
