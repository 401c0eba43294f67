"""What may be seen of a person?"""

from __future__ import annotations

from kajo.clients.queries.page import person, with_relation
from kajo.clients.queries.parts import (
    beside,
    category_today,
    details_of,
    guarding,
    has_died,
    name_in,
    profile,
    related,
    relation_rows,
    wish_rows,
    wishes,
)
from kajo.clients.queries.reaching import Reached, reached
from kajo.clients.queries.rows import Known, Page, Period, Profile, Related, Represented, Wish

__all__ = [
    "Known",
    "Page",
    "Period",
    "Profile",
    "Reached",
    "Related",
    "Represented",
    "Wish",
    "beside",
    "category_today",
    "details_of",
    "guarding",
    "has_died",
    "name_in",
    "person",
    "profile",
    "reached",
    "related",
    "relation_rows",
    "wish_rows",
    "wishes",
    "with_relation",
]
