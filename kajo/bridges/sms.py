"""How does a text message leave?"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from kajo.bridges.carrying import Carrier, Means
from kajo.bridges.gateway import gateway
from kajo.bridges.trays import chosen


class Sms(Carrier, Protocol):
    """Whatever takes a text message."""


def sms() -> Sms:
    """Give the carrier of this installation; one that refuses everything where no service is set."""
    return chosen(Means.TEXT, _real)


def _real() -> Sms:
    return gateway(Means.TEXT, settings.KAJO_SMS_URL, settings.KAJO_SMS_TOKEN, settings.KAJO_SMS_VOUCHED_BY)
