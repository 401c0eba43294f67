"""What is written from the code is current, and every word on a page exists in Finnish and Swedish."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from kajo.lawbook.index import ROOT
from kajo.run.paper import documents

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]")
ASKING = {"_": 0, "N_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
ASKING |= {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1}
IN_TEMPLATES = re.compile(r"\b(?:gettext|ngettext|pgettext)\((.*?)\)", re.DOTALL)
each_language = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


@pytest.mark.parametrize("path", sorted(documents()), ids=lambda path: path.name)
def test_a_generated_paper_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == documents()[path], "bin/kajo docs writes it anew"


def test_both_languages_are_there() -> None:
    assert {"fi", "sv"} <= {path.parts[-3] for path in CATALOGUES}


@each_language
def test_every_word_of_the_code_stands_in_the_catalogue(path: Path) -> None:
    known = {text for message in catalogue(path) for text in _all(message.id)}

    assert sorted({text for text in asked() if text not in known}) == []


@each_language
def test_nothing_is_left_untranslated(path: Path) -> None:
    wanting = []
    for message in catalogue(path):
        if not message.id:
            continue
        places = {place for text in _all(message.id) for place in PLACES.findall(text)}
        said = _all(message.string)
        if message.fuzzy or not all(said) or any(set(PLACES.findall(text)) - places for text in said):
            wanting.append(_all(message.id)[0])

    assert wanting == []


def asked() -> Iterator[str]:
    """Give every text that the code and its templates ask a translation of."""
    for path in sorted((ROOT / "kajo").rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from _in_python(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            for match in IN_TEMPLATES.finditer(source):
                yield from _in_python(f"gettext({match.group(1)})")


def _in_python(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a piece of a template that is no call
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
            words = node.args[ASKING[node.func.id] :][:1]
            yield from (each.value for each in words if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _all(text: object) -> list[str]:
    return [str(each) for each in text] if isinstance(text, (list, tuple)) else [str(text)]
