"""What is written about a sealed record is sealed like it, or everybody who manages could read it beside the record."""

from __future__ import annotations

import ast

from django.apps import apps

from kajo.access.models import Protected
from tests.house.source import KAJO

PROTECTED = {each.__name__ for each in apps.get_models() if issubclass(each, Protected)}
OWN = {
    "clients/actions/knowing.py Person": "a person met for the first time, whom nobody is tied to yet",
    "contacts/actions/calls.py Contact": "a call just taken",
    "contacts/actions/consulting.py Consultation": "about nobody who is known",
    "contacts/actions/writing.py Draft": "a note of a call just taken",
    "desk/actions.py Task": "about a text",
    "referrals/actions/receiving.py Referral": "a referral just received",
}
"""Rows that are the first of their matter, and so sealed later or never."""


def made_of(call: ast.Call) -> str:
    """Name the protected model of which a call makes a row, or nothing."""
    name = call.func
    if isinstance(name, ast.Attribute) and name.attr == "create" and isinstance(name.value, ast.Attribute):
        name = name.value.value
    is_row = {"subject", "subject_id"} & {each.arg for each in call.keywords}
    return name.id if isinstance(name, ast.Name) and name.id in PROTECTED and is_row else ""


def test_whatever_makes_a_row_says_whether_it_is_sealed() -> None:
    made, silent = 0, set()
    for path in sorted(KAJO.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := made_of(node)):
                made += 1
                if "sealed" not in {each.arg for each in node.keywords}:
                    silent.add(f"{path.relative_to(KAJO).as_posix()} {name}")

    assert made >= 40
    assert silent == set(OWN)
