"""How do two people swap a turn?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import in_force
from kajo.rota import queries, rules
from kajo.rota.actions.laying import GONE_BY, NOT_NOW, is_free, lay
from kajo.rota.models import Swap
from kajo.rota.states import SWAP
from kajo.rota.terms import SWAP_NEEDS_MANAGER, Duty, Span

NOT_YOURS = _("This turn is not yours any more.")
NOT_THEIRS = _("The turn you want in return is not this person's.")


@action(Verb.SWAP_ASK)
def ask(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    asked: UUID,
    duty: Duty,
    give: Span,
    back: Span | None = None,
    at: datetime,
) -> Swap:
    """Ask a colleague to take an own turn, or a part of it, and perhaps to give one of the same duty in return.

    Raises Refused for a turn that is not the actor's or has begun, one wanted in return that is not the colleague's,
    oneself, whoever may not have the duty, is on leave or has another then, and a turn that is being asked for already.
    """
    if actor.id is None:
        raise NotFound
    if asked == actor.id:
        raise Refused(_("Ask somebody else."), field="asked")
    row = Swap(
        duty=str(duty), asker_id=actor.id, asked_id=asked, from_at=give.from_at, until_at=give.until_at,
        back_from_at=back.from_at if back else None, back_until_at=back.until_at if back else None, asked_at=at,
    )  # fmt: skip
    _holds(row, at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != "23P01":
            raise
        raise Refused(_("Somebody is asked about this turn already. Take that back first.")) from error
    return row


@action(Verb.SWAP_ACCEPT)
def accept(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Accept a swap one was asked for; it holds once a manager agrees, where one has to.

    Raises NotFound for anybody else's, Refused where the turns have changed since.
    """
    row = _asked(actor, swap)
    _moved(row, Verb.SWAP_ACCEPT)
    _holds(row, at)
    row.answered_at = at
    row.save(update_fields=["state", "answered_at"])
    if not in_force(SWAP_NEEDS_MANAGER, legal_day(at)):
        settle(actor, swap, at=at)
        row.refresh_from_db()
    return row


@action(Verb.SWAP_SETTLE)
def settle(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Lay an accepted swap over the rota, where no manager has to agree. Raises Refused where one has to."""
    if in_force(SWAP_NEEDS_MANAGER, legal_day(at)):
        raise Refused(_("A manager has to agree."))
    return _agreed(actor, _asked(actor, swap), Verb.SWAP_SETTLE, at)


@action(Verb.SWAP_DECLINE)
def decline(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Decline a swap one was asked for. Nobody has to say why. Raises NotFound for anybody else's."""
    return _over(actor, _asked(actor, swap), Verb.SWAP_DECLINE, at)


@action(Verb.SWAP_WITHDRAW)
def withdraw(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Take back a swap one asked for, before it is agreed. Raises NotFound for anybody else's."""
    row = _row(swap)
    if row.asker_id != actor.id:
        raise NotFound
    return _over(actor, row, Verb.SWAP_WITHDRAW, at)


@action(Verb.SWAP_APPROVE)
def approve(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Agree to an accepted swap: it is laid over the rota. Raises Refused for an own one, and for changed turns."""
    row = _row(swap)
    _somebody_elses(actor, row)
    return _agreed(actor, row, Verb.SWAP_APPROVE, at)


@action(Verb.SWAP_REFUSE)
def refuse(actor: Actor, swap: UUID, /, *, at: datetime) -> Swap:
    """Refuse an accepted swap: the rota stays as it is. Raises Refused for an own one."""
    row = _row(swap)
    _somebody_elses(actor, row)
    return _over(actor, row, Verb.SWAP_REFUSE, at)


def _somebody_elses(actor: Actor, row: Swap) -> None:
    if actor.id in {row.asker_id, row.asked_id}:
        raise Refused(_("Somebody else decides about a swap of your own."))


def _row(swap: UUID) -> Swap:
    row = Swap.objects.select_for_update(of=("self",)).filter(pk=swap).first()
    if row is None:
        raise NotFound
    return row


def _asked(actor: Actor, swap: UUID) -> Swap:
    row = _row(swap)
    if row.asked_id != actor.id:
        raise NotFound
    return row


def _moved(row: Swap, verb: Verb) -> None:
    row.state = str(SWAP.check(verb, row.state))


def _over(actor: Actor, row: Swap, verb: Verb, at: datetime) -> Swap:
    _moved(row, verb)
    if verb is Verb.SWAP_DECLINE:
        row.answered_at = at
    row.settled_by_id, row.settled_at = actor.id, at
    row.save(update_fields=["state", "answered_at", "settled_by", "settled_at"])
    return row


def _agreed(actor: Actor, row: Swap, verb: Verb, at: datetime) -> Swap:
    give, back = _spans(row)
    _holds(row, at)
    _over(actor, row, verb, at)
    lay(actor, Duty(row.duty), row.asked_id, give, swap=row, at=at)
    if back is not None:
        lay(actor, Duty(row.duty), row.asker_id, back, swap=row, at=at)
    return row


def _spans(row: Swap) -> tuple[Span, Span | None]:
    back = Span(row.back_from_at, row.back_until_at) if row.back_from_at and row.back_until_at else None
    return Span(row.from_at, row.until_at), back


def _holds(row: Swap, at: datetime) -> None:
    """Raise Refused unless both turns are still theirs, lie ahead, and each may take the other's."""
    duty, (give, back) = Duty(row.duty), _spans(row)
    if row.asked_id not in dict(queries.may_stand(duty, legal_day(give.from_at))):
        raise Refused(NOT_NOW, field="asked")
    for span, whose, taker, wrong in (
        (give, row.asker_id, row.asked_id, NOT_YOURS),
        (back, row.asked_id, row.asker_id, NOT_THEIRS),
    ):
        if span is None:
            continue
        if span.from_at <= at:
            raise Refused(GONE_BY)
        mine = queries.turns({duty}, span)[duty]
        if rules.gaps((each for each in mine if each.who == str(whose)), period=span).outcome:
            raise Refused(wrong)
        is_free(duty, taker, span)
