from django.apps import AppConfig


class Vault(AppConfig):
    name = "kajo.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
