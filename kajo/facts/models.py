"""What was told of what happened, which questions were asked, and how interviews were planned and held?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.facts.terms import (
    Answer,
    Criterion,
    InterviewState,
    Matter,
    Recorded,
    Reliability,
    Set,
    Source,
    Wanted,
    What,
)
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedJSON, SealedText

OWN = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT)
ABOUT_OTHERS = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT_MASKED)
PROTECTED = {"office", "sealed", "edition", "about_kind", "about"}


def _one_of(
    column: str,
    words: type[Answer | Criterion | InterviewState | Matter | Recorded | Reliability | Set | Source | Wanted | What],
) -> Q:
    return Q(**{f"{column}__in": [str(each) for each in words]})


class Statement(Protected):
    """One thing told of what happened to a person: a fact with its source, never changed.

    It names the referral or case by kind and key and does not know it. What was told lies sealed: `told` (code,
    country, days), or `hurt` for injuries and needs, which are of health. A correction is a new row that names the
    one it `corrects`; the former gets who took it back, when and why. An observation of ours (`source` seen) tells how
    reliable it is and grounds no decision, so it is never the main form. Law: 615/2020, 7.3.
    """

    kind = "fact"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    what = models.CharField(max_length=12)
    answer = models.CharField(max_length=12, default="told")
    is_main = models.BooleanField(default=False)
    told = SealedJSON(Class.SAFETY, null=True, blank=True)
    hurt = SealedJSON(Class.HEALTH, null=True, blank=True)
    note = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    hurt_note = SealedText(Class.HEALTH, passages=True, null=True, blank=True, max_length=5000)
    source = models.CharField(max_length=10)
    reliability = models.CharField(max_length=12)
    told_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    superseded_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    reason = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)

    open_fields = PROTECTED | {
        "what", "answer", "is_main", "source", "reliability", "told_on", "recorded_by", "recorded_at", "corrects",
        "superseded_by", "superseded_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(name="statement_about_known", condition=_one_of("about_kind", Matter)),
            models.CheckConstraint(name="statement_what_known", condition=_one_of("what", What)),
            models.CheckConstraint(name="statement_answer_known", condition=_one_of("answer", Answer)),
            models.CheckConstraint(name="statement_source_known", condition=_one_of("source", Source)),
            models.CheckConstraint(name="statement_reliability_known", condition=_one_of("reliability", Reliability)),
            models.CheckConstraint(
                name="statement_health_lies_apart",
                condition=Q(what="injury", told__isnull=True, note__isnull=True)
                | (~Q(what="injury") & Q(hurt__isnull=True, hurt_note__isnull=True)),
            ),
            models.CheckConstraint(
                name="statement_main_is_a_told_form",
                condition=Q(is_main=False) | (Q(what="form", answer="told") & ~Q(source="seen")),
            ),
            models.CheckConstraint(
                name="statement_observation_is_weighed",
                condition=~Q(source="seen") | Q(reliability__in=["firm", "unsure"]),
            ),
            models.CheckConstraint(
                name="statement_taken_back_has_who_when_why",
                condition=Q(superseded_by__isnull=True, superseded_at__isnull=True, reason__isnull=True)
                | Q(superseded_by__isnull=False, superseded_at__isnull=False, reason__isnull=False),
            ),
            models.UniqueConstraint(
                name="statement_one_main_form",
                fields=["subject"],
                condition=Q(is_main=True, superseded_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["subject", "recorded_at"], name="statement_of_subject")]


class Sheet(Protected):
    """A set of questions with its answers, shown for ever as it was asked.

    `asked` keeps the words of every question beside its answer: the set may change or vanish, the sheet does not.
    Nothing is counted from it.
    """

    kind = "fact"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    set_name = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    is_draft = models.BooleanField()
    asked = SealedJSON(Class.SAFETY)
    note = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    open_fields = PROTECTED | {
        "set_name", "version", "language", "is_draft", "asked_on", "asked_by", "recorded_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(name="sheet_about_known", condition=_one_of("about_kind", Matter)),
            models.CheckConstraint(name="sheet_set_known", condition=_one_of("set_name", Set)),
        ]
        indexes = [models.Index(fields=["subject", "recorded_at"], name="sheet_of_subject")]


class InterpreterWish(Protected):
    """What a person wants of interpreters, or whom they do not want, also before anybody is admitted.

    `words` names the region or community, or the interpreter, and is about somebody else. Law: 746/2011, 28.1.
    """

    kind = "fact"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    wanted = models.CharField(max_length=12)
    words = SealedText(Class.SAFETY, third_party=True, null=True, blank=True, max_length=200)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"wanted", "made_by", "made_at", "superseded_at"}
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(name="interpreter_wish_about_known", condition=_one_of("about_kind", Matter)),
            models.CheckConstraint(name="interpreter_wish_known", condition=_one_of("wanted", Wanted)),
            models.CheckConstraint(
                name="interpreter_wish_says_whom",
                condition=Q(wanted__in=["not_from", "not_this"], words__isnull=False)
                | (~Q(wanted__in=["not_from", "not_this"]) & Q(words__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="interpreter_wish_of_subject")]


class Interview(Protected):
    """A conversation with a person: planned, then held or cancelled.

    `venue` says what makes the place safe and holds no address. `interpreter` and `present` are other people. What the
    person wanted to say is `account`; not wanting to is an `outcome` as good as any.
    """

    kind = "fact"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    state = models.CharField(max_length=10, default="planned")
    planned_at = models.DateTimeField()
    venue = SealedText(Class.SAFETY, passages=True, max_length=2000)
    language = SealedText(Class.IDENTITY, null=True, blank=True, max_length=12)
    interpreter = SealedJSON(Class.IDENTITY, third_party=True, null=True, blank=True)
    planned_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    breaks = models.PositiveSmallIntegerField(null=True, blank=True)
    interpreted_from_at = models.DateTimeField(null=True, blank=True)
    interpreted_until_at = models.DateTimeField(null=True, blank=True)
    present = SealedJSON(Class.IDENTITY, third_party=True, null=True, blank=True)
    outcome = SealedText(Class.SAFETY, null=True, blank=True, max_length=20)
    account = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=20_000)
    held_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=12, default="", blank=True)
    words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)

    open_fields = PROTECTED | {
        "state", "planned_at", "planned_by", "made_at", "began_at", "ended_at", "breaks", "interpreted_from_at",
        "interpreted_until_at", "held_by", "cancelled_by", "cancelled_at", "cancelled_because",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(name="interview_about_known", condition=_one_of("about_kind", Matter)),
            models.CheckConstraint(
                name="interview_held_has_times_and_outcome",
                condition=Q(began_at__isnull=True, ended_at__isnull=True, outcome__isnull=True, held_by__isnull=True)
                | Q(
                    state="held",
                    began_at__isnull=False,
                    ended_at__isnull=False,
                    outcome__isnull=False,
                    held_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="interview_held_is_told", condition=~Q(state="held") | Q(began_at__isnull=False)
            ),
            models.CheckConstraint(
                name="interview_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("began_at")),
            ),
            models.CheckConstraint(
                name="interview_interpreted_in_order",
                condition=Q(interpreted_until_at__isnull=True)
                | Q(interpreted_from_at__isnull=True)
                | Q(interpreted_until_at__gt=F("interpreted_from_at")),
            ),
            models.CheckConstraint(
                name="interview_cancelled_has_who_when_why",
                condition=Q(cancelled_by__isnull=True, cancelled_at__isnull=True, cancelled_because="")
                | (
                    Q(state="cancelled", cancelled_by__isnull=False, cancelled_at__isnull=False)
                    & ~Q(cancelled_because="")
                ),
            ),
            models.CheckConstraint(
                name="interview_cancelled_is_told", condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["subject", "planned_at"], name="interview_of_subject")]


class Weighing(Protected):
    """Which way an officer says that one recorded thing speaks, for one thing that the law asks.

    `record`, `item` and `place` name what is weighed: a statement, an answer of a sheet by its place, or what a room
    above keeps. It is never changed: a newer row takes its place, and what stood when a decision was signed carries
    the key of that `decision`. The way lies sealed: it says what somebody thinks of a person.
    """

    kind = "fact"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    record = models.CharField(max_length=10)
    item = models.UUIDField()
    place = models.PositiveSmallIntegerField(default=0)
    criterion = models.CharField(max_length=20)
    way = SealedText(Class.LEGAL, max_length=10)
    weighed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()
    superseded_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    decision = models.UUIDField(null=True, blank=True)

    open_fields = PROTECTED | {
        "record", "item", "place", "criterion", "weighed_by", "weighed_at", "superseded_by", "superseded_at",
        "decision",
    }  # fmt: skip
    born = OWN

    class Meta:
        constraints = [
            models.CheckConstraint(name="weighing_about_known", condition=_one_of("about_kind", Matter)),
            models.CheckConstraint(name="weighing_record_known", condition=_one_of("record", Recorded)),
            models.CheckConstraint(name="weighing_criterion_known", condition=_one_of("criterion", Criterion)),
            models.CheckConstraint(
                name="weighing_taken_back_has_who_and_when",
                condition=Q(superseded_by__isnull=True, superseded_at__isnull=True)
                | Q(superseded_by__isnull=False, superseded_at__isnull=False, decision__isnull=True),
            ),
            models.UniqueConstraint(
                name="weighing_once_now",
                fields=["about", "item", "place", "criterion"],
                condition=Q(superseded_at__isnull=True, decision__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["about"], name="weighing_of_matter")]
