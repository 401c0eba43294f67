"""What may be done with a referral?"""

from __future__ import annotations

from kajo.referrals.actions.assessing import ask_supplement, assess, assign, estimate
from kajo.referrals.actions.deciding import CATEGORY_OF_GROUND, KIND_OF_GROUND, admission_words, admit, propose
from kajo.referrals.actions.ending import lapse, transfer, withdraw
from kajo.referrals.actions.hearing import hear_child
from kajo.referrals.actions.knowing import check_known
from kajo.referrals.actions.receiving import (
    amend,
    consent_row,
    identify,
    receive,
    record_consent,
    referral_row,
    withdraw_consent,
)
from kajo.referrals.actions.refusing import propose_refusal, refuse, reopen, take_back
from kajo.referrals.actions.shared import start_target
from kajo.referrals.actions.weighing import weigh
from kajo.referrals.terms import Admission, Agreed, Told

__all__ = [
    "CATEGORY_OF_GROUND",
    "KIND_OF_GROUND",
    "Admission",
    "Agreed",
    "Told",
    "admission_words",
    "admit",
    "amend",
    "ask_supplement",
    "assess",
    "assign",
    "check_known",
    "consent_row",
    "estimate",
    "hear_child",
    "identify",
    "lapse",
    "propose",
    "propose_refusal",
    "receive",
    "record_consent",
    "referral_row",
    "refuse",
    "reopen",
    "start_target",
    "take_back",
    "transfer",
    "weigh",
    "withdraw",
    "withdraw_consent",
]
