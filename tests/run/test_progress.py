"""A bar that grows on a terminal, and a few lines where nobody watches."""

from __future__ import annotations

import io

import pytest

from kajo.run.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def grown(out: io.StringIO, steps: int, total: int, *, begun: int = 0) -> str:
    clock = Clock()
    progress = Progress("counting", total, out=out, clock=clock)
    for done in range(begun, total + 1, total // steps):
        progress.show(done)
        clock.at += 1.0
    return out.getvalue()


def test_a_line_for_every_tenth_where_there_is_no_terminal():
    lines = grown(io.StringIO(), steps=100, total=1000).splitlines()

    assert len(lines) == 11
    assert lines[0] == f"kajo: counting [{'.' * 30}]   0 %"
    assert lines[5] == f"kajo: counting [{'#' * 15}{'.' * 15}]  50 %, 50 s left"
    assert lines[-1] == f"kajo: counting [{'#' * 30}] 100 %, 1 min 40 s"


def test_one_growing_line_on_a_terminal():
    shown = grown(Terminal(), steps=4, total=8)

    assert shown.count("\r") == 5
    assert shown.count("\n") == 1
    assert shown.endswith("100 %, 4 s\033[K\n")


def test_what_was_done_before_does_not_count_for_speed():
    lines = grown(io.StringIO(), steps=10, total=100, begun=80).splitlines()

    assert lines[1].endswith("90 %, 1 s left")


@pytest.mark.parametrize("total", [0, 1])
def test_nothing_to_do_is_done(total):
    out = io.StringIO()

    Progress("counting", total, out=out).show(total or 1)

    assert "100 %" in out.getvalue()
