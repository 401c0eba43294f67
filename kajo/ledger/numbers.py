"""Which record number comes next?

Matters, decisions and persons carry numbers that tell nothing about anybody. They come from a sequence, so that two
writers never meet; a deed that fails leaves a gap.
"""

from __future__ import annotations

from datetime import date

from django.db import connection


def next_numbers(series: str, on: date, count: int = 1) -> list[str]:
    """Take the next record numbers of a series, such as `R-2026-0042`: a letter, the year, a running number."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('ledger_record_number') from generate_series(1, %s)", [count])
        return [f"{series}-{on.year}-{number:04d}" for (number,) in cursor.fetchall()]
