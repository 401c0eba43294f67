from django.apps import AppConfig


class Ledger(AppConfig):
    name = "kajo.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
