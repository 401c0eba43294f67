"""What may be seen of one decision, of its letters, and of the right to sign?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import RoleAssignment, Staff
from kajo.bridges.letters import Unprintable
from kajo.clients import queries as clients
from kajo.clients.models import Person, Relation
from kajo.clients.queries import Profile, Wish
from kajo.clients.terms import Kinship, Tongue
from kajo.decisions import rules
from kajo.decisions.models import Decision, Delegation, Letter, Service
from kajo.decisions.queries import correcting, drafting, letters, notices, party
from kajo.decisions.queries.rows import (
    Delegations,
    File,
    Given,
    Judged,
    Made,
    Official,
    Page,
    Preview,
    Served,
    ToMake,
)
from kajo.decisions.terms import (
    RULES_OF,
    UNSIGNED,
    Anew,
    AppealState,
    ChildSaid,
    CourtOutcome,
    DecisionKind,
    Heard,
    LetterRole,
    Recipient,
    RemovalSaid,
    ServedBy,
    Serving,
    State,
    Words,
)
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding

KIND = "decisions.decision"
NAME_OF = {LetterRole.ORIGINAL: "", LetterRole.EXPLANATION: "-explanation"}
ENDS = "decisions.appeal_ends_on"
MAY_DECIDE = (Role.DIRECTOR, Role.MANAGER)


@reading(Verb.DECISION_VIEW)
def decision(actor: Actor, key: UUID, /, *, on: date, doing: Verb = Verb.DECISION_VIEW) -> Page:
    """Give a decision with its letters, as previews before they are made, how its party was heard, how it was
    served, what became of an appeal, and which decision corrects it. Twelve queries.

    `on` is today, the day a draft's preview carries. Raises NotFound, also for whoever may not do the deed that the
    page is for.
    """
    row = _found(actor, key)
    gate.check(actor, doing, row)
    whose = party.person_of(actor, row)
    act = current()
    shown = [whose.subject_id] if whose is not None and whose.subject_id != row.subject_id else []
    act.note(Verb.DECISION_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id, shown=shown)
    act.ring.prefetch([row.subject_id, *shown])
    kind, state = DecisionKind(row.decision_kind), State(row.state)
    hearings = party.hearings(actor, row)
    heard = party.heard_as_shown(row, hearings, on=on)
    said = words_of(row, on=on, heard=heard)
    made = _made(actor, row)
    person, wishes, relations = _known(actor, whose)
    services = _services(actor, row)
    done = [str(each.recipient) for each in services]
    kin = [Kinship(each.relation) for each in relations if each.holds_on(on)]
    unserved = () if state in UNSIGNED or row.is_as_recorded else party.still_unserved(row, whose, kin, done, on=on)
    appeals = party.appeals(actor, row, _serving(services)) if state is State.SERVED else ()
    is_open = next((each.state for each in appeals if each.state is not AppealState.FINAL), None)
    newest = hearings[0] if hearings else None
    hearing = rules.hearing_needed(kind, Anew(row.anew) if row.anew else None)
    is_heard = rules.hearing_done(heard)
    asks = state is State.DRAFT and hearing.outcome
    has_letters = letters.has_letters(kind) and not row.is_as_recorded
    awaited = has_letters and state not in UNSIGNED
    corrected_by = None if state in UNSIGNED else correcting.corrected_by(actor, row)
    corrects = correcting.other(row.corrects) if row.corrects else None
    is_correctable = correcting.is_correctable(row, corrected_by)
    is_annulled = any(each.outcome is CourtOutcome.ANNULLED for each in appeals)
    waits_as_correction = state is State.DRAFT and corrects is not None
    previews, unprintable = _previews(said) if has_letters and len(made) < 2 else ((), None)
    return Page(
        id=row.pk,
        edition=row.edition,
        reference=row.reference,
        kind=kind,
        state=state,
        matter=row.matter,
        language=Tongue.named(row.language),
        explained_in=Tongue.named(row.explained_in),
        party=said.party,
        person=person,
        wishes=wishes,
        reasons=said.reasons,
        prepared_by=row.prepared_by.name if row.prepared_by else "",
        prepared_at=row.prepared_at,
        signed_by=row.signed_by.name if row.signed_by else "",
        signed_at=row.signed_at,
        decided_on=row.decided_on,
        is_signed_alone=row.is_signed_alone,
        alone_reason=row.alone_reason.open() if row.alone_reason else "",
        is_as_recorded=row.is_as_recorded,
        judged_by=_judged(row, services, on),
        blocking=_blocking(actor, row, is_heard, doing, on),
        appeal=rules.appealable(kind),
        letters=made,
        awaits_letters=awaited and len(made) < 2,
        services=services,
        previews=previews,
        unprintable=unprintable,
        unserved=unserved,
        letters_wish=party.wish_about_letters(wishes),
        is_limited=party.is_limited(wishes),
        hearing=hearing,
        is_heard=is_heard,
        hearings=hearings,
        appeals=appeals,
        may_hear=asks and _may(actor, Verb.DECISION_HEAR, row),
        may_reply=asks and newest is not None and newest.waits and _may(actor, Verb.DECISION_REPLY, row),
        may_skip_hearing=asks and _may(actor, Verb.DECISION_SKIP_HEARING, row),
        may_appeal=_may_be_appealed(kind, state) and is_open is None and _may(actor, Verb.APPEAL_RECEIVE, row),
        may_forward=is_open is AppealState.RECEIVED and _may(actor, Verb.APPEAL_FORWARD, row),
        may_answer=is_open is AppealState.FORWARDED and _may(actor, Verb.APPEAL_ANSWER, row),
        may_close=is_open is AppealState.DECIDED and _may(actor, Verb.APPEAL_CLOSE, row),
        corrects=corrects,
        corrected_by=corrected_by,
        correction=said.correction,
        may_correct=is_correctable and _may(actor, Verb.DECISION_CORRECT, row),
        may_decide_anew=is_correctable and not is_annulled and _may(actor, Verb.DECISION_DECIDE_ANEW, row),
        may_sign=waits_as_correction and not row.anew and _may(actor, Verb.DECISION_SIGN, row),
        may_annul=waits_as_correction and bool(row.anew) and _may(actor, Verb.DECISION_ANNUL, row),
        may_serve=bool(unserved) and _may(actor, Verb.DECISION_SERVE, row),
        may_read_letters=_may(actor, Verb.DECISION_LETTER, row),
    )


@reading(Verb.DECISION_LETTER)
def letter(actor: Actor, key: UUID, /, *, role: LetterRole) -> File:
    """Give a letter of a decision as it was made. Raises NotFound, also until the worker has made it."""
    rows = Letter.objects.within(actor, Verb.DECISION_LETTER).filter(decision=key, role=str(role))
    row = rows.select_related("decision").order_by("-made_at", "-pk").first()
    if row is None:
        raise NotFound
    current().note(Verb.DECISION_LETTER, "read", kind="decisions.letter", record=row.pk, subject=row.subject_id)
    return File(f"{row.decision.reference}{NAME_OF[role]}.pdf", row.pdf.open())


@reading(Verb.DECISION_VIEW)
def letters_to_make(actor: Actor, key: UUID, /) -> tuple[ToMake, ...]:
    """Give the letters of a signed decision that are still to be made; none for a kind without standard texts."""
    row = _found(actor, key)
    current().note(Verb.DECISION_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id)
    kind = DecisionKind(row.decision_kind)
    if row.state in UNSIGNED or row.decided_on is None or not letters.has_letters(kind):
        return ()
    said = words_of(row, on=row.decided_on, heard=party.heard(actor, row, on=row.decided_on))
    made = {each.role for each in _made(actor, row)}
    wanted = (
        ToMake(LetterRole.ORIGINAL, said.language, letters.original(said)),
        ToMake(LetterRole.EXPLANATION, letters.explanation_language(said), letters.explanation(said)),
    )
    return tuple(each for each in wanted if each.role not in made)


@reading(Verb.DECISION_DELEGATE)
def delegations(actor: Actor, _: None = None, /, *, on: date) -> Delegations:
    """List who may sign which kinds of decision, the newest first, and who may be given the right. Three queries."""
    rows = Delegation.objects.select_related("staff", "given_by", "ended_by").order_by("-from_on", "-given_at", "-pk")
    others = officials(on).order_by("name", "pk").exclude(pk=actor.id)  # type: ignore[misc]  # a machine has no key
    return Delegations(
        tuple(
            Given(
                id=each.pk,
                staff=each.staff.name,
                title=each.staff.title,
                kinds=tuple(DecisionKind(word) for word in each.kinds.split()),
                from_on=each.from_on,
                until_on=each.until_on,
                given_by=each.given_by.name if each.given_by else "",
                given_at=each.given_at,
                ended_by=each.ended_by.name if each.ended_by else "",
                ended_at=each.ended_at,
                is_over=each.ended_at is not None or (each.until_on is not None and each.until_on <= on),
            )
            for each in rows
        ),
        tuple(Official(each.pk, each.name, each.title) for each in others),
    )


def officials(on: date) -> QuerySet[Staff]:
    """Give the rows of those who hold a role on a day in which decisions may be signed."""
    held = RoleAssignment.objects.filter(
        staff=OuterRef("pk"), role__in=[str(role) for role in MAY_DECIDE], from_on__lte=on, ended_at__isnull=True
    ).exclude(until_on__lte=on)
    return Staff.objects.filter(Exists(held)).exclude(until_on__lte=on)


def check_printable(drafted: Decision, *, on: date) -> None:
    """Make sure that the letters of a draft can be printed. Only inside a door. Raises Unprintable."""
    if letters.has_letters(DecisionKind(drafted.decision_kind)):
        letters.previews(words_of(drafted, on=on))


def words_of(row: Decision, *, on: date, signer: tuple[str, str] | None = None, heard: Heard | None = None) -> Words:
    """Open what the letters of a decision say. Only inside a door.

    `on` dates the letters of a draft, `signer` is who would sign it, `heard` how its party was heard.
    """
    texts: dict[str, Any] = row.texts.open()
    pending_on = texts.get("pending_on")
    return Words(
        kind=DecisionKind(row.decision_kind),
        record=row.reference,
        on=row.decided_on or on,
        party=row.party.open() if row.party else "",
        born_on=_born(texts),
        pending_on=date.fromisoformat(pending_on) if pending_on else legal_day(row.prepared_at),
        reasons=str(texts.get("reasons", "")),
        language=row.language,
        explained_in=row.explained_in,
        contact=_name(row.prepared_by),
        signer=_name(row.signed_by) if row.signed_by else signer,
        reflection=notices.reflection_in(texts),
        removal=_removal(texts) if row.decision_kind == DecisionKind.REMOVE and row.anew != Anew.ANNULLED else None,
        child=_child(texts),
        correction=correcting.correction_in(texts, row),
        heard=heard,
    )


def signer(actor: Actor) -> tuple[str, str]:
    """Give whoever would sign as the letters name them: name and title. One query. Only inside a door."""
    rows = Staff.objects.filter(pk=actor.id)  # type: ignore[misc]  # a machine has no key
    return actor.name, rows.values_list("title", flat=True).first() or ""


def _child(texts: dict[str, Any]) -> ChildSaid | None:
    if not texts.get("best_interest"):
        return None
    return ChildSaid(str(texts["best_interest"]), str(texts.get("view", "")))


def _removal(texts: dict[str, Any]) -> RemovalSaid:
    until = texts.get("after_until")
    return RemovalSaid(
        ground=str(texts.get("ground", "")),
        is_enforced_at_once=texts.get("is_enforced_at_once", True),
        after_last_on=date.fromisoformat(until) - timedelta(days=1) if until else None,
        after_words=str(texts.get("after_words", "")),
    )


def _found(actor: Actor, key: UUID) -> Decision:
    row = (
        Decision.objects.within(actor)
        .select_related("subject", "prepared_by", "signed_by", "corrects")
        .filter(pk=key)
        .first()
    )
    if row is None:
        raise NotFound
    found: Decision = row
    return found


def _may(actor: Actor, verb: Verb, row: Decision) -> bool:
    return gate.may(actor, verb) and covers(actor, verb, row)


def _blocking(actor: Actor, row: Decision, is_heard: Finding[bool], doing: Verb, on: date) -> tuple[Finding[bool], ...]:
    if row.state != State.DRAFT:
        return ()
    if doing in {Verb.DECISION_SIGN, Verb.DECISION_ANNUL}:
        return drafting.blocking(actor, row, on=on)
    return () if is_heard.outcome else (is_heard,)


def _may_be_appealed(kind: DecisionKind, state: State) -> bool:
    return state is State.SERVED and rules.appealable(kind).outcome


def _serving(services: tuple[Served, ...]) -> Serving | None:
    if not services:
        return None
    newest = services[0]
    return Serving(newest.served_by, newest.sent_on, newest.received.outcome)


def _name(staff: Staff | None) -> tuple[str, str]:
    return (staff.name, staff.title) if staff else ("", "")


def _born(texts: dict[str, Any]) -> str:
    parts = {"day": 3, "month": 2, "year": 1, "estimate": 1, "unknown": 0}[texts.get("birth_precision", "day")]
    return "-".join(str(texts.get("born_on") or "").split("-")[:parts])


def _made(actor: Actor, row: Decision) -> tuple[Made, ...]:
    rows = Letter.objects.within(actor).filter(decision=row).defer("pdf").order_by("-role", "pk")
    return tuple(Made(LetterRole(each.role), Tongue.named(each.language), each.made_at) for each in rows)


def _previews(said: Words) -> tuple[tuple[Preview, ...], Unprintable | None]:
    try:
        return letters.previews(said), None
    except Unprintable as problem:
        return (), problem


def _known(actor: Actor, party: Person | None) -> tuple[Profile | None, tuple[Wish, ...], list[Relation]]:
    if party is None:
        return None, (), []
    relations = list(clients.relation_rows(actor, person=party.pk))
    details = clients.details_of(actor, [party.pk])
    wished = clients.wish_rows(actor, people=[party.pk, *clients.guarding(relations)])
    return clients.profile(party, details.get(party.pk, [])), clients.wishes(wished, party.pk), relations


def _services(actor: Actor, row: Decision) -> tuple[Served, ...]:
    rows = Service.objects.within(actor).filter(decision=row).select_related("made_by").order_by("-made_at", "-pk")
    return tuple(_served(DecisionKind(row.decision_kind), each) for each in rows)


def _judged(row: Decision, services: tuple[Served, ...], on: date) -> tuple[Judged, ...]:
    written = [str(each["rule"]) for each in row.judged_by]
    named = written or [*RULES_OF.get(DecisionKind(row.decision_kind), ()), "decisions.appealable"]
    day = row.decided_on or on
    judged = [Judged(each, day) for each in named if not (services and each == ENDS)]
    for each in services[:1]:
        judged += [Judged("decisions.received_on", each.sent_on), Judged(ENDS, each.received.outcome)]
    return tuple(judged)


def _served(kind: DecisionKind, row: Service) -> Served:
    way = ServedBy(row.served_by)
    serving = Serving(way, row.sent_on, row.received_on)
    if way is ServedBy.POST:
        # The row keeps the day that counts; where it is the seventh one, nobody had to show it.
        unshown = Serving(way, row.sent_on)
        serving = unshown if rules.received_on(unshown).outcome == row.received_on else serving
    return Served(
        recipient=Recipient(row.recipient),
        served_by=way,
        sent_on=row.sent_on,
        received=rules.received_on(serving),
        # The day that was told when the decision was served is the one that holds, whatever a rule says since.
        appeal_ends=replace(rules.appeal_ends_on(kind, serving), outcome=row.appeal_ends_on),
        made_by=row.made_by.name if row.made_by else "",
        made_at=row.made_at,
    )
