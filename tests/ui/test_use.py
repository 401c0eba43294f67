"""How rooms use the components: a misspelt parameter would vanish without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django_cotton.compiler_regex import CottonCompiler, Tag

KAJO = Path(__file__).parents[2] / "kajo"
COMPONENTS = KAJO / "ui" / "templates" / "cotton" / "ui"
TEMPLATES = sorted(KAJO.rglob("templates/**/*.html"))
SLOT = re.compile(r"<c-slot\s+name=\"(\w+)\"")


def _parameters(name: str) -> set[str]:
    found = CottonCompiler().c_vars_pattern.search((COMPONENTS / f"{name}.html").read_text())
    return {key.lstrip(":") for key, *_rest in Tag.attr_pattern.findall(found[1])} if found else set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(KAJO).as_posix())
def test_components_are_used_as_they_are_written(template: Path) -> None:
    text, _kept = CottonCompiler().exclude_ignorables(template.read_text())
    wrong = []
    for match in Tag.tag_pattern.finditer(text):
        tag = Tag(match)
        if not tag.tag_name.startswith("c-ui.") or tag.is_closing:
            continue
        name = tag.tag_name.removeprefix("c-ui.").replace("-", "_")
        if not (COMPONENTS / f"{name}.html").is_file():
            wrong.append(f"no component {tag.tag_name}")
            continue
        given = {key.lstrip(":").replace("-", "_") for key, *_rest in Tag.attr_pattern.findall(tag.attrs)}
        wrong += [f"{tag.tag_name} has no {key}" for key in sorted(given - _parameters(name))]

    assert wrong == []
