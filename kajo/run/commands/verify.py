"""Proves that the ledger still says what it said."""

from __future__ import annotations

import argparse

NAME = "verify"
HELP = "recompute the ledger, its tree and signatures, and compare with the anchors"
PROCESS = "sealer"


def add(parser: argparse.ArgumentParser) -> None:
    """Take no choice but a longer report."""
    parser.add_argument("--full", action="store_true", help="also tell how many heads and anchors were compared")


def run(args: argparse.Namespace) -> int:
    """Seal the tail and check everything; exit 1 with the first broken place if the ledger does not hold."""
    from kajo.ledger.sealer import Sealer
    from kajo.ledger.verify import verify
    from kajo.run.children import ROOT
    from kajo.settings.databases import data_folder

    anchors = data_folder(ROOT) / "anchors"
    before = verify(anchors)
    if not before.broken:
        Sealer(anchors).seal()
        before = verify(anchors)
    print(f"{before.checked} events checked")
    if args.full:
        print(f"{before.heads} heads and {before.anchors} anchors compared")
    if before.broken:
        print(f"broken: {before.broken}")
        return 1
    if before.moved:
        print(f"{before.moved} changes made by data moves, outside any act")
    print("all is as it was sealed")
    return 0
