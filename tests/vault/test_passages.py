from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.vault.passages import MASK, masked, problem, read


@pytest.mark.parametrize(
    ("text", "plain", "spans", "shown"),
    [
        ("", "", (), ""),
        ("She left in March.", "She left in March.", (), "She left in March."),
        (
            "She lived with [[Matti, her cousin]] until March.",
            "She lived with Matti, her cousin until March.",
            ((15, 32),),
            f"She lived with {MASK} until March.",
        ),
        ("[[Matti]][[Maija]]", "MattiMaija", ((0, 5), (5, 10)), MASK * 2),
        ("[[]] nobody", " nobody", ((0, 0),), f"{MASK} nobody"),
        ("a [single] bracket", "a [single] bracket", (), "a [single] bracket"),
        (r"a \[[single] bracket", "a [[single] bracket", (), "a [[single] bracket"),
        (r"\\[[x]]", "\\x", ((1, 2),), f"\\{MASK}"),
        (r"C:\folder", r"C:\folder", (), r"C:\folder"),
        ("[[two\nlines]]", "two\nlines", ((0, 9),), MASK),
        ("[[مريم]] جاءت", "مريم جاءت", ((0, 4),), f"{MASK} جاءت"),
    ],
)
def test_marks_are_read(text: str, plain: str, spans: object, shown: str) -> None:
    marked = read(text)

    assert (marked.plain, marked.spans, marked.masked) == (plain, spans, shown)
    assert masked(text) == shown
    assert problem(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("She lived with [[Matti.", "does not end"),
        ("She lived with Matti]].", "does not begin"),
        ("[[Matti and [[Maija]] came]]", "inside another"),
        ("[[a]] b]]", "does not begin"),
    ],
)
def test_marks_that_do_not_pair_are_told_and_everything_is_masked(text: str, sentence: str) -> None:
    assert sentence in str(problem(text))
    with pytest.raises(ValueError, match=sentence):
        read(text)
    assert masked(text) == MASK


def mark(pieces: list[tuple[str, bool]]) -> str:
    """Write pieces of text, some about third parties, with marks."""
    quoted = [("".join(f"\\{sign}" if sign in "[]\\" else sign for sign in piece), third) for piece, third in pieces]
    return "".join(f"[[{piece}]]" if third else piece for piece, third in quoted)


@given(st.lists(st.tuples(st.text("ab[]\\ ä\n", max_size=8), st.booleans()), max_size=8))
def test_what_was_marked_is_read_again_and_never_shown(pieces: list[tuple[str, bool]]) -> None:
    marked = read(mark(pieces))

    assert marked.plain == "".join(piece for piece, _third in pieces)
    assert [marked.plain[a:b] for a, b in marked.spans] == [piece for piece, third in pieces if third]
    assert marked.masked == "".join(MASK if third else piece for piece, third in pieces)


@given(st.text("ab[]\\", max_size=40))
def test_every_text_can_be_masked(text: str) -> None:
    shown = masked(text)

    assert shown == MASK if problem(text) else shown == read(text).masked
