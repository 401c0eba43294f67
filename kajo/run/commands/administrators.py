"""Makes the first two administrators of an empty installation."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime

NAME = "administrators"
HELP = "make the first two administrators of an empty installation, once"
PROCESS = "staff"


def add(parser: argparse.ArgumentParser) -> None:
    """Take the two people."""
    parser.add_argument("people", nargs=2, type=_person, metavar="LOGIN=NAME", help='for example anna="Anna Example"')


def run(args: argparse.Namespace) -> int:
    """Make both and print the passwords to hand over; they work for seven days and are not shown again."""
    from kajo.access.gate import Refused
    from kajo.access.roles import CONSOLE
    from kajo.accounts import actions
    from kajo.accounts.sign_in.passwords import start_password

    people = [actions.NewPerson(login, name, start_password()) for login, name in args.people]
    try:
        actions.first_administrators(CONSOLE, None, people=people, at=datetime.now(UTC))
    except Refused as refusal:
        print(f"kajo: {refusal.message}", file=sys.stderr)
        return 2
    for each in people:
        print(f"{each.login}  {each.password}")
    return 0


def _person(word: str) -> tuple[str, str]:
    # Asked before the database starts: the same is refused by the deed, which knows no command line.
    from kajo.accounts.terms import LOGIN_SHAPE, LONGEST_NAME

    login, _, name = (part.strip() for part in word.partition("="))
    if not name or not name.isprintable():
        raise argparse.ArgumentTypeError("two people are wanted, each as LOGIN=NAME")
    if not re.fullmatch(LOGIN_SHAPE, login):
        raise argparse.ArgumentTypeError("a login has 2 to 40 small letters, digits, points and hyphens")
    if len(name) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"a name has at most {LONGEST_NAME} signs")
    return login, name
