"""What may be done with what is known of a person?"""

from __future__ import annotations

from kajo.clients.actions.knowing import (
    add_detail,
    add_relation,
    category_row,
    change_category,
    detail_rows,
    end_detail,
    end_relation,
    end_wish,
    identify,
    meet,
    meet_again,
    person_row,
    relation_row,
    wish_contact,
)
from kajo.clients.actions.representing import apply_representative, appoint_representative, end_representative

__all__ = [
    "add_detail",
    "add_relation",
    "apply_representative",
    "appoint_representative",
    "category_row",
    "change_category",
    "detail_rows",
    "end_detail",
    "end_relation",
    "end_representative",
    "end_wish",
    "identify",
    "meet",
    "meet_again",
    "person_row",
    "relation_row",
    "wish_contact",
]
