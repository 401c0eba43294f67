"""What may be done with a case?"""

from __future__ import annotations

from kajo.cases.actions.children import add_child, admit_child, child_words
from kajo.cases.actions.leaving import (
    after_assistance,
    assess_overall,
    close_by_death,
    log_attempt,
    remove,
    restore,
    take_back,
)
from kajo.cases.actions.opening import Opening, assign, case_row, identify, is_minor, open_case
from kajo.cases.actions.proposing import propose_removal, removal_words
from kajo.cases.actions.reflection import decide_reflection, facts_of, period_row, propose_reflection, tell_police
from kajo.cases.actions.risk import note_risk
from kajo.cases.actions.shared import start_reassessment
from kajo.cases.actions.standing import organised, organiser_row, record_standing, standing_row
from kajo.cases.actions.telling import correct_fact, record_fact
from kajo.cases.actions.weighing import weigh

__all__ = [
    "Opening",
    "add_child",
    "admit_child",
    "after_assistance",
    "assess_overall",
    "assign",
    "case_row",
    "child_words",
    "close_by_death",
    "correct_fact",
    "decide_reflection",
    "facts_of",
    "identify",
    "is_minor",
    "log_attempt",
    "note_risk",
    "open_case",
    "organised",
    "organiser_row",
    "period_row",
    "propose_reflection",
    "propose_removal",
    "record_fact",
    "record_standing",
    "removal_words",
    "remove",
    "restore",
    "standing_row",
    "start_reassessment",
    "take_back",
    "tell_police",
    "weigh",
]
