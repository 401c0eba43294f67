"""Who asked the advice line, and what was answered?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.referrals.models import Referral
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText


class Contact(Protected):
    """One call to the advice line. There is no field for a name or a number.

    `danger` is yes, no or unknown. A contact becomes a referral only by the caller's own wish.
    """

    kind = "contact"

    state = models.CharField(max_length=12, default="open")
    channel = models.CharField(max_length=10, default="phone")
    started_at = models.DateTimeField()
    danger = models.CharField(max_length=8, default="unknown")
    caller = models.CharField(max_length=16, default="unknown")
    language = SealedText(Class.CONTACT, null=True, blank=True, max_length=12)
    topic = SealedText(Class.CONTACT, null=True, blank=True, max_length=40)
    outcome = SealedText(Class.CONTACT, null=True, blank=True, max_length=16)
    note = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=20_000)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="came_from")

    open_fields = {
        "office", "sealed", "edition", "state", "channel", "started_at", "danger", "caller", "taken_by", "referral",
    }  # fmt: skip
    born = Birth(retention=Retention.OBSERVATION, starts="closed", hold=True, export=Export.SUBJECT_MASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_danger_known", condition=Q(danger__in=["yes", "no", "unknown"])),
            models.CheckConstraint(
                name="contact_referred_has_referral",
                condition=Q(state="referred", referral__isnull=False)
                | (~Q(state="referred") & Q(referral__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["-started_at", "id"], name="contact_by_time")]
