from django.apps import AppConfig


class Site(AppConfig):
    name = "kajo.site"
    label = "site"
