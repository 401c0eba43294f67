"""Through which doors do deeds and readings pass?"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import DatabaseError

from kajo.access import gate
from kajo.access.crossing import READ, WRITE, Act, crossing, under_way
from kajo.access.gate import Forbidden, NotFound, Refused
from kajo.access.machine import Machine
from kajo.access.models import Protected
from kajo.access.once import earlier, remember
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.finding import N_ as _
from kajo.law.finding import Spoken
from kajo.ledger.guarded import Guarded, Unrecorded

P = ParamSpec("P")
R = TypeVar("R")
Door = Callable[Concatenate[Actor, P], R]
VERB_OF: dict[Callable[..., Any], Verb] = {}

MET = _("Somebody else changed this after you opened it. Nothing of yours was saved; look at the new state first.")


def action(verb: Verb, machine: Machine | None = None) -> Callable[[Door[P, R]], Door[P, R]]:
    """Make a function the door of a deed: the only way in which rows change.

    In this order: one transaction with a signed context; the target, a row or its key, locked and loaded anew; gate;
    machine; the body; the new state and edition; the events; commit. Forbidden and all that is Spoken roll everything
    back and are then recorded by the outermost door; inner doors join the transaction. The facts may carry `once`, the
    token of the form that was sent (a second sending does nothing and gives the first row, or None where the first gave
    no row), and `seen`, the edition the form was filled in on.
    """

    def wear(body: Door[P, R]) -> Door[P, R]:
        @functools.wraps(body)
        def door(
            actor: Actor, target: Any = None, /, *args: Any, once: str = "", seen: int | None = None, **facts: Any
        ) -> R:
            at = facts.get("at") or datetime.now(UTC)
            with _recorded(actor, verb, WRITE, at, target) as act:
                if once and (known := earlier(act, verb, once)) is not None:
                    return cast("R", known.result)
                row = _locked(actor, body, target)
                gate.check(actor, verb, row)
                if seen is not None and isinstance(row, Protected) and row.edition != seen:
                    raise Refused(MET)
                state = machine.check(verb, getattr(row, machine.field)) if machine and row is not None else None
                result = body(actor, row, *args, **facts)
                _move(row, machine, state)
                _note(act, verb, row if isinstance(row, Guarded) else result)
                if once:
                    remember(act, verb, once, result)
                return result

        VERB_OF[door] = verb
        return door  # type: ignore[return-value]

    return wear


def reading(verb: Verb) -> Callable[[Door[P, R]], Door[P, R]]:
    """Make a function the door of a reading; the event is committed before the answer leaves.

    The body gives plain rows. What it shows, it names: `note(subject=…)` for one person, `note(shown=…)` for a list.
    """

    def wear(body: Door[P, R]) -> Door[P, R]:
        @functools.wraps(body)
        def door(actor: Actor, target: Any = None, /, *args: Any, **facts: Any) -> R:
            with _recorded(actor, verb, READ, datetime.now(UTC), target) as act:
                gate.allowed(actor, verb)
                before = len(act.events)
                result = body(actor, target, *args, **facts)
                if len(act.events) == before and act.verb is verb:
                    act.note(verb, "read")
                return result

        VERB_OF[door] = verb
        return door

    return wear


@contextmanager
def acting(actor: Actor, verb: Verb, at: datetime | None = None) -> Iterator[Act]:
    """Open a writing door by hand, for what the console does in batches and for the factories of tests."""
    moment = at or datetime.now(UTC)
    with _recorded(actor, verb, WRITE, moment, None) as act:
        gate.allowed(actor, verb)
        yield act


def record(actor: Actor, verb: Verb, outcome: str, *, reason: str = "") -> None:
    """Record a deed that a library did (a sign-in), in a transaction of its own or in the one under way."""
    act = under_way()
    if act is not None:
        act.note(verb, outcome, reason=reason)
        return
    with crossing(actor, verb, WRITE, datetime.now(UTC)) as own:
        own.note(verb, outcome, reason=reason)


@contextmanager
def _recorded(actor: Actor, verb: Verb, mode: str, at: datetime, target: Any) -> Iterator[Act]:
    outer = under_way()
    if outer is not None:
        if outer.actor.key != actor.key or (mode == WRITE and outer.mode == READ):
            raise Unrecorded("An inner door passes on the same actor, and nothing is written inside a reading.")
        yield outer
        return
    try:
        with crossing(actor, verb, mode, at) as act:
            yield act
    except (Forbidden, NotFound) as refusal:
        _record_refusal(actor, verb, at, target, "forbidden", "")
        raise NotFound from refusal
    except Spoken as refusal:
        # The sentence without its values: those may be of a person, or what somebody typed.
        _record_refusal(actor, verb, at, target, "refused", refusal.message)
        raise
    except DatabaseError as error:
        if not _is_the_second_wall(error):
            raise
        _record_refusal(actor, verb, at, target, "forbidden", "")
        raise NotFound from error


def _record_refusal(actor: Actor, verb: Verb, at: datetime, target: Any, outcome: str, reason: str) -> None:
    key = target.pk if isinstance(target, Guarded) else target if isinstance(target, UUID) else None
    with crossing(actor, verb, READ, at) as act:
        act.note(verb, outcome, record=key, reason=reason)


def _is_the_second_wall(error: DatabaseError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == "42501"


def _locked(actor: Actor, body: Callable[..., Any], target: Any) -> Any:
    model = type(target) if isinstance(target, Protected) else _model_of(body) if isinstance(target, UUID) else None
    if model is None:
        return target
    row = model.objects.within(actor).select_for_update(of=("self",)).filter(pk=getattr(target, "pk", target)).first()
    if row is None:
        raise NotFound
    return row


@functools.cache
def _model_of(body: Callable[..., Any]) -> type[Protected] | None:
    """Tell which protected table a deed's target lies in, from the name its second parameter is annotated with."""
    name = list(inspect.signature(body).parameters.values())[1].annotation
    found = body.__globals__.get(name) if isinstance(name, str) else name
    return found if isinstance(found, type) and issubclass(found, Protected) else None


def _move(row: Any, machine: Machine | None, state: Any) -> None:
    if not isinstance(row, Protected):
        return
    moved = {machine.field: str(state)} if machine and state else {}
    type(row).objects.filter(pk=row.pk).update(edition=row.edition + 1, **moved)
    row.edition += 1
    for name, value in moved.items():
        setattr(row, name, value)


def _note(act: Act, verb: Verb, row: Any) -> None:
    protected = isinstance(row, Protected)
    act.note(
        verb,
        "done",
        kind=row._meta.label_lower if isinstance(row, Guarded) else "",
        record=row.pk if isinstance(row, Guarded) else None,
        subject=row.subject_id if protected else None,
    )
