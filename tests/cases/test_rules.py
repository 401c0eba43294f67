"""The rules of being a client, case by case."""

from __future__ import annotations

import pytest

from kajo.cases.rules import organiser_of_services
from kajo.cases.terms import Standing
from tests.tables import Row, day, or_error, table, yes


@pytest.mark.parametrize("row", table("cases/organiser_of_services.csv"), ids=str)
def test_organiser_of_services(row: Row) -> None:
    standing = Standing(
        day(row["on"]), row["municipality"] or None, yes(row["asylum_seeker"]), yes(row["temporary_protection"])
    )
    assert or_error(lambda: organised(standing)) == row["outcome"], row["note"]


def test_each_organiser_is_found_by_its_own_sections() -> None:
    sections = {
        row["outcome"].split()[0]: str(finding(row).basis).partition(", ")[2]
        for row in table("cases/organiser_of_services.csv")
        if row["on"] == "2026-03-02" and row["outcome"] != "error"
    }

    assert sections == {
        "county": "s. 38b(1)",
        "helsinki": "s. 38b(1)",
        "aland_municipality": "s. 38b(1) and s. 59a",
        "reception_centre": "s. 13 and s. 33(1)(5)",
        "nas": "s. 38b(1)",
    }


def test_the_centre_rests_on_the_old_section_alone_before_2023() -> None:
    before = Standing(day("2022-12-31"), None, asylum_seeker=True, temporary_protection=False)

    assert str(organiser_of_services(before).basis) == "Reception Act 746/2011, s. 13"


def organised(standing: Standing) -> str:
    found = organiser_of_services(standing).outcome
    return f"{found.organiser} {found.code}" if found.code else found.organiser


def finding(row: Row):
    return organiser_of_services(
        Standing(
            day(row["on"]), row["municipality"] or None, yes(row["asylum_seeker"]), yes(row["temporary_protection"])
        )
    )
