"""How does a clock start, stand still, go on and end?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kajo.access import gate
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import Length
from kajo.work.actions.doing import due_moment
from kajo.work.models import Clock, Pause, Task
from kajo.work.states import CLOCK
from kajo.work.terms import Aim, Because, ClockEnd, ClockState, Reason


@action(Verb.CLOCK_START)
def start(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    about: Protected,
    aim: Aim,
    length: Length,
    from_on: date,
    section: str = "",
    is_statutory: bool = False,
    is_to_confirm: bool = True,
    at: datetime,
) -> Clock:
    """Start a clock of a record from a day on, which is not counted; one that goes for the same aim is replaced.

    The pauses of the replaced one go over to it, where it can stand still. `section` is what a period of law rests on,
    or what an own target serves. Raises Refused for a period of law without its section, Forbidden for a record out of
    the actor's reach.
    """
    gate.check(actor, Verb.CLOCK_START, about)
    if is_statutory and not section:
        raise Refused(_("A period of law names its section."))
    former = Clock.objects.within(actor, Verb.CLOCK_END).filter(about=about.pk, aim=str(aim), ended_at=None).first()
    pauses: list[Pause] = []
    if former is not None:
        pauses = list(Pause.objects.within(actor).filter(clock=former).order_by("from_on", "pk"))
        end(actor, former, how=ClockEnd.REPLACED, at=at)
    made = Clock.objects.create(
        subject_id=about.subject_id,
        office=about.office,
        sealed=about.sealed,
        about_kind=about._meta.label_lower,
        about=about.pk,
        record=getattr(about, "reference", ""),
        aim=str(aim),
        is_statutory=is_statutory,
        basis=section,
        is_to_confirm=is_to_confirm,
        started_on=from_on,
        number=length.number,
        unit=str(length.unit),
        made_at=at,
    )
    if not is_statutory:
        _take_over(actor, made, pauses, at)
    return made


@action(Verb.CLOCK_PAUSE, CLOCK)
def pause(
    actor: Actor,
    clock: Clock,
    /,
    *,
    because: Because,
    from_on: date | None = None,
    until_on: date | None = None,
    words: str = "",
    at: datetime,
) -> Pause:
    """Let an own target stand still for a reason, from a day (else today) until a day (exclusive), where that is known.

    A pause for the same reason that goes on ends first. Raises Refused for a period of law, for a clock that has ended,
    without words for another reason, and for days in the wrong order.
    """
    if clock.is_statutory:
        raise Refused(_("A period of law does not stand still."))
    if because is Because.OTHER and not words.strip():
        raise Refused(_("Say why it stands still."), field="words")
    first = from_on or legal_day(at)
    if until_on is not None and until_on < first:
        raise Refused(_("It goes on after it stood still."), field="until_on")
    _end_pauses(actor, clock, because, at)
    return Pause.objects.create(
        subject_id=clock.subject_id,
        office=clock.office,
        sealed=clock.sealed,
        clock=clock,
        because=str(because),
        words=words or None,
        from_on=first,
        until_on=until_on,
        made_by_id=actor.id,
        made_at=at,
    )


@action(Verb.CLOCK_RESUME)
def resume(actor: Actor, clock: Clock, /, *, because: Because, words: str = "", at: datetime) -> Clock:
    """Let a reason to stand still end today, or on the day it was over; the clock goes on when none is left.

    `words` say why, where somebody ends it by hand. Raises Refused for a clock that does not stand still.
    """
    moved = CLOCK.check(Verb.CLOCK_RESUME, clock.state)
    _end_pauses(actor, clock, because, at, words)
    if not Pause.objects.within(actor).filter(clock=clock, ended_at=None).exists():
        clock.state = str(moved)
        clock.save(update_fields=["state"])
    return clock


@action(Verb.CLOCK_PAUSE)
def pause_by_hand(actor: Actor, clock: Clock, /, *, words: str, until_on: date | None, at: datetime) -> Pause:
    """Let an own target stand still from today for a reason in words, until a day (exclusive) where that is known.

    Raises Refused as pausing does, while it stands still for such a reason already, and for a day that has come.
    """
    if until_on is not None and until_on <= legal_day(at):
        raise Refused(_("It goes on on a day that lies ahead, or nobody knows when."), field="until_on")
    if Pause.objects.within(actor).filter(clock=clock, because=str(Because.OTHER), ended_at=None).exists():
        raise Refused(_("It stands still already. Let it go on first."))
    return pause(actor, clock, because=Because.OTHER, until_on=until_on, words=words, at=at)


@action(Verb.CLOCK_RESUME)
def resume_by_hand(actor: Actor, clock: Clock, /, *, because: Because, words: str, at: datetime) -> Clock:
    """Let a reason to stand still end today, and write why. Raises Refused for none that goes on, and without words."""
    if not words.strip():
        raise Refused(_("Say why it goes on."), field="words")
    if not Pause.objects.within(actor).filter(clock=clock, because=str(because), ended_at=None).exists():
        raise Refused(_("It does not stand still for this reason."), field="because")
    return resume(actor, clock, because=because, words=words, at=at)


@action(Verb.CLOCK_END, CLOCK)
def end(actor: Actor, clock: Clock, /, *, how: ClockEnd, at: datetime) -> Clock:
    """End a clock, standing still or not. Raises Refused for one that has ended."""
    for because in Because:
        _end_pauses(actor, clock, because, at)
    # The door moves the state; a row says in one sentence that it ended, when and how.
    clock.state, clock.ended_at, clock.ended_how = str(ClockState.ENDED), at, str(how)
    clock.save(update_fields=["state", "ended_at", "ended_how"])
    return clock


@action(Verb.CLOCK_ALARM)
def alarm(actor: Actor, clock: Clock, /, *, owner: UUID | None, due_on: date, at: datetime) -> Task | None:
    """Make the task that a clock has run out, about what the clock is about; None where it waits already.

    It was due when the clock ran out, so that it is soon somebody else's too if nobody comes.
    """
    waiting = Task.objects.within(actor).filter(about=clock.about, reason=str(Reason.CLOCK_OVERDUE), state="open")
    if waiting.exists():
        return None
    return Task.objects.create(
        subject_id=clock.subject_id,
        office=clock.office,
        sealed=clock.sealed,
        about_kind=clock.about_kind,
        about=clock.about,
        record=clock.record,
        reason=str(Reason.CLOCK_OVERDUE),
        owner_id=owner,
        due_at=due_moment(due_on),
        made_at=at,
    )


def pause_all(
    actor: Actor, about: UUID, because: Because, *, from_on: date, until_on: date | None, at: datetime
) -> None:
    """Let the own targets of a record stand still, as far as the actor may. Only inside a door."""
    for clock in _going(actor, about, Verb.CLOCK_PAUSE).filter(is_statutory=False):
        pause(actor, clock, because=because, from_on=from_on, until_on=until_on, at=at)


def go_on(actor: Actor, about: UUID, because: Because, at: datetime) -> None:
    """Let the clocks of a record go on that stand still for a reason, as far as the actor may. Only inside a door."""
    still = _going(actor, about, Verb.CLOCK_RESUME).filter(pauses__because=str(because), pauses__ended_at=None)
    for clock in still.distinct():
        resume(actor, clock, because=because, at=at)


def end_all(actor: Actor, about: UUID, how: ClockEnd, at: datetime) -> None:
    """End the clocks of a record, as far as the actor may. Only inside a door."""
    for clock in _going(actor, about, Verb.CLOCK_END):
        end(actor, clock, how=how, at=at)


def _going(actor: Actor, about: UUID, doing: Verb) -> QuerySet[Clock]:
    rows: QuerySet[Clock] = Clock.objects.within(actor, doing).filter(about=about, ended_at=None)
    return rows.order_by("pk")


def _end_pauses(actor: Actor, clock: Clock, because: Because, at: datetime, words: str = "") -> None:
    on = legal_day(at)
    for row in Pause.objects.within(actor).filter(clock=clock, because=str(because), ended_at=None):
        row.until_on = max(row.from_on, on if row.until_on is None else min(row.until_on, on))
        row.ended_by_id, row.ended_at, row.ended_words = actor.id, at, words or None
        row.save(update_fields=["until_on", "ended_by", "ended_at", "ended_words"])


def _take_over(actor: Actor, made: Clock, pauses: list[Pause], at: datetime) -> None:
    for row in pauses:
        words = row.words.open() if row.words else ""
        if row.ended_at is None:
            pause(
                actor, made, because=Because(row.because), from_on=row.from_on, until_on=row.until_on, words=words,
                at=at,
            )  # fmt: skip
            continue
        Pause.objects.create(
            subject_id=made.subject_id,
            office=made.office,
            sealed=made.sealed,
            clock=made,
            because=row.because,
            words=words or None,
            from_on=row.from_on,
            until_on=row.until_on,
            made_by_id=actor.id,
            made_at=at,
            ended_by_id=actor.id,
            ended_at=at,
            ended_words=(row.ended_words.open() or None) if row.ended_words else None,
        )
