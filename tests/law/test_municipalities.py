"""Municipalities and counties by date."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kajo.law.finding import NotKnown, Senseless
from kajo.law.municipalities import ALAND, HELSINKI, counties, county, municipalities, municipality

IN_2025, IN_2026 = date(2025, 6, 30), date(2026, 6, 30)


@pytest.mark.parametrize("on", [IN_2025, IN_2026])
def test_there_are_308_municipalities_in_23_areas(on: date) -> None:
    by_county = Counter(place.county for place in municipalities(on))

    assert (sum(by_county.values()), len(counties(on))) == (308, 23)
    assert set(by_county) == {area.code for area in counties(on)}
    assert (by_county[HELSINKI], by_county[ALAND]) == (1, 16)


@pytest.mark.parametrize("on", [IN_2025, IN_2026])
def test_codes_have_three_and_two_digits_and_stand_in_order(on: date) -> None:
    codes = [place.code for place in municipalities(on)]

    assert codes == sorted(set(codes))
    assert all(len(code) == 3 and code.isascii() and code.isdigit() for code in codes)
    assert all(len(area.code) == 2 for area in counties(on))


def test_a_municipality_has_names_and_languages() -> None:
    helsinki = municipality("091", IN_2026)

    assert (helsinki.name_fi, helsinki.name_sv, helsinki.county) == ("Helsinki", "Helsingfors", HELSINKI)
    assert helsinki.languages == ("fi", "sv")
    assert municipality("478", IN_2026).languages == ("sv",)


def test_a_county_has_three_names() -> None:
    area = county("11", IN_2026)

    assert (area.name_fi, area.name_sv, area.name_en) == (
        "Etelä-Karjalan hyvinvointialue",
        "Södra Karelens välfärdsområde",
        "South Karelia wellbeing services county",
    )


@pytest.mark.parametrize("code", ["588", "000", "91", "0091", "", "０９１", "municipality_code"])
def test_a_code_that_is_no_municipality_that_day_makes_no_sense(code: str) -> None:
    with pytest.raises(Senseless):
        municipality(code, IN_2025)


def test_a_code_that_is_no_county_makes_no_sense() -> None:
    with pytest.raises(Senseless):
        county("22", IN_2026)


def test_before_the_first_table_nothing_is_known_and_after_the_last_it_counts_on() -> None:
    with pytest.raises(NotKnown):
        municipality("091", date(2024, 12, 31))
    assert municipality("091", date(2040, 1, 1)) == municipality("091", date(2026, 1, 1))
