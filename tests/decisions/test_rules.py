"""The rules of serving, appealing and signing, case by case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.decisions import rules
from kajo.decisions.rules import (
    appeal_ends_on,
    appeal_in_time,
    appealable,
    correction_allowed,
    hearing_done,
    hearing_needed,
    may_be_corrected,
    may_be_served,
    may_decide,
    may_sign,
    received_on,
    recipients,
)
from kajo.decisions.terms import (
    LEGACY,
    Anew,
    DecisionKind,
    Error,
    Faulty,
    Heard,
    HearingSkip,
    LetterWish,
    ServedBy,
    Serving,
)
from kajo.law.finding import NotKnown
from kajo.law.terms import Dated
from tests.tables import Row, day, or_error, table, yes

HOLIDAYS = holidays.Finland(years=range(2020, 2061))


@pytest.mark.parametrize("row", table("decisions/appealable.csv"), ids=str)
def test_appealable(row: Row) -> None:
    assert appealable(DecisionKind(row["kind"])).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("decisions/received_on.csv"), ids=str)
def test_received_on(row: Row) -> None:
    assert or_error(lambda: received_on(serving(row)).outcome) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("decisions/appeal_ends_on.csv"), ids=str)
def test_appeal_ends_on(row: Row) -> None:
    found = or_error(lambda: appeal_ends_on(DecisionKind(row["kind"]), serving(row)).outcome)
    assert found == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("decisions/may_decide.csv"), ids=str)
def test_may_decide(row: Row) -> None:
    found = may_decide(
        DecisionKind(row["kind"]),
        is_director=yes(row["is_director"]),
        delegated=frozenset(row["delegated"].split()),
    )
    assert found.outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("decisions/may_be_corrected.csv"), ids=str)
def test_may_be_corrected(row: Row) -> None:
    names = ("to_detriment", "consent", "obvious", "caused_by_party", "unreasonable")
    found = may_be_corrected(Error(row["error"]), **{name: yes(row[name]) for name in names})
    assert found.outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("decisions/correction_allowed.csv"), ids=str)
def test_correction_allowed(row: Row) -> None:
    days = {name: date.fromisoformat(row[name]) for name in ("decided_on", "raised_on", "on")}
    told = {name: yes(row[name]) for name in ("consent", "obvious", "caused_by_party", "is_in_force")}
    faulty = Faulty(DecisionKind(row["kind"]), Error(row["error"]), Anew(row["anew"]), **days, **told)
    assert or_error(lambda: _said(correction_allowed(faulty).outcome)) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("decisions/may_sign.csv"), ids=str)
def test_may_sign(row: Row) -> None:
    found = may_sign(
        DecisionKind(row["kind"]),
        is_preparer=yes(row["is_preparer"]),
        is_urgent=yes(row["is_urgent"]),
        reason=row["reason"],
    )
    assert found.outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("decisions/recipients.csv"), ids=str)
def test_recipients(row: Row) -> None:
    found = or_error(
        lambda: " ".join(
            recipients(
                int(row["age"]) if row["age"] else None,
                has_guardian=yes(row["has_guardian"]),
                has_representative=yes(row["has_representative"]),
            ).outcome
        )
    )
    assert found == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("decisions/may_be_served.csv"), ids=str)
def test_may_be_served(row: Row) -> None:
    def served() -> Any:
        way, said = ServedBy(row["served_by"]), LetterWish(row["letters"])
        return may_be_served(way, said, is_limited=yes(row["is_limited"]), on=date.fromisoformat(row["on"])).outcome

    if row["outcome"] == "not known":
        with pytest.raises(NotKnown):
            served()
    else:
        assert served() is yes(row["outcome"]), row["note"]


def test_electronic_service_is_one_dated_row_away_and_never_against_a_safe_contact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change = date(2027, 7, 1)
    (off,) = rules.ELECTRONIC_SERVICE
    monkeypatch.setattr(
        rules, "ELECTRONIC_SERVICE", (Dated(off.value, off.from_on, change), Dated(value=True, from_on=change))
    )

    def may(on: date, said: LetterWish = LetterWish.UNSAID, *, is_limited: bool = False) -> bool:
        return may_be_served(ServedBy.ELECTRONIC, said, is_limited=is_limited, on=on).outcome

    assert (may(date(2027, 6, 30)), may(change)) == (False, True)
    assert not may(change, is_limited=True)
    assert not may(change, LetterWish.FORBIDDEN)
    assert not may(change, LetterWish.SOME)


def test_when_an_electronic_notice_is_received_is_not_known() -> None:
    with pytest.raises(NotKnown, match="electronic notice"):
        received_on(Serving(ServedBy.ELECTRONIC, date(2026, 11, 27), date(2026, 11, 27)))


@pytest.mark.parametrize("row", table("decisions/hearing_needed.csv"), ids=str)
def test_hearing_needed(row: Row) -> None:
    assert hearing_needed(DecisionKind(row["kind"]), anew(row)).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("decisions/hearing_done.csv"), ids=str)
def test_hearing_done(row: Row) -> None:
    days = {name: day(row[name]) for name in ("asked_on", "reply_by", "replied_on")}
    skipped = HearingSkip(row["skipped"]) if row["skipped"] else None
    heard = Heard(DecisionKind(row["kind"]), date.fromisoformat(row["on"]), **days, skipped=skipped, anew=anew(row))
    assert or_error(lambda: _said(hearing_done(heard).outcome)) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("decisions/appeal_in_time.csv"), ids=str)
def test_appeal_in_time(row: Row) -> None:
    arrived_on = date.fromisoformat(row["arrived_on"])
    found = or_error(lambda: _said(appeal_in_time(DecisionKind(row["kind"]), serving(row), arrived_on).outcome))
    assert found == row["outcome"], row["note"]


def test_the_tables_of_appeal_know_every_kind_of_decision() -> None:
    assert {row["kind"] for row in table("decisions/appealable.csv")} == set(DecisionKind)


def test_kinds_of_the_old_law_are_told_apart() -> None:
    assert {kind for kind in DecisionKind if "before 2023" in kind.label or "until 2024" in kind.label} == LEGACY


@given(st.dates(date(2020, 1, 1), date(2059, 12, 31)))
def test_an_appeal_ends_on_the_first_working_day_from_the_thirtieth(received: date) -> None:
    thirtieth = received + timedelta(days=30)

    ends = appeal_ends_on(DecisionKind.REFUSE, Serving(ServedBy.HANDED_OVER, None, received)).outcome

    assert ends is not None
    assert ends >= thirtieth
    assert ends.weekday() < 5
    assert ends not in HOLIDAYS
    passed = [thirtieth + timedelta(days=n) for n in range((ends - thirtieth).days)]
    assert all(skipped.weekday() >= 5 or skipped in HOLIDAYS for skipped in passed)


def serving(row: Row) -> Serving:
    return Serving(
        ServedBy(row["served_by"]) if row["served_by"] else None, day(row["sent_on"]), day(row["received_on"])
    )


def anew(row: Row) -> Anew | None:
    return Anew(row["anew"]) if row["anew"] else None


def _said(outcome: bool) -> str:
    return "yes" if outcome else "no"
