from django.apps import AppConfig


class Accounts(AppConfig):
    name = "kajo.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kajo.accounts.sign_in import checks  # noqa: F401  (registers itself)
