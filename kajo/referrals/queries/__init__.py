"""What may be seen of referrals?"""

from __future__ import annotations

from kajo.referrals.queries.held import allowed, consents_of, submission, worker_rows
from kajo.referrals.queries.lists import PAGE, WAITING, bare, decided, lines, queue, waiting
from kajo.referrals.queries.page import referral, to_admit, whereabouts, with_signing, with_workers
from kajo.referrals.queries.rows import Line, Page, Place, Queue, Worker

__all__ = [
    "PAGE",
    "WAITING",
    "Line",
    "Page",
    "Place",
    "Queue",
    "Worker",
    "allowed",
    "bare",
    "consents_of",
    "decided",
    "lines",
    "queue",
    "referral",
    "submission",
    "to_admit",
    "waiting",
    "whereabouts",
    "with_signing",
    "with_workers",
    "worker_rows",
]
