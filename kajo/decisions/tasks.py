"""Which work on decisions is done outside a request?"""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kajo.access.roles import SYSTEM
from kajo.bridges.letters import typeset as typeset_letter
from kajo.decisions import actions, queries


@app.task(name=actions.TYPESET, retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def typeset(decision: str) -> None:
    """Make the letters of a signed decision that are not made yet. Done twice, it changes nothing."""
    for wanted in queries.letters_to_make(SYSTEM, UUID(decision)):
        pdf = typeset_letter(wanted.letter)
        actions.keep_letter(
            SYSTEM, None, decision=UUID(decision), role=wanted.role, language=wanted.language, pdf=pdf, at=now()
        )
