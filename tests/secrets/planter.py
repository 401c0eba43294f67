"""Somebody of the cast who types secrets into forms, and notes which of them a page shows again."""

from __future__ import annotations

import html
import http.client
import re
import time
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field

from bench.visitor import PASSWORD, Visitor, code
from tests.factories.stack import until
from tests.secrets.invented import Inventor, Secret

DONE = (302, 303)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
HIDDEN_TEXT = re.compile(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', re.DOTALL)
WHERE_TO = re.compile(r'<form method="post" action="([^"]+)">')
HALF_MINUTE = 30
Words = dict[str, str | tuple[str, ...]]


@dataclass
class Seen:
    """What all of them have sent and been shown, and which codes were used."""

    inventor: Inventor
    shown: set[Secret] = field(default_factory=set)
    sent: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    used: set[tuple[str, int]] = field(default_factory=set)

    def code(self, login: str) -> str:
        """Give a code that was not used yet: the last, this or the next half minute's, or a later one's."""

        def fresh() -> list[int]:
            now = int(time.time() // HALF_MINUTE)
            return [step for step in (now - 1, now, now + 1) if (login, step) not in self.used]

        step = until(fresh)[0]
        self.used.add((login, step))
        return code(step * HALF_MINUTE)


class Planter(Visitor):
    """A person with secrets to write down, signed in once `sign_in` was called."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen, self.login = port, seen, ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def sign_in(self, login: str) -> str:
        """Sign in with password and code; gives the address it leads to."""
        self.login = login
        self.send("/sign-in/", {"login": login, "password": PASSWORD})
        return self.send("/sign-in/code/", {"code": self.seen.code(login)})

    # -- what is typed --

    def note(self) -> str:
        """Write a note as notes are: a sentence, two names, a number, a code and an address."""
        new = self.seen.inventor
        parts = [new.note().text, new.name().text, f"[[{new.name().text}]]", new.phone().text, new.code().text]
        return ", ".join([*parts, new.address().text]) + "."

    def reasons(self) -> str:
        """Write reasons: a sentence with a name and an address."""
        new = self.seen.inventor
        return f"{new.note().text}. {new.name().text} lives at {new.address().text}."

    def name(self) -> str:
        """Write a name."""
        return self.seen.inventor.name().text

    def number(self) -> str:
        """Write a telephone number."""
        return self.seen.inventor.phone().text

    def born(self) -> str:
        """Write an identity code."""
        return self.seen.inventor.code().text

    def home(self) -> str:
        """Write where somebody lives."""
        return self.seen.inventor.address().text

    # -- what is done with it --

    def plant(self, address: str, words: Words, *, on: str = "") -> str:
        """Send a form and look at where it leads; a form that is not taken ends the test."""
        status, text, to = self._post(address, self.hidden_of(on or address) | words)
        assert status in DONE, f"{address}: {status} {re.findall('class=.errors.*?</ul>', text, re.DOTALL)}"
        self.get(to)
        return to

    def plant_refused(self, address: str, words: Words) -> None:
        """Send a form that cannot be taken: it comes back."""
        status, text, _to = self._post(address, self.hidden_of(address) | words)
        assert status in (200, 422), f"{address}: {status}"
        assert 'class="errors"' in text, address

    def show(self, address: str, words: Words, *, on: str) -> None:
        """Send a form that answers with a page of its own, after a fresh code where it wants one."""
        status, _text, to = self._post(address, self.hidden_of(on) | words)
        if to == "/step-up/":
            waiting = self.get(self.plant("/step-up/", {"code": self.seen.code(self.login)}))
            status, _text, _to = self._post(address, {name: tuple(values) for name, values in _hidden(waiting).items()})
        assert status == 200, f"{address}: {status}"

    def confirm(self, address: str, words: Words) -> str:
        """Send a form that wants a fresh code first, give the code, and send what waited; gives where it leads."""
        assert self.plant(address, words) == "/step-up/"
        waiting = self.get(self.plant("/step-up/", {"code": self.seen.code(self.login)}))
        to = WHERE_TO.findall(waiting[waiting.find("<main") :])
        assert to == [address]
        status, _text, onward = self._post(address, {name: tuple(values) for name, values in _hidden(waiting).items()})
        assert status in DONE, f"{address}: {status} after the code"
        return onward

    def reach(self, address: str) -> None:
        """Open a page that wants a fresh code first."""
        assert self._ask("GET", address, "")[::2] == (302, "/step-up/")
        assert self.plant("/step-up/", {"code": self.seen.code(self.login)}) == address

    def strew(self, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None) -> int:
        """Ask as no page of ours asks; gives the status, 0 where the line is cut."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, address, body or None, {"Cookie": cookies} | (headers or {}))
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def hidden_of(self, address: str) -> Words:
        """Open a page and give what its last form sends along unseen."""
        return {name: values[-1] for name, values in _hidden(self.get(address)).items()}

    def _post(self, address: str, words: Words) -> tuple[int, str, str]:
        self.seen.sent.append((address, frozenset(words)))
        return self._ask("POST", address, urllib.parse.urlencode(words, doseq=True))

    def _ask(self, method: str, address: str, body: str) -> tuple[int, str, str]:
        status, text, to = super()._ask(method, address, body)
        said = html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
        self.seen.shown.update(each for each in self.seen.inventor.made if _is_in(said, each))
        return status, text, to


def _is_in(said: str, secret: Secret) -> bool:
    """Tell whether a page says a secret; a telephone number may stand there as it is dialled."""
    return secret.text in said or (secret.kind == "phone" and secret.text.replace(" ", "") in said)


def _hidden(text: str) -> dict[str, list[str]]:
    main, found = text[text.find("<main") :], defaultdict(list)
    for name, value in HIDDEN.findall(main) + HIDDEN_TEXT.findall(main):
        found[name].append(html.unescape(value))
    return found
