"""What may be done with a decision?"""

from __future__ import annotations

from kajo.decisions.actions.appealing import (
    answer_appeal,
    carried_out,
    close_appeal,
    forward_appeal,
    receive_appeal,
)
from kajo.decisions.actions.correcting import correct, decide_anew, sign_anew, sign_correction
from kajo.decisions.actions.deciding import (
    TYPESET,
    Draft,
    delegate,
    draft,
    draft_row,
    drop,
    end_delegation,
    keep_letter,
    put_signature,
    redraft,
    serve,
    service_row,
    sign,
)
from kajo.decisions.actions.hearing import hear, reply, skip_hearing

__all__ = [
    "TYPESET",
    "Draft",
    "answer_appeal",
    "carried_out",
    "close_appeal",
    "correct",
    "decide_anew",
    "delegate",
    "draft",
    "draft_row",
    "drop",
    "end_delegation",
    "forward_appeal",
    "hear",
    "keep_letter",
    "put_signature",
    "receive_appeal",
    "redraft",
    "reply",
    "serve",
    "service_row",
    "sign",
    "sign_anew",
    "sign_correction",
    "skip_hearing",
]
