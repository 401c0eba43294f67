"""The keeper of the keys is down, slow or refuses: one clear refusal, nothing written, nothing in plain."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import pytest
from django.test import Client

from kajo.vault import keyring, providers
from kajo.vault.errors import KeysUnavailable
from kajo.vault.providers import Guard, Health, Provider, Wrapped
from tests.factories import line
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)

MARK = "kvx7secretword"
SENTENCE = "The keys cannot be reached just now. Nothing was saved"
NUMBER = "+358295463177"


class Faulty:
    """A keeper that still remembers its named secrets, as every process does, and fails at all that it is asked."""

    is_local = True

    def __init__(self, inner: Provider, fault: Callable[[], Exception]) -> None:
        self.inner, self.fault = inner, fault

    def current(self) -> str:
        raise self.fault()

    def wrap(self, keys: Sequence[tuple[bytes, bytes]]) -> list[Wrapped]:
        raise self.fault()

    def unwrap(self, wrapped: Sequence[tuple[Wrapped, bytes]]) -> list[bytes]:
        raise self.fault()

    def rotate(self, period: str = "") -> str:
        raise self.fault()

    def destroy(self, kek: str) -> None:
        raise self.fault()

    def secret(self, name: str) -> bytes:
        return self.inner.secret(name)

    def health(self) -> Health:
        return Health(False, "down")


class Forgetful(Faulty):
    """A keeper that fails from the first start on: not even the named secrets are known."""

    def secret(self, name: str) -> bytes:
        raise self.fault()


def _slow(inner: Provider, released: threading.Event) -> Provider:
    def late() -> Exception:
        released.wait(60)
        return KeysUnavailable()

    class Slow(Faulty):
        def secret(self, name: str) -> bytes:
            return inner.secret(name)

    return Guard(Slow(inner, late), deadline=0.2)


KINDS: dict[str, Callable[[Provider, threading.Event], Provider]] = {
    "refusing": lambda inner, _released: Faulty(inner, KeysUnavailable),
    "down from the start": lambda inner, _released: Forgetful(inner, KeysUnavailable),
    "down, behind its guard": lambda inner, _released: Guard(Faulty(inner, lambda: OSError("no route")), deadline=2),
    "slow": _slow,
}


@pytest.fixture(params=KINDS)
def broken(request: pytest.FixtureRequest) -> Iterator[Callable[[], None]]:
    """Return what breaks the keeper of the keys of this process; it is whole again afterwards."""
    inner, released = providers.provider(), threading.Event()

    def break_it() -> None:
        providers.use(KINDS[request.param](inner, released))
        keyring.cache.clear()

    yield break_it
    released.set()
    providers.use(inner)
    keyring.cache.clear()


@pytest.fixture
def duty(mikko) -> Client:
    return visiting(mikko, Client(raise_request_exception=False))


def is_refusal(answer) -> bool:
    text = answer.content.decode()
    clear = "cannot be reached just now" in html.unescape(text)
    return clear and (answer.status_code == 200 or (answer.status_code == 503 and NUMBER in text))


def test_a_call_is_refused_clearly_and_nothing_is_written(broken, duty, tables, caplog):
    page = duty.get("/calls/new/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    words = {"note": f"She said {MARK}.", "danger": "no", "language": "so", "outcome": "advice", "once": once}
    before = tables.counts()

    broken()
    answers = [duty.post("/calls/new/", words) for _ in range(4)]

    assert all(is_refusal(answer) for answer in answers), [answer.status_code for answer in answers]
    assert all(answer.status_code == 503 or MARK in answer.content.decode() for answer in answers)
    assert tables.counts() == before
    assert tables.holding(MARK) == []
    assert MARK not in caplog.text


def test_a_referral_of_a_call_is_refused_clearly_and_nothing_is_written(broken, duty, mikko, tables, caplog):
    call = line.called(mikko)
    words = {"need": f"Needs {MARK}.", "age_band": "adult", "consent": "unasked", "given_by": "person", "how": "spoken",
             "given_at": datetime.now(UTC).strftime("%d.%m.%Y %H.%M")}  # fmt: skip
    before = tables.counts()

    broken()
    answer = duty.post(f"/calls/{call.pk}/refer/", words)

    assert is_refusal(answer)
    assert tables.counts() == before
    assert (tables.holding(MARK), MARK in caplog.text) == ([], False)


def test_no_page_breaks_and_none_shows_what_it_cannot_open(broken, mikko, aino, duty, tables):
    case = line.admitted(mikko, aino, name=f"Linh {MARK}", need=f"Needs {MARK}.")
    director = visiting(aino, Client(raise_request_exception=False))
    pages = ["/", "/calls/", "/calls/new/", "/referrals/", "/referrals/decided/", "/cases/", f"/cases/{case.pk}/",
             f"/clients/{case.person_id}/", f"/decisions/{case.decision_id}/", "/tasks/"]  # fmt: skip
    before = tables.counts()

    broken()
    answers = {page: director.get(page) for page in pages}

    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code not in (200, 503)} == {}
    assert all(is_refusal(answer) for answer in answers.values() if answer.status_code == 503)
    assert answers[f"/cases/{case.pk}/"].status_code == 503
    assert not [page for page, answer in answers.items() if MARK in answer.content.decode()]
    assert tables.counts() == before


def test_afterwards_the_same_form_is_taken(duty, mikko, tables):
    page = duty.get("/calls/new/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    words = {"note": "Once more.", "danger": "no", "outcome": "advice", "once": once}
    inner = providers.provider()
    providers.use(Faulty(inner, KeysUnavailable))
    try:
        refused = duty.post("/calls/new/", words)
    finally:
        providers.use(inner)

    taken = [duty.post("/calls/new/", words) for _ in range(2)]

    assert is_refusal(refused)
    assert {answer.status_code for answer in taken} == {302}
    assert tables.counts()["public.contacts_contact"] == 1
