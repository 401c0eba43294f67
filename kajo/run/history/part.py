"""Which rows and events does one act of loading write, and in which order?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Model

from kajo.access.crossing import Act
from kajo.access.models import Protected, Tie
from kajo.access.verbs import Verb
from kajo.cases.models import Case, ReflectionPeriod, ServiceOrganiser, Standing
from kajo.clients.models import Category, Detail, Person, Relation
from kajo.decisions.models import Decision, Service
from kajo.ledger.numbers import record_number, running_numbers
from kajo.referrals.models import Consent, Referral
from kajo.vault.bulk import insert_all
from kajo.vault.models import Kind, Subject

# The second wall lets a row in only where it sees the rows it hangs on, so parents come first.
ORDER: tuple[type[Model], ...] = (
    Person, Detail, Category, Relation, Referral, Consent, Decision, Service, Case, Standing, ServiceOrganiser,
    ReflectionPeriod, Tie,
)  # fmt: skip
SERIES: dict[type[Model], str] = {Person: "P", Referral: "R", Decision: "D", Case: "C"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to which row, and when."""

    verb: Verb
    row: Protected
    at: datetime


class Part:
    """Rows of some people, not yet written."""

    def __init__(self) -> None:
        self._subjects: list[Subject] = []
        self._rows: dict[type[Model], list[Any]] = {model: [] for model in ORDER}
        self._numbered: list[tuple[Any, date]] = []
        self._deeds: list[Deed] = []

    def subject(self, kind: Kind, *, at: datetime, linked_to: UUID | None = None) -> UUID:
        """Make a subject that was opened at a moment; its key dies with that of the one it is linked to."""
        made = Subject(kind=kind.value, opened_at=at, linked_to_id=linked_to)
        self._subjects.append(made)
        return made.pk

    def add(self, row: Model, *, numbered_on: date | None = None) -> None:
        """Take a row; one that carries a record number gets it when the part is written."""
        self._rows[type(row)].append(row)
        if numbered_on is not None:
            self._numbered.append((row, numbered_on))

    def extend(self, rows: Iterable[Model]) -> None:
        """Take several rows."""
        for row in rows:
            self.add(row)

    def did(self, verb: Verb, row: Protected, at: datetime) -> None:
        """Take a deed of the history; it becomes one event with its own time."""
        self._deeds.append(Deed(verb, row, at))

    def write(self, act: Act, *, at: datetime) -> None:
        """Write everything: subjects with their keys, numbers, rows, and one event for each deed."""
        Subject.open_all(self._subjects, at=at)
        numbered = sorted(self._numbered, key=itemgetter(1))
        for (row, on), number in zip(numbered, running_numbers(len(numbered)), strict=True):
            row.reference = record_number(SERIES[type(row)], on, number)
        for rows in self._rows.values():
            # A statement does not see the rows it makes: a child's case comes after its parent's.
            insert_all([row for row in rows if not _parent(row)])
            insert_all([row for row in rows if _parent(row)])
        for deed in self._deeds:
            act.note(
                deed.verb, "done", kind=deed.row._meta.label_lower, record=deed.row.pk, subject=deed.row.subject_id,
                at=deed.at,
            )  # fmt: skip


def _parent(row: Any) -> UUID | None:
    return getattr(row, "parent_id", None)
