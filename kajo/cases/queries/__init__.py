"""What may be seen of a case?"""

from __future__ import annotations

from kajo.cases.queries.leaving import (
    DraftedRemoval,
    Evidence,
    Leaving,
    evidence,
    leaving,
    may_be_twelve,
    may_be_twelve_of,
    open_grounds,
    proposal_in,
    removal_drafts,
    with_proposal,
    with_removal,
)
from kajo.cases.queries.lists import PAGE, cases, of_person, team_of, with_draft, with_workers, worker_rows
from kajo.cases.queries.page import case, place_of
from kajo.cases.queries.periods import Granted, Reflected, reflected
from kajo.cases.queries.reflection import TOLD_BY, Disclosed, ReflectionDraft, with_reflection, with_told
from kajo.cases.queries.risk import Noted, Risks, risks
from kajo.cases.queries.rows import Drafted, Entry, Line, Lines, Organised, Page, Worker
from kajo.cases.queries.weighing import beside, replied, to_admit_child, to_decide_reflection, to_draft, weighed

__all__ = [
    "PAGE",
    "TOLD_BY",
    "Disclosed",
    "Drafted",
    "DraftedRemoval",
    "Entry",
    "Evidence",
    "Granted",
    "Leaving",
    "Line",
    "Lines",
    "Noted",
    "Organised",
    "Page",
    "Reflected",
    "ReflectionDraft",
    "Risks",
    "Worker",
    "beside",
    "case",
    "cases",
    "evidence",
    "leaving",
    "may_be_twelve",
    "may_be_twelve_of",
    "of_person",
    "open_grounds",
    "place_of",
    "proposal_in",
    "reflected",
    "removal_drafts",
    "replied",
    "risks",
    "team_of",
    "to_admit_child",
    "to_decide_reflection",
    "to_draft",
    "weighed",
    "with_draft",
    "with_proposal",
    "with_reflection",
    "with_removal",
    "with_told",
    "with_workers",
    "worker_rows",
]
