"""Brings the database up to date."""

from __future__ import annotations

import argparse

from kajo.run.children import ROOT
from kajo.settings.databases import data_folder

NAME = "migrate"
HELP = "bring the tables, the rights of the roles and the second wall up to date"
PROCESS = "owner"


def add(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(_args: argparse.Namespace) -> int:
    """Migrate as the owner, with the roles before and after."""
    from kajo.run import preparation

    return preparation.migrate(data_folder(ROOT))
