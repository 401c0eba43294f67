from django.apps import AppConfig


class Access(AppConfig):
    name = "kajo.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
