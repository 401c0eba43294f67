"""How does a spoken call leave?"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from kajo.bridges.carrying import Carrier, Means
from kajo.bridges.gateway import gateway
from kajo.bridges.trays import chosen


class Voice(Carrier, Protocol):
    """Whatever takes a spoken call and reads it out."""


def voice() -> Voice:
    """Give the carrier of this installation; one that refuses everything where no service is set."""
    return chosen(Means.VOICE, _real)


def _real() -> Voice:
    return gateway(Means.VOICE, settings.KAJO_VOICE_URL, settings.KAJO_VOICE_TOKEN, settings.KAJO_VOICE_VOUCHED_BY)
