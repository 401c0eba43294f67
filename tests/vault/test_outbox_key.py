from __future__ import annotations

import random

import pytest

from kajo.run.pgplugin import SEED
from kajo.vault.errors import Tampered
from kajo.vault.keyfile import FileProvider
from kajo.vault.outbox_key import OutboxKey, OutboxReader, reader

PRIVATE = bytes(range(32))
PUBLIC = bytes.fromhex("8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f")
ABOUT = "contacts_message.body|01900000"
# Pinned: sealed once, opened by every later version.
ENVELOPE = bytes.fromhex(
    "01026af068825de1387c72b88fb31d31007ee6622e7fee76dee583da2955714fcdf321469e6df3c7815d1756a1f401c558dfc311b235e836"
    "3e4c71c5c2c9e06e91debb29dd10d10c0e1ea44f90d3ce35d50f7e13cedb9fbe59f31053b1151015cb775c0585670c0ff2793909c5130fb7"
    "7e6b2a42ed20dccdcc6a"
)


def test_what_the_public_half_seals_the_private_half_opens() -> None:
    message = "Help me, اسمي مريم".encode()

    envelope = OutboxKey(PUBLIC).seal(message, about=ABOUT)

    assert OutboxReader(PRIVATE).open(envelope, about=ABOUT) == message
    assert message not in envelope
    assert envelope != OutboxKey(PUBLIC).seal(message, about=ABOUT)


def test_an_envelope_of_long_ago_still_opens() -> None:
    assert OutboxReader(PRIVATE).open(ENVELOPE, about=ABOUT) == b"Help"
    assert OutboxReader(PRIVATE).key.public == PUBLIC


def test_the_public_half_opens_nothing() -> None:
    assert not hasattr(OutboxKey(PUBLIC), "open")
    assert PRIVATE not in vars(OutboxKey(PUBLIC)).values()
    assert PRIVATE.hex() not in repr(OutboxReader(PRIVATE)) + repr(OutboxKey(PUBLIC))


def test_short_messages_have_one_length() -> None:
    sizes = {len(OutboxKey(PUBLIC).seal(b"x" * size, about=ABOUT)) for size in range(60)}

    assert len(sizes) == 1


def test_no_altered_or_moved_envelope_opens() -> None:
    draw = random.Random(SEED)
    right = OutboxReader(PRIVATE)

    with pytest.raises(Tampered):
        right.open(ENVELOPE, about=ABOUT + "1")
    with pytest.raises(Tampered):
        OutboxReader(bytes(32)).open(ENVELOPE, about=ABOUT)
    for size in range(0, len(ENVELOPE), 9):
        with pytest.raises(Tampered):
            right.open(ENVELOPE[:size], about=ABOUT)
    with pytest.raises(Tampered):
        right.open(ENVELOPE[:10] + bytes(32) + ENVELOPE[42:], about=ABOUT)
    for _turn in range(300):
        altered = bytearray(ENVELOPE)
        spot, bit = draw.randrange(len(altered)), draw.randrange(8)
        if (spot, bit) == (41, 7):
            continue  # the curve ignores this bit of the fresh key; the key of the message does not
        altered[spot] ^= 1 << bit
        with pytest.raises(Tampered):
            right.open(bytes(altered), about=ABOUT)
    altered = bytearray(ENVELOPE)
    altered[41] ^= 0x80
    with pytest.raises(Tampered):
        right.open(bytes(altered), about=ABOUT)


def test_an_installation_has_one_reader(provider: FileProvider) -> None:
    envelope = reader().key.seal(b"Help", about=ABOUT)

    assert reader().open(envelope, about=ABOUT) == b"Help"
