"""What may be done with what is asked, told and notified?"""

from __future__ import annotations

from kajo.disclosures.actions.answering import answer, receive, refuse
from kajo.disclosures.actions.asking import ask, file, remind, withdraw
from kajo.disclosures.actions.notifying import acknowledge, conclude, notify, suspect
from kajo.disclosures.actions.telling import approve, decline, give, of_decision, prepare

__all__ = [
    "acknowledge",
    "answer",
    "approve",
    "ask",
    "conclude",
    "decline",
    "file",
    "give",
    "notify",
    "of_decision",
    "prepare",
    "receive",
    "refuse",
    "remind",
    "suspect",
    "withdraw",
]
