"""Services on this machine that answer as a mail server and as a gateway over HTTPS do."""

from __future__ import annotations

import datetime
import ipaddress
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

REFUSED_HERE = ("+358400000000", "nobody@example.org")
"""Whom these services know for nobody."""


@dataclass
class Post:
    """What a service took: to whom, which words, under which key; and how it answers if not as usual."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    answer: int = 0
    place: tuple[str, int] = ("127.0.0.1", 0)
    vouched_by: str = ""


@contextmanager
def mail_server() -> Iterator[Post]:
    """Run a mail server that knows the few words an e-mail needs."""
    post = Post()

    class Talk(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 here")
            to = ""
            while line := self.rfile.readline():
                word, rest = line[:4].upper(), line.decode().strip()
                if word == b"RCPT":
                    to = rest.partition("<")[2].partition(">")[0]
                    refused = to in REFUSED_HERE
                    self.say("550 nobody" if refused else f"{post.answer} later" if post.answer else "250 yes")
                elif word == b"DATA":
                    self.say("354 go on")
                    body = b""
                    while (more := self.rfile.readline()) not in (b".\r\n", b""):
                        body += more
                    mail = message_from_bytes(body, policy=policy.default)
                    key = str(mail["Message-ID"]).partition("@")[0].lstrip("<")
                    post.heads.append(dict(mail.items()))
                    post.taken.append((to, mail.get_content().strip(), key))
                    self.say("250 taken")
                elif word == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 yes")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server, _running(server, post):
        yield post


@contextmanager
def gateway(folder: Path, token: str) -> Iterator[Post]:
    """Run a gateway over HTTPS that vouches for itself."""
    post = Post(vouched_by=str(folder / "vouched.pem"))
    _vouch(folder)

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = post.answer or 202
            if self.headers["Authorization"] != f"Bearer {token}":
                status = 401
            elif told["to"] in REFUSED_HERE:
                status = 422
            elif status == 202 and told["key"] not in {key for _to, _text, key in post.taken}:
                post.taken.append((told["to"], told["text"], told["key"]))
            self.send_response(status)
            if status == 307:
                self.send_header("Location", "https://127.0.0.1:1/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Talk) as server:
        server.handle_error = lambda *_words: None  # type: ignore[method-assign]  # who does not trust us hangs up
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "vouched.pem", folder / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        with _running(server, post):
            yield post


@contextmanager
def _running(server: Any, post: Post) -> Iterator[None]:
    post.place = server.server_address
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _vouch(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway")])
    now = datetime.datetime.now(datetime.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "vouched.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
