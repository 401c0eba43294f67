from django.apps import AppConfig


class Disclosures(AppConfig):
    name = "kajo.disclosures"
    label = "disclosures"
