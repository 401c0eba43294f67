from django.apps import AppConfig


class Contacts(AppConfig):
    name = "kajo.contacts"
    label = "contacts"
