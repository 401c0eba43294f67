"""What does a duty officer write, and what the telephone exchange?"""

from __future__ import annotations

from kajo.contacts.forms.calls import AfterCall, Call, Close
from kajo.contacts.forms.consulting import Consultation
from kajo.contacts.forms.referring import Refer
from kajo.contacts.forms.telephony import from_form, from_json, moment

__all__ = ["AfterCall", "Call", "Close", "Consultation", "Refer", "from_form", "from_json", "moment"]
