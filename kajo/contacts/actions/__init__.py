"""What may be done on the advice line?"""

from __future__ import annotations

from kajo.contacts.actions.calls import close, complete, log_call, turn_into_referral
from kajo.contacts.actions.consulting import consult
from kajo.contacts.actions.writing import keep, put_away, take_over

__all__ = ["close", "complete", "consult", "keep", "log_call", "put_away", "take_over", "turn_into_referral"]
