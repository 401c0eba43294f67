from django.apps import AppConfig


class Clients(AppConfig):
    name = "kajo.clients"
    label = "clients"
