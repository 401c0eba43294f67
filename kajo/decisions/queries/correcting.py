"""Which decision corrects which, and may one be corrected?"""

from __future__ import annotations

from datetime import date
from typing import Any

from kajo.access.roles import Actor
from kajo.decisions.models import Appeal, Decision
from kajo.decisions.queries.rows import Other
from kajo.decisions.terms import LEGACY, UNSIGNED, Anew, Correction, CourtOutcome, DecisionKind, Error, Faulty, State


def is_correctable(row: Decision, corrected_by: Other | None) -> bool:
    """Tell whether a decision was signed here, by the law of today, and is corrected by no signed decision."""
    is_ours = row.state not in UNSIGNED and not row.is_as_recorded and DecisionKind(row.decision_kind) not in LEGACY
    return is_ours and (corrected_by is None or corrected_by.is_draft)


def corrections_of(actor: Actor, row: Decision) -> list[Decision]:
    """Give the rows that correct a decision, dropped ones left out, the newest first. Only inside a door."""
    rows = Decision.objects.within(actor).filter(corrects=row).exclude(state=str(State.DROPPED))
    return list(rows.defer("texts", "party", "alone_reason").order_by("-prepared_at", "-pk"))


def corrected_by(actor: Actor, row: Decision) -> Other | None:
    """Give the decision by which one is corrected, also a draft; None for none. Only inside a door."""
    found = corrections_of(actor, row)
    return other(found[0]) if found else None


def other(row: Decision) -> Other:
    """Give what the page of one decision says of another."""
    return Other(row.pk, row.reference, row.decided_on, row.state == State.DRAFT, Anew(row.anew) if row.anew else None)


def correction_in(texts: dict[str, Any], row: Decision) -> Correction | None:
    """Read what a correcting decision says of the one it corrects; None for any other decision."""
    told = texts.get("correction")
    if not told or not row.error:
        return None
    day = date.fromisoformat(told["decided_on"]) if told["decided_on"] else None
    return Correction(
        told["record"], day, Error(row.error), told["wrong"], told["right"], Anew(row.anew) if row.anew else None,
        row.consented_on, told.get("consent", ""),
    )  # fmt: skip


def faulty(actor: Actor, corrected: Decision, drafted: Decision, *, on: date) -> Faulty:
    """Sum up for the rule a decision that a draft decides anew. Only inside a door."""
    annulled = Appeal.objects.within(actor).filter(decision=corrected, outcome=str(CourtOutcome.ANNULLED)).exists()
    others = [each for each in corrections_of(actor, corrected) if each.state not in UNSIGNED]
    return Faulty(
        kind=DecisionKind(corrected.decision_kind),
        error=Error(drafted.error),
        anew=Anew(drafted.anew),
        decided_on=corrected.decided_on or on,
        raised_on=drafted.raised_on or on,
        on=on,
        consent=drafted.consented_on is not None,
        obvious=drafted.is_obvious,
        caused_by_party=drafted.is_partys_own,
        is_in_force=not annulled and not others,
    )
