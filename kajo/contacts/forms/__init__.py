"""What does a duty officer write?"""

from __future__ import annotations

from kajo.contacts.forms.calls import AfterCall, Call, Close
from kajo.contacts.forms.consulting import Consultation
from kajo.contacts.forms.referring import Refer

__all__ = ["AfterCall", "Call", "Close", "Consultation", "Refer"]
