from django.apps import AppConfig


class Statistics(AppConfig):
    name = "kajo.statistics"
    label = "statistics"
