"""`bin/kajo texts`: who has to look at which text again."""

from __future__ import annotations

import argparse

import pytest

from kajo.content import queries
from kajo.run.commands import texts


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[list[str]]]:
    parser = argparse.ArgumentParser()
    texts.add(parser)
    code = texts.run(parser.parse_args(words))
    return code, [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_every_text_has_a_line_with_owner_day_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = listed(capsys)

    assert code == 0
    assert [line[0] for line in lines] == [f"{each.block}.{each.language}" for each in queries.texts()]
    assert {"law/cases.fi", "rights/rights.sv", "letters/refusal.fi"} <= {line[0] for line in lines}
    assert all(len(line) == 4 and line[1] and line[3].endswith("draft") for line in lines)


def test_only_what_is_due_is_listed_when_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _, every = listed(capsys)
    due = [line for line in every if line[3].startswith("due")]

    assert listed(capsys, "--due") == (1 if due else 0, due)
