"""What may be seen of referrals?"""

from __future__ import annotations

from kajo.referrals.queries.held import allowed, consents_of, submission, worker_rows
from kajo.referrals.queries.lists import PAGE, WAITING, bare, decided, lines, queue, waiting
from kajo.referrals.queries.page import pieces, referral, whereabouts, with_signing, with_workers
from kajo.referrals.queries.rows import Line, Page, Piece, Place, Queue, Worker

__all__ = [
    "PAGE",
    "WAITING",
    "Line",
    "Page",
    "Piece",
    "Place",
    "Queue",
    "Worker",
    "allowed",
    "bare",
    "consents_of",
    "decided",
    "lines",
    "pieces",
    "queue",
    "referral",
    "submission",
    "waiting",
    "whereabouts",
    "with_signing",
    "with_workers",
    "worker_rows",
]
