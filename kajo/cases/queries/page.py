"""What may be seen of one case?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from kajo.access import gate
from kajo.access.compiled import Compiled, given
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import Tie, Tied, covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Office, Staff, Team
from kajo.cases import rules
from kajo.cases.models import (
    AfterAssistance,
    Case,
    ContactAttempt,
    OverallAssessment,
    Removal,
    RiskNote,
    ServiceOrganiser,
)
from kajo.cases.queries.periods import granted, periods
from kajo.cases.queries.rows import Child, Decided, Entry, Group, Member, Organised, Page, Period, Stood
from kajo.cases.terms import ContactOutcome, Organiser, Standing, State, Step
from kajo.cases.terms import Removal as Ground
from kajo.clients import queries as clients
from kajo.clients.models import Category
from kajo.clients.terms import ClientCategory
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision, Service
from kajo.decisions.terms import REFLECTION, DecisionKind
from kajo.decisions.terms import State as DecisionState
from kajo.disclosures.models import Disclosure
from kajo.facts.terms import Form, Place
from kajo.law.acts import RECEPTION_ACT
from kajo.law.calendar import legal_day
from kajo.law.finding import Senseless, Word
from kajo.law.municipalities import County, Municipality, county, municipality
from kajo.law.sections import Basis, Section
from kajo.work import queries as work

KIND = "cases.case"
DEEDS = (
    Verb.CASE_ADD_CHILD,
    Verb.CASE_ADMIT_CHILD,
    Verb.CASE_ASSESS_OVERALL,
    Verb.CASE_ASSIGN,
    Verb.CASE_CLOSE_BY_DEATH,
    Verb.CASE_DECIDE_REFLECTION,
    Verb.CASE_LOG_ATTEMPT,
    Verb.CASE_NOTE_RISK,
    Verb.CASE_PROPOSE_REFLECTION,
    Verb.CASE_PROPOSE_REMOVAL,
    Verb.CASE_RECORD_STANDING,
    Verb.CASE_REMOVE,
    Verb.CASE_TELL_POLICE,
    Verb.CLIENT_AMEND,
    Verb.CLIENT_CATEGORY,
)
# What stays to be done when a case has ended.
LATER_DEEDS = (Verb.CASE_AFTER_ASSISTANCE, Verb.CASE_TELL_POLICE, Verb.CLIENT_AMEND)
SIGNS = {
    Verb.CASE_ADMIT_CHILD: (DecisionKind.ADMIT_35_3,),
    Verb.CASE_DECIDE_REFLECTION: tuple(sorted(REFLECTION)),
    Verb.CASE_REMOVE: (DecisionKind.REMOVE,),
}
"""Deeds that sign a decision, with its kinds: they ask for the right to decide too."""
KIND_OF_GROUND = {
    "35.1": DecisionKind.ADMIT_35_1,
    "35.2": DecisionKind.ADMIT_35_2,
    "35.3": DecisionKind.ADMIT_35_3,
}
SECTION_OF_GROUND = {ground: RECEPTION_ACT.section(ground) for ground in KIND_OF_GROUND}
# The words of the rows, looked up by their stored value: an enum's own call costs ten times as much.
KINDS, DECISION_STATES = DecisionKind._value2member_map_, DecisionState._value2member_map_


@reading(Verb.CASE_VIEW)
def case(actor: Actor, key: UUID, /, *, doing: Verb = Verb.CASE_VIEW) -> Page:
    """Give a case with its client, safe-contact wishes, organiser of services, decisions, people, children and history.

    Raises NotFound for a case that is not there, not in the actor's reach, or to which the deed may not be done. Eight
    queries with the keys and the event, however many children there are.
    """
    rows = case_and_children(actor, key=key)
    found = next((each for each in rows if each.pk == key), None)
    if found is None:
        raise NotFound
    gate.check(actor, doing, found)
    act = current()
    relations = clients.relation_rows(actor, person=found.person_id)
    adults = [each.adult_id for each in relations if each.adult_id]
    details = clients.details_of(actor, [*(each.person_id for each in rows), *adults])
    wished = clients.wish_rows(actor, people=[found.person_id, *clients.guarding(relations)])
    beside = clients.beside(found.subject_id, rows, chain.from_iterable(details.values()), wished)
    act.note(Verb.CASE_VIEW, "read", kind=KIND, record=found.pk, subject=found.subject_id, shown=beside)
    act.ring.prefetch([found.subject_id, *beside])
    children = tuple(_child(each, details) for each in rows if each.parent_id == key)
    decided = decision_rows(actor, case=found.pk, admission=found.decision_id)
    categories = tuple(
        Period(ClientCategory(each["category"]), _day(each["from_on"]), _day_or_none(each["until_on"]))
        for each in found.categories
    )
    told: dict[str, Any] = {
        "relations": clients.related(relations, details),
        "organisers": _organisers(actor, found),
        "decisions": tuple(_decided(each) for each in decided),
        "categories": categories,
        "people": tuple(sorted((_member(each) for each in found.people), key=lambda each: (each.name, each.key))),
        "children": children,
    }
    return Page(
        key=found.pk,
        edition=found.edition,
        reference=found.reference,
        state=State(found.state),
        ground=KIND_OF_GROUND[found.ground],
        section=SECTION_OF_GROUND[found.ground],
        category=next((each.category for each in categories if each.until_on is None), ClientCategory(found.category)),
        opened_on=found.opened_on,
        removed_on=found.removed_on,
        removal_ground=found.removal_ground,
        main_form=Form(found.main_form) if found.main_form else None,
        exploited_in=Place(found.exploited_in) if found.exploited_in else None,
        office=found.office,
        office_names=found.office_names or {},
        is_as_recorded=found.is_as_recorded,
        parent=found.parent_id,
        team=_group(found.team_words),
        person=clients.profile(found.person, details.get(found.person_id, [])),
        wishes=clients.wishes(wished, found.person_id),
        history=tuple(sorted(_history(found, told), key=lambda each: each.on, reverse=True)),
        may=deeds(actor, found, decided),
        periods=granted(found.periods),
        clocks=work.told(found.clocks, legal_day(act.at)),
        is_risk_stale=found.state == State.OPEN
        and (found.risk_review_on is None or found.risk_review_on < legal_day(act.at)),
        **told,
    )


def deeds(actor: Actor, found: Case, decided: Sequence[Any]) -> frozenset[Verb]:
    """Tell what the actor may do to a case as it is now: rights and state together, without a query.

    `decided` are its decisions as `decision_rows` gives them.
    """
    now = DEEDS if found.state == State.OPEN else LATER_DEEDS
    held = next((each.delegated for each in decided if hasattr(each, "delegated")), ())
    return frozenset(
        verb
        for verb in now
        if gate.may(actor, verb)
        and covers(actor, verb, found)
        and (verb not in SIGNS or decisions.right_to_sign(actor, SIGNS[verb], held).outcome)
    )


@Compiled
def case_and_children(actor: Actor, *, key: UUID) -> QuerySet[Case]:
    """Ask for a case and those of the client's children, with team, people, categories and office in one go."""
    staff = Staff.objects.filter(pk=OuterRef("staff")).values(json=JSONObject(name="name", title="title"))
    ties = Tie.objects.filter(subject=OuterRef("subject"), how=Tied.ASSIGNED, until_on__isnull=True)
    people = ties.values(json=JSONObject(key="staff", since="from_on", who=Subquery(staff[:1])))
    teams = Team.objects.filter(pk=OuterRef("team")).values(json=JSONObject(name="name", until_on="until_on"))
    categories = (
        Category.objects.within(actor)
        .filter(person=OuterRef("person"))
        .order_by("from_on", "pk")
        .values(json=JSONObject(category="category", from_on="from_on", until_on="until_on"))
    )
    offices = Office.objects.filter(code=OuterRef("office"))
    assessed = (
        OverallAssessment.objects.within(actor).filter(case=OuterRef("pk")).values(json=JSONObject(on="assessed_on"))
    )
    tried = ContactAttempt.objects.within(actor).filter(case=OuterRef("pk"))
    annulled = Removal.objects.within(actor).filter(case=OuterRef("pk"), annulled_on__isnull=False)
    helped = AfterAssistance.objects.within(actor).filter(case=OuterRef("pk"), superseded_at__isnull=True)
    noted = RiskNote.objects.within(actor).filter(case=OuterRef("pk"), superseded_at__isnull=True)
    return (
        Case.objects.within(actor)
        .filter(Q(pk=key) | Q(parent=key))
        .select_related("person")
        .annotate(
            people=ArraySubquery(people),
            team_words=Subquery(teams[:1]),
            categories=ArraySubquery(categories),
            periods=periods(actor),
            assessed=ArraySubquery(assessed),
            tried=ArraySubquery(tried.values(json=JSONObject(at="tried_at", outcome="outcome"))),
            annulled=ArraySubquery(annulled.values(json=JSONObject(left="from_on", on="annulled_on", ground="ground"))),
            clocks=work.clocks_beside(actor),
            risk_review_on=Subquery(noted.values("review_on")[:1]),
            helped=ArraySubquery(helped.values(json=JSONObject(until="until_on"))),
            office_names=Subquery(offices.values(json=JSONObject(fi="name_fi", sv="name_sv", en="name_en"))[:1]),
        )
        .order_by("opened_on", "pk")
    )


@Compiled
def organiser_rows(actor: Actor, *, case: UUID) -> QuerySet[ServiceOrganiser]:
    """Ask who organised the services, the latest first, with the standing it followed from."""
    rows = ServiceOrganiser.objects.within(actor).filter(case=case, superseded_at__isnull=True)
    return rows.select_related("standing").order_by("-from_on", "-pk")


@Compiled
def decision_rows(actor: Actor, *, case: UUID, admission: UUID | None) -> QuerySet[Decision]:
    """Ask for the decisions of a case without their words, with the latest service of each and when police were told.

    For somebody who may decide by delegation alone, each carries the kinds that are delegated to them.
    """
    services = Service.objects.within(actor).filter(decision=OuterRef("pk")).order_by("-made_at", "-pk")
    latest = services.values(json=JSONObject(received_on="received_on", appeal_ends_on="appeal_ends_on"))
    told = Disclosure.objects.within(actor).filter(decision=OuterRef("pk"))
    rows = (
        Decision.objects.within(actor)
        .filter(Q(pk=admission) | Q(matter=case))
        .annotate(service=Subquery(latest[:1]), told_on=Subquery(told.values("told_on")[:1]))
        .defer("texts", "party", "alone_reason")
        .order_by("-decided_on", "-pk")
    )
    if decisions.decides_all(actor) or not gate.may(actor, Verb.CASE_ADMIT_CHILD):
        return rows
    return rows.annotate(delegated=ArraySubquery(decisions.delegated(given("me", actor.id), decisions.TODAY)))


def place_of(organiser: Organiser, code: str, on: date) -> County | Municipality | None:
    """Give the county or municipality behind a code, None where none is meant or its table is not known."""
    try:
        if organiser in (Organiser.COUNTY, Organiser.HELSINKI):
            return county(code, on)
        return municipality(code, on) if organiser is Organiser.ALAND_MUNICIPALITY else None
    except Senseless:
        return None


def stood_in(facts: Mapping[str, Any], on: date) -> Stood:
    """Give where a client stood, from the sealed facts of a standing."""
    code = str(facts.get("municipality") or "")
    try:
        home = municipality(code, on) if code else None
    except Senseless:
        home = None
    return Stood(code, home, bool(facts.get("asylum_seeker")), bool(facts.get("temporary_protection")))


def _organisers(actor: Actor, found: Case) -> tuple[Organised, ...]:
    return tuple(_organised(each) for each in organiser_rows(actor, case=found.pk))


def _organised(row: ServiceOrganiser) -> Organised:
    organiser = Organiser(row.organiser)
    stood = stood_in(row.standing.facts.open(), row.from_on)
    return Organised(
        organiser=organiser,
        place=place_of(organiser, row.code, row.from_on),
        basis=_basis(stood, row) if row.basis else None,
        because=row.because,
        from_on=row.from_on,
        until_on=row.until_on,
        stood=stood,
        is_as_recorded=row.is_as_recorded,
    )


def _basis(stood: Stood, row: ServiceOrganiser) -> Section | Basis | None:
    # The row keeps the section in one language. The rule gives it in the reader's, where it still says the same.
    facts = Standing(row.from_on, stood.code or None, stood.asylum_seeker, stood.temporary_protection)
    try:
        finding = rules.organiser_of_services(facts)
    except Senseless:
        return None
    return finding.basis if finding.outcome.organiser == row.organiser else None


def _decided(row: Any) -> Decided:
    service = row.service or {}
    return Decided(
        key=row.pk,
        reference=row.reference,
        kind=KINDS[row.decision_kind],  # type: ignore[arg-type]  # members, as the enum keeps them
        state=DECISION_STATES[row.state],  # type: ignore[arg-type]
        decided_on=row.decided_on,
        is_as_recorded=row.is_as_recorded,
        received_on=_day_or_none(service.get("received_on")),
        appeal_ends_on=_day_or_none(service.get("appeal_ends_on")),
        told_on=row.told_on,
        is_correction=row.corrects_id is not None,
    )


def _member(tie: Mapping[str, Any]) -> Member:
    who = tie["who"] or {}
    return Member(UUID(tie["key"]), who.get("name", ""), who.get("title", ""), _day(tie["since"]))


def _group(words: Mapping[str, Any] | None) -> Group | None:
    return Group(words["name"], _day_or_none(words["until_on"])) if words else None


def _child(each: Case, details: dict[UUID, list[Any]]) -> Child:
    return Child(
        case=each.pk,
        reference=each.reference,
        name=clients.name_in(details.get(each.person_id, [])),
        born_on=each.person.born_on.open() if each.person.born_on else None,
        opened_on=each.opened_on,
        is_open=each.removed_on is None,
    )


def _history(found: Case, told: Mapping[str, Any]) -> Iterator[Entry]:
    """Tell what happened; what came later on the same day comes first."""
    yield from _leaving(found)
    for each in told["children"]:
        yield Entry(each.opened_on, Step.CHILD, each.name or each.reference, is_name=True)
    for each in told["decisions"]:
        if each.received_on:
            yield Entry(each.received_on, Step.RECEIVED, each.kind.label, each.reference)
        if each.decided_on and each.key != found.decision_id:
            yield Entry(each.decided_on, Step.SIGNED, each.kind.label, each.reference)
    for each in told["organisers"]:
        yield Entry(each.from_on, Step.ORGANISED, each.organiser.label, place=each.place)
    for each in told["categories"][:0:-1]:
        yield Entry(each.from_on, Step.CATEGORY, each.category.label)
    for each in told["relations"]:
        if each.adult is None:
            yield Entry(each.from_on, Step.RELATED, each.relation.label, each.name)
        if each.until_on is not None and not each.holds:
            yield Entry(each.until_on, Step.RELATION_ENDED, each.relation.label, each.name)
    for each in told["people"]:
        yield Entry(each.since, Step.ASSIGNED, each.name, is_name=True)
    yield Entry(found.opened_on, Step.OPENED, KIND_OF_GROUND[found.ground].label)


def _leaving(found: Any) -> Iterator[Entry]:
    for each in found.helped:
        yield Entry(_day(each["until"]) - timedelta(days=1), Step.HELPED_UNTIL, "")
    if found.state == State.CLOSED:
        yield Entry(found.removed_on, Step.DIED, "")
    elif found.removed_on:
        yield Entry(found.removed_on, Step.REMOVED, _ground(found.removal_ground))
    for each in found.annulled:
        yield Entry(_day(each["on"]), Step.RESTORED, "")
        yield Entry(_day(each["left"]), Step.REMOVED, _ground(each["ground"]))
    for each in found.tried:
        on = legal_day(datetime.fromisoformat(each["at"]))
        yield Entry(on, Step.TRIED, ContactOutcome(each["outcome"]).label)
    for each in found.assessed:
        yield Entry(_day(each["on"]), Step.ASSESSED, "")


def _ground(code: str) -> str:
    # Grounds of the law before 2023 have their words with the kind of decision.
    known = Ground._value2member_map_.get(code) or KINDS.get(code)
    return known.label if isinstance(known, Word) else ""


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
