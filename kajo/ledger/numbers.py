"""Which record number comes next?

Matters, decisions and persons carry numbers that tell nothing about anybody. They come from a sequence, so that two
writers never meet; a deed that fails leaves a gap.
"""

from __future__ import annotations

from datetime import date

from django.db import connection


def next_numbers(series: str, on: date, count: int = 1) -> list[str]:
    """Take the next record numbers of a series, such as `R-2026-0042`: a letter, the year, a running number."""
    return [record_number(series, on, number) for number in running_numbers(count)]


def record_number(series: str, on: date, number: int) -> str:
    """Write the record number of a running number that was taken."""
    return f"{series}-{on.year}-{number:04d}"


def running_numbers(count: int) -> list[int]:
    """Take the next running numbers, for records of several series and years that are made at once."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('ledger_record_number') from generate_series(1, %s)", [count])
        return [number for (number,) in cursor.fetchall()]
