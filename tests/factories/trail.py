"""The events as they are written: the role that serves pages may not read them back."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from kajo.access.crossing import Act, reference
from kajo.access.roles import Actor


class Trace(NamedTuple):
    """Who did what, how it ended, and to which record."""

    actor: str
    verb: str
    outcome: str
    record: bytes | None


def kept(monkeypatch: pytest.MonkeyPatch) -> list[Trace]:
    """Note every event from now on."""
    written: list[Trace] = []
    note = Act.note

    def listen(act: Act, *words: Any, **more: Any) -> None:
        note(act, *words, **more)
        event = act.events[-1]
        written.append(Trace(event.actor, event.verb, event.outcome, event.object_ref))

    monkeypatch.setattr(Act, "note", listen)
    return written


def trace(actor: Actor, verb: str, outcome: str, row: Any = None) -> Trace:
    """What a deed to a record leaves behind."""
    return Trace(actor.key, verb, outcome, reference(row.pk) if row is not None else None)
