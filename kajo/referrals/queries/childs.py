"""What is recorded of a child's own view, and does it let the referral be decided?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.rules import child_considered
from kajo.cases.terms import ChildHeard, ChildsPart
from kajo.clients.rules import personal_code
from kajo.clients.terms import Tongue
from kajo.law.finding import Finding
from kajo.referrals.models import ChildsView, Referral
from kajo.referrals.queries.page import referral
from kajo.referrals.queries.rows import Page
from kajo.referrals.terms import AgeBand, ChildsWords, may_be_twelve
from kajo.vault.passages import Piece, pieces


@dataclass(frozen=True, slots=True)
class Viewed:
    """One record of a child's own view; `superseded_at` is empty while it counts."""

    heard: ChildHeard
    asked_on: date | None
    language: Tongue | str
    interpreter: str
    view: tuple[Piece, ...]
    best_interest: tuple[Piece, ...]
    made_by: str
    made_at: datetime
    superseded_at: datetime | None


@reading(Verb.REFERRAL_HEAR_CHILD)
def with_childs_views(actor: Actor, key: UUID, /) -> tuple[Page, tuple[Viewed, ...]]:
    """Give a referral with what was recorded of the child's own view, the newest first. Raises NotFound."""
    found = referral(actor, key, doing=Verb.REFERRAL_HEAR_CHILD)
    rows = ChildsView.objects.within(actor).filter(referral=key).select_related("made_by").order_by("-made_at", "-pk")
    return found, tuple(
        Viewed(
            heard=ChildHeard(each.heard),
            asked_on=each.asked_on,
            language=Tongue.named(each.language.open() if each.language else ""),
            interpreter=each.interpreter.open() if each.interpreter else "",
            view=pieces(each.view.open()),
            best_interest=pieces(each.best_interest.open()),
            made_by=each.made_by.name if each.made_by else "",
            made_at=each.made_at,
            superseded_at=each.superseded_at,
        )
        for each in rows
    )


def is_child(row: Referral) -> bool:
    """Tell whether a referral is about somebody who is known to be a child."""
    return row.age_band in (AgeBand.FROM_15, AgeBand.UNDER_15)


def considered(row: Referral, words: ChildsWords | None, *, on: date) -> Finding[bool]:
    """Tell whether these words say of a child what a decision must. Only inside a door."""
    return child_considered(childs_part(row, words, on=on))


def childs_part(row: Referral, words: ChildsWords | None, *, on: date) -> ChildsPart:
    """Give what these words say of a child, as the rule asks for it. Only inside a door."""
    code = row.personal_code.open() if row.personal_code else ""
    told = personal_code(code).outcome.born_on if code else None
    born = told.isoformat() if told else str(row.born_on.open()) if row.born_on else ""
    return ChildsPart(
        is_twelve=may_be_twelve(AgeBand(row.age_band), born, on),
        best_interest_written=words is not None and bool(words.best_interest.strip()),
        heard=words.heard if words is not None else None,
        view_written=words is not None and bool(words.view.strip()),
    )


def childs_words(actor: Actor, row: Referral) -> ChildsWords | None:
    """Give what counts of a child's own view, None where nothing is recorded. Only inside a door."""
    found = ChildsView.objects.within(actor).filter(referral=row, superseded_at__isnull=True).first()
    if found is None:
        return None
    return ChildsWords(ChildHeard(found.heard), found.view.open(), found.best_interest.open(), found.asked_on)
