"""`bin/kajo figures`: a day written in one way, or one sentence."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import pytest

from kajo.run.commands import figures
from tests.run.test_command import kajo


@pytest.mark.parametrize(
    "word", ["2024-13-01", "2024-02-30", "20241231", "2024-W10-1", "31.12.2024", "2024-1-1", "0000-01-01", "today", ""]
)
def test_a_day_that_is_none_or_written_otherwise_is_refused(tmp_path: Path, word: str) -> None:
    ended = kajo("figures", "--on", word, data=tmp_path / "data")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "kajo: --on wants a day written YYYY-MM-DD; see bin/kajo figures --help.\n"
    assert not (tmp_path / "data").exists()


def test_a_day_is_read() -> None:
    parser = argparse.ArgumentParser()
    figures.add(parser)

    assert parser.parse_args(["--on", "2024-12-31"]).on == date(2024, 12, 31)
