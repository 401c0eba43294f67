"""The rules of being a client, case by case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.cases.rules import (
    child_considered,
    child_may_be_admitted,
    organiser_of_services,
    reassessment_target,
    reflection_may_be_interrupted,
    reflection_period_allowed,
    removal_grounds,
    removal_supported,
    risk_reviewed_by,
)
from kajo.cases.terms import (
    ChildHeard,
    ChildSituation,
    ChildsPart,
    Interruption,
    InterruptionGround,
    Reflection,
    Removal,
    Situation,
    Standing,
    Support,
)
from kajo.law.finding import Senseless
from kajo.law.terms import Period, months_later
from tests.tables import Row, day, or_error, periods, table, yes


@pytest.mark.parametrize("row", table("cases/child_may_be_admitted.csv"), ids=str)
def test_child_may_be_admitted(row: Row) -> None:
    child = ChildSituation(yes(row["in_finland"]), yes(row["needs_assistance"]), day(row["born_by"]), day(row["on"]))
    assert child_may_be_admitted(child).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("cases/reassessment_target.csv"), ids=str)
def test_reassessment_target(row: Row) -> None:
    assessed_on = date.fromisoformat(row["assessed_on"]) if row["assessed_on"] else None
    days = date.fromisoformat(row["counts_from"]), date.fromisoformat(row["on"])

    def told() -> str:
        found = reassessment_target(assessed_on, *days).outcome
        return f"{found.from_on} {found.months} {found.asked_days_before}"

    assert or_error(told) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("cases/risk_reviewed_by.csv"), ids=str)
def test_risk_reviewed_by(row: Row) -> None:
    found = or_error(lambda: risk_reviewed_by(date.fromisoformat(row["noted_on"])).outcome)

    assert found == row["outcome"], row["note"]


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


@pytest.mark.parametrize("row", table("cases/reflection_period_allowed.csv"), ids=str)
def test_reflection_period_allowed(row: Row) -> None:
    def allowed() -> str:
        (proposed,) = periods(row["proposed"])
        asked = Reflection(
            yes(row["right_of_residence"]), yes(row["admitted_first"]), periods(row["granted"]), proposed
        )
        return "yes" if reflection_period_allowed(asked).outcome else "no"

    assert or_error(allowed) == row["outcome"], row["note"]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 190)), min_size=1, max_size=8),
    st.dates(date(2016, 1, 1), date(2090, 1, 1)),
)
def test_no_sequence_of_allowed_periods_is_longer_than_six_months(steps: list[tuple[int, int]], start: date) -> None:
    granted: list[Period] = []
    day_of_next = start
    for pause, length in steps:
        proposed = Period(day_of_next + timedelta(days=pause), day_of_next + timedelta(days=pause + length))
        asked = Reflection(False, admitted_first=True, granted=tuple(granted), proposed=proposed)
        if reflection_period_allowed(asked).outcome:
            granted.append(proposed)
            day_of_next = proposed.until_on or proposed.from_on

    if granted:
        days = sum(each.days or 0 for each in granted)
        assert granted[0].from_on + timedelta(days=days) <= months_later(granted[0].from_on, 6)
        assert (granted[0].days or 0) >= 30


def test_a_reflection_period_without_an_end_makes_no_sense() -> None:
    with pytest.raises(Senseless, match="last day"):
        reflection_period_allowed(Reflection(False, True, (), Period(date(2026, 1, 1))))


@pytest.mark.parametrize("row", table("cases/reflection_may_be_interrupted.csv"), ids=str)
def test_reflection_may_be_interrupted(row: Row) -> None:
    def interrupted() -> str:
        (period,) = periods(row["period"])
        ground = InterruptionGround(row["ground"])
        asked = Interruption(ground, yes(row["own_will"]), period, day(row["on"]))
        return "yes" if reflection_may_be_interrupted(asked).outcome else "no"

    assert or_error(interrupted) == row["outcome"], row["note"]


def test_the_second_ground_of_interruption_is_to_be_confirmed() -> None:
    asked = [
        Interruption(ground, own_will=True, period=Period(date(2026, 1, 1), date(2026, 3, 1)), on=date(2026, 2, 1))
        for ground in InterruptionGround
    ]

    assert [bool(reflection_may_be_interrupted(each).basis.source) for each in asked] == [False, True]


@pytest.mark.parametrize("row", table("cases/removal_grounds.csv"), ids=str)
def test_removal_grounds(row: Row) -> None:
    facts = {name: yes(cell) for name, cell in row.items() if name not in {"outcome", "note"}}

    assert " ".join(removal_grounds(Situation(**facts)).outcome) == row["outcome"], row["note"]


def test_removal_rests_on_its_own_subsection_for_danger_alone() -> None:
    needs_nothing = dict.fromkeys(list(table("cases/removal_grounds.csv")[0])[:-2], False)
    danger = Situation(**needs_nothing | {"still_needs_assistance": True, "serious_danger": True})
    both = Situation(**needs_nothing | {"wants_to_leave": True, "serious_danger": True})

    assert str(removal_grounds(danger).basis) == "Reception Act 746/2011, s. 38f(2)"
    assert str(removal_grounds(both).basis) == "Reception Act 746/2011, s. 38f(1) and s. 38f(2)"


@pytest.mark.parametrize("row", table("cases/removal_supported.csv"), ids=str)
def test_removal_supported(row: Row) -> None:
    support = Support(
        Removal(row["ground"]),
        yes(row["overall_assessment_done"]),
        yes(row["wish_is_written"]),
        int(row["attempts"]),
        yes(row["reasons_given"]),
        day(row["on"]),
    )

    assert or_error(lambda: "yes" if removal_supported(support).outcome else "no") == row["outcome"], row["note"]


def test_what_a_removal_stands_on_is_marked_where_it_is_practice() -> None:
    on = date(2026, 3, 2)

    assert removal_supported(Support(Removal.R3A, True, False, 0, True, on)).basis.source
    assert removal_supported(Support(Removal.R3B, True, False, 0, True, on)).basis.source
    assert str(removal_supported(Support(Removal.R4, True, False, 0, True, on)).basis).endswith("38f(2)")


@pytest.mark.parametrize("row", table("cases/child_considered.csv"), ids=str)
def test_child_considered(row: Row) -> None:
    heard = ChildHeard(row["heard"]) if row["heard"] else None
    part = ChildsPart(yes(row["is_twelve"]), yes(row["best_interest_written"]), heard, yes(row["view_written"]))

    assert child_considered(part).outcome is yes(row["outcome"]), row["note"]


def organised(standing: Standing) -> str:
    found = organiser_of_services(standing).outcome
    return f"{found.organiser} {found.code}" if found.code else found.organiser


def finding(row: Row):
    return organiser_of_services(
        Standing(
            day(row["on"]), row["municipality"] or None, yes(row["asylum_seeker"]), yes(row["temporary_protection"])
        )
    )
