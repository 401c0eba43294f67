"""How is it recorded where a client stands in Finland, and who serves there?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.actions.shared import must_be_open
from kajo.cases.models import Case, ServiceOrganiser, Standing
from kajo.cases.terms import OrganisedBy, Organiser
from kajo.cases.terms import Standing as Facts
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding


def standing_row(
    case: Case, facts: dict[str, Any], *, from_on: date, made_by: UUID | None, at: datetime
) -> Standing:  # fmt: skip
    """Make the row of a standing, open and not yet saved."""
    return Standing(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        facts=facts,
        from_on=from_on,
        made_by_id=made_by,
        made_at=at,
    )


def organiser_row(standing: Standing, found: OrganisedBy, *, basis: str = "", because: str = "") -> ServiceOrganiser:
    """Make the row of the organiser that a standing leads to, not yet saved, and note the county in the case's."""
    is_mainland = found.organiser in (Organiser.COUNTY, Organiser.HELSINKI)
    standing.case.county = (found.code or "") if is_mainland else ""
    return ServiceOrganiser(
        subject_id=standing.subject_id,
        office=standing.office,
        sealed=standing.sealed,
        case=standing.case,
        standing=standing,
        organiser=str(found.organiser),
        code=found.code or "",
        basis=basis[:120],
        because=because,
        from_on=standing.from_on,
        made_at=standing.made_at,
    )


def organised(facts: dict[str, Any], on: date) -> Finding[OrganisedBy]:
    """Apply the rule of who organises the services to the facts of a standing. Raises Refused for senseless ones."""
    return rules.organiser_of_services(
        Facts(
            on=on,
            municipality=facts.get("municipality") or None,
            asylum_seeker=bool(facts.get("asylum_seeker")),
            temporary_protection=bool(facts.get("temporary_protection")),
        )
    )


@action(Verb.CASE_RECORD_STANDING)
def record_standing(
    actor: Actor, case: Case, /, *, facts: dict[str, Any], from_on: date, at: datetime
) -> ServiceOrganiser:
    """Record where the client stands in Finland from a day on; who organises the services follows by the rule.

    The former standing and its organiser end that day. Raises Refused for facts that make no sense.
    """
    must_be_open(case)
    if from_on > legal_day(at):
        raise Refused(_("A standing does not begin in the future."), field="from_on")
    former = Standing.objects.within(actor).filter(case=case, until_on__isnull=True, superseded_at__isnull=True).first()
    if former is not None and from_on <= former.from_on:
        raise Refused(_("A new standing begins after the present one began."), field="from_on")
    finding = organised(facts, from_on)
    if former is not None:
        Standing.objects.filter(pk=former.pk).update(until_on=from_on)
        ServiceOrganiser.objects.within(actor).filter(standing=former, until_on__isnull=True).update(until_on=from_on)
    standing = standing_row(case, facts, from_on=from_on, made_by=actor.id, at=at)
    organiser = organiser_row(standing, finding.outcome, basis=finding.basis.cite("en"), because=finding.because)
    standing.save(force_insert=True)
    organiser.save(force_insert=True)
    case.save(update_fields=["county"])
    return organiser
