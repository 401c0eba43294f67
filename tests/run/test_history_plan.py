"""The people of the demonstration history give every published figure, the same on every machine."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from stdnum.fi import hetu

from kajo.law.municipalities import municipality
from kajo.run.history import check, figures, live, places, plan, staff
from kajo.run.history.dice import Dice, age_on, shares
from kajo.run.history.figures import FIGURES
from kajo.run.history.seasons import END, START
from kajo.run.history.sources import SOURCES
from kajo.run.history.terms import BirthPrecision, ClientCategory, Exit, Law, Outcome, Path, Residence, Step

# Changes whenever anybody in the plan does; then the demonstration data of older installations differ from new ones.
DIGEST = "8c27102b2a94eed3"
DIGEST_NOW = (
    "import hashlib; from kajo.run.history import plan;print(hashlib.sha256(repr(plan.history()).encode()).hexdigest())"
)


@pytest.fixture(scope="module")
def people():
    return plan.history()


@pytest.fixture(scope="module")
def lines(people):
    return {str(line.figure): line for line in check.lines(people)}


@pytest.mark.parametrize("figure", FIGURES, ids=str)
def test_the_plan_gives_a_published_figure(lines, figure):
    line = lines[str(figure)]

    assert line.holds, f"{figure}: {figure.value} {figure.match}, the plan gives {line.counted} ({figure.source})"


def test_every_figure_is_different_and_has_a_known_source():
    assert len({str(figure) for figure in FIGURES}) == len(FIGURES)
    assert {figure.source for figure in FIGURES} <= set(SOURCES)


def test_a_wrong_figure_is_noticed(people):
    wrong = figures.Figure(figures.What.NEW, date(2024, 1, 1), date(2024, 12, 31), (), 208, "P-2024")

    assert not check.Count(people).line(wrong).holds


def test_admissions_and_persons_are_kept_apart(people):
    clients = [person for person in people if person.category in (ClientCategory.VICTIM, ClientCategory.ASSISTING)]
    days = [[case.admitted_on for case in person.cases] for person in clients]
    until = date(2024, 12, 31)

    admissions = sum(1 for cases in days for day in cases if day <= until)
    persons = sum(1 for cases in days if cases[0] <= until)
    assert (persons, admissions, admissions - persons) == (2381, 2412, 31)


def test_the_same_people_come_every_time_whatever_the_order_of_hashes():
    def digest(seed: str) -> str:
        made = subprocess.run(
            [sys.executable, "-c", DIGEST_NOW],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return made.stdout.strip()

    assert digest("1") == digest("2")


def test_the_same_people_come_on_every_machine(people):
    told = [
        f"{p.number}|{p.sex}|{p.born_on}|{p.given_name}|{p.family_name}|{p.personal_code}|"
        + "|".join(f"{case.admitted_on},{case.removal and case.removal.on}" for case in p.cases)
        for p in people
    ]

    assert hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] == DIGEST


def test_people_are_numbered_in_order_and_parents_come_first(people):
    assert [person.number for person in people] == list(range(1, len(people) + 1))
    assert all(person.parent < person.number for person in people if person.parent)


def test_a_person_has_one_case_at_a_time_and_a_referral_before_each(people):
    for person in people:
        for earlier, later in pairwise(person.cases):
            assert earlier.removal is not None
            assert earlier.removal.on < later.admitted_on
        for case in person.cases:
            assert case.removal is None or case.admitted_on < case.removal.on <= END
            if case.referral is not None:
                referral = person.referrals[case.referral]
                assert referral.outcome is Outcome.ADMITTED
                assert referral.decided_on == case.admitted_on
                assert START <= referral.received_at.date() <= case.admitted_on


def test_every_child_of_a_client_came_while_the_parent_was_a_client(people):
    by_number = {person.number: person for person in people}
    children = [person for person in people if person.category is ClientCategory.CHILD]

    assert children
    for child in children:
        parent, own = by_number[child.parent], child.cases[0]
        assert parent.cases[own.of_case].open_on(own.admitted_on)
        assert child.born_on <= own.admitted_on
        assert age_on(child.born_on, own.admitted_on) < 18
        assert age_on(parent.born_on, child.born_on) >= 15
        assert child.referrals == ()


def test_every_minor_has_who_speaks_for_it(people):
    minors = [p for p in people if p.category is ClientCategory.VICTIM and p.cases[0].as_minor]

    assert minors
    for minor in minors:
        assert minor.guardian is not None
        assert (minor.guardian == "available") == (minor.representative is None)
        for case in minor.cases[:1]:
            consent = minor.referrals[case.referral].consent
            assert ("person" in consent.given_by) == (age_on(minor.born_on, consent.given_on) >= 15)
            assert {"guardian", "representative"} & set(consent.given_by)


def test_decisions_follow_the_law_of_their_day(people):
    for case in (case for person in people for case in person.cases):
        assert (case.law is Law.CHAPTER_OF_2023) == (case.admitted_on >= date(2023, 1, 1))
        if case.identified_on:
            assert date(2015, 7, 1) <= case.identified_on <= date(2022, 12, 31)
        if case.removal and case.removal.ground.startswith("REMOVE_OLD"):
            assert date(2015, 7, 1) <= case.removal.on <= date(2022, 12, 31)
        if case.removal and case.removal.ground is Exit.R1:
            assert case.removal.assessed_on is not None
            assert case.removal.assessed_on <= case.removal.on
        if case.removal and case.removal.ground is Exit.R3B:
            assert case.removal.tries


def test_recovery_and_reflection_periods_keep_their_limits(people):
    cases = [case for person in people for case in person.cases if case.spans]

    assert {span.step for case in cases for span in case.spans} == set(Step)
    for case in cases:
        first, last = case.spans[0], case.spans[-1]
        assert all(one.until_on == two.from_on for one, two in pairwise(case.spans))
        if first.step is Step.RECOVERY_GRANT:
            assert first.until_on - first.from_on == timedelta(days=30)
            assert last.until_on - first.from_on <= timedelta(days=90)
            assert date(2015, 7, 1) <= first.from_on
            assert last.until_on <= date(2023, 1, 1)
            assert case.standings[0].residence is not Residence.NONE
        else:
            assert first.until_on - first.from_on >= timedelta(days=30)
            assert last.until_on - first.from_on <= timedelta(days=180)
            assert case.standings[0].residence is Residence.NONE


def test_standing_periods_join_without_gap_from_admission_to_removal(people):
    for case in (case for person in people for case in person.cases):
        assert case.standings[0].from_on == case.admitted_on
        assert case.standings[-1].until_on == (case.removal.on if case.removal else None)
        assert all(one.until_on == two.from_on for one, two in pairwise(case.standings))
        for period in case.standings:
            assert period.until_on is None or period.from_on < period.until_on
            assert period.as_recorded == (period.from_on < date(2025, 1, 1))
            assert not period.as_recorded or period.until_on <= date(2025, 1, 1)


def test_municipalities_have_the_counties_of_the_official_table():
    for code, (county, _) in places.MUNICIPALITIES.items():
        assert municipality(code, date(2025, 1, 1)).county == county


def test_nobody_sits_at_an_office_that_is_not_open(people):
    for case in (case for person in people for case in person.cases):
        opened, closed = places.OFFICES[case.office]
        assert opened <= case.admitted_on
        assert closed is None or case.admitted_on < closed
        if case.removal is None:
            assert case.office_now != places.OULU


def test_identity_codes_are_invented_valid_and_different(people):
    coded = [person for person in people if person.personal_code]

    assert len({person.personal_code for person in coded}) == len(coded) > 1000
    for person in coded:
        assert 900 <= int(person.personal_code[7:10]) <= 999
        assert hetu.is_valid(person.personal_code, allow_temporary=True)
        assert person.birth_precision is BirthPrecision.DAY
        assert person.personal_code.startswith(f"{person.born_on:%d%m%y}")


def test_finns_were_among_the_victims_from_the_first_years(people):
    finns = [p.cases[0].admitted_on for p in people if p.category is ClientCategory.VICTIM and "FI" in p.citizenships]

    assert min(finns) < date(2008, 1, 1)


@pytest.mark.parametrize("count", [1, 50, 4000])
def test_any_number_of_clients_of_the_same_shape_can_be_had(count):
    people = list(plan.load(count))
    known = {person.number for person in people}

    assert sum(1 for person in people if person.category) == count
    assert all(person.parent in known for person in people if person.parent)
    assert len(known) == len(people)


def test_many_people_keep_the_shape_and_different_codes():
    people = list(plan.load(8000))
    codes = [person.personal_code for person in people if person.personal_code]
    in_services = sum(1 for person in people for case in person.cases if case.open_on(date(2024, 12, 31)))

    assert len(set(codes)) == len(codes)
    assert abs(in_services / 8000 - 1610 / 3202) < 0.02


def test_the_plan_is_the_history_unless_a_number_is_asked_for(people):
    assert list(plan.plan()) == people
    assert sum(1 for person in plan.plan(40) if person.category) == 40


def test_staff_of_the_history_never_prepare_what_they_decide():
    assert staff.DECIDES not in staff.WORKS.values()
    assert set(staff.WORKS) == set(places.OFFICES)
    assert {staff.DECIDES, staff.ON_DUTY}.isdisjoint(each.login for each in staff.colleagues())
    assert any(referral.path is Path.CALL for referral in live.REFERRALS)


def test_the_live_set_shows_calls_queue_and_cases():
    assert len(live.CALLS) + len(live.REFERRALS) + len(live.CASES) >= 12
    assert all(case.admitted is not None and case.admitted < case.ago for case in live.CASES)
    assert all(referral.admitted is None for referral in live.REFERRALS)


def test_shares_make_exactly_the_total():
    assert shares(10, {"a": 1.0, "b": 1.0, "c": 1.0}) == {"a": 4, "b": 3, "c": 3}
    assert sum(shares(101, {"a": 0.3, "b": 7.1, "c": 2.6}, at_least=1).values()) == 101


def test_chance_stays_within_its_limits():
    dice = Dice(1)
    days = {dice.weekday(date(2024, 6, 1), date(2024, 6, 30)).weekday() for _ in range(200)}

    assert days <= set(range(5))
    assert sorted(dice.shuffled(range(9))) == list(range(9))
