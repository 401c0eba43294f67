"""Which ground of admission does a child of a client have?"""

from __future__ import annotations

from kajo.law.acts import RECEPTION_ACT
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

CHILD_OF_ADMITTED = RECEPTION_ACT.section("35.3")


def child_of_admitted(*, is_minor_child: bool, in_finland: bool, needs_assistance: bool) -> Finding[bool]:
    """Tell whether somebody may be admitted as the child of a victim or of a person assisting in the investigation.

    It is a minor child of a person who is admitted on one of those grounds, is in Finland and needs help. Every room
    that admits asks this one function.

    Law: Reception Act 746/2011, 35.3.
    """
    if not is_minor_child:
        return Finding(
            outcome=False,
            basis=CHILD_OF_ADMITTED,
            because=_("Only a child under 18 is admitted with a parent. An adult needs a referral of their own."),
        )
    if not in_finland:
        return Finding(
            outcome=False,
            basis=CHILD_OF_ADMITTED,
            because=_("A child is admitted with a parent only if it is in Finland."),
        )
    if not needs_assistance:
        return Finding(
            outcome=False,
            basis=CHILD_OF_ADMITTED,
            because=_("A child is admitted with a parent only if it needs help."),
        )
    return Finding(
        outcome=True,
        basis=CHILD_OF_ADMITTED,
        because=_("The child is in Finland and needs help: it may be admitted with its parent."),
    )
