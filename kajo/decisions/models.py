"""Which decisions are drafted, signed and served, and who may sign?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.ledger.guarded import Guarded
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedBytes, SealedJSON, SealedText

MATTER = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT)
ABOUT_OTHERS = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT_MASKED)
PROTECTED = {"office", "sealed", "edition"}


class Delegation(Guarded):
    """The right to sign decisions, which the director gives an official from a day until another (exclusive).

    `kinds` lists the kinds of decision, separated by spaces. One that was ended before its day does not hold from that
    moment on; the row stays. Law: Reception Act 746/2011, 33.2.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="delegations")
    kinds = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"staff", "kinds", "from_on", "until_on", "given_by", "given_at", "ended_by", "ended_at"}
    born = Birth(retention=Retention.REFERENCE, starts="ended", hold=False, export=Export.never("about staff"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegation_not_to_oneself", condition=~Q(given_by=F("staff"))),
            models.CheckConstraint(
                name="delegation_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="delegation_end_has_who_and_when",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
        ]


class Decision(Protected):
    """One decision, from draft to service. What was signed is never changed; a correction is a new decision.

    A draft whose matter ended otherwise is dropped: it stays, and nobody signs it.

    `matter` is the key of the referral or case it decides. `texts` holds reasons and other words of the letter,
    `party` how the person is named in it. `alone_reason` is why an urgent admission was signed by its own preparer.
    `is_as_recorded` marks what was decided before this system and stands as it was found: the database lets it in with
    loaded history alone, and asks two persons of everything else. `judged_by` keeps, from the signature on, which
    rules it was judged by and the values of the law they knew that day (`kajo.law.used.judged_by`). `corrects` names
    the signed decision that this one corrects, `error` what was wrong with it. Where the matter is decided anew, `anew`
    says how, `raised_on` on which day the correction was raised, `consented_on` when the party agreed to a detriment,
    and the two last ones why no consent is needed. Law: 434/2003, 50 to 53.
    """

    kind = "decision"

    reference = models.CharField(max_length=20, unique=True)
    decision_kind = models.CharField(max_length=24)
    matter = models.UUIDField()
    state = models.CharField(max_length=10, default="draft")
    language = models.CharField(max_length=2)
    explained_in = models.CharField(max_length=12)
    party = SealedText(Class.IDENTITY, null=True, blank=True, max_length=200)
    texts = SealedJSON(Class.LEGAL)
    prepared_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    is_signed_alone = models.BooleanField(default=False)
    alone_reason = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    is_as_recorded = models.BooleanField(default=False)
    judged_by = models.JSONField(default=list, blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    error = models.CharField(max_length=12, default="", blank=True)
    anew = models.CharField(max_length=10, default="", blank=True)
    raised_on = models.DateField(null=True, blank=True)
    consented_on = models.DateField(null=True, blank=True)
    is_obvious = models.BooleanField(default=False)
    is_partys_own = models.BooleanField(default=False)

    open_fields = PROTECTED | {
        "reference", "decision_kind", "matter", "state", "language", "explained_in", "prepared_by", "prepared_at",
        "signed_by", "signed_at", "decided_on", "is_signed_alone", "is_as_recorded", "judged_by",
        "corrects", "error", "anew", "raised_on", "consented_on", "is_obvious", "is_partys_own",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="decision_language_official", condition=Q(language__in=["fi", "sv"])),
            models.CheckConstraint(
                name="decision_signed_has_who_and_when",
                condition=Q(is_as_recorded=True, decided_on__isnull=False)
                | Q(
                    state__in=["draft", "dropped"],
                    signed_by__isnull=True,
                    signed_at__isnull=True,
                    decided_on__isnull=True,
                )
                | Q(
                    ~Q(state__in=["draft", "dropped"]),
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                    decided_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="decision_preparer_is_not_decider",
                condition=Q(signed_by__isnull=True)
                | Q(is_as_recorded=True)
                | ~Q(signed_by=F("prepared_by"))
                | Q(is_signed_alone=True, alone_reason__isnull=False, decision_kind__startswith="ADMIT"),
            ),
            models.CheckConstraint(
                name="decision_alone_is_an_admission_with_a_reason",
                condition=Q(is_signed_alone=False)
                | Q(is_as_recorded=True)
                | Q(
                    signed_by__isnull=False,
                    signed_by=F("prepared_by"),
                    prepared_by__isnull=False,
                    alone_reason__isnull=False,
                    decision_kind__startswith="ADMIT_",
                ),
            ),
            models.UniqueConstraint(
                name="decision_one_correcting_draft", fields=["corrects"], condition=Q(state="draft")
            ),
            models.UniqueConstraint(
                name="decision_corrected_once", fields=["corrects"], condition=Q(state__in=["signed", "served"])
            ),
            models.CheckConstraint(
                name="decision_correction_says_what_is_wrong",
                condition=Q(corrects__isnull=True, error="") | (Q(corrects__isnull=False) & ~Q(error="")),
            ),
            models.CheckConstraint(
                name="decision_anew_has_error_and_day",
                condition=Q(
                    anew="",
                    error__in=["", "clerical"],
                    raised_on__isnull=True,
                    consented_on__isnull=True,
                    is_obvious=False,
                    is_partys_own=False,
                )
                | Q(
                    anew__in=["annulled", "no_worse", "worse"],
                    raised_on__isnull=False,
                    error__in=["evidence", "law", "procedure", "new_evidence"],
                ),
            ),
            models.CheckConstraint(
                name="decision_worse_by_consent_or_own_doing",
                condition=~Q(anew="worse")
                | (~Q(error="new_evidence") & (Q(consented_on__isnull=False) | Q(is_obvious=True, is_partys_own=True))),
            ),
            models.CheckConstraint(
                name="decision_taken_back_is_a_refusal_or_removal",
                condition=~Q(anew="annulled") | Q(decision_kind__in=["REFUSE", "REMOVE"]),
            ),
        ]
        indexes = [
            models.Index(fields=["matter"], name="decision_of_matter"),
            models.Index(fields=["prepared_at", "id"], name="decision_draft", condition=Q(state="draft")),
        ]


class Letter(Protected):
    """The letter of a signed decision as it was made, byte for byte: the original or an explanation."""

    kind = "decision"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="letters")
    role = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    pdf = SealedBytes(Class.LEGAL)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {"decision", "role", "language", "digest", "made_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="letter_role_known", condition=Q(role__in=["original", "explanation"])),
            models.UniqueConstraint(name="letter_once", fields=["decision", "role", "language"]),
        ]


class Service(Protected):
    """How and when a decision reached its party, and when the time to appeal ends."""

    kind = "decision"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="services")
    recipient = models.CharField(max_length=16, default="party")
    served_by = models.CharField(max_length=16)
    sent_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    appeal_ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {
        "decision", "recipient", "served_by", "sent_on", "received_on", "appeal_ends_on", "made_by", "made_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.UniqueConstraint(name="service_once_each", fields=["decision", "recipient"]),
            models.CheckConstraint(
                name="service_recipient_known",
                condition=Q(recipient__in=["party", "guardian", "representative"]),
            ),
            models.CheckConstraint(
                name="service_way_known", condition=Q(served_by__in=["post", "handed_over", "proof_of_receipt"])
            ),
            models.CheckConstraint(
                name="service_received_after_sent",
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
            ),
        ]


class Hearing(Protected):
    """How the party of a drafted decision was heard: the question and the reply, or why it was left out.

    A row either asks (`asked_on`, `reply_by`) or records a reason to leave the hearing out (`skipped`). The newest row
    counts; earlier ones stay. Law: Administrative Procedure Act 434/2003, 34 and 36.
    """

    kind = "decision"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="hearings")
    way = models.CharField(max_length=10, default="", blank=True)
    asked_on = models.DateField(null=True, blank=True)
    reply_by = models.DateField(null=True, blank=True)
    question = SealedText(Class.LEGAL, passages=True, null=True, blank=True, max_length=5000)
    replied_on = models.DateField(null=True, blank=True)
    reply = SealedText(Class.LEGAL, passages=True, null=True, blank=True, max_length=20_000)
    skipped = models.CharField(max_length=20, default="", blank=True)
    reason = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reply_noted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reply_noted_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "decision", "way", "asked_on", "reply_by", "replied_on", "skipped", "made_by", "made_at", "reply_noted_by",
        "reply_noted_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hearing_asks_or_is_left_out",
                condition=Q(skipped="", asked_on__isnull=False, reply_by__isnull=False, question__isnull=False)
                | Q(~Q(skipped=""), asked_on__isnull=True, reply_by__isnull=True, reason__isnull=False),
            ),
            models.CheckConstraint(
                name="hearing_days_in_order",
                condition=(Q(reply_by__isnull=True) | Q(reply_by__gte=F("asked_on")))
                & (Q(replied_on__isnull=True) | Q(replied_on__gte=F("asked_on"))),
            ),
            models.CheckConstraint(
                name="hearing_reply_has_who_and_when",
                condition=Q(replied_on__isnull=True, reply_noted_by__isnull=True, reply_noted_at__isnull=True)
                | Q(replied_on__isnull=False, reply_noted_by__isnull=False, reply_noted_at__isnull=False),
            ),
        ]


class Appeal(Protected):
    """An appeal against a served decision, from its arrival to the court's answer.

    `arrived_on` is the day it came to the court or to us, `is_left_here` which of the two. The statement goes with it
    to the court without delay. Law: Reception Act 746/2011, 55; Administrative Judicial Procedure Act 808/2019, 13.
    """

    kind = "decision"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    state = models.CharField(max_length=10, default="received")
    arrived_on = models.DateField()
    is_left_here = models.BooleanField()
    claims = SealedText(Class.LEGAL, passages=True, null=True, blank=True, max_length=20_000)
    received_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    court = models.CharField(max_length=20, default="", blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    statement = SealedText(Class.LEGAL, null=True, blank=True, max_length=20_000)
    forwarded_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, default="", blank=True)
    answered_on = models.DateField(null=True, blank=True)
    court_record = SealedText(Class.LEGAL, null=True, blank=True, max_length=60)
    answer = SealedText(Class.LEGAL, passages=True, null=True, blank=True, max_length=20_000)
    answered_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    final_on = models.DateField(null=True, blank=True)

    open_fields = PROTECTED | {
        "decision", "state", "arrived_on", "is_left_here", "received_by", "received_at", "court", "forwarded_on",
        "forwarded_by", "outcome", "answered_on", "answered_by", "final_on",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.UniqueConstraint(name="appeal_one_at_a_time", fields=["decision"], condition=~Q(state="final")),
            models.CheckConstraint(
                name="appeal_days_in_order",
                condition=(Q(forwarded_on__isnull=True) | Q(forwarded_on__gte=F("arrived_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("forwarded_on")))
                & (Q(final_on__isnull=True) | Q(final_on__gte=F("answered_on"))),
            ),
            models.CheckConstraint(
                name="appeal_answer_has_outcome",
                condition=Q(state__in=["received", "forwarded"], outcome="", answered_on__isnull=True)
                | Q(~Q(outcome=""), state__in=["decided", "final"], answered_on__isnull=False),
            ),
        ]
