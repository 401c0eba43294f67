from django.apps import AppConfig


class Referrals(AppConfig):
    name = "kajo.referrals"
    label = "referrals"
