"""Pages of what is known of a person."""

from __future__ import annotations

from kajo.clients.views.knowing import (
    GROUPS,
    add_detail,
    add_relation,
    birth,
    change_category,
    end_detail,
    end_relation,
    end_wish,
    person,
    wish_contact,
)
from kajo.clients.views.representing import apply_representative, appoint_representative, end_representative

__all__ = [
    "GROUPS",
    "add_detail",
    "add_relation",
    "apply_representative",
    "appoint_representative",
    "birth",
    "change_category",
    "end_detail",
    "end_relation",
    "end_representative",
    "end_wish",
    "person",
    "wish_contact",
]
