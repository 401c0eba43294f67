"""Writes what is generated: the second wall's lines, the matrix, the states."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

NAME = "docs"
HELP = "write the generated documents and the generated part of deploy/roles.sql"


def add(parser: argparse.ArgumentParser) -> None:
    """Ask whether to write or only to compare."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not current")


def run(args: argparse.Namespace) -> int:
    """Write each file that is not current, or name it."""
    from kajo.run.preparation import set_up_django

    set_up_django("owner")
    from kajo.run.paper import documents

    stale = [path for path, text in documents().items() if _text(path) != text]
    for path in stale:
        if args.check:
            print(f"kajo: {path.name} is not current; run bin/kajo docs", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(documents()[path])
            print(path.name)
    return 1 if args.check and stale else 0


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""
