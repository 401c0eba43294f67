"""How does the installation's own custodian change the keys that keep the keys?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from kajo.access.doors import acting
from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.law.finding import N_ as _
from kajo.law.finding import Refused
from kajo.ledger.models import Event
from kajo.vault import keys
from kajo.vault.models import DataKey, State
from kajo.vault.providers import provider

SETTLES = timedelta(hours=1)
TOO_EARLY = _("Keys were changed less than an hour ago: a deed that began before may still bring one. Wait the hour.")


@dataclass(frozen=True, slots=True)
class Custody:
    """How many living data keys lie under one key-encryption key, and whether new ones do."""

    kek: str
    living: int
    is_current: bool


def standing() -> list[Custody]:
    """List the key-encryption keys under which data keys live, and the one that wraps new ones, by name."""
    with acting(CONSOLE, Verb.KEY_ROTATE) as act:
        act.note(Verb.KEY_ROTATE, "read")
        living = dict(
            DataKey.objects.exclude(state=State.DESTROYED).values("kek").annotate(n=Count("pk")).values_list("kek", "n")
        )
    current = provider().current()
    return [Custody(kek, living.get(kek, 0), kek == current) for kek in sorted({*living, current})]


def begin(period: str, at: datetime) -> str:
    """Make a new key-encryption key, under which all new data keys lie from now on, and name it.

    Raises Refused if `period` is not written in small letters, digits and hyphens.
    """
    with acting(CONSOLE, Verb.KEY_ROTATE, at) as act:
        try:
            fresh = provider().rotate(period)
        except ValueError as error:
            raise Refused(str(error)) from error
        act.note(Verb.KEY_ROTATE, "done", reason=f"{fresh} wraps new keys")
    return fresh


def carry_over(at: datetime) -> int:
    """Wrap the next few hundred data keys anew under the current key-encryption key; gives how many, 0 at the end."""
    with acting(CONSOLE, Verb.KEY_ROTATE, at) as act:
        number = keys.rotate_kek()
        if number:
            act.note(Verb.KEY_ROTATE, "done", reason=f"{number} keys wrapped anew")
    return number


def destroy(kek: str, at: datetime) -> None:
    """Destroy an old key-encryption key for good, and with it every copy of the data keys it wrapped.

    Raises Refused while keys were changed less than an hour ago, while a living data key lies under it, and if there
    is no such key.
    """
    with acting(CONSOLE, Verb.KEY_DESTROY, at) as act:
        if Event.objects.filter(verb=Verb.KEY_ROTATE, outcome="done", at__gt=at - SETTLES).exists():
            raise Refused(TOO_EARLY)
        try:
            keys.destroy_kek(kek)
        except ValueError as error:
            raise Refused(str(error)) from error
        act.note(Verb.KEY_DESTROY, "done", reason=f"{kek} is gone")
