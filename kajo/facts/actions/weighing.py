"""How does an officer say which way something that is recorded speaks?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts import queries
from kajo.facts.models import Weighing
from kajo.facts.queries import Line
from kajo.facts.terms import About, Criterion, Way
from kajo.law.finding import N_ as _


@action(Verb.FACT_WEIGH)
def weigh(
    actor: Actor, about: About, /, *, item: str, criterion: Criterion, way: Way | None, beside: Iterable[Line] = (),
    at: datetime,
) -> Weighing | None:  # fmt: skip
    """Say which way one recorded thing speaks for one thing that the law asks; None takes back what was said.

    `item` is the name of a line of the matter, `beside` what the room above adds to those of this room. What was said
    before stays with who and when; saying the same again changes nothing. Gives the row that holds now.

    Raises NotFound for what is not recorded here; Refused for an observation, which grounds no decision (615/2020,
    7.3), for what was corrected meanwhile, and about a referral whose person has become a client.
    """
    row = queries.matter_row(actor, about, Verb.FACT_WEIGH, to_write=True)
    line = next((each for each in queries.lines(actor, row, beside) if each.key == item), None)
    if line is None:
        raise NotFound
    if line.is_observation and way is not None:
        raise Refused(_("An observation grounds no decision (615/2020, section 7(3))."))
    if line.fact is not None and line.changed_at is not None and way is not None:
        raise Refused(_("This was corrected already. Look at what holds now."))
    rows = Weighing.objects.within(actor).filter(
        about=about.key, item=line.item, place=line.place, criterion=str(criterion), superseded_at__isnull=True,
        decision__isnull=True,
    )  # fmt: skip
    former = rows.first()
    if former is not None:
        if way is not None and former.way.open() == str(way):
            return former
        former.superseded_by_id, former.superseded_at = actor.id, at
        former.save(update_fields=["superseded_by", "superseded_at"])
    if way is None:
        return None
    made: Weighing = Weighing.objects.create(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(about.kind),
        about=about.key,
        record=str(line.record),
        item=line.item,
        place=line.place,
        criterion=str(criterion),
        way=str(way),
        weighed_by_id=actor.id,
        weighed_at=at,
    )
    return made


@action(Verb.FACT_WEIGH)
def settle(actor: Actor, about: About, /, *, criteria: Iterable[Criterion], decision: UUID, at: datetime) -> None:
    """Let what was said stand as it was when a decision was signed; the next draft begins anew."""
    rows = Weighing.objects.within(actor).filter(
        about=about.key,
        criterion__in=[str(each) for each in criteria],
        superseded_at__isnull=True,
        decision__isnull=True,
    )
    for each in rows:
        each.decision = decision
        each.save(update_fields=["decision"])
