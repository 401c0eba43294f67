"""Anonymous means: no number is anywhere, whatever the telephone exchange sends and whatever is written down."""

from __future__ import annotations

import contextlib
import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import ringing
from tests.factories.stack import Stack, reachable_folder
from tests.secrets.invented import Inventor, Secret
from tests.secrets.planter import Planter, Seen
from tests.secrets.search import dumped, opened, search

CALLS = 50
OPEN = Secret("queue", "lineqzwvx", ("lineqzwvx",))
"""A word that is kept openly: the search must find this one."""
IS_JSON = {"Content-Type": "application/json"}
RING = re.compile(r"\?ring=([0-9a-f-]{36})")


@pytest.fixture
def stack() -> Iterator[Stack]:
    """An installation with the cast and nobody else."""
    with reachable_folder() as folder:
        stack = Stack(folder, is_empty=True)
        try:
            yield stack
        finally:
            stack.stop()


def test_after_fifty_anonymous_calls_no_number_is_anywhere(stack: Stack, seed: int, tmp_path: Path) -> None:
    stack.start()
    stack.inside("cast")
    status, said = stack.command("trunk", "add", "line")
    assert status == 0, said
    token = said.split()[1]
    inventor = Inventor(seed)
    mikko = Planter(stack.port + 1, Seen(inventor))
    with contextlib.closing(mikko.connection):
        mikko.sign_in("mikko")
        for number in range(CALLS):
            _called(mikko, token, number)
    with stack.administrator() as administrator:
        rings = administrator.execute("select count(*), count(number) from contacts_ring").fetchone()
        calls = administrator.execute(
            "select count(*), count(reach) from contacts_contact where privacy = 'anonymous'"
        ).fetchone()
    dump = dumped(stack, tmp_path)
    found = search([*inventor.made, OPEN], [dump, opened(dump), _stopped(stack, tmp_path), stack.folder], tmp_path)

    assert (rings, calls) == ((CALLS, 0), (CALLS, 0))
    assert len([each for each in inventor.made if each.kind == "phone"]) == 3 * CALLS
    assert {secret.text: files for secret, files in found.items() if secret is not OPEN} == {}
    assert str(dump) in found[OPEN]


def _called(mikko: Planter, token: str, number: int) -> None:
    """One call: the exchange sends its number in two ways of writing, and once where no number belongs."""
    phone, call = mikko.seen.inventor.phone(), f"{mikko.number()}.{number}"
    number_sent = phone.text if number % 2 else phone.pieces[1]

    def tells(kind: str, **more: str) -> int:
        event = ringing.event(kind, call, from_=number_sent, queue=OPEN.text, **more)
        return mikko.strew("POST", f"/cti/{token}", json.dumps(event).encode(), IS_JSON)

    assert tells("newCall") == 200
    ring = RING.findall(mikko.get("/calls/ringing/"))[0]
    assert tells("answer", answeringNumber="mikko") == 200
    assert tells("answer", direction=phone.text) == 422
    assert mikko.strew("POST", "/cti/wrong", json.dumps(ringing.event(from_=phone.text)).encode(), IS_JSON) == 401
    words = {"note": f"Whispers. {mikko.number()}", "privacy": "anonymous", "danger": "no", "outcome": "talked"}
    mikko.plant("/calls/new/", {**words, "ring": ring})
    assert tells("hangup") == 200


def _stopped(stack: Stack, room: Path) -> Path:
    assert stack.process is not None
    assert stack.process.stdout is not None
    stack.process.send_signal(signal.SIGTERM)
    printed = room / "printed"
    printed.write_text(stack.process.stdout.read())
    assert stack.gone() == 0
    return printed
