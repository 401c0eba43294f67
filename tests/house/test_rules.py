"""Every rule names its law and has its table, is pure, and can be found."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from kajo.lawbook.index import INDEX, ROOT, Rule, index, rules
from kajo.lawbook.rulebook import RULEBOOK
from tests.tables import table

RULES = rules()
FILES = sorted((ROOT / "kajo").glob("*/rules.py"))
MAY_BE_IMPORTED = ("kajo.law.",)
NEVER_IMPORTED = {"django", "psycopg", "cryptography"}
FEWEST_CASES = 12
EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def test_rules_are_found() -> None:
    assert {"cases.organiser_of_services", "clients.personal_code"} <= {rule.name for rule in RULES}


@EVERY
def test_a_rule_names_sections_that_were_read_or_says_to_confirm(rule: Rule) -> None:
    basis, _ = rule.law

    assert basis.sections or basis.source


@EVERY
def test_a_rule_has_a_table_of_cases_with_notes(rule: Rule) -> None:
    path = rule.law[1]
    assert path == f"kajo/law/tables/{rule.room}/{rule.function.__name__}.csv"

    rows = table(path.removeprefix("kajo/law/tables/"))

    assert len(rows) >= FEWEST_CASES
    assert all(None not in row and None not in row.values() and row["note"].strip() for row in rows)
    facts = [tuple(cell for name, cell in row.items() if name not in {"outcome", "note"}) for row in rows]
    assert len(set(facts)) == len(facts), "two cases are the same"


@EVERY
def test_a_table_is_used_by_a_test_of_its_room(rule: Rule) -> None:
    test = ROOT / "tests" / rule.room / "test_rules.py"

    assert f"{rule.room}/{rule.function.__name__}.csv" in test.read_text(encoding="utf-8")


def test_every_table_belongs_to_a_rule() -> None:
    tables = {str(path.relative_to(ROOT)) for path in (ROOT / "kajo" / "law" / "tables").glob("*/*.csv")}

    assert tables == {rule.law[1] for rule in RULES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_rules_know_only_law_and_words(path: Path) -> None:
    own = f"kajo.{path.parent.name}.terms"

    inner = {name for name in imported(path) if name.split(".")[0] == "kajo"}

    assert all(name == own or name.startswith(MAY_BE_IMPORTED) for name in inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_rules_read_no_clock(path: Path) -> None:
    names = {
        node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)
    }

    assert not names & {"now", "today", "utcnow", "environ", "getenv"}


def test_law_knows_only_the_standard_library_and_itself() -> None:
    for path in (ROOT / "kajo" / "law").glob("*.py"):
        for name in imported(path):
            assert name.startswith("kajo.law") or name.split(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_rules_load_without_django_or_a_database_driver() -> None:
    modules = ["kajo.run.commands.rules", *(f"kajo.{path.parent.name}.rules" for path in FILES)]
    program = f"import sys, {', '.join(modules)}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"

    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert not set(loaded.split()) & NEVER_IMPORTED


def test_the_rulebook_holds_rules_under_their_own_names() -> None:
    known = {rule.name: rule.function for rule in RULES}

    assert {name: entry.rule for name, entry in RULEBOOK.items()} == {name: known[name] for name in RULEBOOK}
    assert list(RULEBOOK) == sorted(RULEBOOK)


def test_the_facts_of_the_rulebook_are_the_columns_of_the_table() -> None:
    for entry in RULEBOOK.values():
        columns = set(table(entry.table.removeprefix("kajo/law/tables/"))[0]) - {"outcome", "note"}
        assert columns == {fact.name for fact in entry.facts}, entry.name


def test_the_law_index_is_current() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "bin/kajo law writes it anew"


def imported(path: Path) -> set[str]:
    """Give the modules a file imports, by their full names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add(node.module or "")
    return found
