"""Was this form sent before?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from kajo.access.crossing import Act
from kajo.access.verbs import Verb
from kajo.ledger.guarded import Guarded, row_id


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier sending of the same form made: a row, or nothing that could be told again."""

    result: Any = None


def earlier(act: Act, verb: Verb, token: str) -> Earlier | None:
    """Claim a form's token; give what an earlier sending made, None if this is the first.

    Two sendings at the same moment meet at the unique token: the second waits until the first has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_once (id, token, actor, verb, model, made_at) values (%s, %s, %s, %s, '', %s)"
            " on conflict (token) do nothing",
            [row_id(), _digest(act, verb, token), act.actor.key, str(verb), act.at],
        )
        if cursor.rowcount == 1:
            return None
        cursor.execute("select model, result from access_once where token = %s", [_digest(act, verb, token)])
        model, result = cursor.fetchone()
    return Earlier(apps.get_model(model)._default_manager.get(pk=result) if model else None)


def remember(act: Act, verb: Verb, token: str, result: Any) -> None:
    """Note which row the form made. What is no row, a secret told once above all, is not kept."""
    if not isinstance(result, Guarded):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "update access_once set model = %s, result = %s where token = %s",
            [result._meta.label_lower, result.pk, _digest(act, verb, token)],
        )


def _digest(act: Act, verb: Verb, token: str) -> bytes:
    return hashlib.sha256(f"{act.actor.key}|{verb}|{token}".encode()).digest()
