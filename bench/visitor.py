"""Somebody with a browser: keeps cookies, sends forms, signs in with password and code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import http.client
import re
import struct
import time
import urllib.parse

PASSWORD = "kajo-demo-password"
SECRET = "KRSXG5DTNFXGOIDXNF2GQIDL"
FIELD = re.compile(r"<input[^>]*>")
PART = re.compile(r'(name|value|type)="([^"]*)"')


class Visitor:
    """A signed-in person of the demonstration's cast, on one connection that stays open."""

    def __init__(self, port: int, login: str) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.send("/sign-in/", {"login": login, "password": PASSWORD})
        self.send("/sign-in/code/", {"code": code()})
        self.get("/", must="main")

    def come_again(self) -> None:
        """Begin a new connection: one that nobody used for a while was closed by the site."""
        self.connection.close()

    def get(self, address: str, *, must: str = "") -> str:
        """Ask for a page; stops everything if it is not there or does not say what it must."""
        status, text, _ = self._ask("GET", address, "")
        if status != 200 or must not in text:
            raise SystemExit(f"{address}: {status}, and not what was expected")
        return text

    def fill_in(self, address: str, words: dict[str, str]) -> str:
        """Open a form and fill it in; gives what is to be sent."""
        return urllib.parse.urlencode(_hidden(self.get(address)) | words)

    def send(self, address: str, words: dict[str, str]) -> str:
        """Open a form, fill it in and send it; gives the address it leads to."""
        return self.post(address, self.fill_in(address, words))

    def post(self, address: str, body: str) -> str:
        """Send a form that is filled in; gives the address it leads to."""
        status, text, to = self._ask("POST", address, body)
        if status not in (302, 303):
            raise SystemExit(f"{address}: {status} after sending: {_errors(text)}")
        return to

    def _ask(self, method: str, address: str, body: str) -> tuple[int, str, str]:
        headers = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Language": "en",
        }
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        self.connection.request(method, address, body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, text, answer.getheader("Location", "")


def code(at: float | None = None) -> str:
    """Give the six digits of this moment."""
    step = struct.pack(">Q", int((at or time.time()) // 30))
    digest = hmac.new(base64.b32decode(SECRET), step, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def _hidden(text: str) -> dict[str, str]:
    form = text[text.find("<main") :]
    found = {}
    for tag in FIELD.findall(form):
        parts = dict(PART.findall(tag))
        if parts.get("type") == "hidden" and "name" in parts:
            found[parts["name"]] = html.unescape(parts.get("value", ""))
    return found


def _errors(text: str) -> str:
    return " ".join(re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)<', text))[:300]
