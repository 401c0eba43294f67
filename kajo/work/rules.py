"""Which matter comes first where several wait?"""

from __future__ import annotations

from kajo.law.acts import RECEPTION_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

CHILD_FIRST = RECEPTION_ACT.section("5.3")
DANGER_NEXT = Basis.to_confirm(_("the assistance system's practice"), CHILD_FIRST)


def stands_before(*, is_childs: bool, is_urgent: bool, other_is_childs: bool, other_is_urgent: bool) -> Finding[bool]:
    """Tell whether a matter stands before another one in a queue, whatever the time of the two.

    A child's matter stands before everybody else's; then what is urgent because of danger stands before what is not.
    Where neither stands before the other the time decides. Every queue follows it: referrals, drafts to be signed,
    tasks, and what nobody looks after.

    Law: Reception Act 746/2011, 5.3; to confirm (the assistance system's practice).
    Table: kajo/law/tables/work/stands_before.csv.
    """
    if is_childs != other_is_childs:
        return Finding(is_childs, CHILD_FIRST, _("A child's matter is urgent and stands first."))
    if not is_childs and is_urgent != other_is_urgent:
        because = _("What is urgent because of danger stands before what is not.")
        return Finding(is_urgent, DANGER_NEXT, because)
    return Finding(outcome=False, basis=DANGER_NEXT, because=_("It stands in the order of time."))
