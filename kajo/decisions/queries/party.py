"""How was the party of a decision heard, and what became of an appeal?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access.roles import Actor
from kajo.clients import queries as clients
from kajo.clients.models import Person
from kajo.clients.queries import Wish
from kajo.clients.terms import Channel, Kinship
from kajo.decisions import rules
from kajo.decisions.models import Appeal, Decision, Hearing, Service
from kajo.decisions.queries.rows import Appealed, Asked
from kajo.decisions.terms import (
    Anew,
    AppealState,
    CourtOutcome,
    DecisionKind,
    Heard,
    HearingSkip,
    HearingWay,
    LetterWish,
    Recipient,
    ServedBy,
    Serving,
)
from kajo.law.terms import age_on
from kajo.vault.passages import Piece, pieces


def heard(actor: Actor, decision: Decision, *, on: date) -> Heard:
    """Sum up for the rule how the party was heard; the newest row counts. Only inside a door."""
    rows = Hearing.objects.within(actor).filter(decision=decision).defer("question", "reply", "reason")
    return _sum(decision, rows.order_by("-made_at", "-pk").first(), on)


def heard_as_shown(decision: Decision, shown: tuple[Asked, ...], *, on: date) -> Heard:
    """Sum up the same from rows that are open already."""
    newest = shown[0] if shown else None
    kind = DecisionKind(decision.decision_kind)
    anew = Anew(decision.anew) if decision.anew else None
    if newest is None:
        return Heard(kind, on, anew=anew)
    return Heard(kind, on, newest.asked_on, newest.reply_by, newest.replied_on, newest.skipped, anew)


def hearings(actor: Actor, decision: Decision) -> tuple[Asked, ...]:
    """Give the hearings of a decision, the newest first. One query. Only inside a door."""
    rows = Hearing.objects.within(actor).filter(decision=decision).select_related("made_by")
    return tuple(
        Asked(
            way=HearingWay(each.way) if each.way else None,
            asked_on=each.asked_on,
            reply_by=each.reply_by,
            question=each.question.open() if each.question else "",
            replied_on=each.replied_on,
            reply=each.reply.open() if each.reply else "",
            skipped=HearingSkip(each.skipped) if each.skipped else None,
            reason=each.reason.open() if each.reason else "",
            made_by=each.made_by.name if each.made_by else "",
            made_at=each.made_at,
        )
        for each in rows.order_by("-made_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party answered when it was heard about a draft."""

    id: UUID
    reply: tuple[Piece, ...]
    replied_on: date
    noted_by: str
    noted_at: datetime


def replies(actor: Actor, matter: UUID) -> tuple[Reply, ...]:
    """Give the replies to hearings about drafts of a matter that wait. One query. Only inside a door."""
    rows = Hearing.objects.within(actor).filter(decision__matter=matter, decision__state="draft")
    answered = rows.filter(replied_on__isnull=False, reply__isnull=False).select_related("reply_noted_by")
    return tuple(
        Reply(
            id=each.pk,
            reply=pieces(each.reply.open()),
            replied_on=each.replied_on,
            noted_by=each.reply_noted_by.name if each.reply_noted_by else "",
            noted_at=each.reply_noted_at,
        )
        for each in answered.order_by("replied_on", "pk")
    )


def appeals(actor: Actor, decision: Decision, serving: Serving | None) -> tuple[Appealed, ...]:
    """Give the appeals against a decision, the newest first. One query. Only inside a door."""
    rows = Appeal.objects.within(actor).filter(decision=decision).order_by("-received_at", "-pk")
    kind = DecisionKind(decision.decision_kind)
    return tuple(
        Appealed(
            id=each.pk,
            edition=each.edition,
            state=AppealState(each.state),
            arrived_on=each.arrived_on,
            is_left_here=each.is_left_here,
            in_time=rules.appeal_in_time(kind, serving, each.arrived_on) if serving else None,
            claims=each.claims.open() if each.claims else "",
            forwarded_on=each.forwarded_on,
            statement=each.statement.open() if each.statement else "",
            outcome=CourtOutcome(each.outcome) if each.outcome else None,
            answered_on=each.answered_on,
            court_record=each.court_record.open() if each.court_record else "",
            answer=each.answer.open() if each.answer else "",
            final_on=each.final_on,
        )
        for each in rows
    )


def serving_of(actor: Actor, decision: Decision) -> Serving | None:
    """Give how a decision was served last, which the time to appeal waits for; None before. Only inside a door."""
    row = Service.objects.within(actor).filter(decision=decision).order_by("-received_on", "-made_at", "-pk").first()
    return None if row is None else Serving(ServedBy(row.served_by), row.sent_on, row.received_on)


def person_of(actor: Actor, decision: Decision) -> Person | None:
    """Find the person whose matter it is: a referral's subject is linked to the person's from admission on."""
    subject = decision.subject.linked_to_id or decision.subject_id
    found: Person | None = Person.objects.within(actor).filter(subject=subject).first()
    return found


@dataclass(frozen=True, slots=True)
class ToServe:
    """What serving a decision waits for: the wish about letters, whether any way is forbidden, and who is left."""

    letters: LetterWish
    is_limited: bool
    unserved: tuple[Recipient, ...]


def to_serve(actor: Actor, decision: Decision, *, on: date) -> ToServe:
    """Tell how a decision may be served, and to whom it still is. Five queries. Only inside a door."""
    done = Service.objects.within(actor).filter(decision=decision).values_list("recipient", flat=True)
    person = person_of(actor, decision)
    if person is None:
        return ToServe(LetterWish.UNSAID, is_limited=False, unserved=still_unserved(decision, None, [], done, on=on))
    relations = list(clients.relation_rows(actor, person=person.pk))
    kin = [Kinship(each.relation) for each in relations if each.holds_on(on)]
    rows = clients.wish_rows(actor, people=[person.pk, *clients.guarding(relations)])
    said = clients.wishes(rows, person.pk)
    return ToServe(wish_about_letters(said), is_limited(said), still_unserved(decision, person, kin, done, on=on))


def is_limited(wishes: Iterable[Wish]) -> bool:
    """Tell whether any way of contact is forbidden."""
    return any(not each.is_allowed for each in wishes)


def wish_about_letters(wishes: Iterable[Wish]) -> LetterWish:
    """Sum up wishes about letters: a ban of all letters binds, bans of single addresses leave the others."""
    said = [each for each in wishes if each.channel is Channel.LETTER]
    if any(not each.is_allowed and not each.value for each in said):
        return LetterWish.FORBIDDEN
    allowed = [each for each in said if each.is_allowed and not each.is_overruled]
    if any(not each.is_allowed for each in said):
        return LetterWish.SOME if allowed else LetterWish.FORBIDDEN
    return LetterWish.ALLOWED if allowed else LetterWish.UNSAID


def still_unserved(
    decision: Decision, person: Person | None, kin: Collection[Kinship], done: Iterable[str], *, on: date
) -> tuple[Recipient, ...]:
    """Tell who is still to be served with a decision. A child of a client is spoken for by that client."""
    born_on, has_guardian = _born_on(person), bool({Kinship.PARENT, Kinship.GUARDIAN} & set(kin))
    if decision.decision_kind == DecisionKind.ADMIT_35_3:
        born_on, has_guardian = _day(str(decision.texts.open().get("born_on") or "")), True
    found = rules.recipients(
        age_on(born_on, on) if born_on else None,
        has_guardian=has_guardian,
        has_representative=bool({Kinship.REPRESENTATIVE, Kinship.STAND_IN} & set(kin)),
    )
    served = set(done)
    return tuple(each for each in found.outcome if str(each) not in served)


def first_served(kind: DecisionKind, born_on: str, *, on: date) -> Recipient:
    """Tell who is served first with a decision about somebody born that day, where nobody but a parent is known."""
    day = _day(born_on)
    age, has_guardian = age_on(day, on) if day else None, kind is DecisionKind.ADMIT_35_3
    return rules.recipients(age, has_guardian=has_guardian, has_representative=False).outcome[0]


def _born_on(person: Person | None) -> date | None:
    if person is None or not person.born_on:
        return None
    born_on: date = person.born_on.open()
    return born_on


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if len(written) == len("2026-11-27") else None


def _sum(decision: Decision, row: Hearing | None, on: date) -> Heard:
    kind = DecisionKind(decision.decision_kind)
    anew = Anew(decision.anew) if decision.anew else None
    if row is None:
        return Heard(kind, on, anew=anew)
    skipped = HearingSkip(row.skipped) if row.skipped else None
    return Heard(kind, on, row.asked_on, row.reply_by, row.replied_on, skipped, anew)
