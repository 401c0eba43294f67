"""What is written of a referral?"""

from __future__ import annotations

from kajo.referrals.forms.deciding import AdmissionAlone, Preparation, Refusal, Signature, SignatureOfOwn
from kajo.referrals.forms.ending import Lapsed, SentOn, Withdrawn
from kajo.referrals.forms.knowing import ChildsView, Identified
from kajo.referrals.forms.telling import (
    SUPPLEMENT_DAYS,
    Amendment,
    Assignment,
    Consent,
    Expected,
    Receipt,
    Reveal,
    Supplement,
)

__all__ = [
    "SUPPLEMENT_DAYS",
    "AdmissionAlone",
    "Amendment",
    "Assignment",
    "ChildsView",
    "Consent",
    "Expected",
    "Identified",
    "Lapsed",
    "Preparation",
    "Receipt",
    "Refusal",
    "Reveal",
    "SentOn",
    "Signature",
    "SignatureOfOwn",
    "Supplement",
    "Withdrawn",
]
