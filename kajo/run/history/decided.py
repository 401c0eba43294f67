"""Which decisions were made about planned people, and which rows are they?

All are marked as recorded: their letters were written elsewhere, under the law of their day. Of admissions since 2023
it is known how they were served: by post, on their day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.cases.terms import ChildFound, ReflectionStep
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.queries import first_served
from kajo.decisions.terms import DecisionKind, ServedBy, Serving, State
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.run.history import facts, terms, words
from kajo.run.history.part import Part
from kajo.run.history.terms import Ground, Law, Step

NOON, TWO_HOURS = time(12), timedelta(hours=2)
STEPS = {
    Step.REFL_GRANT: ReflectionStep.GRANT,
    Step.REFL_EXTEND: ReflectionStep.EXTENSION,
    Step.RECOVERY_GRANT: ReflectionStep.RECOVERY,
    Step.RECOVERY_EXTEND: ReflectionStep.RECOVERY_EXTENSION,
}
REASONS = {Ground.S35_1: words.ADMITTED, Ground.S35_2: words.ADMITTED_TO_ASSIST}


class Decisions:
    """Puts the decisions about planned people into a part; one person signs them all."""

    def __init__(self, part: Part, decider: UUID) -> None:
        self._part = part
        self._decider = decider

    def admission(
        self, client: terms.Person, case: terms.Case, referral: Referral, worker: UUID, *, at: datetime
    ) -> Decision:
        """Admit the person of a referral."""
        own = facts.written_in(client.languages[0])
        draft = referrals.admission_words(
            referral, ground=str(case.ground), reasons=REASONS[case.ground], situation=None, language=own["language"],
            explained_in=own["explained_in"],
        )  # fmt: skip
        row = self._admitted(draft, case, worker, at, after=referral.received_at)
        referral.draft = row.pk
        return row

    def child(
        self, child: terms.Person, case: terms.Case, parent: Case, worker: UUID, *, at: datetime, after: datetime
    ) -> Decision:
        """Admit a child with a parent's case."""
        draft = cases.child_words(
            parent, facts.known(child), found=tuple(ChildFound), reasons=words.CHILD, considered=words.CONSIDERED,
            **facts.written_in(child.languages[0]),
        )  # fmt: skip
        return self._admitted(draft, case, worker, at, after=after)

    def refusal(self, person: terms.Person, planned: terms.Referral, referral: Referral, worker: UUID) -> None:
        """Refuse to admit the person of a referral."""
        assert planned.decided_on is not None
        draft = self._draft(person, DecisionKind.REFUSE, referral, referral.pk, {"reasons": words.REFUSED})
        self._decided(draft, worker, planned.decided_on)

    def within(self, client: terms.Person, case: terms.Case, row: Case, worker: UUID) -> None:
        """Decide on recovery or reflection periods, on the identification of older law, and on the removal."""
        for span in case.spans:
            texts = _texts(from_on=span.from_on, until_on=span.until_on, interrupted_on=span.interrupted_on)
            draft = self._draft(client, DecisionKind(span.step.value), row, row.pk, texts)
            decided = self._decided(draft, worker, span.decided_on)
            period = cases.period_row(
                row, STEPS[span.step], decision=decided, from_on=span.from_on, until_on=span.until_on,
                interrupted_on=span.interrupted_on, is_as_recorded=True, made_by=worker,
                at=datetime.combine(span.decided_on, NOON, UTC),
            )  # fmt: skip
            self._part.add(period)
        if case.identified_on is not None:
            texts = _texts(reasons=words.IDENTIFIED, law=Law.CHAPTER_OF_2015)
            self._decided(self._draft(client, DecisionKind.IDENTIFY_38, row, row.pk, texts), worker, case.identified_on)
        if (removal := case.removal) is not None:
            is_old = removal.ground.startswith("REMOVE_OLD")
            kind = DecisionKind(removal.ground.value) if is_old else DecisionKind.REMOVE
            texts = _texts(
                reasons=words.REMOVED[removal.ground], ground=removal.ground, law=removal.law,
                assessed_on=removal.assessed_on, heard_on=removal.heard_on, tries=removal.tries,
                help_until=removal.help_until,
            )  # fmt: skip
            self._decided(self._draft(client, kind, row, row.pk, texts), worker, removal.on)

    def _draft(
        self, person: terms.Person, kind: DecisionKind, about: Case | Referral, matter: UUID, texts: dict[str, Any]
    ) -> decisions.Draft:
        return decisions.Draft(
            kind=kind, subject=about.subject_id, office=about.office, sealed=about.sealed, matter=matter,
            party=facts.name(person), texts=texts, **facts.written_in(person.languages[0]),
        )  # fmt: skip

    def _admitted(
        self, draft: decisions.Draft, case: terms.Case, worker: UUID, at: datetime, *, after: datetime
    ) -> Decision:
        row = self._signed(draft, worker, prepared_at=max(after, at - TWO_HOURS), at=at)
        if case.law is Law.CHAPTER_OF_2023:
            serving = Serving(ServedBy.POST, row.decided_on)
            to = first_served(draft.kind, str(draft.texts.get("born_on") or ""), on=row.decided_on or at.date())
            self._part.add(decisions.service_row(row, serving, made_by=worker, at=at, recipient=to))
            self._part.did(Verb.DECISION_SERVE, row, at)
        return row

    def _decided(self, draft: decisions.Draft, worker: UUID, on: date) -> Decision:
        at = datetime.combine(on, NOON, UTC)
        row = self._signed(draft, worker, prepared_at=at - TWO_HOURS, at=at)
        self._part.did(Verb.DECISION_SIGN, row, at)
        return row

    def _signed(self, draft: decisions.Draft, worker: UUID, *, prepared_at: datetime, at: datetime) -> Decision:
        row = decisions.draft_row(draft, reference="", prepared_by=worker, at=prepared_at)
        decisions.put_signature(row, by=self._decider, at=at)
        row.state, row.is_as_recorded = str(State.SERVED), True
        self._part.add(row, numbered_on=legal_day(prepared_at))
        return row


def _texts(**said: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in said.items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else str(value)
