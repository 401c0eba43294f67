"""How is it said how long a referral has waited?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from kajo.referrals.templatetags.referrals import waited

AT = datetime(2026, 3, 29, 3, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone_by", "said"),
    [
        (timedelta(seconds=-5), "0 minutes"),
        (timedelta(seconds=59), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=2, minutes=5), "2 hours, 5 minutes"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=3, minutes=50), "2 days, 3 hours"),
        (timedelta(days=45), "45 days"),
    ],
)
def test_in_its_two_largest_units(gone_by: timedelta, said: str) -> None:
    with translation.override("en"):
        assert waited(AT - gone_by, AT) == f"Has waited {said}"


def test_in_the_readers_language() -> None:
    with translation.override("fi"):
        assert "2 päivää, 1 tunti" in waited(AT - timedelta(days=2, hours=1), AT)
    with translation.override("sv"):
        assert "1 timme, 1 minut" in waited(AT - timedelta(hours=1, minutes=1), AT)
