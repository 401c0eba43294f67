"""Nobody writes that nobody need approve: the approver of what is told fits whom it is told and for what."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

FREE = [
    ("child_welfare", "child"), ("police", "crime"), ("police", "reflection"), ("producer", "service"),
    ("referrer", "outcome"), ("representative", "representation"),
]  # fmt: skip
free = Q()
for recipient, purpose in FREE:
    free |= Q(recipient=recipient, purpose=purpose)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0003_what_was_given_stays")]
    operations = [
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                name="disclosure_approver_fits",
                condition=(Q(approver__in=["another", "director"]) | (Q(approver="nobody") & free))
                & (Q(approver="director") | ~Q(purpose__in=["threat", "aliens_act"]))
                & (
                    Q(purpose="reflection", decision__isnull=False) | Q(~Q(purpose="reflection"), decision__isnull=True)
                ),
            ),
        )
    ]
