"""Which texts has somebody to look at again?"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

NAME = "texts"
HELP = "list the texts with who answers for them, drafts, and those due to be looked at again"

DUE = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Ask whether all, or only those that are due."""
    parser.add_argument("--due", action="store_true", help="only those that are due; exit 1 if there is one")


def run(args: argparse.Namespace) -> int:
    """Print a line a text: its name, its owner, the day, and what is to be done about it."""
    from kajo.content import queries
    from kajo.law.calendar import legal_day

    today = legal_day(datetime.now(UTC))
    listed = [each for each in queries.texts() if each.is_stale(today) or not args.due]
    for each in listed:
        state = [word for word, holds in (("due", each.is_stale(today)), ("draft", each.is_draft)) if holds]
        print(f"{each.block}.{each.language}", each.owner, each.review_by, " ".join(state), sep="\t")
    return DUE if args.due and listed else 0
