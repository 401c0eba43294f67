"""Planned people brought in through the ordinary deeds, and rows without what tells one row from another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access.doors import acting
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Posting, RoleAssignment, Staff, Team
from kajo.cases import actions as cases
from kajo.cases.models import Case, ServiceOrganiser
from kajo.cases.terms import ChildFound
from kajo.clients import actions as clients
from kajo.clients.models import Person
from kajo.clients.terms import DetailKind
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision, Service
from kajo.decisions.queries import to_serve
from kajo.decisions.terms import ServedBy
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Admission, Agreed
from kajo.run.history import facts, terms, words
from kajo.vault.fields import SealedField
from kajo.vault.lookup import Lookup
from kajo.vault.models import Subject

# No deed of the line notes these.
NOT_BY_THE_LINE = {"sex", "personal_code"}
# A loaded decision has no letters of this system, and no rule of it judged it; its mark says so.
HAS_NO_LETTERS = {"is_as_recorded", "judged_by"}
# Keys and numbers are new for every row; the edition counts deeds and tasks, and the history is loaded by one.
ITS_OWN = {"id", "reference", "matter", "edition"}


@dataclass(frozen=True)
class Script:
    """Who did what of a loaded case, and when: what its deeds were told beside what is known of the person."""

    taker: UUID
    worker: UUID
    office: int
    prepared_at: datetime
    signed_at: datetime
    decided_on: date
    reasons: str
    standings: tuple[tuple[dict[str, Any], date, datetime], ...]
    children: dict[str, Script]


def script(loaded: Case) -> Script:
    """Read a loaded case, inside a door."""
    signed = loaded.decision
    asked = Referral.objects.filter(pk=signed.matter).first()
    return Script(
        taker=asked.received_by_id if asked else signed.prepared_by_id,
        worker=signed.prepared_by_id,
        office=loaded.office,
        prepared_at=signed.prepared_at,
        signed_at=signed.signed_at,
        decided_on=signed.decided_on,
        reasons=signed.texts.open()["reasons"],
        standings=tuple((row.facts.open(), row.from_on, row.made_at) for row in loaded.standings.order_by("from_on")),
        children={named(each.person): script(each) for each in loaded.children.all()},
    )


def staff_member(login: str) -> Actor:
    """The actor of one of the loaded staff."""
    return actor_of(Staff.objects.get(login__login=login).pk)


def actor_of(key: UUID, office: int | None = None) -> Actor:
    role = Role(RoleAssignment.objects.get(staff=key).role)
    return Actor(key, "", frozenset({role}), office or Posting.objects.get(staff=key).office_id)


def replay(family: Sequence[terms.Person], like: Script) -> Case:
    """Bring a client and the children in by receiving, preparing, admitting, recording and serving."""
    client, *children = family
    aino, worker, taker = staff_member("aino"), actor_of(like.worker), actor_of(like.taker, like.office)
    stay, own = client.cases[0], facts.written_in(client.languages[0])
    referral = _receive(taker, client)
    if taker.id != worker.id:
        referrals.assign(staff_member("marja"), referral, worker=like.worker, at=referral.received_at)
    drafted = referrals.propose(
        worker, referral, ground=str(stay.ground), reasons=like.reasons, at=like.prepared_at, **own
    )
    opening = Admission(worker=like.worker, main_form=str(stay.form or ""), exploited_in=str(stay.place or ""))
    case = referrals.admit(aino, referral, opening=opening, at=like.signed_at)
    _go_on(worker, case, drafted, client, like, known_languages=1)
    for child in children:
        its, own = like.children[facts.name(child)], facts.written_in(child.languages[0])
        drafted = cases.add_child(
            worker,
            case,
            known=facts.known(child),
            found=tuple(ChildFound),
            considered=words.CONSIDERED,
            reasons=its.reasons,
            at=its.prepared_at,
            **own,
        )
        opened = cases.admit_child(aino, case, decision=drafted.pk, at=its.signed_at)
        _go_on(worker, opened, drafted, child, its, known_languages=len(child.languages))
    return case


def _receive(taker: Actor, client: terms.Person) -> Referral:
    planned = client.referrals[0]
    at, consent = planned.received_at, planned.consent
    first, *others = (
        Agreed(
            str(giver), is_given=True, given_at=at, how="spoken" if consent.by_word_of_mouth else "written",
            language=consent.language,
        )
        for giver in consent.given_by
    )  # fmt: skip
    told = facts.told(client, planned)
    referral = referrals.receive(taker, None, told=told, is_urgent=planned.urgent, agreed=first, at=at)
    for agreed in others:
        referrals.record_consent(taker, referral, agreed=agreed, at=at)
    return referral


def _go_on(
    worker: Actor, case: Case, drafted: Decision, planned: terms.Person, like: Script, *, known_languages: int
) -> None:
    known, at = facts.known(planned), like.signed_at
    for language in known.languages[known_languages:]:
        clients.add_detail(worker, case.person, what=DetailKind.SPEAKS, text=language, at=at)
    for country in known.citizenships:
        clients.add_detail(worker, case.person, what=DetailKind.CITIZENSHIP, text=country, at=at)
    with acting(worker, Verb.DECISION_SERVE, at):
        first, *_others = to_serve(worker, drafted, on=legal_day(at)).unserved
    decisions.serve(
        worker, drafted, served_by=ServedBy.POST, sent_on=like.decided_on, received_on=None, recipient=first, at=at
    )
    for stands, from_on, made_at in like.standings:
        cases.record_standing(worker, case, facts=stands, from_on=from_on, at=made_at)


def everything(case: Case) -> dict[str, Any]:
    """What is known of a client, their referrals, decisions, case and children, without keys and record numbers."""
    person = case.person
    return {
        "person": _plain(person, but=NOT_BY_THE_LINE),
        "subject": _subject(person.subject),
        "details": _all(person.details.all()),
        "categories": _all(person.categories.all()),
        "relations": _all(person.relations.all()),
        "referrals": _sorted(_referral(each) for each in person.referrals.all()),
        "case": _plain(case),
        "standings": _all(case.standings.all()),
        "organisers": _all(ServiceOrganiser.objects.filter(case=case)),
        "decisions": _sorted(_decided(each) for each in Decision.objects.filter(matter=case.pk)),
        "admission": _decided(case.decision),
        "parent": named(case.parent.person) if case.parent else "",
        "children": _sorted(everything(each) for each in case.children.all()),
    }


def _referral(row: Referral) -> dict[str, Any]:
    return {
        "row": _plain(row, but={"draft"}),
        "drafted": _decided(Decision.objects.get(pk=row.draft, matter=row.pk)),
        "subject": _subject(row.subject),
        "is_linked": row.subject.linked_to_id == row.person.subject_id,
        "consents": _all(row.consents.all()),
        "decisions": _sorted(_decided(each) for each in Decision.objects.filter(matter=row.pk)),
    }


def _decided(row: Decision) -> dict[str, Any]:
    return {"row": _plain(row, but=HAS_NO_LETTERS), "services": _all(Service.objects.filter(decision=row))}


def _subject(row: Subject) -> dict[str, Any]:
    return {"kind": row.kind, "opened_at": row.opened_at, "keys": row.data_keys.count()}


def _all(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return _sorted(_plain(row) for row in rows)


def _sorted(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


def _plain(row: Any, but: Iterable[str] = ()) -> dict[str, Any]:
    """Every column but what is its own, and tokens.

    What is sealed is opened, staff stand with their sign-in, a team with its name.
    """
    told = {}
    for field in row._meta.concrete_fields:
        if field.name in {*ITS_OWN, *but} or isinstance(field, Lookup):
            continue
        value = getattr(row, field.name)
        if field.is_relation:
            if field.related_model is Staff:
                told[field.name] = value and value.login.login
            if field.related_model is Team:
                told[field.name] = value and value.name
        else:
            told[field.name] = value.open() if isinstance(field, SealedField) and value is not None else value
    return told


def named(person: Person) -> str:
    """The name in use."""
    return next(each.text.open() for each in person.details.all() if each.what == DetailKind.NAME)
