"""Which rule rests on which section? Writes the index that lawyers read."""

from __future__ import annotations

import argparse
import sys

from kajo.lawbook.index import INDEX, ROOT, index

NAME = "law"
HELP = "write docs/generated/law-index.md: sections, rules and their tables"

STALE = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing, and tell whether the file is current")


def run(args: argparse.Namespace) -> int:
    """Write the index, or compare it; 1 if it is not current."""
    wanted, place = index(), INDEX.relative_to(ROOT)
    if not args.check:
        INDEX.parent.mkdir(parents=True, exist_ok=True)
        INDEX.write_text(wanted, encoding="utf-8")
        print(place)
        return 0
    if INDEX.is_file() and INDEX.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"kajo: {place} is not current; `bin/kajo law` writes it anew.", file=sys.stderr)
    return STALE
