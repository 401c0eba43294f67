"""Makes the first two administrators of an empty installation."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

NAME = "administrators"
HELP = "make the first two administrators of an empty installation, once"
PROCESS = "staff"


def add(parser: argparse.ArgumentParser) -> None:
    """Take the two people."""
    parser.add_argument("people", nargs=2, metavar="LOGIN=NAME", help='for example anna="Anna Example"')


def run(args: argparse.Namespace) -> int:
    """Make both and print the passwords to hand over; they work for seven days and are not shown again."""
    from kajo.access.gate import Refused
    from kajo.access.roles import CONSOLE
    from kajo.accounts import actions
    from kajo.accounts.sign_in.passwords import start_password

    people = []
    for word in args.people:
        login, _, name = word.partition("=")
        if not name.strip():
            print(f"kajo: {word} is not LOGIN=NAME; see bin/kajo administrators --help.", file=sys.stderr)
            return 2
        people.append(actions.NewPerson(login.strip(), name.strip(), start_password()))
    try:
        actions.first_administrators(CONSOLE, None, people=people, at=datetime.now(UTC))
    except Refused as refusal:
        print(f"kajo: {refusal.message}", file=sys.stderr)
        return 2
    for each in people:
        print(f"{each.login}  {each.password}")
    return 0
