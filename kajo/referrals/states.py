"""From which state may a referral go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.referrals.terms import State

REFERRAL = Machine(
    "referrals_referral",
    "state",
    State.RECEIVED,
    {
        Verb.REFERRAL_ASSESS: ({State.RECEIVED, State.SUPPLEMENT_ASKED}, State.ASSESSING),
        Verb.REFERRAL_SUPPLEMENT: ({State.RECEIVED, State.ASSESSING}, State.SUPPLEMENT_ASKED),
        Verb.REFERRAL_ADMIT: ({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED}, State.ADMITTED),
        Verb.REFERRAL_REFUSE: ({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED}, State.REFUSED),
        Verb.REFERRAL_WITHDRAW: ({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED}, State.WITHDRAWN),
        Verb.REFERRAL_LAPSE: ({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED}, State.LAPSED),
        Verb.REFERRAL_TRANSFER: ({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED}, State.TRANSFERRED),
        # Only a court that annuls the refusal leads back.
        Verb.REFERRAL_REOPEN: ({State.REFUSED}, State.ASSESSING),
    },
    also_born={State.ADMITTED, State.REFUSED, State.WITHDRAWN, State.LAPSED, State.TRANSFERRED},
)
