"""Which rule rests on which section, uses which values, and which table proves it?"""

from __future__ import annotations

import csv
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kajo.law.acts import ACTS, Act, Basis, Section, cited
from kajo.law.terms import Period
from kajo.law.used import Value, values

__all__ = ["Cases", "Rule", "Value", "cases", "in_force_on", "index", "known", "rule", "rules", "values"]

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "generated" / "law-index.md"

HEAD = """# Law index

Made by `bin/kajo law` from the rules and the acts; do not edit. What is to confirm waits for a lawyer.
The texts were read in public copies on the day given; amendments were followed as far as the copy did.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A public function of a room's `rules.py`, with what its docstring says."""

    room: str
    function: Callable[..., Any]

    @property
    def name(self) -> str:
        """The room and the function, as the command line calls it."""
        return f"{self.room}.{self.function.__name__}"

    @property
    def tells(self) -> str:
        """The first sentence of the docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def law(self) -> tuple[Basis, str]:
        """The legal basis and the path of the table. Raises ValueError where the docstring does not name them."""
        return cited(self.function.__doc__ or "")


@dataclass(frozen=True, slots=True)
class Cases:
    """The table of a rule: the names of its columns, the outcome and the note last, and one row a case."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cases(table: str) -> Cases:
    """Read the table of a rule, by the path its docstring names."""
    with (ROOT / table).open(encoding="utf-8", newline="") as lines:
        first, *rows = csv.reader(lines, strict=True)
    return Cases(tuple(first), tuple(tuple(row) for row in rows))


def in_force_on(section: Section, on: date) -> bool:
    """Tell whether the section says on that day what we have read in it."""
    return on in Period(section.says.since or date.min, section.says.until)


@cache
def known() -> tuple[Rule, ...]:
    """Give every rule, looked for once: a running system has the rules it began with."""
    return tuple(rules())


def rule(name: str) -> Rule | None:
    """Give a rule by its name, None where there is none."""
    return next((each for each in known() if each.name == name), None)


def rules() -> list[Rule]:
    """Give every rule of every room, in the order of their names."""
    found = [rule for path in sorted((ROOT / "kajo").glob("*/rules.py")) for rule in _rules_in(path.parent.name)]
    return sorted(found, key=lambda rule: rule.name)


def index() -> str:
    """Write the index: rules with section and table, acts with their sections, and what is to confirm."""
    known = rules()
    parts = [HEAD, "## Rules\n", *(_rule(rule) for rule in known), "## Acts\n", *(_act(act, known) for act in ACTS)]
    waiting = sorted({f"- {rule.name}: {rule.law[0].source}" for rule in known if rule.law[0].source})
    return "\n".join([*parts, "## To confirm\n", *waiting, ""])


def _rules_in(room: str) -> Iterator[Rule]:
    module = importlib.import_module(f"kajo.{room}.rules")
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield Rule(room, function)


def _rule(rule: Rule) -> str:
    basis, table = rule.law
    return f"### {rule.name}\n\n{rule.tells}\n\n- Law: {basis}\n- Table: `{table}`, {_cases(table)} cases\n"


def _cases(table: str) -> int:
    """Count the cases: one a line after the head, for no cell holds a line break. A house test misses a lost table."""
    path = ROOT / table
    return len(path.read_text(encoding="utf-8").splitlines()) - 1 if path.is_file() else 0


def _act(act: Act, known: list[Rule]) -> str:
    lines = [
        f"### {act.name()}\n",
        f"fi {act.fi}, sv {act.sv}. <{act.link}>",
        f"Read on {act.read_on}; amendments followed until {act.followed_until}.\n",
        "| Section | Says | In force | Rules |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_section(section, known) for section in act), ""])


def _section(section: Section, known: list[Rule]) -> str:
    says = section.says
    span = _span(says.since, says.until)
    used = ", ".join(rule.name for rule in known if section in rule.law[0].sections)
    confirm = f" (to confirm: {says.source})" if says.source else ""
    return f"| {section.place()} | {says.gist}{confirm} | {span} | {used} |"


def _span(since: date | None, until: date | None) -> str:
    if until is not None:
        return f"{since or ''} - {until}".strip()
    return f"from {since}" if since is not None else ""
