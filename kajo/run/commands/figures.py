"""Tells the figures of a day."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date

from kajo.lawbook.terms import day_written

NAME = "figures"
HELP = "print the figures at the end of a day"
PROCESS = "staff"


def add(parser: argparse.ArgumentParser) -> None:
    """Ask for the day."""

    def day(word: str) -> date:
        try:
            return day_written(word)
        except ValueError:
            parser.error("--on wants a day written YYYY-MM-DD")

    parser.add_argument("--on", type=day, required=True, metavar="YYYY-MM-DD", help="the day, in Finland")
    parser.add_argument("--json", action="store_true", help="as one line of JSON")


def run(args: argparse.Namespace) -> int:
    """Print the figures as a table, or as JSON for other programs."""
    from kajo.access.roles import CONSOLE
    from kajo.statistics import queries

    figures = asdict(queries.figures(CONSOLE, None, on=args.on)) | {"on": args.on.isoformat()}
    if args.json:
        print(json.dumps(figures))
        return 0
    years = figures.pop("by_year")
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):34}{value:>12}")
    print()
    print(f"{'year':6}{'referrals':>12}{'new clients':>14}{'children':>12}{'removed':>12}")
    for year in years:
        print(
            f"{year['year']:<6}{year['referrals']:>12}{year['new_clients']:>14}"
            f"{year['children_admitted']:>12}{year['removed']:>12}"
        )
    return 0
