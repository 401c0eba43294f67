"""Try to reach another machine, by number and by name: `python -m tests.egress.control`."""

from __future__ import annotations

import contextlib
import socket

from tests.closed_network import Outside

ELSEWHERE = "192.0.2.1"  # set aside for examples: nobody is there
NOBODY = "nobody.invalid"


def reach_out() -> None:
    """Try both; neither gets anywhere."""
    with contextlib.suppress(OSError, Outside), socket.socket() as outgoing:
        outgoing.settimeout(0.1)
        outgoing.connect((ELSEWHERE, 443))
    with contextlib.suppress(OSError, Outside):
        socket.getaddrinfo(NOBODY, 443)


if __name__ == "__main__":
    reach_out()
