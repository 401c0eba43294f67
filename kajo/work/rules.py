"""Which matter comes first where several wait?"""

from __future__ import annotations

from kajo.law.acts import RECEPTION_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

CHILD_FIRST = RECEPTION_ACT.section("5.3")
DANGER_NEXT = Basis.to_confirm(_("the assistance system's practice"), CHILD_FIRST)


def queue_place(*, is_childs: bool, is_urgent: bool) -> Finding[int]:
    """Tell in which group of a queue a matter stands: 0 before 1, and 1 before 2. Within a group the time decides.

    A child's matter stands before all others, whatever the age of the others; then what is urgent because of danger;
    then the rest. Every queue follows it: referrals, drafts to be signed, tasks, and what nobody looks after.

    Law: Reception Act 746/2011, 5.3; to confirm (the assistance system's practice).
    Table: kajo/law/tables/work/queue_place.csv.
    """
    if is_childs:
        return Finding(0, CHILD_FIRST, _("A child's matter is urgent and stands first."))
    if is_urgent:
        return Finding(1, DANGER_NEXT, _("What is urgent because of danger stands before what is not."))
    return Finding(2, DANGER_NEXT, _("It stands in the order of time."))
