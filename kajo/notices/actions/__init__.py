"""What may be done with a notice? Rooms above call `tell`; the worker does the rest; people redo or give up."""

from __future__ import annotations

from kajo.notices.actions.sending import bury, claim, deliver, fail
from kajo.notices.actions.telling import LEASE, SEND, block, give_up, redo, tell

__all__ = ["LEASE", "SEND", "block", "bury", "claim", "deliver", "fail", "give_up", "redo", "tell"]
