from django.apps import AppConfig


class Notices(AppConfig):
    name = "kajo.notices"
    label = "notices"
