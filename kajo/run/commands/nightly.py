"""Looks after what nobody looks after."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time

from kajo.lawbook.terms import day_written

NAME = "nightly"
HELP = "see that no open matter lacks somebody, a next step or a fresh risk note, and no task waits for nobody"
PROCESS = "worker"
MORNING = time(3, 20)


def add(parser: argparse.ArgumentParser) -> None:
    """Ask for the day."""

    def day(word: str) -> date:
        try:
            return day_written(word)
        except ValueError:
            parser.error("--on wants a day written YYYY-MM-DD")

    parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="as if it were this day, in Finland; else today")


def run(args: argparse.Namespace) -> int:
    """Do what the worker does every night, and print how much there was to do. Done twice, it changes nothing."""
    from kajo.desk import tasks
    from kajo.law.calendar import HELSINKI, legal_day

    at = datetime.combine(args.on, MORNING, tzinfo=HELSINKI) if args.on else datetime.now(UTC)
    for name, number in tasks.check(on=legal_day(at), at=at).lines().items():
        print(f"{name.replace('_', ' '):12}{number:>8}")
    return 0
