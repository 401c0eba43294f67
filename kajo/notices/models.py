"""Which notices leave, to whom, and how often was each tried?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.clients.models import SafeContact
from kajo.notices.terms import Means, NoticeState, Recipient
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText

IS_WAITING = Q(state__in=["queued", "failed"])
IS_STUCK = Q(state__in=["dead", "blocked"])


class Notice(Protected):
    """One message to one recipient by one means: a text of `content` and neutral values, never words of a person.

    It is written in the transaction of the deed that causes it. The number or address is not kept here but for
    somebody outside, sealed, and only until the notice is sent or given up; all others are looked up when it leaves,
    and asked once more whether they may be used. `key` is the idempotency key: told twice, it is one notice.
    `leased_until`: until then one worker sends it and no other. `attempts_spent`: those before somebody sent it anew.
    """

    kind = "notice"

    key = models.CharField(max_length=80, unique=True)
    means = models.CharField(max_length=8)
    text = models.CharField(max_length=30)
    words = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8)
    recipient = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.ForeignKey(SafeContact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_wish_read = models.BooleanField(default=False)
    address = SealedText(Class.CONTACT, third_party=True, null=True, blank=True, max_length=200)
    told_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_spent = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=20, default="", blank=True)
    settled_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "office", "sealed", "edition", "key", "means", "text", "words", "language", "recipient", "staff", "way",
        "is_wish_read", "told_by", "told_at", "state", "attempts", "attempts_spent", "next_at",
        "leased_until", "because", "settled_by", "settled_at",
    }  # fmt: skip
    born = Birth(retention=Retention.MATTER, starts="settled", hold=True, export=Export.SUBJECT_MASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_means_known", condition=Q(means__in=[str(each) for each in Means])),
            models.CheckConstraint(
                name="notice_state_known", condition=Q(state__in=[str(each) for each in NoticeState])
            ),
            models.CheckConstraint(
                name="notice_recipient_known",
                condition=Q(recipient=str(Recipient.STAFF), staff__isnull=False, way__isnull=True, address__isnull=True)
                | Q(recipient=str(Recipient.CLIENT), staff__isnull=True, way__isnull=False, address__isnull=True)
                | Q(recipient=str(Recipient.OUTSIDE), staff__isnull=True, way__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_waits_for_a_moment",
                condition=(IS_WAITING & Q(next_at__isnull=False)) | (~IS_WAITING & Q(next_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_address_is_gone_once_settled",
                condition=IS_WAITING | IS_STUCK | Q(address__isnull=True, settled_at__isnull=False),
            ),
            models.CheckConstraint(name="notice_stuck_says_why", condition=~IS_STUCK | ~Q(because="")),
        ]
        indexes = [models.Index(fields=["told_at", "id"], name="notice_stuck", condition=IS_STUCK)]

    def stuck(self, state: NoticeState, *, because: str) -> list[str]:
        """Say in the row, not yet saved, that the notice waits for somebody; gives the columns changed."""
        self.state, self.because, self.next_at, self.leased_until = str(state), because, None, None
        return ["state", "because", "next_at", "leased_until"]

    def settled(self, state: NoticeState, *, by: UUID | None, because: str, at: datetime) -> list[str]:
        """Say in the row, not yet saved, that the notice is over, and forget the number; gives the columns changed."""
        self.address, self.settled_by_id, self.settled_at = None, by, at
        return [*self.stuck(state, because=because), "address", "settled_by", "settled_at"]


class Attempt(Protected):
    """One attempt to send a notice. One without an end broke off: nobody knows whether the notice left."""

    kind = "notice"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, default="", blank=True)

    open_fields = {"office", "sealed", "edition", "notice", "number", "started_at", "ended_at", "fault"}
    born = Birth(retention=Retention.MATTER, starts="settled", hold=True, export=Export.SUBJECT)

    class Meta:
        constraints = [models.UniqueConstraint(name="attempt_number_once", fields=["notice", "number"])]
