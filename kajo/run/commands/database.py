"""Tells where the database is."""

from __future__ import annotations

import argparse
import os

from kajo.run.children import ROOT
from kajo.run.faults import Unusable
from kajo.run.ground import Ground
from kajo.settings.databases import data_folder

NAME = "database"
HELP = "print the address at which the owner of the tables connects"


def add(parser: argparse.ArgumentParser) -> None:
    """Ask for the owner's address by name, so that nobody prints it by accident."""
    parser.add_argument("--owner", action="store_true", required=True, help="the address of the owner of the tables")


def run(_args: argparse.Namespace) -> int:
    """Print the address, to the owner of the data folder only."""
    folder = data_folder(ROOT)
    ground = Ground(folder)
    if ground.is_embedded and (not folder.is_dir() or folder.stat().st_uid != os.geteuid()):
        raise Unusable(f"There is no data folder {folder} of yours.")
    print(ground.owner_dsn())
    return 0
