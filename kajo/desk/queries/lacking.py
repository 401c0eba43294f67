"""Which open matters lack somebody, a next step, or a fresh note of the risk? One answer for the page and the night."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries as cases
from kajo.cases import rules
from kajo.cases.models import Case, RiskNote
from kajo.cases.terms import State
from kajo.referrals import queries as referrals
from kajo.referrals.terms import OPEN_STATES
from kajo.work.models import Clock, Task
from kajo.work.queries import clocks_running_out, queue_place
from kajo.work.terms import NIGHTLY, Aim, Reason

LAST = 3
"""Where stands what is nobody's matter: with those that are neither a child's nor urgent, after the three groups of
every queue that stand before them."""

WAYS = {"is_worked": Reason.APPOINT_WORKER, "has_task": Reason.PLAN_NEXT_STEP, "is_fresh": Reason.NOTE_RISK}
"""What a matter may lack, and the task that asks for it."""


def lacking_referrals(actor: Actor, on: date) -> QuerySet[Any]:
    """Give the open referrals that lack somebody or a next step, in the order of every queue. Only inside a door."""
    rows = referrals.bare(actor).filter(state__in=[str(state) for state in OPEN_STATES])
    rows = _looked_after(actor, rows, on).annotate(is_worked=_tied(on))
    return rows.exclude(is_worked=True, has_task=True).order_by("place", "received_at", "pk")


def lacking_cases(actor: Actor, on: date) -> QuerySet[Any]:
    """Give the open cases that lack somebody, a next step or a fresh note of the risk. Only inside a door.

    A child's stand first, then the oldest, as in every queue. A team is somebody. A note is fresh until the day on
    which it was to be looked at again is over.
    """
    rows = Case.objects.within(actor).filter(state=str(State.OPEN))
    notes = RiskNote.objects.within(actor).filter(case=OuterRef("pk"), superseded_at=None, review_on__gte=on)
    rows = _looked_after(actor, rows, on).annotate(is_worked=_tied(on) | Q(team__isnull=False), is_fresh=Exists(notes))
    childs = Q(category="child") | Q(is_admitted_as_minor=True)
    rows = rows.annotate(place=queue_place(is_childs=childs, is_urgent=Q(pk__in=[])))
    return rows.exclude(is_worked=True, has_task=True, is_fresh=True).order_by("place", "opened_on", "pk")


def referrals_without_clock(actor: Actor) -> QuerySet[Any]:
    """Give the open referrals for whose decision no clock goes, the oldest first: loaded ones. Only inside a door."""
    going = Clock.objects.within(actor).filter(about=OuterRef("pk"), ended_at=None)
    rows = referrals.bare(actor).filter(~Exists(going), state__in=[str(state) for state in OPEN_STATES])
    return rows.order_by("received_at", "pk")


def cases_without_clock(actor: Actor) -> QuerySet[Any]:
    """Give the open cases whose client's needs no clock asks to assess again, the oldest first. Only inside a door."""
    going = Clock.objects.within(actor).filter(about=OuterRef("pk"), aim=str(Aim.REASSESS_NEEDS), ended_at=None)
    rows = Case.objects.within(actor).filter(~Exists(going), state=str(State.OPEN))
    return rows.order_by("opened_on", "pk")


def to_reassess(actor: Actor, on: date) -> dict[UUID, tuple[int, date]]:
    """Tell which cases' clients are soon to be assessed again: their place in a queue, and by when. Inside a door."""
    due = {
        clock.about: each.due_on
        for clock, each in clocks_running_out(actor, Aim.REASSESS_NEEDS, on)
        if each.days <= rules.reassessment_target(None, clock.started_on, on).outcome.asked_days_before
    }
    childs = Q(category="child") | Q(is_admitted_as_minor=True)
    rows = Case.objects.within(actor).filter(pk__in=list(due), state=str(State.OPEN))
    placed = rows.annotate(place=queue_place(is_childs=childs, is_urgent=Q(pk__in=[]))) if due else []
    return {each.pk: (each.place, due[each.pk]) for each in placed}


def places_of_referrals(actor: Actor, keys: Collection[UUID]) -> dict[UUID, int]:
    """Tell in which group of every queue referrals stand, by their keys. Only inside a door."""
    rows: QuerySet[Any] = referrals.bare(actor).filter(pk__in=keys)
    return {each.pk: each.place for each in rows} if keys else {}


def lacks(row: Any) -> tuple[Reason, ...]:
    """Tell what a row of these lists lacks, as the tasks that ask for it."""
    return tuple(reason for column, reason in WAYS.items() if not getattr(row, column, True))


def _looked_after(actor: Actor, rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    # What the check itself asked for is no next step, only a word that one is missing.
    asked = [str(reason) for reason in NIGHTLY]
    tasks = Task.objects.within(actor, Verb.TASK_VIEW).filter(about=OuterRef("pk"), state="open")
    return rows.annotate(has_task=Exists(tasks.exclude(reason__in=asked)))


def _tied(on: date) -> Exists:
    workers = cases.worker_rows(on).values("pk")
    tied = Tie.objects.filter(subject=OuterRef("subject"), how=Tied.ASSIGNED, from_on__lte=on, staff__in=workers)
    return Exists(tied.exclude(until_on__lte=on))
