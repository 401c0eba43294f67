"""`bin/kajo law`: the index that lawyers read."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kajo.lawbook import index as lawindex
from kajo.run.commands import law


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the index elsewhere, so that no test writes into the project."""
    place = tmp_path / "docs" / "law-index.md"
    monkeypatch.setattr(law, "INDEX", place)
    monkeypatch.setattr(law, "ROOT", tmp_path)
    return place


def test_the_index_is_written_and_then_current(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(argparse.Namespace(check=True)) == 1
    assert capsys.readouterr().err == "kajo: docs/law-index.md is not current; `bin/kajo law` writes it anew.\n"

    assert law.run(argparse.Namespace(check=False)) == 0

    assert capsys.readouterr().out == "docs/law-index.md\n"
    assert law.run(argparse.Namespace(check=True)) == 0


def test_an_edited_index_is_not_current(place: Path) -> None:
    law.run(argparse.Namespace(check=False))
    place.write_text(place.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert law.run(argparse.Namespace(check=True)) == 1


def test_the_index_is_the_same_every_time() -> None:
    assert lawindex.index() == lawindex.index()


def test_every_rule_stands_in_the_index_with_its_section_and_table() -> None:
    index = lawindex.index()

    for rule in lawindex.rules():
        basis, table = rule.law
        assert f"### {rule.name}\n\n{rule.tells}\n\n- Law: {basis}\n- Table: `{table}`" in index
