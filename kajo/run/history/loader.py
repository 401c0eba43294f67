"""How do the invented people come into the database?

By one deed, `history.load`, in acts of about 500 people: each act is written whole or not at all, and what was
interrupted goes on where it stopped. Where anybody is whom it did not make, it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from kajo.access.doors import acting, reading
from kajo.access.gate import Refused
from kajo.access.roles import CONSOLE, Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Posting, Staff, Team
from kajo.contacts import actions as contacts
from kajo.law.finding import N_ as _
from kajo.ledger.models import Event
from kajo.run.history import cast, colleagues, duty, plan, today
from kajo.run.history.part import Part
from kajo.run.history.rows import Telling, whose_turn
from kajo.run.history.staff import Crew, Teams
from kajo.run.history.terms import Person
from kajo.run.progress import Progress
from kajo.vault.models import Subject

PEOPLE_AN_ACT = 500
LOADER = replace(CONSOLE, purpose="demonstration")
# What an act of loading says of itself in the ledger, by which an interrupted loading finds its place again.
STAFF, HISTORY, LIVE, DUTY, PART, WHOLE = "staff", "history", "live", "duty", "part", "whole"

REAL = _("Invented people are loaded only where demo data are on and nobody else is there.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What has been loaded so far: the words of the acts, oldest first, and whether anybody else is here."""

    words: tuple[str, ...]
    is_anybody_else: bool

    def parts_of(self, what: str) -> int | None:
        """Tell how many acts of an unfinished or not yet begun loading are done, None if the last one is whole."""
        own = [word.removeprefix(f"{what}, ") for word in self.words if word.startswith(f"{what}, ")]
        return None if own and own[-1] == WHOLE else len(own) - 1 - _last(own, WHOLE)


@reading(Verb.HISTORY_LOAD)
def loaded(actor: Actor, _: None, /) -> Loaded:
    """Tell what has been loaded, and whether there are people whom the loading did not make."""
    acts = Event.objects.filter(verb=str(Verb.HISTORY_LOAD), outcome="done").order_by("pk")
    words = tuple(acts.values_list("reason", flat=True))
    return Loaded(words, not words and (Subject.objects.exists() or Staff.objects.exists()))


def is_wanted() -> bool:
    """Tell whether nobody is here but whom the loading made, if it has begun at all."""
    return not loaded(LOADER, None).is_anybody_else


def load(people: Sequence[Person] | None = None) -> None:
    """Load the published history, or other planned people, and the few matters that wait on the desks today.

    Raises Refused where demo data are not on and where people are whom it did not make.
    """
    found = _begin()
    people = plan.history() if people is None else people
    _load(HISTORY, people, len(people), found, Crew(_staff(), _teams()))
    if found.parts_of(LIVE) is not None:
        today.make(datetime.now(UTC))
        contacts.add_demo_trunk(LOADER, None, at=datetime.now(UTC))
        _note(f"{LIVE}, {WHOLE}")
    if DUTY not in found.words:
        at = datetime.now(UTC)
        with acting(LOADER, Verb.HISTORY_LOAD, at) as act:
            duty.make(_staff(), at=at)
            act.note(Verb.HISTORY_LOAD, "done", reason=DUTY)


def load_many(count: int) -> None:
    """Load so many clients of the history's shape beside whoever was loaded before, to measure with.

    Raises Refused as `load` does.
    """
    found = _begin()
    crew = Crew(_staff(), _teams(), is_cast_full=any(word.endswith(WHOLE) for word in found.words))
    what = f"{count} people"
    if found.parts_of(what) is None:  # the same number once more: the same people again, as others
        found = replace(found, words=())
    _load(what, plan.load(count), count, found, crew)


def _begin() -> Loaded:
    found = loaded(LOADER, None)
    if not settings.DEMO or found.is_anybody_else:
        raise Refused(REAL)
    if STAFF not in found.words:
        at = datetime.now(UTC)
        with acting(LOADER, Verb.HISTORY_LOAD, at) as act:
            cast.make(LOADER, at=at)
            colleagues.make(at=at)
            act.note(Verb.HISTORY_LOAD, "done", reason=STAFF)
    return found


def _load(what: str, people: Iterable[Person], total: int, found: Loaded, crew: Crew) -> None:
    skipped = found.parts_of(what)
    if skipped is None:
        return
    progress, done = Progress("loading invented people", total), 0
    for number, families in enumerate(parts(people)):
        if number < skipped:
            for family in families:
                whose_turn(crew, family)
        else:
            progress.show(done)
            write(families, crew, reason=f"{what}, {PART}")
        done += sum(1 for family in families for person in family if what == HISTORY or person.category is not None)
    _note(f"{what}, {WHOLE}")
    progress.show(total)


def parts(people: Iterable[Person], size: int = PEOPLE_AN_ACT) -> Iterator[list[list[Person]]]:
    """Divide people into families, and those into parts of at least `size` people; a family stays whole."""
    families: list[list[Person]] = []
    count = 0
    for person in people:
        if person.parent is None:
            if count >= size:
                yield families
                families, count = [], 0
            families.append([])
        families[-1].append(person)
        count += 1
    if families:
        yield families


def write(families: Sequence[Sequence[Person]], crew: Crew, *, reason: str) -> None:
    """Write one part in one act."""
    at = datetime.now(UTC)
    with acting(LOADER, Verb.HISTORY_LOAD, at) as act:
        part = Part()
        telling = Telling(part, crew)
        for family in families:
            telling.family(family)
        part.write(act, at=at)
        act.note(Verb.HISTORY_LOAD, "done", reason=reason)


def _note(reason: str) -> None:
    with acting(LOADER, Verb.HISTORY_LOAD) as act:
        act.note(Verb.HISTORY_LOAD, "done", reason=reason)


def _staff() -> dict[str, UUID]:
    return dict(Staff.objects.values_list("login__login", "pk"))


def _teams() -> Teams:
    of_office: dict[int, list[UUID]] = {}
    for key, office in Team.objects.order_by("office", "name").values_list("pk", "office__code"):
        of_office.setdefault(office, []).append(key)
    of_staff = dict(Posting.objects.filter(team__isnull=False).values_list("staff_id", "team_id"))
    return Teams(of_office, of_staff)


def _last(words: Sequence[str], word: str) -> int:
    return max((place for place, each in enumerate(words) if each == word), default=-1)
