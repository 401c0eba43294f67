"""The disk takes no more: everybody is told, what was acknowledged stays, nothing is half, it goes on by itself."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest

from kajo.run.pgplugin import DEEP
from tests.factories.stack import reachable_folder, until
from tests.faults.disk import Limits, OnSmallDisk, may_mount
from tests.faults.killing import Mortal
from tests.faults.tables import HALVES
from tests.faults.writers import Call, Writer

FULL, NARROW = "a full disk", "files that may not grow"
WAYS = [FULL] * may_mount() + [NARROW] * (DEEP or not may_mount())
REFUSED, MOST = 4, 400


@pytest.fixture(scope="module", params=WAYS)
def narrow(request: pytest.FixtureRequest) -> Iterator[tuple[Mortal, OnSmallDisk | Limits]]:
    """Return what runs, and what lets its disk take no more."""
    if request.param == NARROW:
        stack: Mortal = request.getfixturevalue("stack")
        yield stack, Limits(stack)
        return
    with reachable_folder() as folder:
        small = OnSmallDisk(folder, is_empty=True)
        try:
            small.start()
            small.inside("cast")
            yield small, small
        finally:
            assert small.stop() == 0


@pytest.fixture(scope="module")
def aftermath(narrow) -> Iterator[tuple[Mortal, Writer]]:
    """Let somebody write before, while and after the disk takes no more."""
    stack, disk = narrow
    until(stack.serves)
    writer = Writer(stack.port + 1, "hilla")
    with contextlib.closing(writer.connection):
        write(writer, ["room0x", "room1x", "room2x"], 30)
        disk.squeeze()
        try:
            for number in range(MOST):
                write(writer, [f"full{number}x"], 1)
                if writer.unavailable >= REFUSED:
                    break
            if until(stack.postmaster):
                stack.kill_the_postmaster()  # what it left is repaired when there is room again
        finally:
            disk.release()
        until(stack.serves)
        end = time.monotonic() + 60
        for call in writer.calls:
            if not call.shown_at and (call.fields or writer.open_form(call, end)):
                writer.insist(call, end)
        yield stack, writer


def write(writer: Writer, marks: list[str], patience_seconds: float) -> None:
    """Try to write these calls, once each."""
    for mark in marks:
        call = Call(mark)
        writer.calls.append(call)
        if writer.open_form(call, time.monotonic() + patience_seconds):
            writer.send_call(call)


def test_whoever_writes_is_told_that_the_service_is_not_available(aftermath):
    _stack, writer = aftermath

    assert (writer.odd, writer.unavailable >= REFUSED) == ([], True)


def test_afterwards_each_call_is_there_once(aftermath):
    stack, writer = aftermath
    found = [each["note"] for each in stack.inside("calls")]

    assert all(call.shown_at for call in writer.calls)
    assert {sum(f" {call.mark}." in note for note in found) for call in writer.calls} == {1}


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_half_written(aftermath, half):
    stack, _writer = aftermath

    assert stack.asked(HALVES[half]) == 0


def test_the_ledger_holds(aftermath):
    stack, _writer = aftermath
    code, said = stack.command("verify", "--full")

    assert (code, "all is as it was sealed" in said) == (0, True), said
