"""How are the base rotation, overrides, leave and languages laid down and ended?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Staff
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.rota import queries
from kajo.rota.models import Leave, Override, Rotation, Speaks, Swap
from kajo.rota.terms import Duty, Language, Span

TAKEN = _("Somebody has this duty then already, or this person has another one. End that first.")
NOT_NOW = _("This person may not have this duty.")
GONE_BY = _("This has gone by.")
LONGEST_OVERRIDE = timedelta(days=31)
LONGEST_LEAVE = timedelta(days=366)


@action(Verb.ROTA_ROTATE)
def rotate(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    duty: Duty,
    staff: UUID,
    from_minute: int,
    minutes: int,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
) -> Rotation:
    """Add a line to the base rotation: somebody's stretch of every week, from a day until another (exclusive).

    Raises Refused for days gone by or in the wrong order, for whoever may not have the duty, and where somebody has it
    then already or the person another one.
    """
    on = legal_day(at)
    if from_on < on:
        raise Refused(GONE_BY, field="from_on")
    if until_on is not None and until_on <= from_on:
        raise Refused(_("The last day is not before the first."), field="until_on")
    _may_stand(duty, staff, from_on)
    row = Rotation(
        duty=str(duty), staff_id=staff, from_minute=from_minute, minutes=minutes, from_on=from_on, until_on=until_on,
        made_by_id=actor.id, made_at=at,
    )  # fmt: skip
    return _saved(row)


@action(Verb.ROTA_END_ROTATION)
def end_rotation(actor: Actor, rotation: UUID, /, *, until_on: date, at: datetime) -> Rotation:
    """End a line of the base rotation: from a day on it starts no more. Raises Refused for one that is over."""
    row = Rotation.objects.select_for_update(of=("self",)).filter(pk=rotation).first()
    if row is None:
        raise NotFound
    if until_on < legal_day(at):
        raise Refused(GONE_BY, field="until_on")
    if row.ended_at is not None or (row.until_on is not None and row.until_on <= until_on):
        raise Refused(_("This has ended already."))
    row.until_on, row.ended_by_id, row.ended_at = max(until_on, row.from_on), actor.id, at
    row.save(update_fields=["until_on", "ended_by", "ended_at"])
    return row


@action(Verb.ROTA_OVERRIDE)
def override(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    duty: Duty,
    staff: UUID,
    from_at: datetime,
    until_at: datetime,
    at: datetime,
) -> Override:
    """Give somebody a duty for a stretch of time, whatever base, earlier overrides and swaps say.

    Raises Refused for a stretch in the past, in the wrong order or of over a month, for whoever may not have the duty,
    is on leave then or has another duty then.
    """
    if until_at <= from_at:
        raise Refused(_("It ends after it starts."), field="until_at")
    if until_at <= at:
        raise Refused(GONE_BY, field="until_at")
    if until_at - from_at > LONGEST_OVERRIDE:
        raise Refused(_("An override lasts at most a month. Change the base rotation instead."), field="until_at")
    _may_stand(duty, staff, legal_day(from_at))
    span = Span(from_at, until_at)
    is_free(duty, staff, span)
    return lay(actor, duty, staff, span, swap=None, at=at)


@action(Verb.ROTA_LEAVE)
def leave(actor: Actor, _nothing: None = None, /, *, staff: UUID, from_on: date, until_on: date, at: datetime) -> Leave:
    """Note that somebody is on no duty from a day until another (exclusive). What becomes a gap is listed.

    Raises Refused for days gone by or in the wrong order, over a year, and where leave is noted already.
    """
    if until_on <= from_on:
        raise Refused(_("The last day is not before the first."), field="until_on")
    if until_on <= legal_day(at):
        raise Refused(GONE_BY, field="until_on")
    if until_on - from_on > LONGEST_LEAVE:
        raise Refused(_("Leave is noted for at most a year."), field="until_on")
    if not Staff.objects.filter(pk=staff, organisation="").exclude(until_on__lte=from_on).exists():
        raise Refused(_("This person does not work here then."), field="staff")
    row = Leave(staff_id=staff, from_on=from_on, until_on=until_on, made_by_id=actor.id, made_at=at)
    return _saved(row, _("Leave is noted for some of these days already."), "from_on")


@action(Verb.ROTA_END_LEAVE)
def end_leave(actor: Actor, leave: UUID, /, *, at: datetime) -> Leave:
    """Take leave back that is not over. What was before today stays."""
    row = Leave.objects.select_for_update(of=("self",)).filter(pk=leave).first()
    if row is None:
        raise NotFound
    on = legal_day(at)
    if row.ended_at is not None or row.until_on <= on:
        raise Refused(_("This has ended already."))
    row.ended_by_id, row.ended_at = actor.id, at
    row.save(update_fields=["ended_by", "ended_at"])
    if row.from_on < on:
        Leave.objects.create(staff_id=row.staff_id, from_on=row.from_on, until_on=on, made_by_id=actor.id, made_at=at)
    return row


@action(Verb.ROTA_SPEAK)
def speak(
    actor: Actor, _nothing: None = None, /, *, staff: UUID, languages: Collection[Language], at: datetime
) -> None:
    """Note in which languages somebody takes calls; others noted before end."""
    person = Staff.objects.select_for_update(of=("self",)).filter(pk=staff, organisation="").first()
    if person is None:
        raise NotFound
    known = {each.language: each for each in Speaks.objects.filter(staff=person, ended_at__isnull=True)}
    wanted = {str(each) for each in languages}
    for word in sorted(known.keys() - wanted):
        known[word].ended_by_id, known[word].ended_at = actor.id, at
        known[word].save(update_fields=["ended_by", "ended_at"])
    for word in sorted(wanted - known.keys()):
        Speaks.objects.create(staff=person, language=word, made_by_id=actor.id, made_at=at)


def lay(actor: Actor, duty: Duty, staff: UUID, span: Span, *, swap: Swap | None, at: datetime) -> Override:
    """Lay an override over what is there; what it leaves of earlier ones is written anew. Only inside a door."""
    _supersede(duty, span, at)
    row = Override(
        duty=str(duty), staff_id=staff, from_at=span.from_at, until_at=span.until_at, swap=swap,
        made_by_id=actor.id, made_at=at,
    )  # fmt: skip
    return _saved(row)


def is_free(duty: Duty, staff: UUID, span: Span) -> None:
    """Raise Refused if somebody is on leave or has another duty in a stretch."""
    who = str(staff)
    found = queries.rows(set(Duty), span)
    others = queries.turns_of(found, set(Duty) - {duty}, span)
    busy = [turn.span for each in others.values() for turn in each if turn.who == who]
    if busy:
        raise Refused(_("This person has another duty then."), field="staff")
    away = [Span(queries.start_of(each.from_on), queries.start_of(each.until_on))
            for each in found.leaves if str(each.staff_id) == who]  # fmt: skip
    if any(each.from_at < span.until_at and span.from_at < each.until_at for each in away):
        raise Refused(_("This person is on leave then."), field="staff")


def _supersede(duty: Duty, span: Span, at: datetime) -> None:
    under = Override.objects.select_for_update(of=("self",)).filter(
        queries.overlapping(span), duty=str(duty), superseded_at__isnull=True
    )
    for each in under.order_by("from_at", "id"):
        each.superseded_at = at
        each.save(update_fields=["superseded_at"])
        for from_at, until_at in ((each.from_at, span.from_at), (span.until_at, each.until_at)):
            if from_at < until_at:
                Override.objects.create(
                    duty=each.duty, staff_id=each.staff_id, from_at=from_at, until_at=until_at, swap_id=each.swap_id,
                    made_by_id=each.made_by_id, made_at=each.made_at,
                )  # fmt: skip


def _may_stand(duty: Duty, staff: UUID, on: date) -> None:
    if staff not in dict(queries.may_stand(duty, on)):
        raise Refused(NOT_NOW, field="staff")


def _saved(row: Any, refusal: str = TAKEN, field: str = "staff") -> Any:
    """Save a row; the database itself refuses what overlaps."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != "23P01":
            raise
        raise Refused(refusal, field=field) from error
    return row
