from django.apps import AppConfig


class Desk(AppConfig):
    name = "kajo.desk"
    label = "desk"
