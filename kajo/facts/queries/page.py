"""What may be seen of what happened to a person?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import Protected, covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients import queries as clients
from kajo.clients.models import Person
from kajo.clients.terms import Tongue
from kajo.facts.models import Interview, Sheet, Statement
from kajo.facts.queries.parts import circle, is_over, matter_row, wish_rows
from kajo.facts.queries.rows import Asked, Fact, Filled, Page, Read, Story, Talk, Wished
from kajo.facts.terms import (
    LISTS,
    About,
    Answer,
    Cancelling,
    Gender,
    InterviewState,
    Outcome,
    Present,
    Reliability,
    Reply,
    Set,
    Source,
    Wanted,
    What,
)
from kajo.vault.passages import pieces

DEEDS = (
    Verb.FACT_CORRECT,
    Verb.FACT_RECORD,
    Verb.INTERVIEW_CANCEL,
    Verb.INTERVIEW_HOLD,
    Verb.INTERVIEW_PLAN,
    Verb.INTERVIEW_WISH,
    Verb.SHEET_ANSWER,
)
MOST_SHOWN = 500


@reading(Verb.FACT_VIEW)
def story(actor: Actor, about: About, /) -> Story:
    """Give everything that was told, asked and planned about the person of a matter. Raises NotFound."""
    found, subjects = _page(actor, about, Verb.FACT_VIEW)
    rows = Statement.objects.within(actor).filter(subject__in=subjects)
    noted = rows.annotate(by=F("recorded_by__name"), taken_by=F("superseded_by__name")).order_by("recorded_at", "pk")
    facts = [fact_of(each) for each in noted[:MOST_SHOWN]]
    sheets = Sheet.objects.within(actor).filter(subject__in=subjects).annotate(by=F("asked_by__name")).defer("asked")
    return Story(
        page=found,
        facts=tuple(each for each in facts if each.superseded_at is None),
        formers=tuple(each for each in facts if each.superseded_at is not None),
        sheets=tuple(
            Filled(each.pk, Set(each.set_name), each.version, each.asked_on, each.by or "")
            for each in sheets.order_by("-asked_on", "-pk")
        ),
        talks=_talks(actor, subjects),
    )


@reading(Verb.FACT_VIEW)
def page_of(actor: Actor, about: About, /, *, doing: Verb) -> Page:
    """Give what a form of this room stands on, to whoever may do the deed. Raises NotFound."""
    return _page(actor, about, doing)[0]


@reading(Verb.FACT_VIEW)
def fact(actor: Actor, about: About, /, *, statement: UUID, corrected_too: bool) -> tuple[Page, Fact]:
    """Give one thing that is to be corrected, or perhaps has been already. Raises NotFound."""
    found, subjects = _page(actor, about, Verb.FACT_CORRECT)
    rows = Statement.objects.within(actor).filter(pk=statement, subject__in=subjects)
    row = rows.annotate(by=F("recorded_by__name"), taken_by=F("superseded_by__name")).first()
    if row is None or (row.superseded_at is not None and not corrected_too):
        raise NotFound
    return found, fact_of(row)


@reading(Verb.FACT_VIEW)
def talk(actor: Actor, about: About, /, *, interview: UUID, doing: Verb = Verb.FACT_VIEW) -> tuple[Page, Talk]:
    """Give one interview. Raises NotFound."""
    found, subjects = _page(actor, about, doing)
    row = next((each for each in _talks(actor, subjects) if each.id == interview), None)
    if row is None:
        raise NotFound
    return found, row


@reading(Verb.FACT_VIEW)
def sheet(actor: Actor, about: About, /, *, sheet: UUID) -> Read:
    """Give a sheet as it was asked, whatever has become of its set. Raises NotFound."""
    found, subjects = _page(actor, about, Verb.FACT_VIEW)
    rows = Sheet.objects.within(actor).filter(pk=sheet, subject__in=subjects)
    row = rows.annotate(by=F("asked_by__name")).first()
    if row is None:
        raise NotFound
    return Read(
        page=found,
        kind=Set(row.set_name),
        version=row.version,
        language=row.language,
        is_draft=row.is_draft,
        asked=tuple(Asked(each["heading"], each["words"], Reply(each["reply"])) for each in row.asked.open()),
        note=pieces(_opened(row.note)),
        asked_on=row.asked_on,
        asked_by=row.by or "",
    )


def _page(actor: Actor, about: About, doing: Verb) -> tuple[Page, list[UUID]]:
    row = matter_row(actor, about, doing)
    gate.check(actor, Verb.FACT_VIEW, row)
    subjects = circle(row.subject_id)
    act = current()
    person = Person.objects.within(actor).filter(subject=subjects[0]).first()
    noted = clients.details_of(actor, [person.pk]).get(person.pk, []) if person else []
    kin = clients.relation_rows(actor, person=person.pk) if person else []
    wished = clients.wish_rows(actor, people=[person.pk, *clients.guarding(kin)]) if person else []
    beside = sorted({*subjects, *clients.beside(row.subject_id, wished)} - {row.subject_id})
    act.note(Verb.FACT_VIEW, "read", kind=str(about.kind), record=row.pk, subject=row.subject_id, shown=beside)
    act.ring.prefetch([row.subject_id, *beside])
    return (
        Page(
            about=about,
            reference=getattr(row, "reference", ""),
            person=clients.profile(person, noted) if person else None,
            safety=clients.wishes(wished, person.pk) if person else (),
            wishes=tuple(_wished(each) for each in wish_rows(actor, subjects)),
            is_over=is_over(about, row),
            may=_may(actor, about, row),
        ),
        subjects,
    )


def _may(actor: Actor, about: About, row: Protected) -> frozenset[Verb]:
    if is_over(about, row):
        return frozenset()
    return frozenset(verb for verb in DEEDS if gate.may(actor, verb) and covers(actor, verb, row))


def fact_of(row: Any) -> Fact:
    """Open one statement, annotated with who recorded and who took it back. Only inside a door."""
    what = What(row.what)
    told: Mapping[str, Any] = (row.hurt or row.told).open() if row.hurt or row.told else {}
    value = str(told.get("value") or "")
    note = _opened(row.note) or _opened(row.hurt_note)
    return Fact(
        id=row.pk,
        what=what,
        answer=Answer(row.answer),
        value=value,
        label=LISTS[what](value).label if value and what in LISTS else "",
        is_main=row.is_main,
        from_on=str(told.get("from") or ""),
        until_on=str(told.get("until") or ""),
        is_about=bool(told.get("about")),
        goes_on=told.get("goes_on"),
        note=note,
        pieces=pieces(note),
        source=Source(row.source),
        reliability=Reliability(row.reliability),
        told_on=row.told_on,
        recorded_by=row.by or "",
        recorded_at=row.recorded_at,
        superseded_by=row.taken_by or "",
        superseded_at=row.superseded_at,
        reason=pieces(_opened(row.reason)),
    )


def _wished(row: Any) -> Wished:
    return Wished(row.pk, Wanted(row.wanted), _opened(row.words), row.made_by.name if row.made_by else "", row.made_at)


def _talks(actor: Actor, subjects: list[UUID]) -> tuple[Talk, ...]:
    rows = Interview.objects.within(actor).filter(subject__in=subjects)
    named = rows.annotate(
        by=F("planned_by__name"), held_name=F("held_by__name"), cancelled_name=F("cancelled_by__name")
    )
    return tuple(_talk(each) for each in named.order_by("-planned_at", "-pk"))


def _talk(row: Any) -> Talk:
    who = row.interpreter.open() if row.interpreter else {}
    there = row.present.open() if row.present else {}
    return Talk(
        id=row.pk,
        edition=row.edition,
        state=InterviewState(row.state),
        planned_at=row.planned_at,
        planned_by=row.by or "",
        venue=pieces(_opened(row.venue)),
        language=Tongue.named(_opened(row.language)),
        interpreter=str(who.get("name") or ""),
        gender=Gender(who.get("gender") or "unknown"),
        began_at=row.began_at,
        ended_at=row.ended_at,
        breaks=row.breaks,
        interpreted_from_at=row.interpreted_from_at,
        interpreted_until_at=row.interpreted_until_at,
        present=tuple(Present(each) for each in there.get("roles", ())),
        names=str(there.get("names") or ""),
        outcome=Outcome(row.outcome.open()) if row.outcome else None,
        account=pieces(_opened(row.account)),
        held_by=row.held_name or "",
        cancelled_because=Cancelling(row.cancelled_because) if row.cancelled_because else None,
        cancelled_by=row.cancelled_name or "",
        cancelled_at=row.cancelled_at,
        words=pieces(_opened(row.words)),
    )


def _opened(value: Any) -> str:
    return str(value.open()) if value is not None else ""
