"""`bin/kajo demo` refuses in one sentence what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.test_command import kajo


@pytest.mark.parametrize("count", ["0", "-3", "many", "2.5", "²", "1000001"])
def test_a_number_of_people_that_makes_no_sense_is_refused(tmp_path: Path, count: str) -> None:
    ended = kajo("demo", f"--people={count}", data=tmp_path)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "kajo: argument --people: a whole number from 1 to 1000000 is needed; see bin/kajo demo --help.\n"
    )
