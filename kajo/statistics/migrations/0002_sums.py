"""Keep the sums in the transaction of each movement."""

from pathlib import Path
from typing import Any, ClassVar

from django.db import migrations

BACK = """
drop trigger kept_insert on cases_case; drop trigger kept_update on cases_case; drop trigger kept_delete on cases_case;
drop trigger kept_insert on referrals_referral; drop trigger kept_update on referrals_referral;
drop trigger kept_delete on referrals_referral;
drop function statistics_keep; drop function statistics_moves_of_cases;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [
        ("statistics", "0001_initial"),
        ("cases", "0002_initial"),
        ("referrals", "0001_initial"),
    ]
    operations: ClassVar[list[Any]] = [
        migrations.RunSQL(Path(__file__).with_name("sums.sql").read_text(), BACK),
    ]
