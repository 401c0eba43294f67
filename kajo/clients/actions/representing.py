"""Who speaks for a child who is here without a guardian?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients import queries, rules
from kajo.clients.actions.knowing import relation_row
from kajo.clients.models import Person, Relation, Representation
from kajo.clients.states import REPRESENTATION
from kajo.clients.terms import Applicant, Kinship, RepresentationEnd, RepresentationState
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import age_on
from kajo.work import actions as work
from kajo.work.terms import Reason

FOLLOWED_AFTER = timedelta(days=14)
"""The system's own target for asking the court: to confirm."""


@action(Verb.CLIENT_APPLY_REPRESENTATIVE)
def apply_representative(
    actor: Actor, person: Person, /, *, has_permit: bool, applied_on: date, court: str, child_view: str, at: datetime
) -> Representation:
    """Record that a representative was applied for, after the child was heard; until then the director stands in.

    The director stands in where the reception centre applies. Raises Refused for an adult, for a child with a guardian
    or a representative, while a matter is open, and for a day ahead.
    """
    on = legal_day(at)
    if applied_on > on:
        raise Refused(_("Nothing is applied for in the future."), field="applied_on")
    kin = [each for each in queries.relation_rows(actor, person=person.pk) if each.holds_on(on)]
    age = age_on(person.born_on.open(), on) if person.born_on else None
    has_guardian = _any(kin, Kinship.PARENT, Kinship.GUARDIAN)
    needed = rules.representative_needed(age, has_guardian=has_guardian, has_permit=has_permit, on=on)
    if needed.outcome is None:
        raise Refused(needed.because)
    waiting = Representation.objects.within(actor).filter(person=person).exclude(state=str(RepresentationState.ENDED))
    if _any(kin, Kinship.REPRESENTATIVE) or waiting.exists():
        raise Refused(_("A representative is applied for or appointed already."))
    stands_in = None
    if needed.outcome is Applicant.CENTRE:
        stands_in = relation_row(person, str(Kinship.STAND_IN), from_on=applied_on, at=at)
        stands_in.save(force_insert=True)
    matter = Representation.objects.create(
        subject_id=person.subject_id,
        office=person.office,
        sealed=person.sealed,
        person=person,
        applicant=str(needed.outcome),
        applied_on=applied_on,
        court=court or None,
        child_view=child_view,
        stand_in=stands_in,
        made_by_id=actor.id,
        made_at=at,
    )
    work.make(actor, person, reason=Reason.FOLLOW_REPRESENTATIVE, due_on=on + FOLLOWED_AFTER, owner=actor.id, at=at)
    return matter


@action(Verb.CLIENT_APPOINT_REPRESENTATIVE, REPRESENTATION)
def appoint_representative(
    actor: Actor, matter: Representation, /, *, name: str, appointed_on: date, at: datetime
) -> Representation:
    """Record whom the court appointed; the order holds at once, and the director stands in no more.

    Raises Refused for a day ahead or before it was applied for.
    """
    _must_lie_between(matter.applied_on, appointed_on, at, "appointed_on")
    speaks = relation_row(matter.person, str(Kinship.REPRESENTATIVE), name=name, from_on=appointed_on, at=at)
    speaks.save(force_insert=True)
    _end(matter.stand_in, appointed_on)
    matter.representative, matter.appointed_on = speaks, appointed_on
    matter.state = REPRESENTATION.check(Verb.CLIENT_APPOINT_REPRESENTATIVE, matter.state)
    matter.save(update_fields=["representative", "appointed_on", "state"])
    work.finish(actor, matter.person_id, [Reason.FOLLOW_REPRESENTATIVE], at)
    return matter


@action(Verb.CLIENT_END_REPRESENTATIVE, REPRESENTATION)
def end_representative(
    actor: Actor, matter: Representation, /, *, ended_on: date, ended_because: RepresentationEnd, at: datetime
) -> Representation:
    """Record from which day on nobody represents the child in this matter any more, and why.

    Raises Refused for a day ahead or before it began, and for a reason that does not fit.
    """
    _must_lie_between(matter.appointed_on or matter.applied_on, ended_on, at, "ended_on")
    if (ended_because is RepresentationEnd.NOT_APPOINTED) is not (matter.appointed_on is None):
        raise Refused(_("This reason does not fit: look whether somebody was appointed."), field="ended_because")
    _end(matter.stand_in, ended_on)
    _end(matter.representative, ended_on)
    matter.ended_on, matter.ended_because = ended_on, str(ended_because)
    matter.state = REPRESENTATION.check(Verb.CLIENT_END_REPRESENTATIVE, matter.state)
    matter.save(update_fields=["ended_on", "ended_because", "state"])
    work.finish(actor, matter.person_id, [Reason.FOLLOW_REPRESENTATIVE], at)
    return matter


def _any(kin: list[Relation], *wanted: Kinship) -> bool:
    return any(each.relation in {str(kind) for kind in wanted} for each in kin)


def _must_lie_between(first: date, day: date, at: datetime, field: str) -> None:
    if day < first or day > legal_day(at):
        raise Refused(_("This day lies after what came before it, and not in the future."), field=field)


def _end(relation: Relation | None, on: date) -> None:
    if relation is not None and relation.until_on is None:
        relation.until_on = on
        relation.save(update_fields=["until_on"])
