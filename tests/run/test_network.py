"""The network is closed to tests."""

from __future__ import annotations

import socket

import pytest

from tests.closed_network import Outside


def test_no_other_machine_is_reached() -> None:
    with socket.socket() as outgoing, pytest.raises(Outside):
        outgoing.connect(("192.0.2.1", 80))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(Outside):
        socket.getaddrinfo("example.invalid", 80)


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as here, socket.create_connection(here.getsockname()) as outgoing:
        assert outgoing.getpeername() == here.getsockname()
