"""From which state may a notice go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.notices.terms import STUCK, WAITING, NoticeState

NOTICE = Machine(
    "notices_notice",
    "state",
    NoticeState.QUEUED,
    {
        Verb.NOTICE_DELIVER: (WAITING, NoticeState.SENT),
        Verb.NOTICE_FAIL: (WAITING, NoticeState.FAILED),
        Verb.NOTICE_BURY: (WAITING, NoticeState.DEAD),
        # A wish may have changed between the deed and the sending.
        Verb.NOTICE_BLOCK: (WAITING, NoticeState.BLOCKED),
        Verb.NOTICE_REDO: (STUCK, NoticeState.QUEUED),
        Verb.NOTICE_GIVE_UP: (WAITING | STUCK, NoticeState.GIVEN_UP),
    },
    born_done={NoticeState.BLOCKED},
)
