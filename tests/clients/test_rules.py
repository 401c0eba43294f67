"""The personal identity code, case by case and against a second implementation."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fi import hetu

from kajo.clients.rules import (
    CENTURIES,
    CHECK_CHARACTERS,
    comes_of_age,
    personal_code,
    representative_fee,
    representative_needed,
)
from kajo.clients.terms import FeeClaim
from tests.tables import Row, or_error, table, yes


@pytest.mark.parametrize("row", table("clients/personal_code.csv"), ids=str)
def test_personal_code(row: Row) -> None:
    assert shown(row["code"]) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("clients/representative_fee.csv"), ids=str)
def test_representative_fee(row: Row) -> None:
    assert or_error(lambda: fee(row)) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("clients/representative_needed.csv"), ids=str)
def test_representative_needed(row: Row) -> None:
    found = or_error(
        lambda: (
            representative_needed(
                int(row["age"]) if row["age"] else None,
                has_guardian=yes(row["has_guardian"]),
                has_permit=yes(row["has_permit"]),
                on=date.fromisoformat(row["on"]),
            ).outcome
        )
    )
    assert found == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("clients/comes_of_age.csv"), ids=str)
def test_comes_of_age(row: Row) -> None:
    assert or_error(lambda: _days(date.fromisoformat(row["born_on"]))) == row["outcome"], row["note"]


def _days(born_on: date) -> str:
    found = comes_of_age(born_on).outcome
    return f"{found.prepared_from} {found.of_age_on}"


# Lasting numbers only with birth dates that nobody alive has.
LONG_AGO_OR_AHEAD = st.dates(date(1800, 1, 1), date(1849, 12, 31)) | st.dates(date(2080, 1, 1), date(2099, 12, 31))
TEMPORARY = st.tuples(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.integers(900, 999))
LASTING = st.tuples(LONG_AGO_OR_AHEAD, st.integers(2, 899))


@given(TEMPORARY | LASTING, st.integers(0, 5))
def test_a_made_code_is_known_with_its_day_and_by_the_other_implementation(who: tuple[date, int], which: int) -> None:
    born_on, number = who
    code = made(born_on, number, which)

    found = personal_code(code).outcome

    assert (found.valid, found.temporary, found.born_on) == (True, number >= 900, born_on)
    assert hetu.is_valid(code, allow_temporary=True)


@given(TEMPORARY, st.integers(0, 5), st.sampled_from(CHECK_CHARACTERS))
def test_one_check_character_of_31_fits(who: tuple[date, int], which: int, check: str) -> None:
    code = made(*who, which)

    assert personal_code(code[:-1] + check).outcome.valid is (check == code[-1])


@given(TEMPORARY, st.integers(0, 5), st.integers(0, 9), st.integers(0, 9))
def test_one_changed_digit_is_noticed(who: tuple[date, int], which: int, place: int, digit: int) -> None:
    code = made(*who, which)
    place += place >= 6  # the sign is no digit and no part of the check
    changed = code[:place] + str(digit) + code[place + 1 :]

    assert personal_code(changed).outcome.valid is (changed == code) or place == 10


@given(st.text(max_size=14) | st.from_regex(r"\A[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]\Z"))
def test_any_text_gives_an_answer_that_the_other_implementation_shares(code: str) -> None:
    found = personal_code(code).outcome

    # The other one trims, raises to capitals and reads other scripts' digits; ours asks for the code as it is issued.
    shared = hetu.is_valid(code, allow_temporary=True) and code.isascii() and code == code.strip().upper()
    assert found.valid is shared
    assert found.valid or (found.temporary, found.born_on) == (False, None)


def test_no_code_is_no_valid_code() -> None:
    assert not personal_code(None).outcome.valid


def test_the_reason_never_quotes_the_code() -> None:
    for row in table("clients/personal_code.csv"):
        assert not row["code"] or row["code"] not in personal_code(row["code"]).because


def shown(code: str) -> str:
    found = personal_code(code).outcome
    if not found.valid:
        return "invalid"
    return f"{'temporary' if found.temporary else 'valid'} {found.born_on}"


def made(born_on: date, number: int, which: int) -> str:
    signs = [sign for sign, century in CENTURIES.items() if century == born_on.year // 100 * 100]
    digits = f"{born_on:%d%m}{born_on.year % 100:02}"
    return digits + signs[which % len(signs)] + f"{number:03}" + CHECK_CHARACTERS[int(f"{digits}{number:03}") % 31]


def fee(row: Row) -> str:
    minutes = {name: int(row[name]) for name in ("work_minutes", "preparation_minutes", "acquainting_minutes")}
    answers = {name: yes(row[name]) for name in ("interest_needs_more", "has_good_reason", "residence_permit")}
    days = {name: date.fromisoformat(row[name]) for name in ("cause_on", "claimed_on")}
    found = representative_fee(FeeClaim(**minutes, **answers, **days)).outcome
    return f"{found.minutes} {found.cents / 100:.2f} {found.payer} {found.claim_ends_on}"


@given(st.tuples(*[st.integers(0, 44_640)] * 3), st.booleans(), st.booleans())
def test_a_fee_is_whole_quarters_within_its_limits(worked: tuple[int, int, int], more: bool, permit: bool) -> None:
    work, preparation, acquainting = worked
    on = date(2026, 4, 15)

    found = representative_fee(FeeClaim(on, on, work, preparation, acquainting, more, False, permit)).outcome

    counted = work + min(preparation, 60) + (acquainting if more else min(acquainting, 120))
    assert found.minutes % 15 == 0
    assert abs(found.minutes - counted) <= 7
    assert found.cents * 60 == found.minutes * 4500
