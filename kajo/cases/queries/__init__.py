"""What may be seen of a case?"""

from __future__ import annotations

from kajo.cases.queries.lists import PAGE, cases, of_person, team_of, with_draft, with_workers, worker_rows
from kajo.cases.queries.page import case, place_of
from kajo.cases.queries.rows import Drafted, Entry, Line, Lines, Organised, Page, Worker

__all__ = [
    "PAGE",
    "Drafted",
    "Entry",
    "Line",
    "Lines",
    "Organised",
    "Page",
    "Worker",
    "case",
    "cases",
    "of_person",
    "place_of",
    "team_of",
    "with_draft",
    "with_workers",
    "worker_rows",
]
