"""The rules of referring somebody, case by case."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.referrals.rules import (
    admission_grounds,
    completeness,
    consent_needed,
    guardian_may_be_asked,
    is_urgent,
    may_be_admitted,
    may_be_identified,
    may_be_refused,
    may_be_told,
    may_check_known,
    may_go_along,
    processing_target,
)
from kajo.referrals.terms import (
    AgeBand,
    Allowed,
    Authority,
    ConsentGiver,
    Guardian,
    Referrer,
    Situation,
    State,
    Submission,
    Telling,
)
from tests.tables import Row, day, or_error, table, yes


@pytest.mark.parametrize("row", table("referrals/admission_grounds.csv"), ids=str)
def test_admission_grounds(row: Row) -> None:
    situation = Situation(**{name: yes(cell) for name, cell in row.items() if name not in {"outcome", "note"}})
    found = admission_grounds(situation).outcome
    assert "; ".join(f"{ground.ground} {ground.force}" for ground in found) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("referrals/consent_needed.csv"), ids=str)
def test_consent_needed(row: Row) -> None:
    guardian = Guardian(row["guardian"]) if row["guardian"] else None
    found = or_error(lambda: " ".join(consent_needed(AgeBand.of(int(row["age"])), guardian).outcome))
    assert found == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("referrals/is_urgent.csv"), ids=str)
def test_is_urgent(row: Row) -> None:
    found = is_urgent(band(row["age"]), in_danger=yes(row["in_danger"]))
    assert found.outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/completeness.csv"), ids=str)
def test_completeness(row: Row) -> None:
    submission = Submission(
        yes(row["gives_reasons"]),
        yes(row["gives_reach"]),
        band(row["age"]),
        Guardian(row["guardian"]) if row["guardian"] else None,
        frozenset(ConsentGiver(giver) for giver in row["consents"].split()),
        yes(row["in_danger"]),
    )
    found = completeness(submission).outcome
    shown = ("wait: " if found.must_wait else "go on: ") + " ".join(found.missing) if found.missing else "complete"
    assert shown == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("referrals/may_be_admitted.csv"), ids=str)
def test_may_be_admitted(row: Row) -> None:
    submission = Submission(
        yes(row["gives_reasons"]),
        yes(row["gives_reach"]),
        band(row["age"]),
        Guardian(row["guardian"]) if row["guardian"] else None,
        frozenset(ConsentGiver(giver) for giver in row["consents"].split()),
        yes(row["in_danger"]),
        frozenset(ConsentGiver(giver) for giver in row["refusals"].split()),
    )

    assert may_be_admitted(submission).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/may_be_refused.csv"), ids=str)
def test_may_be_refused(row: Row) -> None:
    situation = Situation(**{name: yes(cell) for name, cell in row.items() if name not in {"outcome", "note"}})

    assert may_be_refused(situation).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/guardian_may_be_asked.csv"), ids=str)
def test_guardian_may_be_asked(row: Row) -> None:
    guardian = Guardian(row["guardian"]) if row["guardian"] else None

    assert guardian_may_be_asked(AgeBand(row["age"]), guardian).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/may_be_told.csv"), ids=str)
def test_may_be_told(row: Row) -> None:
    telling = Telling(State(row["state"]), Referrer(row["referrer"]), Allowed(row["allowed"]))

    assert may_be_told(telling).outcome == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("referrals/may_go_along.csv"), ids=str)
def test_may_go_along(row: Row) -> None:
    assert may_go_along(Authority(row["to"]), Allowed(row["allowed"])).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/processing_target.csv"), ids=str)
def test_processing_target(row: Row) -> None:
    def length() -> str:
        on = date.fromisoformat(row["on"])
        found = processing_target(AgeBand(row["age"]), in_danger=yes(row["in_danger"]), on=on)
        assert found.basis.source  # an own target is to confirm, and no period of law
        return f"{found.outcome.number} {found.outcome.unit}"

    assert or_error(length) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("referrals/may_be_identified.csv"), ids=str)
def test_may_be_identified(row: Row) -> None:
    assert may_be_identified(AgeBand(row["age"]), Allowed(row["allowed"])).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("referrals/may_check_known.csv"), ids=str)
def test_may_check_known(row: Row) -> None:
    on = day(row["on"])
    assert on is not None
    found = or_error(lambda: may_check_known(int(row["asked"]), on).outcome)
    assert found == {"yes": "True", "no": "False"}.get(row["outcome"], "error"), row["note"]


def test_consent_is_not_guessed_while_the_age_is_unknown() -> None:
    assert or_error(lambda: consent_needed(AgeBand.UNKNOWN, Guardian.AVAILABLE)) == "error"


def test_outside_finland_practice_is_to_be_confirmed() -> None:
    abroad = Situation(
        in_finland=False,
        may_be_victim=True,
        needs_assistance=True,
        assists_investigation=False,
        needs_special_assistance=False,
        minor_child_of_admitted=False,
    )

    assert admission_grounds(abroad).basis.source


def band(cell: str) -> AgeBand:
    return AgeBand.of(int(cell)) if cell else AgeBand.UNKNOWN
