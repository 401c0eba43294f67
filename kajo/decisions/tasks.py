"""Which work on decisions is done outside a request?"""

from __future__ import annotations

from uuid import UUID


def typeset_later(decision: UUID) -> None:
    """Order the letters of a signed decision; the order commits or vanishes with the signature."""
