"""Nothing leaves the machine but for the hosts that are written down."""

from __future__ import annotations

import json
import subprocess
import sys

from kajo.run.children import ROOT
from tests.egress.control import ELSEWHERE, NOBODY

OWN_NETWORK = (["unshare", "--net"], ["unshare", "--user", "--map-current-user", "--keep-caps", "--net"])
LOOPBACK = "from tests.egress.whole_run import bring_loopback_up as up; up()"


def listed() -> list[str]:
    lines = (ROOT / "deploy" / "egress.txt").read_text().splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def alone() -> list[str]:
    """Give the words before a command that give it a network without a way out; none where that is not allowed."""
    for words in OWN_NETWORK:
        tried = subprocess.run([*words, sys.executable, "-c", LOOPBACK], capture_output=True, check=False, cwd=ROOT)
        if tried.returncode == 0:
            return words
    return []


def test_a_whole_run_reaches_no_host_that_is_not_written_down() -> None:
    words = alone()
    ran = subprocess.run(
        [*words, sys.executable, "-m", "tests.egress.whole_run", *(["alone"] if words else [])],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads(ran.stdout)

    assert listed() == [], "whoever develops or tries Kajo needs no other machine"
    assert told["noted"] == []
    assert told["lost"] == 0
    assert [line.split()[1] for line in told["control_noted"]] == [ELSEWHERE, NOBODY], "the guard sees who tries"
    assert not words or told["control_lost"] >= 2, "and so does the network without a way out"
