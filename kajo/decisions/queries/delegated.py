"""Who may sign which decisions?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import DateField, F, Func, QuerySet, TextField

from kajo.access.roles import Actor, Role
from kajo.decisions import rules
from kajo.decisions.models import Delegation
from kajo.decisions.terms import DecisionKind
from kajo.law.finding import Finding

TODAY: Any = Func(function="gate.today", output_field=DateField())
"""The day on which the second wall decides, for queries that show what may be done now."""


EACH_WORD = Func(
    F("kinds"),
    template="unnest(string_to_array(%(expressions)s, ' '))",
    output_field=TextField(),
)  # fmt: skip


def delegated(staff: Any, on: date) -> QuerySet[Delegation, Any]:
    """Ask for the kinds of decision that are delegated to somebody on a day, a row each, as a part of other queries."""
    held = Delegation.objects.filter(staff=staff, from_on__lte=on, ended_at__isnull=True).exclude(until_on__lte=on)
    return held.annotate(kind=EACH_WORD).values_list("kind", flat=True)


def decides_all(actor: Actor) -> bool:
    """Tell whether somebody may sign every kind of decision, and needs no delegation."""
    return Role.DIRECTOR in actor.roles


def right_to_sign(actor: Actor, kinds: Iterable[DecisionKind], held: Collection[str]) -> Finding[bool]:
    """Tell whether somebody to whom these kinds are delegated may sign at least one of those that come up."""
    findings = [rules.may_decide(kind, is_director=decides_all(actor), delegated=frozenset(held)) for kind in kinds]
    return next((each for each in findings if each.outcome), findings[0])


def right_today(actor: Actor, kind: DecisionKind, *, on: date) -> Finding[bool]:
    """Tell whether somebody may sign this kind of decision on a day. One query, none for the director."""
    held = () if decides_all(actor) else tuple(delegated(actor.id, on))
    return right_to_sign(actor, [kind], held)
