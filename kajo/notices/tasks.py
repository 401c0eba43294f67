"""How does the worker send what waits in the outbox?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from procrastinate.contrib.django import app

from kajo.access.gate import Refused
from kajo.access.roles import SYSTEM
from kajo.bridges.carrying import Means, NotCarried
from kajo.bridges.mail import mail
from kajo.bridges.sms import sms
from kajo.bridges.voice import voice
from kajo.law.calendar import legal_day
from kajo.notices import actions, rules
from kajo.notices.terms import Sending

Deed = Callable[..., Any]
"""A deed takes a row or its key."""
CARRIERS = {Means.MAIL: mail, Means.TEXT: sms, Means.VOICE: voice}


@app.task(name=actions.SEND)
def send(notice: str) -> None:
    """Send one notice, if it is due and nobody else sends it. Done twice, it changes nothing."""
    carry(UUID(notice), clock=now)


def carry(notice: UUID, *, clock: Callable[[], datetime]) -> None:
    """Take a notice, hand it over outside of any transaction, and note how that went."""
    claim: Callable[..., Sending | None] = actions.claim
    taken = claim(SYSTEM, notice, at=clock())
    if taken is None:
        return
    try:
        CARRIERS[taken.means]().carry(taken.address, taken.message)
    except NotCarried as error:
        with suppress(Refused):  # somebody gave it up meanwhile, or another worker was quicker
            _note(taken, error, clock())
        return
    deliver: Deed = actions.deliver
    with suppress(Refused):
        deliver(SYSTEM, taken.notice, attempt=taken.attempt, at=clock())


def _note(taken: Sending, error: NotCarried, at: datetime) -> None:
    again = rules.next_attempt(taken.tried, is_lasting=error.is_lasting, on=legal_day(at)).outcome
    note: Deed = actions.bury if again is None else actions.fail
    note(SYSTEM, taken.notice, attempt=taken.attempt, fault=error.fault, at=at)
