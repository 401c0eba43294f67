"""Who may be told what, whom we may ask, and when child welfare is told: case by case."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.disclosures.rules import may_ask, may_disclose, notification_in_time
from kajo.disclosures.terms import Asked, Holder, Need, Purpose, Recipient, Recorded, Suspicion
from tests.tables import Row, day, or_error, table, yes

FACTS = ("on_request", "necessary", "threat", "wish", "about_child", "listed_offence")


def _recorded(row: Row) -> Recorded | None:
    return Recorded(row["recorded"]) if row["recorded"] else None


@pytest.mark.parametrize("row", table("disclosures/may_disclose.csv"), ids=str)
def test_may_disclose(row: Row) -> None:
    asked = Asked(
        Recipient(row["recipient"]),
        Purpose(row["purpose"]),
        **{each: yes(row[each]) for each in FACTS},
        recorded=_recorded(row),
    )

    found = may_disclose(asked).outcome

    assert (f"{found.extent} {found.approver}" if found else "none") == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("disclosures/may_ask.csv"), ids=str)
def test_may_ask(row: Row) -> None:
    found = may_ask(
        Holder(row["holder"]),
        Need(row["need"]),
        necessary=yes(row["necessary"]),
        consent=yes(row["consent"]),
        recorded=_recorded(row),
    )

    assert str(found.outcome or "none") == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("disclosures/notification_in_time.csv"), ids=str)
def test_notification_in_time(row: Row) -> None:
    suspicion = Suspicion(date.fromisoformat(row["suspected_on"]), day(row["made_on"]), date.fromisoformat(row["on"]))

    assert or_error(lambda: notification_in_time(suspicion).outcome) == row["outcome"], row["note"]


@pytest.mark.parametrize("recipient", Recipient)
@pytest.mark.parametrize("purpose", Purpose)
def test_the_permit_side_hears_nothing_that_it_did_not_ask_for(recipient: Recipient, purpose: Purpose) -> None:
    others = {"necessary": True, "threat": True, "wish": True, "about_child": True, "listed_offence": True}

    found = may_disclose(Asked(recipient, purpose, on_request=False, **others)).outcome

    assert found is None or (recipient is not Recipient.MIGRI and purpose is not Purpose.ALIENS_ACT)
