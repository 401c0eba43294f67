"""What may stand in what a person writes."""

from __future__ import annotations

import pytest

from kajo.ui.writing import SHOWN_INSTEAD, Trouble, composed, mended, plain_digits


@pytest.mark.parametrize("name", ["Nguyễn Thị Linh", "محمد‌رضا", "👩‍👧 Äiti", "O'Brien-Šťastný", "Ọlá", "ሰላም", "1"])
def test_good_names_pass_untouched(name: str) -> None:
    assert mended(name, lines=False) == (name, None)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x9f", "\ud800", "\ufffe"])
def test_a_sign_that_cannot_be_stored_is_shown_and_told(sign: str) -> None:
    assert mended(f"a{sign}b", lines=True) == (f"a{SHOWN_INSTEAD}b", Trouble.CONTROL)


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u200e", "\u2066", "\u061c", "\ufeff", "\u200b"])
def test_an_unseen_mark_in_a_name_is_taken_out_and_told(sign: str) -> None:
    assert mended(f"Ai{sign}no", lines=False) == ("Aino", Trouble.UNSEEN)


def test_marks_of_direction_stay_in_running_text_but_for_overrides() -> None:
    assert mended("\u2066abc\u2069 \u200f", lines=True) == ("\u2066abc\u2069 \u200f", None)
    assert mended("\u202eabc", lines=True) == ("abc", Trouble.UNSEEN)


def test_lines_are_kept_in_text_and_joined_and_told_in_a_name() -> None:
    assert mended("a\r\nb\rc\u2028d", lines=True) == ("a\nb\nc\nd", None)
    assert mended("a\r\nb", lines=False) == ("a b", Trouble.BREAK)
    assert mended("a\r\n", lines=False) == ("a", None)


def test_every_trouble_has_a_sentence() -> None:
    assert all(str(trouble.sentence).endswith(".") for trouble in Trouble)


def test_equal_names_become_equal() -> None:
    assert composed("A\u0308iti") == composed("Äiti")


def test_digits_of_other_scripts_become_plain() -> None:
    assert plain_digits("٢٣.۱۱.2026") == "23.11.2026"
