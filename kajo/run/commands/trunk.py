"""Makes a telephone exchange known, changes its token, and ends it."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta

NAME = "trunk"
HELP = "make a telephone exchange known, change its token, or end it"
PROCESS = "staff"
BAD_INPUT, MOST_HOURS = 2, 24 * 31


def add(parser: argparse.ArgumentParser) -> None:
    """Take the deed and the name."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    adding = deeds.add_parser("add", description="make an exchange known; its token is printed once")
    adding.add_argument("--signed", action="store_true", help="what it tells must be signed with the key printed too")
    rotating = deeds.add_parser("rotate", description="print a new token, and a new key where it signs")
    rotating.add_argument(
        "--hours", type=_hours, default=24, metavar="N", help="for how long the former ones hold too; 24 unless told"
    )
    ending = deeds.add_parser("end", description="believe an exchange nothing more, from now on")
    for each in (adding, rotating, ending):
        each.add_argument("name", type=_name, metavar="NAME", help="what the exchange is called here")


def run(args: argparse.Namespace) -> int:
    """Do the deed; what the bridge is given is printed now and never again."""
    from kajo.access.gate import Refused
    from kajo.access.roles import CONSOLE
    from kajo.contacts import actions

    at = datetime.now(UTC)
    try:
        if args.deed == "end":
            actions.end_trunk(CONSOLE, None, name=args.name, at=at)
            return 0
        if args.deed == "add":
            given = actions.add_trunk(CONSOLE, None, name=args.name, is_signed=args.signed, at=at)
        else:
            until = at + timedelta(hours=args.hours)
            given = actions.rotate_trunk(CONSOLE, None, name=args.name, former_until=until, at=at)
    except Refused as refusal:
        print(f"kajo: {refusal}", file=sys.stderr)
        return BAD_INPUT
    print(f"token  {given.token}")
    if given.signing_key:
        print(f"key    {given.signing_key}")
    return 0


def _name(word: str) -> str:
    if not word.strip() or not word.isprintable() or len(word) > 40:
        raise argparse.ArgumentTypeError("a name has 1 to 40 signs")
    return word.strip()


def _hours(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) > MOST_HOURS:
        raise argparse.ArgumentTypeError(f"a whole number from 0 to {MOST_HOURS} is needed")
    return int(word)
