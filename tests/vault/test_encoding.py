from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.vault.encoding import Pad, padded, unpadded


@given(st.binary(max_size=300), st.sampled_from(Pad))
def test_what_is_filled_up_can_be_taken_out_again(plain: bytes, pad: Pad) -> None:
    filled = padded(plain, pad)

    assert unpadded(filled) == plain
    if pad is Pad.STEP:
        assert len(filled) % 32 == 0
    if pad is Pad.POWER:
        assert len(filled) >= 64
        assert len(filled).bit_count() == 1


@pytest.mark.parametrize(
    ("size", "pad", "length"),
    [
        (0, Pad.STEP, 32), (31, Pad.STEP, 32), (32, Pad.STEP, 64), (0, Pad.POWER, 64), (63, Pad.POWER, 64),
        (64, Pad.POWER, 128), (5_000, Pad.POWER, 8_192), (0, Pad.NONE, 1), (10, Pad.NONE, 11),
    ],
)  # fmt: skip
def test_lengths_are_steps(size: int, pad: Pad, length: int) -> None:
    assert len(padded(b"x" * size, pad)) == length


@pytest.mark.parametrize("filled", [b"", b"\0\0", b"text", b"text\0"])
def test_what_has_no_end_mark_is_refused(filled: bytes) -> None:
    with pytest.raises(ValueError, match="end mark"):
        unpadded(filled)
