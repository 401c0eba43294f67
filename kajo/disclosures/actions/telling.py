"""How is it prepared, approved and recorded that somebody is told something of a client?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.disclosures import queries, rules
from kajo.disclosures.models import Disclosure, Inquiry, OfMatter
from kajo.disclosures.states import DISCLOSURE, INQUIRY
from kajo.disclosures.terms import (
    CONSENT_TO_TELL,
    PRIVATE,
    About,
    Approver,
    Asked,
    DisclosureState,
    Extent,
    Matter,
    Purpose,
    Recipient,
    Way,
)
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.sections import Basis, Section
from kajo.work import actions as work
from kajo.work.terms import Reason

DAY = timedelta(days=1)
BY_WISH = {str(Extent.WISHED), str(Extent.YES_OR_NO)}
"""To this extent somebody is told only because the person wishes it."""
ON_THE_WAY = [Reason.APPROVE_DISCLOSURE, Reason.GIVE_DISCLOSURE]


@action(Verb.DISCLOSURE_PREPARE)
def prepare(
    actor: Actor, _matter: None, /, *, matter: Matter, asked: Asked, unit: str, words: str, at: datetime
) -> Disclosure:
    """Prepare to tell somebody something of the person of a matter; where the rule asks for it, another approves first.

    Raises NotFound without the matter, Refused where the rule allows nothing to be told, and for what has its own page:
    decisions on reflection periods, and children.
    """
    row = queries.matter_row(actor, matter, doing=Verb.DISCLOSURE_PREPARE)
    if asked.purpose is Purpose.REFLECTION:
        raise Refused(_("Tell of a decision on its own line on the page of the case."), field="purpose")
    if asked.purpose is Purpose.CHILD or asked.listed_offence:
        raise Refused(_("Record the suspicion first: a child welfare notification has its own page."), field="purpose")
    return put_on_its_way(actor, None, about=row, matter=matter, asked=asked, unit=unit, words=words, at=at)


@action(Verb.DISCLOSURE_PREPARE)
def put_on_its_way(
    actor: Actor, _about: None, /, *, about: Protected, matter: Matter, asked: Asked, unit: str, words: str,
    inquiry: Inquiry | None = None, at: datetime,
) -> Disclosure:  # fmt: skip
    """Ask the rule and put on its way what is to be told in a matter, or in answer to an inquiry about it.

    `about` is the row of either. Raises Refused with the rule's reason.
    """
    found = rules.may_disclose(_with_consent(actor, matter, about, asked))
    if found.outcome is None:
        raise Refused(found.because, field="purpose")
    needs_approval = found.outcome.approver is not Approver.NOBODY
    made = disclosure_row(
        about, matter, recipient=asked.recipient, purpose=asked.purpose, unit=unit, basis=found.basis,
        extent=[found.outcome.extent], words=words, made_by=actor.id, at=at,
    )  # fmt: skip
    made.state = str(DisclosureState.PREPARED if needs_approval else DisclosureState.APPROVED)
    made.approver, made.inquiry = str(found.outcome.approver), inquiry
    made.save(force_insert=True)
    on = legal_day(at) - DAY
    if needs_approval:
        work.make(actor, made, reason=Reason.APPROVE_DISCLOSURE, due_on=on, not_for=actor.id, at=at)
    else:
        work.make(actor, made, reason=Reason.GIVE_DISCLOSURE, due_on=on, owner=actor.id, at=at)
    return made


@action(Verb.DISCLOSURE_APPROVE, DISCLOSURE)
def approve(actor: Actor, disclosure: Disclosure, /, *, at: datetime) -> Disclosure:
    """Say yes to what somebody else prepared to tell; a fresh second factor goes with it.

    Raises Refused for what one prepared oneself, and where the director alone decides.
    """
    if disclosure.made_by_id == actor.id:
        raise Refused(_("Somebody else approves what you prepared."))
    if disclosure.approver == Approver.DIRECTOR and Role.DIRECTOR not in actor.roles:
        raise Refused(_("The director decides whether this is told."))
    disclosure.approved_by_id, disclosure.approved_at = actor.id, at
    disclosure.state = DISCLOSURE.check(Verb.DISCLOSURE_APPROVE, disclosure.state)
    disclosure.save(update_fields=["approved_by", "approved_at", "state"])
    work.finish(actor, disclosure.pk, [Reason.APPROVE_DISCLOSURE], at)
    work.make(
        actor, disclosure, reason=Reason.GIVE_DISCLOSURE, due_on=legal_day(at) - DAY, owner=disclosure.made_by_id, at=at
    )
    return disclosure


@action(Verb.DISCLOSURE_DECLINE, DISCLOSURE)
def decline(actor: Actor, disclosure: Disclosure, /, *, reason: str, at: datetime) -> Disclosure:
    """Decide that it is not told after all; the request that it answers waits for another answer.

    Raises Refused for what was given already, and without a reason.
    """
    if not reason.strip():
        raise Refused(_("Write why it is not told."), field="reason")
    disclosure.declined_because, disclosure.declined_by_id, disclosure.declined_at = reason, actor.id, at
    disclosure.state = DISCLOSURE.check(Verb.DISCLOSURE_DECLINE, disclosure.state)
    disclosure.save(update_fields=["declined_because", "declined_by", "declined_at", "state"])
    work.finish(actor, disclosure.pk, ON_THE_WAY, at)
    if disclosure.inquiry is not None:
        asked = _moved(actor, disclosure.inquiry, Verb.DISCLOSURE_DECLINE)
        work.make(actor, asked, reason=Reason.ANSWER_INQUIRY, due_on=max(asked.due_on, legal_day(at)) - DAY, at=at)
    return disclosure


@action(Verb.DISCLOSURE_GIVE, DISCLOSURE)
def give(actor: Actor, disclosure: Disclosure, /, *, told_on: date, way: Way, at: datetime) -> Disclosure:
    """Record when and by which way it was told: from now on it stands in the register and stays as it is.

    Raises Refused before it was approved, for a day ahead or before it might be told, and for a private person on a way
    that the client has forbidden, and where the consent it rests on was taken back.
    """
    state = DISCLOSURE.check(Verb.DISCLOSURE_GIVE, disclosure.state)
    if told_on > legal_day(at):
        raise Refused(_("Nobody is told in the future."), field="told_on")
    if told_on < legal_day(disclosure.approved_at or disclosure.made_at):
        raise Refused(_("It is told after it was prepared and approved."), field="told_on")
    if disclosure.recipient in PRIVATE and way in queries.forbidden_ways(actor, disclosure):
        raise Refused(_("The client has forbidden this way: somebody feared may see or hear it. Choose another."),
            field="way")  # fmt: skip
    _must_still_agree(actor, disclosure)
    disclosure.told_on, disclosure.way, disclosure.given_by_id, disclosure.state = told_on, str(way), actor.id, state
    disclosure.save(update_fields=["told_on", "way", "given_by", "state"])
    work.finish(actor, disclosure.pk, ON_THE_WAY, at)
    if disclosure.inquiry is not None:
        _moved(actor, disclosure.inquiry, Verb.DISCLOSURE_GIVE)
    return disclosure


def _with_consent(actor: Actor, matter: Matter, row: Protected, asked: Asked) -> Asked:
    """Add to the facts what is recorded of the person's wish, where they name one."""
    item = CONSENT_TO_TELL.get(asked.recipient)
    return replace(asked, recorded=queries.recorded(actor, matter, row, item)) if asked.wish and item else asked


def _must_still_agree(actor: Actor, disclosure: Disclosure) -> None:
    """See that what was to be told because the person wishes it is still wished on the day on which it is told."""
    if disclosure.extent not in BY_WISH:
        return
    matter = Matter(About(disclosure.about_kind), disclosure.about)
    asked = Asked(Recipient(disclosure.recipient), Purpose(disclosure.purpose), wish=True)
    found = rules.may_disclose(_with_consent(actor, matter, disclosure, asked))
    if found.outcome is None:
        raise Refused(found.because)


def disclosure_row(
    row: Protected, matter: Matter, *, recipient: Recipient, purpose: Purpose, unit: str, basis: Section | Basis,
    extent: Iterable[Any], words: str, made_by: UUID | None, at: datetime,
) -> Disclosure:  # fmt: skip
    """Make a line of the register for a matter's row, not yet saved and not yet given."""
    return Disclosure(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(matter.kind),
        about=matter.key,
        record=row.record if isinstance(row, OfMatter) else getattr(row, "reference", ""),
        recipient=str(recipient),
        purpose=str(purpose),
        unit=unit,
        basis=basis.cite("en"),
        extent=" ".join(str(each) for each in extent),
        words=words or None,
        made_by_id=made_by,
        made_at=at,
    )


def of_decision(
    row: Protected, *, decision: UUID, approved_by: UUID | None, approved_at: datetime | None, unit: str,
    basis: Section | Basis, extent: Iterable[Any], told_on: date, made_by: UUID | None, at: datetime,
) -> Disclosure:  # fmt: skip
    """Make the line of what the police were told of a decision on a reflection period, given already, not yet saved.

    `row` is the case; `approved_by` is the signer of the decision, who answers for what follows from it by law.
    """
    made = disclosure_row(
        row, Matter(About.CASE, row.pk), recipient=Recipient.POLICE, purpose=Purpose.REFLECTION, unit=unit,
        basis=basis, extent=extent, words="", made_by=made_by, at=at,
    )  # fmt: skip
    made.decision, made.approved_by_id, made.approved_at = decision, approved_by, approved_at
    made.state, made.told_on, made.given_by_id = str(DisclosureState.GIVEN), told_on, made_by
    return made


def _moved(actor: Actor, inquiry: Inquiry, verb: Verb) -> Inquiry:
    found: Inquiry = Inquiry.objects.within(actor).select_for_update(of=("self",)).get(pk=inquiry.pk)
    found.state = INQUIRY.check(verb, found.state)
    found.edition += 1
    found.save(update_fields=["state", "edition"])
    return found
