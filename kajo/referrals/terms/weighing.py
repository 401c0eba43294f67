"""What the law asks of an admission, and of a refusal: to each of it a fact may speak for or against."""

from __future__ import annotations

from collections.abc import Mapping

from kajo.decisions.terms import DecisionKind
from kajo.facts.terms import Criterion

OF_VICTIM = (Criterion.IN_FINLAND, Criterion.MAY_BE_VICTIM, Criterion.NEEDS_HELP)
OF_ASSISTING = (Criterion.IN_FINLAND, Criterion.ASSISTS, Criterion.NEEDS_SPECIAL_HELP)
CRITERIA: Mapping[DecisionKind, tuple[Criterion, ...]] = {
    DecisionKind.ADMIT_35_1: OF_VICTIM,
    DecisionKind.ADMIT_35_2: OF_ASSISTING,
    # Nobody is refused before both grounds were looked at.
    DecisionKind.REFUSE: (*OF_VICTIM, *OF_ASSISTING[1:]),
}
"""In the order of the section. Only the ground of persons assisting asks about an investigation."""
ASKED = (*CRITERIA[DecisionKind.REFUSE], Criterion.BEST_INTEREST)


def criteria_of(kind: DecisionKind, *, is_child: bool) -> tuple[Criterion, ...]:
    """List what the law asks before a decision of this kind; of a child also what is in its best interest."""
    return (*CRITERIA.get(kind, ()), *((Criterion.BEST_INTEREST,) if is_child else ()))
