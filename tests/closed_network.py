"""Nothing in a test reaches another machine: not our code, not a library, not the browser."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

BROWSER = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1"


class Outside(RuntimeError):
    """A test tried to reach another machine."""


def close() -> None:
    """Refuse every connection and every look-up of a name beyond this machine, for as long as the process lives."""
    sys.addaudithook(refuse_beyond)


def refuse_beyond(event: str, words: tuple[Any, ...]) -> None:
    """Refuse what an audit event says is beyond this machine. Raises Outside."""
    if event in ("socket.connect", "socket.sendto") and isinstance(words[1], tuple):
        _refuse(str(words[1][0]))
    elif event == "socket.getaddrinfo" and words[0] is not None:
        _refuse(words[0].decode() if isinstance(words[0], bytes) else str(words[0]))


def _refuse(host: str) -> None:
    if host in ("", "localhost", "testserver") or host.endswith(".localhost"):
        return
    try:
        is_here = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise Outside(host)
