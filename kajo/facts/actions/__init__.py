"""What may be done with what happened, with questionnaires and interviews?"""

from __future__ import annotations

from kajo.facts.actions.asking import answer
from kajo.facts.actions.interviewing import cancel, end_wish, hold, plan, wish
from kajo.facts.actions.telling import correct, record
from kajo.facts.actions.weighing import settle, weigh

__all__ = ["answer", "cancel", "correct", "end_wish", "hold", "plan", "record", "settle", "weigh", "wish"]
