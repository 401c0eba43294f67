"""People who take calls on the staff site while parts of it are being killed."""

from __future__ import annotations

import html
import http.client
import random
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from bench.visitor import Visitor
from kajo.run.health import HOTLINE

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
NOBODY_ANSWERED, UNAVAILABLE, DONE = 0, 503, (302, 303)
NUMBER = HOTLINE.replace(" ", "")


def told(text: str) -> bool:
    """Tell whether the number to call stands on a page."""
    return NUMBER in "".join(text.split())


@dataclass
class Call:
    """One call to be written: its mark, the fields of the form it was filled in on, and where it was shown after."""

    mark: str
    fields: dict[str, str] = field(default_factory=dict)
    shown_at: str = ""
    tries: int = 0


class Writer(Visitor):
    """Somebody signed in who writes calls one after the other, and sends again what was not answered."""

    def __init__(self, port: int, login: str) -> None:
        super().__init__(port, login)
        self.connection.timeout = 15
        self.calls: list[Call] = []
        self.odd: list[tuple[int, str]] = []
        self.unavailable = 0

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        """Ask once; nobody's answer is (0, "", "")."""
        try:
            return self._ask(method, address, body)
        except (OSError, http.client.HTTPException):
            self.connection.close()  # the next question connects anew
            return NOBODY_ANSWERED, "", ""

    def write(self, marks: list[str], chance: random.Random, written: threading.Semaphore, ends_at: float) -> None:
        """Write one call a mark. Of what was not acknowledged a third is sent again at once, the rest is left."""
        for mark in marks:
            call = Call(mark)
            self.calls.append(call)
            if not self.open_form(call, ends_at):
                return
            self.send_call(call)
            if not call.shown_at and chance.random() < 1 / 3:
                self.insist(call, ends_at)
            written.release()

    def open_form(self, call: Call, ends_at: float) -> bool:
        """Open the form of a new call, as often as it takes."""
        while time.monotonic() < ends_at:
            status, text, _to = self.ask("GET", "/calls/new/")
            if status == 200:
                form = text[text.find("<main") :]
                call.fields = {name: html.unescape(value) for name, value in HIDDEN.findall(form)}
                return True
            self._note(status, text)
        return False

    def send_call(self, call: Call) -> None:
        """Send a call once."""
        words = {"note": f"Calls and says {call.mark}.", "danger": "no", "outcome": "advice"}
        status, text, to = self.ask("POST", "/calls/new/", urllib.parse.urlencode(call.fields | words))
        call.tries += 1
        if status in DONE and re.fullmatch(r"/calls/[0-9a-f-]{36}/", to):
            call.shown_at = to
        else:
            self._note(status, to or text)

    def insist(self, call: Call, ends_at: float) -> None:
        """Send a call with the same token until it is acknowledged."""
        while not call.shown_at and time.monotonic() < ends_at:
            self.send_call(call)

    def _note(self, status: int, words: str) -> None:
        if status == UNAVAILABLE and told(words):
            self.unavailable += 1
        elif status != NOBODY_ANSWERED:
            self.odd.append((status, words[-300:]))
        threading.Event().wait(0.05)
