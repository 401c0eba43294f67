"""What do the rules of law answer to these facts?"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from kajo.law.finding import Senseless
from kajo.lawbook.rulebook import RULEBOOK, Entry, answer
from kajo.lawbook.terms import LONGEST_LINE, NotJSON, read_line

NAME = "rules"
HELP = "list the rules of law, or run one on facts from standard input"

BAD_INPUT = 2


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="list|run")
    deeds.add_parser("list", help="print each rule with its legal basis and its table, separated by tabs")
    run_one = deeds.add_parser("run", help="read JSON Lines of facts, write one line of JSON for each")
    run_one.add_argument("rule", metavar="NAME", help="the name of the rule, as the list prints it")


def run(args: argparse.Namespace) -> int:
    """List the rules or run one; 2 for a name nobody knows and for input that is not JSON Lines."""
    try:
        return _list() if args.deed == "list" else _run(args.rule)
    except BrokenPipeError:
        # The reader has gone; without this Python complains once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _list() -> int:
    for entry in RULEBOOK.values():
        print(entry.name, entry.basis, entry.table, sep="\t")
    sys.stdout.flush()
    return 0


def _run(name: str) -> int:
    entry = RULEBOOK.get(name)
    if entry is None:
        return _refuse("There is no rule of that name; `bin/kajo rules list` prints them.")
    if sys.stdin is None:
        return _refuse("Facts are read from standard input, which is closed.")
    for number, line in enumerate(_lines(sys.stdin.buffer), start=1):
        try:
            answered = _answer(entry, line)
        except NotJSON:
            return _refuse(f"Line {number} is not JSON; facts come as JSON Lines in UTF-8.")
        print(json.dumps(answered), flush=True)
    return 0


def _answer(entry: Entry, line: bytes) -> dict[str, object]:
    try:
        return answer(entry, read_line(line))
    except Senseless as complaint:
        return {"error": str(complaint)}


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Give the lines, of an overlong one only its beginning, so that no input fills the memory."""
    while line := source.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE + 1)
        yield line


def _refuse(sentence: str) -> int:
    print(f"kajo: {sentence}", file=sys.stderr)
    return BAD_INPUT
