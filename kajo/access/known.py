"""What does the gate tell of somebody whom the actor may not see? Only whether they are known, in two deeds only."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def of_referral(referral: UUID, number: str) -> tuple[str, int | None, bool, int]:
    """Ask the gate whether a person with a referral's identity code, or with this number, is known.

    Gives the word of the standing, the year of the last removal, whether another referral waits, and how often the
    actor asked during the last hour. The gate refuses it outside the deeds that look up and admit, and about a referral
    out of reach.
    """
    with connection.cursor() as cursor:
        cursor.execute("select standing, removed_in, is_handled, asked from gate.known(%s, %s)", [referral, number])
        standing, year, is_handled, asked = cursor.fetchone()
    return standing, year, is_handled, asked
