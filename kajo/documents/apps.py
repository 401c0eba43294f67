from django.apps import AppConfig


class Documents(AppConfig):
    name = "kajo.documents"
    label = "documents"
