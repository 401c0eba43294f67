"""While the database is gone every page gives the number to call; afterwards all goes on by itself."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator

import pytest

from kajo.run.embedded import processes_in
from tests.factories.stack import until
from tests.faults.killing import Mortal
from tests.faults.writers import UNAVAILABLE, Call, Writer, told

PAGES = ("/", "/calls/", "/calls/new/", "/referrals/", "/cases/", "/figures/", "/sign-in/")


@contextlib.contextmanager
def gone(stack: Mortal) -> Iterator[None]:
    """Kill the database, and keep it from starting until the end."""
    settings = stack.folder / "pg" / "postgresql.conf"
    whole = settings.read_bytes()
    settings.write_bytes(whole + b"\nnothing_of_this_name = here\n")
    try:
        for pid, leads in list(processes_in(stack.folder / "pg")):
            if leads:
                os.kill(pid, signal.SIGKILL)
        until(lambda: stack.get(1, "/healthz")[0] == UNAVAILABLE)
        yield
    finally:
        settings.write_bytes(whole)


@pytest.fixture(scope="module")
def tuuli(stack: Mortal) -> Iterator[Writer]:
    until(stack.serves)
    writer = Writer(stack.port + 1, "tuuli")
    yield writer
    writer.connection.close()


def test_each_page_says_so_with_the_number_to_call_and_comes_back_by_itself(stack, tuuli):
    call = Call("gone1x")
    assert tuuli.open_form(call, time.monotonic() + 60)

    with gone(stack):
        answers = {page: tuuli.ask("GET", page)[:2] for page in PAGES}
        signing_in = tuuli.ask("POST", "/sign-in/", "login=tuuli&password=anything")
        tuuli.send_call(call)
        health = stack.get(1, "/healthz")

    assert {page: (status, told(text)) for page, (status, text) in answers.items()} == dict.fromkeys(
        PAGES, (UNAVAILABLE, True)
    )
    assert (signing_in[0], told(signing_in[1])) == (UNAVAILABLE, True)
    assert (call.shown_at, tuuli.odd) == ("", [])
    assert health == (UNAVAILABLE, '{"status": "failing", "part": "database"}')

    until(stack.serves)
    for page in PAGES[:-1]:  # the same visit, no new sign-in
        assert until(lambda page=page: tuuli.ask("GET", page)[0] == 200)
    tuuli.insist(call, time.monotonic() + 60)
    assert call.shown_at
    assert sum(" gone1x." in each["note"] for each in stack.inside("calls")) == 1


@pytest.mark.parametrize(("number", "path"), [(0, "/en/"), (2, "/sign-in/")])
def test_a_stranger_finds_the_number_on_every_site_without_the_database(stack, number, path):
    until(stack.serves)

    with gone(stack):
        status, text = until(lambda: _answered(stack.get(number, path)))
        health = until(lambda: _answered(stack.get(number, "/healthz")))

    assert (status, told(text)) in {(200, True), (UNAVAILABLE, True)}
    assert health == (UNAVAILABLE, '{"status": "failing", "part": "database"}')
    until(stack.serves)


def test_what_is_said_of_it_names_no_table_no_person_and_no_words(stack):
    said = stack.said.read_text()

    assert "gone1x" not in said
    assert "Calls and says" not in said
    assert "mark" not in said


def _answered(answer: tuple[int, str]) -> tuple[int, str] | None:
    return answer if answer[0] else None
