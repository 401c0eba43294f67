"""What may be done on the advice line?"""

from __future__ import annotations

from kajo.contacts.actions.calls import close, complete, log_call, turn_into_referral
from kajo.contacts.actions.consulting import consult
from kajo.contacts.actions.rings import forget_number, keep_number, look
from kajo.contacts.actions.telephony import answer, hang_up, tell
from kajo.contacts.actions.trunks import add_demo_trunk, add_trunk, end_trunk, rotate_trunk
from kajo.contacts.actions.writing import keep, put_away, take_over

__all__ = [
    "add_demo_trunk",
    "add_trunk",
    "answer",
    "close",
    "complete",
    "consult",
    "end_trunk",
    "forget_number",
    "hang_up",
    "keep",
    "keep_number",
    "log_call",
    "look",
    "put_away",
    "rotate_trunk",
    "take_over",
    "tell",
    "turn_into_referral",
]
