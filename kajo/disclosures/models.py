"""What was asked of others, what others asked, what anybody was told, and of which children child welfare was?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.disclosures.terms import About, Holder, Recipient, Way
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText

MATTER = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT)
ABOUT_OTHERS = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT_MASKED)
PROTECTED = {"office", "sealed", "edition", "about_kind", "about", "record"}
WAYS = [str(each) for each in Way]
FREE_TO_TELL = {
    ("police", "reflection"), ("police", "crime"), ("child_welfare", "child"), ("producer", "service"),
    ("representative", "representation"), ("referrer", "outcome"),
}  # fmt: skip
"""Who is told for what without anybody's approval, as `rules.may_disclose` says; everything else waits for one."""
DIRECTORS = ["threat", "aliens_act"]
"""For what the director alone approves."""


class OfMatter(Protected):
    """A row of a matter, which it names by kind and key and does not know; `record` is the matter's record number."""

    about_kind = models.CharField(max_length=10, default="case")
    about = models.UUIDField()
    record = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """The record number under which tasks name the row: its matter's."""
        return self.record


def _matter_known(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{name}_matter_known", condition=Q(about_kind__in=[str(each) for each in About])
    )


class Request(OfMatter):
    """What we asked of somebody about a person: of whom, on which ground, what, until when, and the answer filed.

    `reminded_on` is the day of the last of `reminders`. `has_nothing` says that the answer was that there is nothing
    to tell. What was asked stays; the answer is filed once.
    """

    kind = "request"

    state = models.CharField(max_length=10, default="asked")
    holder = models.CharField(max_length=20)
    unit = SealedText(Class.LEGAL, max_length=200)
    need = models.CharField(max_length=20)
    ground = models.CharField(max_length=20)
    basis = models.CharField(max_length=200)
    extent = SealedText(Class.LEGAL, passages=True, max_length=5000)
    way = models.CharField(max_length=10)
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_way = models.CharField(max_length=10, default="", blank=True)
    has_nothing = models.BooleanField(default=False)
    answer = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=20_000)
    filed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    withdrawn_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "state", "holder", "need", "ground", "basis", "way", "asked_on", "due_on", "asked_by", "asked_at", "reminders",
        "reminded_on", "answered_on", "answered_by_way", "has_nothing", "filed_by", "filed_at", "withdrawn_by",
        "withdrawn_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            _matter_known("request"),
            models.CheckConstraint(
                name="request_holder_known", condition=Q(holder__in=[str(each) for each in Holder])
            ),
            models.CheckConstraint(
                name="request_has_ground_and_basis",
                condition=Q(ground__in=["despite_secrecy", "by_consent"]) & ~Q(basis=""),
            ),
            models.CheckConstraint(
                name="request_days_in_order",
                condition=Q(due_on__gte=F("asked_on"))
                & (Q(reminded_on__isnull=True) | Q(reminded_on__gte=F("asked_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on"))),
            ),
            models.CheckConstraint(
                name="request_reminded_has_day",
                condition=Q(reminders=0, reminded_on__isnull=True) | Q(reminders__gt=0, reminded_on__isnull=False),
            ),
            models.CheckConstraint(
                name="request_end_has_who_and_when",
                condition=Q(
                    state="asked", answered_on__isnull=True, filed_at__isnull=True, withdrawn_at__isnull=True
                )
                | Q(
                    state="answered", answered_on__isnull=False, answered_by_way__in=WAYS, filed_by__isnull=False,
                    filed_at__isnull=False, withdrawn_at__isnull=True,
                )
                | Q(
                    state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False,
                    withdrawn_because__isnull=False, filed_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="request_answer_or_nothing",
                condition=~Q(state="answered") | Q(has_nothing=True) | Q(answer__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["about"], name="request_of_matter")]


class Inquiry(OfMatter):
    """What somebody else asked us about a person, on which ground they say, and the refusal if it came to one.

    What was given stands in the disclosure that answers it.
    """

    kind = "inquiry"

    state = models.CharField(max_length=10, default="received")
    asker = models.CharField(max_length=20)
    unit = SealedText(Class.LEGAL, max_length=200)
    claimed = SealedText(Class.LEGAL, max_length=500)
    extent = SealedText(Class.LEGAL, passages=True, max_length=5000)
    asked_on = models.DateField()
    due_on = models.DateField()
    received_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    refused_on = models.DateField(null=True, blank=True)
    refusal = SealedText(Class.LEGAL, null=True, blank=True, max_length=5000)
    is_advised = models.BooleanField(default=False)
    refused_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "state", "asker", "asked_on", "due_on", "received_by", "received_at", "refused_on", "is_advised", "refused_by",
        "refused_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            _matter_known("inquiry"),
            models.CheckConstraint(
                name="inquiry_asker_known", condition=Q(asker__in=[str(each) for each in Recipient])
            ),
            models.CheckConstraint(name="inquiry_days_in_order", condition=Q(due_on__gte=F("asked_on"))),
            models.CheckConstraint(
                name="inquiry_refused_has_reason_and_advice",
                condition=Q(state="refused", refusal__isnull=False, is_advised=True, refused_on__isnull=False,
                    refused_by__isnull=False, refused_at__isnull=False)
                | Q(~Q(state="refused"), refused_on__isnull=True, refusal__isnull=True, refused_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["about"], name="inquiry_of_matter")]


class Notification(OfMatter):
    """A child of a matter who may need child welfare: the suspicion, the notification made of it, and its answer.

    `is_listed` says that an offence is suspected of which the police are told together with child welfare. While
    `made_on` is empty the notification is still to be made, at the latest on `due_on`.
    """

    kind = "notification"

    state = models.CharField(max_length=12, default="suspected")
    child = SealedText(Class.IDENTITY, max_length=200)
    suspicion = SealedText(Class.SAFETY, passages=True, max_length=5000)
    is_listed = models.BooleanField()
    suspected_on = models.DateField()
    due_on = models.DateField()
    suspected_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    suspected_at = models.DateTimeField()
    made_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)

    open_fields = PROTECTED | {
        "state", "is_listed", "suspected_on", "due_on", "suspected_by", "suspected_at", "made_on", "made_by",
        "made_at", "acknowledged_on", "answered_on",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            _matter_known("notification"),
            models.CheckConstraint(
                name="notification_made_has_who_and_when",
                condition=Q(state="suspected", made_on__isnull=True, made_by__isnull=True, made_at__isnull=True)
                | Q(~Q(state="suspected"), made_on__isnull=False, made_by__isnull=False, made_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_days_in_order",
                condition=Q(due_on__gte=F("suspected_on"))
                & (Q(made_on__isnull=True) | Q(made_on__gte=F("suspected_on")))
                & (Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("made_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("made_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["about"], name="notification_of_matter"),
            models.Index(fields=["due_on", "id"], name="notification_waits", condition=Q(state="suspected")),
        ]


def _approver_fits() -> Q:
    """Nobody approves only what is free to tell, a decision what is told of one, and the director what is hers."""
    free = Q()
    for recipient, purpose in sorted(FREE_TO_TELL):
        free |= Q(recipient=recipient, purpose=purpose)
    is_of_decision = Q(purpose="reflection", decision__isnull=False) | Q(
        ~Q(purpose="reflection"), decision__isnull=True
    )
    return (
        (Q(approver__in=["another", "director"]) | (Q(approver="nobody") & free))
        & (Q(approver="director") | ~Q(purpose__in=DIRECTORS))
        & is_of_decision
    )


class Disclosure(OfMatter):
    """A line of the register: who was told what of a client, by which section, when, by which way, who answers for it.

    `extent` is the word of how much, `words` what it was; what the police are told of a decision on a reflection period
    (`decision`) is told by words of a list instead. `approved_by` is who decided that it is told, of a decision its
    signer. What was given stays as it was given.
    """

    kind = "disclosure"

    state = models.CharField(max_length=10, default="prepared")
    recipient = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20, default="reflection")
    unit = SealedText(Class.LEGAL, max_length=200, place="cases_disclosure.unit")
    basis = models.CharField(max_length=200)
    extent = models.CharField(max_length=200)
    words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    approver = models.CharField(max_length=10, default="nobody")
    decision = models.UUIDField(null=True, blank=True)
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures")
    notification = models.ForeignKey(
        Notification, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures"
    )
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=10, default="", blank=True)
    given_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declined_because = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    declined_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "state", "recipient", "purpose", "basis", "extent", "approver", "decision", "inquiry", "notification",
        "made_by", "made_at", "approved_by", "approved_at", "told_on", "way", "given_by", "declined_by", "declined_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            _matter_known("disclosure"),
            models.CheckConstraint(
                name="disclosure_recipient_known", condition=Q(recipient__in=[str(each) for each in Recipient])
            ),
            models.CheckConstraint(name="disclosure_has_basis_and_extent", condition=~Q(basis="") & ~Q(extent="")),
            models.UniqueConstraint(name="disclosure_once_a_decision", fields=["decision", "recipient"]),
            models.CheckConstraint(
                name="disclosure_says_what", condition=Q(decision__isnull=False) | Q(words__isnull=False)
            ),
            # Of a decision the signer answers, who may also be the one who tells of it.
            models.CheckConstraint(
                name="disclosure_preparer_is_not_approver",
                condition=Q(approved_by__isnull=True) | Q(decision__isnull=False) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="disclosure_approved_before_it_is_given",
                condition=~Q(state__in=["approved", "given"])
                | Q(approver="nobody")
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(name="disclosure_approver_fits", condition=_approver_fits()),
            models.CheckConstraint(
                name="disclosure_given_has_day",
                condition=Q(state="given", told_on__isnull=False) | Q(~Q(state="given"), told_on__isnull=True),
            ),
            models.CheckConstraint(
                name="disclosure_declined_has_who_when_and_why",
                condition=Q(
                    state="declined", declined_by__isnull=False, declined_at__isnull=False,
                    declined_because__isnull=False,
                )
                | Q(~Q(state="declined"), declined_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["about"], name="disclosure_of_matter"),
            models.Index(fields=["-told_on", "-id"], name="disclosure_by_day"),
        ]
