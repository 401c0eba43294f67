"""Of which rows is a planned person made?

The rows come from the builders of the deeds that would have made them, so that nothing is known here that a deed does
not know. Decisions, cases under the law before 2023 and standing before the rule is known are marked as recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from kajo.access.models import Tie, Tied
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.cases.terms import OrganisedBy
from kajo.cases.terms import Organiser as KnownOrganiser
from kajo.cases.terms import State as CaseState
from kajo.clients import actions as clients
from kajo.clients.models import Person
from kajo.clients.terms import Kinship
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Agreed, State
from kajo.run.history import facts, terms
from kajo.run.history.decided import Decisions
from kajo.run.history.part import Part
from kajo.run.history.staff import Crew
from kajo.run.history.terms import Law, Outcome
from kajo.vault.models import Kind

NOON, HOUR = time(12), timedelta(hours=1)
STATES = {
    Outcome.ADMITTED: State.ADMITTED,
    Outcome.REFUSED: State.REFUSED,
    Outcome.WITHDRAWN: State.WITHDRAWN,
    Outcome.LAPSED: State.LAPSED,
    Outcome.TRANSFERRED: State.TRANSFERRED,
    Outcome.PENDING: State.RECEIVED,
}


def at_noon(on: date, *, after: datetime | None = None) -> datetime:
    """Give a moment of office hours of a day, after another moment of the same day if there is one."""
    noon = datetime.combine(on, NOON, UTC)
    return noon if after is None else max(noon, after)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened, as planned and as a row."""

    planned: terms.Case
    row: Case
    at: datetime


class Telling:
    """Turns planned families into the rows of a part, with the staff whose turn it is."""

    def __init__(self, part: Part, crew: Crew) -> None:
        self._part = part
        self._crew = crew
        self._decisions = Decisions(part, crew.decider)

    def family(self, members: Sequence[terms.Person]) -> None:
        """Tell of a client with the children who came along, or of a person who was referred and never admitted."""
        first, *children = members
        worker = whose_turn(self._crew, members)
        if first.category is None:
            self._referral(first, first.referrals[0], None, worker)
            return
        person, opened = self._client(first, worker)
        for child in children:
            self._child(child, person, opened, worker)

    def _client(self, client: terms.Person, worker: UUID) -> tuple[Person, list[Opened]]:
        by_referral = {case.referral: case for case in client.cases}
        first = client.cases[0]
        assert first.referral is not None
        met_at = at_noon(first.admitted_on, after=client.referrals[first.referral].received_at + HOUR)
        person = self._person(client, office=client.cases[-1].office_now, on=first.admitted_on, at=met_at)
        opened: list[Opened] = []
        for number, referral in enumerate(client.referrals):
            received = self._referral(client, referral, person, worker)
            if (case := by_referral.get(number)) is None:
                continue
            at = at_noon(case.admitted_on, after=referral.received_at + HOUR)
            decision = self._decisions.admission(client, case, received, worker, at=at)
            prepared_at = decision.prepared_at
            self._part.did(Verb.REFERRAL_PROPOSE, received, prepared_at)
            self._part.did(Verb.REFERRAL_ADMIT, received, at)
            opened.append(self._case(client, case, person, worker, at, decision=decision, is_first=not opened))
        return person, opened

    def _child(self, child: terms.Person, parent: Person, opened: Sequence[Opened], worker: UUID) -> None:
        case = child.cases[0]
        assert case.of_case is not None
        its = opened[case.of_case]
        at = at_noon(case.admitted_on, after=its.at)
        decision = self._decisions.child(child, case, its.row, worker, at=at, after=its.at)
        person = self._person(child, office=case.office_now, on=case.admitted_on, at=at)
        self._part.add(
            clients.relation_row(person, str(Kinship.PARENT), adult=parent.pk, from_on=case.admitted_on, at=at)
        )
        self._part.did(Verb.CASE_ADD_CHILD, its.row, decision.prepared_at)
        self._part.did(Verb.CASE_ADMIT_CHILD, its.row, at)
        self._case(child, case, person, worker, at, decision=decision, parent=its.row)

    def _person(self, planned: terms.Person, *, office: int, on: date, at: datetime) -> Person:
        known = facts.known(planned)
        subject = self._part.subject(Kind.PERSON, at=at)
        person = clients.person_row(known, subject=subject, office=office, reference="", at=at)
        self._part.add(person, numbered_on=on)
        self._part.extend(clients.detail_rows(person, known, at=at))
        self._part.did(Verb.CLIENT_MEET, person, at)
        if (adult := planned.representative) is not None:
            name = f"{adult.given_name} {adult.family_name}"
            relation = clients.relation_row(
                person, str(Kinship.REPRESENTATIVE), name=name, from_on=adult.from_on, at=at_noon(adult.from_on)
            )
            relation.until_on = adult.until_on
            self._part.add(relation)
        return person

    def _referral(
        self, planned: terms.Person, referral: terms.Referral, person: Person | None, worker: UUID
    ) -> Referral:
        at = referral.received_at
        taker = self._crew.receiver(referral.path, worker)
        subject = self._part.subject(Kind.REFERRAL, at=at, linked_to=person.subject_id if person else None)
        row = referrals.referral_row(
            facts.told(planned, referral), subject=subject, office=referral.office, reference="",
            is_urgent=referral.urgent, received_by=taker, at=at,
        )  # fmt: skip
        row.state, row.decided_on, row.person = str(STATES[referral.outcome]), referral.decided_on, person
        consent = referral.consent
        givers = consent.given_by if consent else ()
        self._part.add(row, numbered_on=legal_day(at))
        self._part.did(Verb.REFERRAL_RECEIVE, row, at)
        if taker != worker:
            self._part.did(Verb.REFERRAL_ASSIGN, row, at)
        for giver in givers:
            assert consent is not None
            agreed = Agreed(
                str(giver), is_given=True, given_at=at, how="spoken" if consent.by_word_of_mouth else "written",
                language=consent.language,
            )  # fmt: skip
            self._part.add(referrals.consent_row(row, agreed, recorded_by=taker, at=at))
        if referral.outcome is Outcome.REFUSED:
            self._decisions.refusal(planned, referral, row, worker)
        return row

    def _case(
        self, planned: terms.Person, case: terms.Case, person: Person, worker: UUID, at: datetime, *,
        decision: Decision, parent: Case | None = None, is_first: bool = False,
    ) -> Opened:  # fmt: skip
        assert planned.category is not None
        removal = case.removal
        opening = cases.Opening(
            ground=str(case.ground), category=planned.category, on=case.admitted_on, main_form=str(case.form or ""),
            exploited_in=str(case.place or ""),
        )  # fmt: skip
        row = cases.case_row(
            person, opening, reference="", decision=decision, parent=parent, born_on=planned.born_on, is_first=is_first
        )
        row.office, row.is_as_recorded = case.office_now, case.law is not Law.CHAPTER_OF_2023
        row.team_id = self._crew.teams.of(worker, row.office)
        self._part.add(row, numbered_on=case.admitted_on)
        self._part.did(Verb.CASE_OPEN, row, at)
        period = clients.category_row(
            person, planned.category, from_on=case.admitted_on, made_by=self._crew.decider, at=at
        )
        self._part.add(period)
        for standing in case.standings:
            self._standing(row, standing, worker, after=at)
        self._decisions.within(planned, case, row, worker)
        if removal is None:
            self._part.add(
                Tie(subject_id=person.subject_id, staff=worker, how=Tied.ASSIGNED, from_on=case.admitted_on, made_at=at)
            )
        else:
            row.state, row.removed_on = str(CaseState.REMOVED), removal.on
            row.removal_ground, period.until_on = str(removal.ground), removal.on
        return Opened(case, row, at)

    def _standing(self, case: Case, planned: terms.Standing, worker: UUID, *, after: datetime) -> None:
        """Recorded before the rule is known there is no finding, only who served, as far as there is a word for it."""
        stands = facts.standing_of(planned.residence, planned.municipality)
        at = at_noon(planned.from_on, after=after)
        row = cases.standing_row(case, stands, from_on=planned.from_on, made_by=worker, at=at)
        if planned.as_recorded:
            who = next((each for each in KnownOrganiser if each.value == planned.organiser.value), None)
            organiser = cases.organiser_row(row, OrganisedBy(who, planned.organiser_code)) if who else None
        else:
            found = cases.organised(stands, planned.from_on)
            organiser = cases.organiser_row(row, found.outcome, basis=found.basis.cite("en"), because=found.because)
        self._part.did(Verb.CASE_RECORD_STANDING, case, at)
        row.until_on, row.is_as_recorded = planned.until_on, planned.as_recorded
        self._part.add(row)
        if organiser is not None:
            organiser.until_on, organiser.is_as_recorded = planned.until_on, planned.as_recorded
            self._part.add(organiser)


def whose_turn(crew: Crew, members: Sequence[terms.Person]) -> UUID:
    """Give the worker of a family; asked for each family in order, also for those that are not written."""
    first = members[0]
    if first.category is None:
        return crew.worker(first.referrals[0].office, open_cases=0)
    open_cases = sum(each.cases[-1].removal is None for each in members)
    return crew.worker(first.cases[-1].office_now, open_cases=open_cases)
