"""What is recorded of a referral, for and against, beside the draft of its decision?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries as cases
from kajo.cases.terms import ChildHeard
from kajo.decisions.terms import DecisionKind
from kajo.facts import queries as facts
from kajo.facts.queries import Balance, Line
from kajo.facts.terms import About, Matter, Recorded
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding
from kajo.referrals.models import ChildsView, Consent, Former, Referral
from kajo.referrals.queries.childs import is_child
from kajo.referrals.queries.known import ToAdmit, for_admission
from kajo.referrals.queries.page import referral, with_signing
from kajo.referrals.queries.rows import Page
from kajo.referrals.terms import Answer, ConsentGiver, ConsentItem, Referrer
from kajo.referrals.terms.weighing import ASKED, criteria_of

AGREED, SAID_NO, WITHDRAWN = _("agreed"), _("said no"), _("withdrawn")
CHILDS_VIEW, BEST_INTEREST = _("The child's own view"), _("The child's best interest")


class ToRefuse(NamedTuple):
    """What the decider reads before a refusal: the referral, and what stands against the signature."""

    found: Page
    against: tuple[Finding[bool], ...]


@reading(Verb.REFERRAL_VIEW)
def to_draft(
    actor: Actor, key: UUID, /, *, doing: Verb, kind: DecisionKind | None = None
) -> tuple[Page, Balance | None]:
    """Give a referral to whoever drafts its decision, with what speaks for and against. Raises NotFound.

    Without a `kind` it is that of the draft that lies ready, or an admission of a victim. None stands in the place of
    for and against where the actor may not see what happened.
    """
    found = referral(actor, key, doing=doing)
    return found, _beside(actor, found, kind or (found.prepared.kind if found.prepared else DecisionKind.ADMIT_35_1))


@reading(Verb.REFERRAL_ADMIT)
def to_admit(
    actor: Actor, key: UUID, /, *, on: datetime, kind: DecisionKind | None = None
) -> tuple[ToAdmit, Balance | None]:
    """Give a referral to the decider of its admission, with what speaks for and against. Raises NotFound."""
    read = for_admission(actor, key, on=legal_day(on))
    ready = read.found.prepared
    return read, _beside(actor, read.found, ready.kind if ready else kind or DecisionKind.ADMIT_35_1)


@reading(Verb.REFERRAL_VIEW)
def to_refuse(actor: Actor, key: UUID, /, *, on: datetime) -> tuple[ToRefuse, Balance | None]:
    """Give a referral to the decider of its refusal, with what speaks for and against. Raises NotFound."""
    found, _workers, against = with_signing(actor, key, doing=Verb.REFERRAL_REFUSE, on=legal_day(on))
    return ToRefuse(found, against), _beside(actor, found, DecisionKind.REFUSE)


@reading(Verb.FACT_VIEW)
def weighed(actor: Actor, key: UUID, /) -> tuple[facts.Page, Balance]:
    """Give the page of for and against of a referral. Raises NotFound."""
    row = Referral.objects.within(actor, Verb.FACT_VIEW).select_related("received_by").filter(pk=key).first()
    if row is None:
        raise NotFound
    return facts.weighed(actor, About(Matter.REFERRAL, key), criteria=ASKED, beside=beside(actor, row))


def beside(actor: Actor, row: Referral) -> tuple[Line, ...]:
    """List what the referral itself holds: what was told with it, consent, the child's view, a reply to a hearing.

    Four queries. Only inside a door.
    """
    return (
        *_told(actor, row),
        *(_consent(each) for each in _consents(actor, row)),
        *(_childs_view(actor, row) if is_child(row) else ()),
        *cases.replied(actor, row.pk),
    )


def _beside(actor: Actor, found: Page, kind: DecisionKind) -> Balance | None:
    if not found.may.facts:
        return None
    row = Referral.objects.within(actor).select_related("received_by").get(pk=found.id)
    return facts.balance(
        actor,
        About(Matter.REFERRAL, found.id),
        criteria=criteria_of(kind, is_child=is_child(row)),
        beside=beside(actor, row),
    )


def _told(actor: Actor, row: Referral) -> tuple[Line, ...]:
    answers = [(place, each, getattr(row, each)) for place, each in enumerate((Answer.NEED, Answer.ACCOUNT))]
    formers = Former.objects.within(actor).filter(referral=row, what__in=[str(each) for _n, each, _t in answers])
    changed = dict(formers.values_list("what").annotate(last=Max("superseded_at")))
    return tuple(
        Line(
            record=Recorded.ACCOUNT,
            item=row.pk,
            place=place,
            heading=each.label,
            pieces=facts.of_pieces(text),
            source=Referrer(row.referrer_kind).label,
            on=legal_day(row.received_at),
            by=row.received_by.name if row.received_by else "",
            at=row.recorded_at or row.received_at,
            changed_at=changed.get(str(each)),
        )
        for place, each, text in answers
        if text is not None
    )


def _consents(actor: Actor, row: Referral) -> list[Consent]:
    rows = Consent.objects.within(actor).filter(referral=row).select_related("recorded_by")
    return list(rows.order_by("given_at", "recorded_at", "pk"))


def _consent(row: Consent) -> Line:
    return Line(
        record=Recorded.CONSENT,
        item=row.pk,
        heading=ConsentItem(row.item).label,
        words=WITHDRAWN if row.withdrawn_at else AGREED if row.is_given else SAID_NO,
        source=ConsentGiver(row.given_by).label,
        on=legal_day(row.given_at),
        by=row.recorded_by.name if row.recorded_by else "",
        at=row.recorded_at,
        changed_at=row.withdrawn_at,
    )


def _childs_view(actor: Actor, row: Referral) -> tuple[Line, ...]:
    rows = ChildsView.objects.within(actor).filter(referral=row, superseded_at__isnull=True)
    found = rows.select_related("made_by").first()
    if found is None:
        return ()
    said = ((CHILDS_VIEW, found.view), (BEST_INTEREST, found.best_interest))
    return tuple(
        Line(
            record=Recorded.CHILD,
            item=found.pk,
            place=place,
            heading=heading,
            pieces=facts.of_pieces(text),
            source=ChildHeard(found.heard).label,
            on=found.asked_on,
            by=found.made_by.name if found.made_by else "",
            at=found.made_at,
        )
        for place, (heading, text) in enumerate(said)
    )
