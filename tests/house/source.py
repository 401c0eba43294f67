"""What stands in our own Python, as its syntax trees tell it."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kajo.access.doors import VERB_OF
from kajo.access.models import Protected
from kajo.lawbook.index import ROOT

KAJO = ROOT / "kajo"
WRITING = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create", "execute",
    "executemany",
}  # fmt: skip


@dataclass(frozen=True)
class Function:
    """One function of a floor, with the module it stands in."""

    module: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        """Give its name as `room.floor.name`."""
        return f"{self.module.removeprefix('kajo.')}.{self.node.name}"

    @property
    def itself(self) -> Any:
        """Give the living function."""
        return getattr(importlib.import_module(self.module), self.node.name)

    @property
    def is_door(self) -> bool:
        """Tell whether it wears a verb."""
        return not isinstance(self.itself, type) and self.itself in VERB_OF

    @property
    def says(self) -> str:
        """Give its docstring."""
        return ast.get_docstring(self.node) or ""

    def writes(self) -> list[str]:
        """List the calls in it that write rows."""
        return [
            ast.unparse(call.func)
            for call in ast.walk(self.node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WRITING
            and touches(self.module, call.func)
        ]  # fmt: skip


def touches(module: str, written: ast.Attribute) -> bool:
    """Tell whether a writing word is said to rows: a set, a dictionary and a hash have such words too."""
    root: ast.expr = written.value
    names = set()
    while isinstance(root, (ast.Attribute, ast.Call, ast.Subscript)):
        if isinstance(root, ast.Attribute):
            names.add(root.attr)
        root = root.func if isinstance(root, ast.Call) else root.value
    return written.attr not in ("update", "delete") or "objects" in names or "filter" in names


@cache
def tree(path: Path) -> ast.Module:
    """Read a file once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def module_of(path: Path) -> str:
    """Give the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files(*floors: str) -> list[Path]:
    """List the files of these floors of all rooms; of all of `kajo` without one."""
    every = sorted(path for path in KAJO.rglob("*.py") if "migrations" not in path.parts)
    if not floors:
        return every
    return [path for path in every if set(floors) & {path.stem, *path.relative_to(KAJO).parts[1:-1]}]


def functions(*floors: str) -> Iterator[Function]:
    """Give the public functions at the top of these floors' files."""
    for path in files(*floors):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield Function(module_of(path), node)


def protected_uses(module: str, node: ast.AST) -> Iterator[tuple[ast.Attribute, list[str]]]:
    """Give each `Table.objects` of a protected table in a node, with the names of what is called on it in turn."""
    space = importlib.import_module(module)
    above = {child: parent for parent in ast.walk(node) for child in ast.iter_child_nodes(parent)}
    for found in ast.walk(node):
        if not (isinstance(found, ast.Attribute) and found.attr in ("objects", "_default_manager", "_base_manager")):
            continue
        if not _is_protected(space, found.value):
            continue
        calls, at = [], found
        while isinstance(above.get(at), (ast.Attribute, ast.Call)):
            at = above[at]  # type: ignore[assignment]
            if isinstance(at, ast.Attribute):
                calls.append(at.attr)
        yield found, calls


def _is_protected(space: ModuleType, expression: ast.expr) -> bool:
    if not isinstance(expression, ast.Name):
        return True  # `model.objects`, `type(row).objects`: who knows which table it is
    table = getattr(space, expression.id, None)
    return not isinstance(table, type) or issubclass(table, Protected)
