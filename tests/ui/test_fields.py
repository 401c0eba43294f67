"""Which answers each field takes, and what it says to the others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from kajo.ui import forms
from kajo.ui.forms import KnownDay


@pytest.mark.parametrize("text", ["23.11.2026", "2026-11-23", " 23.11.2026 ", "23. 11. 2026", "٢٣.١١.٢٠٢٦"])
def test_a_day_is_read_in_every_usual_way(text: str) -> None:
    assert forms.Day().clean(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31.2.2026", "There is no day 31 in month 2 of 2026."),
        ("1.13.2026", "There is no month 13. Write day, month and year, as 23.11.2026."),
        ("23.11.26", "Write the year with four digits, as 23.11.2026."),
        ("3/4/2026", "Write day, month and year with dots, as 23.11.2026."),
        ("tomorrow", "Write a day as 23.11.2026."),
        ("1.1.0000", "There is no day 1 in month 1 of 0."),
        ("1.1.1800", "The day is too early: 1.1.1900 is the first that fits here."),
        ("1.1.9999", "The day is too late: 31.12.2100 is the last that fits here."),
        ("", "Answer this: it is needed."),
        ("1" * 10_000, "Write a day as 23.11.2026."),
    ],
)
def test_a_wrong_day_is_told_what_is_wrong(text: str, sentence: str) -> None:
    assert _said(forms.Day(), text) == sentence


def test_a_day_outside_its_bounds_is_told_the_bound() -> None:
    field = forms.Day(earliest=date(2026, 1, 1), latest=date(2026, 12, 31))

    assert field.clean("1.1.2026") == date(2026, 1, 1)
    assert _said(field, "31.12.2025") == "The day is too early: 1.1.2026 is the first that fits here."
    assert _said(field, "1.1.2027") == "The day is too late: 31.12.2026 is the last that fits here."


@pytest.mark.parametrize("text", ["23.11.2026 14.05", "23.11.2026 14:05", "2026-11-23T14:05", "23.11.2026 klo 14.05"])
def test_a_moment_is_finnish_time(text: str) -> None:
    assert forms.Moment().clean(text) == datetime(2026, 11, 23, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("23.11.2026", "Write day and time, as 23.11.2026 14.05."),
        ("23.11.2026 25.00", "There is no such time of day: 25.00."),
        ("29.3.2026 3.30", "There is no such time on that day: clocks go forward that night."),
        ("31.2.2026 14.05", "There is no day 31 in month 2 of 2026."),
    ],
)
def test_a_wrong_moment_is_told_what_is_wrong(text: str, sentence: str) -> None:
    assert _said(forms.Moment(), text) == sentence


@pytest.mark.parametrize(
    ("text", "known", "precision"),
    [
        ("1998", KnownDay(1998), "year"),
        ("11.1998", KnownDay(1998, 11), "month"),
        ("1998-11", KnownDay(1998, 11), "month"),
        ("3.11.1998", KnownDay(1998, 11, 3), "day"),
    ],
)
def test_what_is_typed_decides_how_much_is_known(text: str, known: KnownDay, precision: str) -> None:
    answer = forms.PartDay().clean(text)

    assert (answer, answer.precision) == (known, precision)


@pytest.mark.parametrize("text", ["13.1998", "0", "1799", "31.2.1998", "about 1998", "0000"])
def test_a_part_of_a_day_that_cannot_be_is_refused(text: str) -> None:
    assert _said(forms.PartDay(), text)


@pytest.mark.parametrize(("text", "cents"), [("12,50", 1250), ("12.5", 1250), ("1 200,00 €", 120000), ("0", 0)])
def test_an_amount_becomes_cents(text: str, cents: int) -> None:
    assert forms.Euros().clean(text) == cents


@pytest.mark.parametrize("text", ["-1", "1,234", "NaN", "1e9", "99999999999", "12,5,0"])
def test_no_amount_is_refused(text: str) -> None:
    assert _said(forms.Euros(), text)


@pytest.mark.parametrize("text", ["1e3", "-1", "2147483648", "9" * 5000, "٣٫٥", "NaN"])
def test_a_number_that_no_column_holds_is_refused(text: str) -> None:
    assert _said(forms.Whole(), text)


def test_a_number_may_have_spaces_and_other_digits() -> None:
    assert forms.Whole().clean("2 381") == forms.Whole().clean("٢٣٨١") == 2381


def test_yes_no_and_not_known_are_three_answers() -> None:
    field = forms.YesNo(unknown=True)

    assert [field.clean(each) for each in ("yes", "no", "unknown")] == [True, False, None]
    assert _said(field, "") == "Answer this: it is needed."
    assert _said(field, "\x00") == "Choose from the list."


class Ground(Enum):
    FIRST = "35.1"
    SECOND = "35.2"

    @property
    def label(self) -> str:
        return f"Section {self.value}"


def test_a_choice_of_an_enum_gives_its_member() -> None:
    field = forms.Choice(Ground)

    assert field.clean("35.2") is Ground.SECOND
    assert [str(words) for _value, words in field.choices] == ["Section 35.1", "Section 35.2"]
    assert forms.Choices(Ground).clean(["35.1"]) == [Ground.FIRST]


def test_few_choices_are_shown_at_once_and_many_in_a_list() -> None:
    assert type(forms.Choice([("a", "A")]).widget).__name__ == "RadioSelect"
    assert type(forms.Choice([(str(n), n) for n in range(9)]).widget).__name__ == "Listed"


def test_a_list_is_drawn_with_what_is_chosen_and_nothing_in_it_is_markup() -> None:
    field = forms.Choice([("a", "A & Ö"), ("b", "<b>")], radios=False)

    drawn = field.widget.render("place", "b", {"id": "id_place"})

    assert '<select name="place" id="id_place">' in drawn
    assert '<option value="">Choose</option>' in drawn
    assert '<option value="a">A &amp; Ö</option>' in drawn
    assert '<option value="b" selected>&lt;b&gt;</option>' in drawn


def test_a_long_text_is_told_how_long_it_is() -> None:
    assert _said(forms.Text(max_length=10), "x" * 11) == "Write at most 10 characters. There are 11 now."


def _said(field: Any, text: Any) -> str:
    with pytest.raises(ValidationError) as error:
        field.clean(text)
    return str(error.value.messages[0])


def test_a_text_with_passages_tells_how_they_are_marked_unless_it_says_more() -> None:
    assert "between [[ and ]]" in str(forms.Text(passages=True).help_text)
    assert str(forms.Text(passages=True, help_text="Marks: [[ ]].").help_text) == "Marks: [[ ]]."
    assert str(forms.Text().help_text) == ""
