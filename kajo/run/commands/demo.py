"""Loads the invented people of the demonstration, or many more to measure with."""

from __future__ import annotations

import argparse
import sys

NAME = "demo"
HELP = "load the invented people into an empty database, or more of them to measure with"
PROCESS = "worker"
MOST = 1_000_000
IS_DEMO = True  # an embedded database may take them; another one only where demo data are on


def add(parser: argparse.ArgumentParser) -> None:
    """Ask how many."""
    parser.add_argument(
        "--people", type=_count, metavar="N", help="N clients of the same shape, beside whoever was loaded before"
    )


def run(args: argparse.Namespace) -> int:
    """Load with a progress bar; what was interrupted goes on where it stopped."""
    from kajo.access.gate import Refused
    from kajo.run.children import ROOT
    from kajo.run.ground import Ground
    from kajo.run.history import loader
    from kajo.settings.databases import data_folder

    try:
        if args.people is None:
            loader.load()
        else:
            loader.load_many(args.people)
    except Refused as refusal:
        print(f"kajo: {refusal}", file=sys.stderr)
        return 2
    Ground(data_folder(ROOT)).note(demo=True)
    return 0


def _count(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= MOST:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST} is needed")
    return int(word)
