"""Shows and changes the keys that keep the keys."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

NAME = "keys"
HELP = "show, rotate or destroy the keys that keep the data keys"
PROCESS = "worker"


def add(parser: argparse.ArgumentParser) -> None:
    """Ask which deed."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser("list", description="Print each key-encryption key and how many data keys live under it.")
    rotate = deeds.add_parser(
        "rotate", description="Make a new key-encryption key and wrap all data keys anew; may be stopped and started."
    )
    rotate.add_argument("--period", default="", metavar="YYYY-MM", help="a month, to be part of the new key's name")
    rotate.add_argument("--finish", action="store_true", help="make no new key, only go on where a rotation stopped")
    destroy = deeds.add_parser(
        "destroy", description="Destroy an old key for good: what older backups hold under it opens no more."
    )
    destroy.add_argument("kek", metavar="KEY", help="its name, as the list prints it")


def run(args: argparse.Namespace) -> int:
    """Do it and print what stands then; a refusal is one sentence, exit 2."""
    from kajo.law.finding import Refused
    from kajo.run import custody

    try:
        if args.deed == "rotate":
            _rotate(args)
        elif args.deed == "destroy":
            custody.destroy(args.kek, datetime.now(UTC))
    except Refused as refusal:
        print(f"kajo: {refusal}", file=sys.stderr)
        return 2
    for each in custody.standing():
        print(f"{each.kek:40}{each.living:>10} data keys{'  current' if each.is_current else ''}")
    return 0


def _rotate(args: argparse.Namespace) -> None:
    from kajo.run import custody
    from kajo.run.progress import Progress

    if not args.finish:
        custody.begin(args.period, datetime.now(UTC))
    waiting = sum(each.living for each in custody.standing() if not each.is_current)
    progress, done = Progress("wrapping keys anew", waiting), 0
    progress.show(done)
    while number := custody.carry_over(datetime.now(UTC)):
        done += number
        progress.show(min(done, waiting))
