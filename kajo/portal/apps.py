from django.apps import AppConfig


class Portal(AppConfig):
    name = "kajo.portal"
    label = "portal"
