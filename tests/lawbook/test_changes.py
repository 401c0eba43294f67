"""A lawyer's change, tried: one dated row, or one new function; what was decided before keeps its law."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.cases import rules as cases
from kajo.cases.terms import Reflection
from kajo.clients import rules as clients
from kajo.clients.terms import FeeClaim
from kajo.law.acts import RECEPTION_ACT
from kajo.law.finding import Finding, NotKnown
from kajo.law.terms import Dated, Period, Term, in_force
from kajo.lawbook import index

CHANGE = date(2027, 7, 1)


def claim(on: date) -> FeeClaim:
    return FeeClaim(on, on, 60, 0, 0, False, False, False)


def asked(from_on: date, days: int) -> bool:
    proposed = Period(from_on, date.fromordinal(from_on.toordinal() + days))
    return cases.reflection_period_allowed(Reflection(False, True, (), proposed)).outcome


def test_a_new_amount_is_one_row_and_old_days_keep_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = clients.HOURLY_FEE_CENTS
    rows = (Dated(before.value, before.from_on, CHANGE), Dated(4800, CHANGE))
    monkeypatch.setattr(clients, "HOURLY_FEE_CENTS", rows)

    old, new = (clients.representative_fee(claim(on)).outcome.cents for on in (date(2027, 6, 30), CHANGE))

    assert (old, new) == (4500, 4800)
    shown = [each for each in index.values(clients.representative_fee) if each.name == "HOURLY_FEE_CENTS"]
    assert [(each.value, each.from_on, each.until_on) for each in shown] == [
        (4500, before.from_on, CHANGE),
        (4800, CHANGE, None),
    ]


def test_a_new_length_is_one_row_and_old_days_keep_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = cases.SHORTEST_REFLECTION
    rows = (Dated(before.value, before.from_on, CHANGE), Dated(Term(cases.REFLECTION, days=45), CHANGE))
    monkeypatch.setattr(cases, "SHORTEST_REFLECTION", rows)

    assert asked(date(2027, 6, 30), days=30)
    assert not asked(CHANGE, days=44)
    assert asked(CHANGE, days=45)


def test_a_value_that_ends_without_another_is_not_known_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = clients.HOURLY_FEE_CENTS
    monkeypatch.setattr(clients, "HOURLY_FEE_CENTS", (Dated(before.value, before.from_on, CHANGE),))

    assert clients.representative_fee(claim(date(2027, 6, 30))).outcome.cents == 4500
    with pytest.raises(NotKnown):
        clients.representative_fee(claim(CHANGE))


def test_two_rows_in_force_on_one_day_are_a_mistake_that_is_told() -> None:
    with pytest.raises(ValueError, match="Two values"):
        in_force((Dated(1, date(2020, 1, 1)), Dated(2, CHANGE)), CHANGE)


# As `docs/law.md` says: the amended rule takes the name, the old one keeps its last year, one line chooses.
SECTION = RECEPTION_ACT.section("38 f.1")
AT_MOST_UNTIL_2026 = Term(SECTION, days=14)
AT_MOST = Term(SECTION, days=21)


def days_of_help(on: date, *, is_child: bool) -> Finding[int]:
    """Tell how long an invented help goes on: 21 days, for a child as long again."""
    if on < date(2027, 1, 1):
        return days_of_help_until_2026(on)
    return Finding(AT_MOST.days * (2 if is_child else 1), SECTION, "By the amended rule.")


def days_of_help_until_2026(on: date) -> Finding[int]:
    """Tell how long an invented help went on: 14 days for everybody."""
    return Finding(AT_MOST_UNTIL_2026.days, SECTION, "By the rule of the time.")


def test_an_amended_rule_is_a_new_function_and_the_day_chooses() -> None:
    old, new = days_of_help(date(2026, 12, 31), is_child=True), days_of_help(date(2027, 1, 1), is_child=True)

    assert (old.outcome, old.because) == (14, "By the rule of the time.")
    assert (new.outcome, new.because) == (42, "By the amended rule.")
