"""From which state may a swap go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.rota.terms import SwapState

SWAP = Machine(
    "rota_swap",
    "state",
    SwapState.ASKED,
    {
        Verb.SWAP_ACCEPT: ({SwapState.ASKED}, SwapState.ACCEPTED),
        Verb.SWAP_DECLINE: ({SwapState.ASKED}, SwapState.DECLINED),
        Verb.SWAP_WITHDRAW: ({SwapState.ASKED, SwapState.ACCEPTED}, SwapState.WITHDRAWN),
        Verb.SWAP_APPROVE: ({SwapState.ACCEPTED}, SwapState.AGREED),
        # Where no manager has to agree, whoever accepts settles it too.
        Verb.SWAP_SETTLE: ({SwapState.ACCEPTED}, SwapState.AGREED),
        Verb.SWAP_REFUSE: ({SwapState.ACCEPTED}, SwapState.REFUSED),
    },
)
