"""What may be seen of one referral?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.cases.terms import ChildHeard
from kajo.clients.terms import Tongue
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding
from kajo.referrals import rules
from kajo.referrals.models import ChildsView, Consent, Ending, Estimate, Former, Referral, Reopening, Supplement
from kajo.referrals.queries.held import allowed, consents_of, submission, worker_rows
from kajo.referrals.queries.rows import (
    ENDED,
    Asked,
    Earlier,
    Ended,
    Expected,
    May,
    Page,
    Prepared,
    Reopened,
    Said,
    Worker,
)
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import (
    OPEN_STATES,
    AgeBand,
    Allowed,
    Answer,
    Authority,
    ConsentGiver,
    ConsentItem,
    ConsentWay,
    Found,
    Guardian,
    Lapse,
    Missing,
    Path,
    Referrer,
    State,
    Telling,
    Why,
)
from kajo.vault.classes import Class
from kajo.vault.passages import pieces
from kajo.work import queries as work

KIND = "referrals.referral"
FORMERS_SHOWN = 50
ADMITS = (DecisionKind.ADMIT_35_1, DecisionKind.ADMIT_35_2)


@reading(Verb.REFERRAL_VIEW)
def referral(actor: Actor, key: UUID, /, *, doing: Verb = Verb.REFERRAL_VIEW) -> Page:
    """Give a referral with consents, what was asked for, former answers and decision; at most eight queries.

    Raises NotFound for one that is not there, not in the actor's reach, or not for the deed that is meant.
    """
    rows = Referral.objects.within(actor).select_related("received_by").filter(pk=key)
    if not decisions.decides_all(actor):
        rows = rows.annotate(delegated=ArraySubquery(decisions.delegated(actor.id, decisions.TODAY)))
    rows = rows.annotate(clocks=work.clocks_beside(actor), heard=_heard(actor))
    row = rows.annotate(is_reopened=_has(actor, Reopening), is_estimated=_has(actor, Estimate)).first()
    if row is None:
        raise NotFound
    gate.check(actor, doing, row)
    act = current()
    act.note(Verb.REFERRAL_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id)
    act.ring.prefetch([row.subject_id])
    consents = consents_of(actor, [row.pk])
    held = submission(row, consents)
    prepared = _prepared(actor, row)
    right = _right(actor, row, prepared)
    return Page(
        id=row.pk,
        edition=row.edition,
        reference=row.reference,
        state=State(row.state),
        path=Path(row.path),
        referrer_kind=Referrer(row.referrer_kind),
        received_at=row.received_at,
        received_by=row.received_by.name if row.received_by else "",
        recorded_at=row.recorded_at,
        decided_on=row.decided_on,
        is_urgent=row.is_urgent,
        age_band=AgeBand(row.age_band),
        guardian=Guardian(row.guardian) if row.guardian else None,
        is_in_finland=row.is_in_finland,
        name=_opened(row.name),
        language=Tongue.named(_opened(row.language)),
        born_on=_opened(row.born_on),
        personal_code=_opened(row.personal_code),
        client_number=_opened(row.client_number),
        phone=_opened(row.phone),
        reach=_opened(row.reach),
        has_whereabouts=row.whereabouts is not None,
        account=(account := _opened(row.account)),
        account_pieces=pieces(account),
        need=(need := _opened(row.need)),
        need_pieces=pieces(need),
        completeness=rules.completeness(held),
        ripeness=rules.may_be_admitted(held),
        consents=tuple(_said(each) for each in consents),
        supplements=_supplements(actor, row),
        formers=_formers(actor, row),
        reopened=_reopened(actor, row) if row.is_reopened else (),
        ended=_ended(actor, row),
        expected=_expected(actor, row) if row.is_estimated else (),
        asking_guardian=rules.guardian_may_be_asked(held.age, held.guardian),
        hears=_hears(row, consents),
        clocks=work.told(row.clocks, legal_day(act.at)),
        is_consent_gone=row.state in OPEN_STATES
        and allowed(row, consents, ConsentItem.CONTACT) in {Allowed.WITHDRAWN, Allowed.REFUSED},
        child_heard=ChildHeard(row.heard) if row.heard else None,
        is_drafted=row.draft is not None and row.state in OPEN_STATES,
        prepared=prepared,
        case=_case(actor, row),
        right=right,
        may=_may(actor, row, right, prepared),
    )


@reading(Verb.REFERRAL_REVEAL)
def whereabouts(actor: Actor, key: UUID, /, *, why: Why) -> str:
    """Tell where the person is, once and for a reason that the ledger keeps. Raises NotFound, StepUpNeeded."""
    row = Referral.objects.within(actor, Verb.REFERRAL_REVEAL).filter(pk=key).first()
    if row is None:
        raise NotFound
    gate.check(actor, Verb.REFERRAL_REVEAL, row)
    act = current()
    act.ring.allow(Class.LOCATION)
    act.note(Verb.REFERRAL_REVEAL, "read", kind=KIND, record=row.pk, subject=row.subject_id, reason=str(why))
    return _opened(row.whereabouts)


@reading(Verb.REFERRAL_VIEW)
def with_workers(actor: Actor, key: UUID, /, *, doing: Verb, on: date) -> tuple[Page, tuple[Worker, ...]]:
    """Give a referral and those who work cases on a day, to whoever may do this deed to it. Raises NotFound."""
    found = referral(actor, key, doing=doing)
    return found, tuple(Worker(each.pk, each.name) for each in worker_rows(on).order_by("name", "pk"))


@reading(Verb.REFERRAL_VIEW)
def with_signing(
    actor: Actor, key: UUID, /, *, doing: Verb, on: date
) -> tuple[Page, tuple[Worker, ...], tuple[Finding[bool], ...]]:
    """Give a referral whose draft is to be signed, those who work cases, and what stands against the signature.

    Raises NotFound.
    """
    found, workers = with_workers(actor, key, doing=doing, on=on)
    ready = found.prepared
    against: tuple[Finding[bool], ...] = () if found.right.outcome or ready else (found.right,)
    if ready is not None and not ready.signed_by:
        row = Decision.objects.within(actor).get(pk=ready.id)
        against = decisions.blocking(actor, row, on=on, is_urgent=found.is_urgent)
    is_admission = doing is Verb.REFERRAL_ADMIT and found.decided_on is None
    return found, workers, (*against, *((found.ripeness,) if is_admission and not found.ripeness.outcome else ()))


def _opened(value: Any) -> str:
    return str(value.open()) if value is not None else ""


def _said(row: Consent) -> Said:
    return Said(
        id=row.pk,
        item=ConsentItem(row.item),
        giver=ConsentGiver(row.given_by),
        is_given=row.is_given,
        is_withdrawn=row.withdrawn_at is not None,
        how=ConsentWay(row.how),
        language=Tongue.named(_opened(row.language)),
        interpreter=_opened(row.interpreter),
        given_at=row.given_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
    )


def _supplements(actor: Actor, row: Referral) -> tuple[Asked, ...]:
    rows = Supplement.objects.within(actor).filter(referral=row).select_related("asked_by").order_by("-asked_at", "-pk")
    return tuple(
        Asked(
            wanted=tuple(Missing(word) for word in _opened(each.wanted).split()),
            words=pieces(_opened(each.words)),
            until_on=each.until_on,
            asked_by=each.asked_by.name if each.asked_by else "",
            asked_at=each.asked_at,
            ended_at=each.ended_at,
        )
        for each in rows
    )


def _formers(actor: Actor, row: Referral) -> tuple[Earlier, ...]:
    rows = Former.objects.within(actor).filter(referral=row).select_related("superseded_by")
    return tuple(
        Earlier(
            what=Answer(each.what),
            words=None
            if each.location is not None
            else each.word or _opened(each.identity) or _opened(each.contact) or _opened(each.safety),
            by=each.superseded_by.name if each.superseded_by else "",
            at=each.superseded_at,
        )
        for each in rows.order_by("-superseded_at", "-pk")[:FORMERS_SHOWN]
    )


def _hears(row: Referral, consents: list[Consent]) -> Finding[Any]:
    said = allowed(row, consents, ConsentItem.REFERRER)
    return rules.may_be_told(Telling(State(row.state), Referrer(row.referrer_kind), said))


def _ended(actor: Actor, row: Referral) -> Ended | None:
    if row.state not in ENDED:
        return None
    found = Ending.objects.within(actor).filter(referral=row).select_related("recorded_by").order_by("-pk").first()
    if found is None:
        return None
    return Ended(
        how=State(found.how),
        ended_on=found.ended_on,
        said_by=ConsentGiver(found.said_by) if found.said_by else None,
        way=ConsentWay(found.way) if found.way else None,
        told_at=found.told_at,
        reason=Lapse(found.reason) if found.reason else None,
        sent_to=Authority(found.sent_to) if found.sent_to else None,
        is_sender_told=found.is_sender_told,
        is_told_along=found.is_told_along,
        words=pieces(_opened(found.words)),
        recorded_by=found.recorded_by.name if found.recorded_by else "",
        recorded_at=found.recorded_at,
    )


def _has(actor: Actor, kind: type[Reopening | Estimate]) -> Exists:
    return Exists(kind.objects.within(actor).filter(referral=OuterRef("pk")))


def _heard(actor: Actor) -> Subquery:
    rows = ChildsView.objects.within(actor).filter(referral=OuterRef("pk"), superseded_at__isnull=True)
    return Subquery(rows.values("heard")[:1])


def _expected(actor: Actor, row: Referral) -> tuple[Expected, ...]:
    rows = Estimate.objects.within(actor).filter(referral=row).select_related("told_by").order_by("-told_at", "-pk")
    return tuple(
        Expected(each.expected_on, pieces(_opened(each.words)), each.told_by.name if each.told_by else "", each.told_at)
        for each in rows
    )


def _reopened(actor: Actor, row: Referral) -> tuple[Reopened, ...]:
    rows = Reopening.objects.within(actor).filter(referral=row).select_related("annulled", "correction", "recorded_by")
    return tuple(
        Reopened(
            annulled=each.annulled_id,
            record=each.annulled.reference,
            court_reference=_opened(each.court_reference),
            court_decided_on=each.court_decided_on,
            correction=each.correction_id,
            correction_record=each.correction.reference if each.correction else "",
            reason=_opened(each.reason),
            recorded_by=each.recorded_by.name if each.recorded_by else "",
        )
        for each in rows.order_by("-recorded_at", "-pk")
    )


def _prepared(actor: Actor, row: Referral) -> Prepared | None:
    rows = Decision.objects.within(actor).filter(matter=row.pk).select_related("prepared_by", "signed_by")
    # A refusal that a court annulled stays signed and lies ready no more; a draft of what has ended is never signed.
    rows = rows.filter(pk=row.draft) if row.state in OPEN_STATES else rows.exclude(state__in=["draft", "dropped"])
    rows = rows.filter(corrects__isnull=True)
    found = rows.order_by("-prepared_at", "-pk").first()
    if found is None:
        return None
    texts = found.texts.open()
    return Prepared(
        id=found.pk,
        reference=found.reference,
        kind=DecisionKind(found.decision_kind),
        state=found.state,
        language=Tongue.named(found.language),
        explained_in=Tongue.named(found.explained_in),
        reasons=str(texts.get("reasons", "")),
        found=tuple(each for each in Found if texts.get("found", {}).get(str(each))),
        prepared_by=found.prepared_by.name if found.prepared_by else "",
        prepared_at=found.prepared_at,
        is_mine=found.prepared_by_id == actor.id,
        signed_by=found.signed_by.name if found.signed_by else "",
    )


def _case(actor: Actor, row: Referral) -> UUID | None:
    if row.person_id is None:
        return None
    rows = Case.objects.within(actor).filter(person=row.person_id).order_by("-opened_on", "-pk")
    found: UUID | None = rows.values_list("pk", flat=True).first()
    return found


def _right(actor: Actor, row: Any, prepared: Prepared | None) -> Finding[bool]:
    kinds = (prepared.kind,) if prepared is not None else ADMITS
    return decisions.right_to_sign(actor, kinds, getattr(row, "delegated", ()))


def _may(actor: Actor, row: Referral, right: Finding[bool], prepared: Prepared | None) -> May:
    is_refusal = prepared is not None and prepared.kind is DecisionKind.REFUSE

    def may(verb: Verb) -> bool:
        moves = REFERRAL.moves.get(verb)
        fits = row.state in moves[0] if moves else row.state in OPEN_STATES or verb in AT_ANY_TIME
        return fits and gate.may(actor, verb) and covers(actor, verb, row)

    return May(
        amend=may(Verb.REFERRAL_AMEND),
        hear_child=row.state in HEARS_CHILDREN and may(Verb.REFERRAL_HEAR_CHILD),
        identify=may(Verb.REFERRAL_IDENTIFY),
        check_known=may(Verb.REFERRAL_CHECK_KNOWN),
        consent=may(Verb.REFERRAL_CONSENT),
        assess=may(Verb.REFERRAL_ASSESS),
        supplement=may(Verb.REFERRAL_SUPPLEMENT),
        propose=may(Verb.REFERRAL_PROPOSE),
        admit=right.outcome and not is_refusal and may(Verb.REFERRAL_ADMIT),
        assign=may(Verb.REFERRAL_ASSIGN),
        reveal=may(Verb.REFERRAL_REVEAL),
        propose_refusal=may(Verb.REFERRAL_PROPOSE_REFUSAL),
        refuse=right.outcome and is_refusal and may(Verb.REFERRAL_REFUSE),
        estimate=may(Verb.REFERRAL_ESTIMATE),
        withdraw=may(Verb.REFERRAL_WITHDRAW),
        lapse=may(Verb.REFERRAL_LAPSE),
        transfer=may(Verb.REFERRAL_TRANSFER),
        withdraw_consent=may(Verb.REFERRAL_WITHDRAW_CONSENT),
        exchange=gate.may(actor, Verb.REQUEST_VIEW) and covers(actor, Verb.REQUEST_VIEW, row),
        suspect=gate.may(actor, Verb.NOTIFICATION_SUSPECT) and covers(actor, Verb.NOTIFICATION_SUSPECT, row),
        facts=may(Verb.FACT_VIEW),
    )


HEARS_CHILDREN = frozenset({*OPEN_STATES, State.ADMITTED})
AT_ANY_TIME = frozenset(
    {
        Verb.FACT_VIEW,
        Verb.REFERRAL_HEAR_CHILD,
        Verb.REFERRAL_CONSENT,
        Verb.REFERRAL_REVEAL,
        Verb.REFERRAL_WITHDRAW_CONSENT,
    }
)
