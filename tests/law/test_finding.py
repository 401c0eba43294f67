"""Findings, words and refusals."""

from __future__ import annotations

import pytest

from kajo.law.acts import RECEPTION_ACT
from kajo.law.finding import N_, Finding, NotKnown, Refused, Senseless, Word, require


class Colour(Word):
    RED = "red", N_("of blood")


def test_a_word_is_its_value_and_carries_a_label() -> None:
    assert (Colour.RED, Colour("red").label, f"{Colour.RED}") == ("red", "of blood", "red")


def test_a_word_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="blue"):
        Colour("blue")


def test_require_goes_on_when_the_finding_says_yes() -> None:
    require(Finding(outcome=True, basis=RECEPTION_ACT.section("35.1"), because="Yes."))


def test_require_refuses_with_the_reason_of_the_finding() -> None:
    with pytest.raises(Refused, match=r"^Not today\.$"):
        require(Finding(outcome=False, basis=RECEPTION_ACT.section("35.1"), because="Not today."))


def test_a_refusal_fills_its_placeholders_and_keeps_its_sentence_for_translation() -> None:
    refusal = Refused("Wait %(days)s days.", field="day", days=3)

    assert (str(refusal), refusal.message, refusal.field) == ("Wait 3 days.", "Wait %(days)s days.", "day")


def test_a_sentence_with_a_percent_sign_and_no_placeholder_is_printed_as_it_is() -> None:
    assert str(Refused("100 % sure.")) == "100 % sure."


def test_what_is_not_known_makes_no_sense_and_is_a_value_error() -> None:
    assert issubclass(NotKnown, Senseless)
    assert issubclass(Senseless, ValueError)
