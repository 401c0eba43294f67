"""Killed at any moment: what was acknowledged is there, nothing is half, nothing is there twice."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.factories.stack import until
from tests.faults.killing import Mortal
from tests.faults.tables import HALVES
from tests.faults.writers import Call, Writer

WHO = ("mikko", "aino", "marja", "veikko")
SAMPLED, FULL = 120, 1000
ROUNDS, ROUNDS_IN_FULL = 1, 5
LAST_SECONDS, LAST_SECONDS_IN_FULL = 240, 1800


@dataclass
class Aftermath:
    """What was sent and acknowledged, how often something was killed, and what was found afterwards."""

    writers: list[Writer]
    kills: Counter[str]
    found: list[dict[str, str]]

    @property
    def calls(self) -> list[Call]:
        """All calls that somebody tried to write."""
        return [call for writer in self.writers for call in writer.calls]

    def times(self, call: Call) -> int:
        """Tell how often a call is there."""
        return sum(f" {call.mark}." in each["note"] for each in self.found)


def signed_in(stack: Mortal, login: str) -> Writer | None:
    """Sign somebody in, None while a site has not noticed yet that its database is there again."""
    try:
        return Writer(stack.port + 1, login)
    except SystemExit:
        return None


@pytest.fixture(scope="module")
def aftermath(stack: Mortal, seed: int, amount: Callable[[int, int], int]) -> Iterator[Aftermath]:
    """Let four people write while everything is killed, each part at random moments, and wait until it serves again."""
    chance, writes = random.Random(seed), amount(SAMPLED, FULL)
    kinds: dict[str, Callable[[], None]] = {
        "postmaster": stack.kill_the_postmaster,
        "backend": stack.kill_a_backend,
        "worker of the staff site": stack.kill_a_worker_of_the_staff_site,
        "staff site": lambda: stack.kill_part("site staff"),
        "public site": lambda: stack.kill_part("site public"),
        "partner site": lambda: stack.kill_part("site partner"),
        "supervisor": stack.kill_the_supervisor,
        "sealer": lambda: stack.kill_part("sealer"),
        "worker": lambda: stack.kill_part("worker"),
    }
    deeds = [*kinds] * amount(ROUNDS, ROUNDS_IN_FULL)
    chance.shuffle(deeds)
    moments = sorted(chance.sample(range(4, writes - 8), len(deeds)))
    ends_at = time.monotonic() + amount(LAST_SECONDS, LAST_SECONDS_IN_FULL)
    writers = [until(lambda login=login: signed_in(stack, login)) for login in WHO]
    written = threading.Semaphore(0)
    shares = [[f"mark{number}x" for number in range(writes) if number % len(WHO) == each] for each in range(len(WHO))]
    threads = [
        threading.Thread(target=writer.write, args=(share, random.Random(chance.random()), written, ends_at))
        for writer, share in zip(writers, shares, strict=True)
    ]
    for thread in threads:
        thread.start()
    kills, done = Counter[str](), 0
    for deed, moment in zip(deeds, moments, strict=True):
        while done < moment:
            assert written.acquire(timeout=max(0.01, ends_at - time.monotonic())), "The writing does not go on."
            done += 1
        threading.Event().wait(chance.random() / 10)  # anywhere within a write, not just between two
        kinds[deed]()
        kills[deed] += 1
    for thread in threads:
        thread.join(max(0.01, ends_at - time.monotonic()))
        assert not thread.is_alive(), "The writing does not end."
    until(stack.serves)
    yield Aftermath(writers, kills, stack.inside("calls"))
    for writer in writers:
        writer.connection.close()


def test_everything_was_killed_and_everything_was_tried(aftermath, amount):
    assert aftermath.kills.total() == 9 * amount(ROUNDS, ROUNDS_IN_FULL)
    assert len(aftermath.calls) == amount(SAMPLED, FULL)
    assert sum(bool(call.shown_at) for call in aftermath.calls) >= amount(SAMPLED, FULL) * 0.8
    assert any(call.tries > 1 or not call.shown_at for call in aftermath.calls)


def test_nobody_ever_got_another_answer_than_done_or_not_available(aftermath):
    assert [odd for writer in aftermath.writers for odd in writer.odd] == []


def test_every_acknowledged_write_is_there_once(aftermath):
    acknowledged = [call for call in aftermath.calls if call.shown_at]

    keys = {each["key"]: each["note"] for each in aftermath.found}
    assert {aftermath.times(call) for call in acknowledged} == {1}
    assert all(f" {call.mark}." in keys[call.shown_at.split("/")[2]] for call in acknowledged)


def test_what_was_not_acknowledged_is_there_once_or_not_at_all(aftermath):
    assert {aftermath.times(call) for call in aftermath.calls if not call.shown_at} <= {0, 1}


def test_the_acknowledged_page_shows_its_words(aftermath):
    writer = aftermath.writers[0]
    mine = [call for call in writer.calls if call.shown_at]

    for call in random.Random(1).sample(mine, 15):
        status, text, _to = until(lambda call=call: _answered(writer.ask("GET", call.shown_at)))
        assert (status, f" {call.mark}." in text) == (200, True)


def _answered(answer: tuple[int, str, str]) -> tuple[int, str, str] | None:
    """Give an answer, None where the connection had been left by a site that was killed meanwhile."""
    return answer if answer[0] else None


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_half_written(aftermath, stack, half):
    assert stack.asked(HALVES[half]) == 0


def test_every_call_has_exactly_one_event_and_every_event_its_call(aftermath, stack):
    with stack.administrator() as administrator:
        rows = administrator.execute(
            "select encode(object_ref, 'hex') from ledger_event where verb = 'contact.log' and outcome = 'done'"
        ).fetchall()

    assert Counter(row[0] for row in rows) == Counter(each["ref"] for each in aftermath.found)


def test_the_ledger_holds(aftermath, stack):
    code, said = stack.command("verify", "--full")

    assert (code, "all is as it was sealed" in said) == (0, True), said


def test_sending_again_what_was_not_acknowledged_makes_exactly_one(aftermath, stack):
    left = [(writer, call) for writer in aftermath.writers for call in writer.calls if not call.shown_at]
    for writer, call in left:
        writer.insist(call, time.monotonic() + 60)

    found = Aftermath(aftermath.writers, aftermath.kills, stack.inside("calls"))

    assert {found.times(call) for call in found.calls} == {1}
    assert sum("says mark" in each["note"] for each in found.found) == len(found.calls)
