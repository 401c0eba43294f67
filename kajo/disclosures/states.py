"""From which state may a request, an inquiry, a disclosure or a notification go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.disclosures.terms import DisclosureState, InquiryState, NotificationState, RequestState

REQUEST = Machine(
    "disclosures_request",
    "state",
    RequestState.ASKED,
    {
        Verb.REQUEST_REMIND: ({RequestState.ASKED}, RequestState.ASKED),
        Verb.REQUEST_FILE: ({RequestState.ASKED}, RequestState.ANSWERED),
        Verb.REQUEST_WITHDRAW: ({RequestState.ASKED}, RequestState.WITHDRAWN),
    },
)

INQUIRY = Machine(
    "disclosures_inquiry",
    "state",
    InquiryState.RECEIVED,
    {
        Verb.INQUIRY_ANSWER: ({InquiryState.RECEIVED}, InquiryState.PREPARED),
        Verb.INQUIRY_REFUSE: ({InquiryState.RECEIVED}, InquiryState.REFUSED),
        # What becomes of the answer: given, or not after all, so that it is to be answered anew.
        Verb.DISCLOSURE_GIVE: ({InquiryState.PREPARED}, InquiryState.ANSWERED),
        Verb.DISCLOSURE_DECLINE: ({InquiryState.PREPARED}, InquiryState.RECEIVED),
    },
)

DISCLOSURE = Machine(
    "disclosures_disclosure",
    "state",
    DisclosureState.PREPARED,
    {
        Verb.DISCLOSURE_APPROVE: ({DisclosureState.PREPARED}, DisclosureState.APPROVED),
        Verb.DISCLOSURE_DECLINE: ({DisclosureState.PREPARED, DisclosureState.APPROVED}, DisclosureState.DECLINED),
        Verb.DISCLOSURE_GIVE: ({DisclosureState.APPROVED}, DisclosureState.GIVEN),
    },
    # What nobody need approve is noted when it may be told already, or was.
    born_done={DisclosureState.APPROVED, DisclosureState.GIVEN},
)

NOTIFICATION = Machine(
    "disclosures_notification",
    "state",
    NotificationState.SUSPECTED,
    {
        Verb.NOTIFICATION_MAKE: ({NotificationState.SUSPECTED}, NotificationState.MADE),
        Verb.NOTIFICATION_ACKNOWLEDGE: ({NotificationState.MADE}, NotificationState.ACKNOWLEDGED),
        Verb.NOTIFICATION_ANSWER: (
            {NotificationState.MADE, NotificationState.ACKNOWLEDGED},
            NotificationState.ANSWERED,
        ),
    },
)
