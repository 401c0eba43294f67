"""Rows change and are read through doors, pages do one thing, and nothing loosens a protection unseen."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from kajo.access import matrix
from kajo.access.doors import VERB_OF
from kajo.access.verbs import Verb
from kajo.lawbook.index import ROOT
from kajo.run.checks import lengths
from tests.house.source import KAJO, Function, files, functions, module_of, protected_uses, tree

FLOORS = [*functions("actions"), *functions("queries")]
DOORS = [each for each in FLOORS if each.is_door]
PARTS = [each for each in FLOORS if not each.is_door]
ROOMS_WITHOUT_ROWS = {"content": "texts come from files that belong to the code"}

WITHOUT_WITHIN = {
    "access.doors._locked": "the door itself: the rows of a deed's target, narrowed one call later",
    "access.doors._move": "the door moves the very row it has locked and checked",
    "access.once.earlier": "the row that this person's own sending made; the database's wall stands",
}
"""Functions that reach protected rows by another way than `within`, each with its reason."""

NARROWED = {"within", "one", "create", "bulk_create"}

CLOCKS = {
    "access.doors": "the door's own moment, where a deed gives none",
    "access.gate": "how old a second factor is",
    "access.context": "until when a context holds",
    "accounts.sign_in": "when somebody signs in is not for a caller to say",
    "ledger.sealer": "when a head was signed",
    "vault.models": "keys of rows carry the moment of their making",
    "vault.keyring": "how long a key stays in memory",
    "vault.keyfile": "when a key was made",
    "vault.providers": "how long a provider took",
    "run": "the roof: commands and the supervisor have clocks of their own",
    "ui": "how old a kept text or a form is",
    "settings": "no part of the house",
}
"""Where a clock is read besides views and tasks, each with its reason."""
CLOCK = re.compile(
    r"((datetime\.)?datetime\.|date\.|time\.|timezone\.)?(now|today|utcnow|time_ns|monotonic)|time\.time"
)

LATER = {
    Verb.LEDGER_VERIFY: "bin/kajo verify reads as the sealer, who acts for nobody",
    Verb.LEDGER_VIEW: "the trail's pages come later; the database asks for it already",
    Verb.OFFICE_MAKE: "offices come with the migration until they have a page",
    Verb.RING_VIEW: "asked by both walls for whoever may reach a ring; a page of one comes later",
    Verb.TIE_MAKE: "asked by the database when somebody is assigned",
}
"""Verbs that nothing does yet, each with its reason."""

UNSAFE = {
    ("kajo/accounts/sign_in/pictures.py", "mark_safe"): "a picture of squares that a library drew of our own words",
    ("kajo/contacts/forms/calls.py", "mark_safe"): "an empty text",
    ("kajo/contacts/views/telephony.py", "csrf_exempt"): "the telephone exchange proves itself by token and signature",
    ("kajo/statistics/views.py", "mark_safe"): "a chart that our own worker drew of numbers",
    ("kajo/ui/icons.py", "mark_safe"): "shapes that stand in the same file",
    ("kajo/ui/templatetags/ui.py", "mark_safe"): "a moment, written by us",
    ("kajo/ui/views.py", "csrf_exempt"): "reports of the content policy: browsers send them without a form",
}
"""What loosens a protection, each place with its reason."""

every_door = pytest.mark.parametrize("function", DOORS, ids=lambda each: each.name)
every_part = pytest.mark.parametrize("function", PARTS, ids=lambda each: each.name)


def test_doors_are_found() -> None:
    assert {"contacts.actions.calls.log_call", "cases.queries.page.case"} <= {each.name for each in DOORS}


@every_door
def test_a_door_takes_who_and_what_by_place_and_the_rest_by_name(function: Function) -> None:
    arguments = function.node.args
    given = [argument.arg for argument in arguments.posonlyargs]

    assert given[:1] == ["actor"]
    assert len(given) <= 2
    assert not arguments.args
    assert function.says
    if ".actions" in function.module:
        assert "at" in {argument.arg for argument in arguments.kwonlyargs}, "say when"


@every_part
def test_a_part_opens_no_way_of_its_own(function: Function) -> None:
    """A public function without a verb is a part of some deed or reading.

    It writes nothing, and it reads protected rows only as an actor and within reach; so whoever calls it needs a door.
    """
    if function.module.split(".")[1] in ROOMS_WITHOUT_ROWS:
        return
    reads = list(protected_uses(function.module, function.node))
    takes = [each.arg for each in [*function.node.args.posonlyargs, *function.node.args.args]]

    assert function.writes() == []
    assert not reads or takes[:1] == ["actor"]
    assert function.says


@pytest.mark.parametrize("path", files("views", "urls", "forms", "tasks"), ids=lambda path: str(path.relative_to(KAJO)))
def test_pages_and_jobs_go_through_doors(path: Path) -> None:
    """They call deeds and readings, and parts that read nothing; they know no rows."""
    parts = {each.name: each for each in PARTS}
    text = path.read_text(encoding="utf-8")
    space = importlib.import_module(module_of(path))

    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "objects"]
    assert "django.db" not in text
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            continue
        module = getattr(space, node.value.id, None)
        name = f"{getattr(module, '__name__', '')}.{node.attr}".removeprefix("kajo.")
        part = parts.get(name)
        assert part is None or not list(protected_uses(part.module, part.node)), name


@pytest.mark.parametrize("path", files("views"), ids=lambda path: str(path.relative_to(KAJO)))
def test_a_page_does_one_deed(path: Path) -> None:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef):
            deeds = {
                ast.unparse(each)
                for each in ast.walk(node)
                if isinstance(each, ast.Attribute) and ast.unparse(each.value).split(".")[-1] == "actions"
            }
            assert len(deeds) <= 1, f"{node.name} does {sorted(deeds)}: name the deed that is both"


@pytest.mark.parametrize(
    "path", files("actions", "queries", "doors", "once", "ties"), ids=lambda path: str(path.relative_to(KAJO))
)
def test_protected_rows_are_reached_only_within(path: Path) -> None:
    module = module_of(path)
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef):
            continue
        for use, calls in protected_uses(module, node):
            name = f"{module.removeprefix('kajo.')}.{node.name}"
            is_narrowed = bool(calls) and (calls[0] in NARROWED or is_of_a_row(node, use))
            assert is_narrowed or name in WITHOUT_WITHIN, f"{name}, line {use.lineno}: {'.'.join(calls) or 'bare'}"


def is_of_a_row(inside: ast.FunctionDef, use: ast.Attribute) -> bool:
    """Tell whether this is `.filter(pk=row.pk).update(…)`: the very row that was reached before."""
    return any(
        re.match(rf"{re.escape(ast.unparse(use))}\.filter\(pk=\w+\.pk\)\.update\(", ast.unparse(call))
        for call in ast.walk(inside)
        if isinstance(call, ast.Call)
    )


def test_exceptions_are_needed() -> None:
    known = {
        f"{module_of(path).removeprefix('kajo.')}.{node.name}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    }

    assert set(WITHOUT_WITHIN) <= known


@pytest.mark.parametrize("verb", sorted(Verb), ids=str)
def test_a_verb_has_a_grant_a_body_and_a_test(verb: Verb) -> None:
    name, word = f"Verb.{verb.name}", str(verb)
    bodies = [each.name for each in DOORS if VERB_OF[each.itself] is verb]
    elsewhere = [
        path
        for path in files()
        if name in path.read_text(encoding="utf-8") and path.name not in ("verbs.py", "matrix.py")
    ]
    deeds = {body.rpartition(".")[2] for body in bodies}
    tested = [
        path
        for path in (ROOT / "tests").rglob("*.py")
        if "house" not in path.parts and _names(path.read_text(encoding="utf-8"), name, word, deeds)
    ]

    assert matrix.MATRIX.get(verb), "nobody may do it"
    assert verb.resource in matrix.PURPOSES
    assert bool(bodies or elsewhere) is (verb not in LATER), "nothing does it, or LATER says so wrongly"
    assert tested or verb in LATER, "no test names it"


def _names(text: str, name: str, word: str, deeds: set[str]) -> bool:
    return name in text or f'"{word}"' in text or any(re.search(rf"\b\w+\.{deed}\b", text) for deed in deeds)


def test_a_clock_is_read_only_at_the_edges() -> None:
    reads = []
    for path in files():
        module = module_of(path).removeprefix("kajo.")
        edges = {"views", "tasks"} & set(module.split("."))
        if edges or any(f"{module}.".startswith(f"{each}.") for each in CLOCKS):
            continue
        calls = [ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        reads += [f"{module}: {call}" for call in calls if CLOCK.fullmatch(call)]

    assert reads == []


LOOSE = {
    "mark_safe": r"\bmark_safe\(|\bSafeString\(",
    "|safe": r"\|\s*safe\b|autoescape off",
    "csrf_exempt": r"\bcsrf_exempt\b",
    "raw SQL": r"\.raw\(\s*f|RawSQL|\.extra\(",
    "eval": r"(?<![\w.])(eval|exec)\(|import pickle|pickle\.|marshal\.loads|yaml\.load\(",
    "session setting": r"set_config\([^)]*,\s*(false|%s)\s*\)",
    "shell": r"shell=True|os\.system\(",
}


def test_nothing_loosens_a_protection_unseen() -> None:
    found = set()
    for path in sorted(KAJO.rglob("*")):
        if path.suffix in {".py", ".html", ".sql", ".js"} and "vendor" not in path.parts:
            text = path.read_text(encoding="utf-8")
            name = str(path.relative_to(ROOT))
            found |= {(name, word) for word, pattern in LOOSE.items() if re.search(pattern, text, re.IGNORECASE)}
    wall = (ROOT / "deploy" / "roles.sql").read_text(encoding="utf-8")

    assert found == set(UNSAFE)
    assert not re.search(LOOSE["session setting"], wall)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(KAJO)))
def test_everything_public_says_what_it_promises(path: Path) -> None:
    if path.name == "apps.py":
        return
    assert ast.get_docstring(tree(path)), "a module opens with the question it answers"
    for node in tree(path).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} says nothing"


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert lengths() == ""
