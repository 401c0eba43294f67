"""What may be seen of referrals?"""

from __future__ import annotations

from kajo.referrals.queries.childs import Viewed, childs_part, childs_words, considered, is_child, with_childs_views
from kajo.referrals.queries.held import allowed, consents_of, submission, worker_rows
from kajo.referrals.queries.known import (
    Answered,
    FormerClient,
    Looked,
    for_admission,
    identified,
    known_of,
    looked_up,
    same_people,
)
from kajo.referrals.queries.lists import CHILDREN, PAGE, WAITING, bare, decided, lines, queue, waiting
from kajo.referrals.queries.page import referral, whereabouts, with_signing, with_workers
from kajo.referrals.queries.rows import Line, Page, Place, Queue, Worker
from kajo.referrals.queries.weighing import ToRefuse, beside, to_admit, to_draft, to_refuse, weighed

__all__ = [
    "CHILDREN",
    "PAGE",
    "WAITING",
    "Answered",
    "FormerClient",
    "Line",
    "Looked",
    "Page",
    "Place",
    "Queue",
    "ToRefuse",
    "Viewed",
    "Worker",
    "allowed",
    "bare",
    "beside",
    "childs_part",
    "childs_words",
    "consents_of",
    "considered",
    "decided",
    "for_admission",
    "identified",
    "is_child",
    "known_of",
    "lines",
    "looked_up",
    "queue",
    "referral",
    "same_people",
    "submission",
    "to_admit",
    "to_draft",
    "to_refuse",
    "waiting",
    "weighed",
    "whereabouts",
    "with_childs_views",
    "with_signing",
    "with_workers",
    "worker_rows",
]
