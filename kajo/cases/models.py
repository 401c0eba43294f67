"""What makes a person a client, and who serves?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff, Team
from kajo.clients.models import Person
from kajo.decisions.models import Decision
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedJSON, SealedText

MATTER = Birth(retention=Retention.MATTER, starts="case closed", hold=True, export=Export.SUBJECT)
PROTECTED = {"office", "sealed", "edition"}
ENDS_AFTER_START = Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))


class Case(Protected):
    """One period of being a client, from admission to removal. A person may have several.

    `parent` is the case of the parent for a child admitted under 35(3). `category` is the one at admission and stays,
    because figures count admissions; the client's category of today is the open `clients.Category`. `is_first` is
    true for a person's first case as victim or assisting person: figures count persons and admissions side by side.
    `removed_on` is the first day no longer a client, also of one who has died. `team` is the team of the same
    office that it was last given to.
    """

    kind = "case"

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="open")
    ground = models.CharField(max_length=6)
    category = models.CharField(max_length=10)
    opened_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    removal_ground = models.CharField(max_length=16, blank=True)
    is_first = models.BooleanField(default=True)
    is_admitted_as_minor = models.BooleanField(default=False)
    main_form = models.CharField(max_length=24, blank=True)
    exploited_in = models.CharField(max_length=10, blank=True)
    county = models.CharField(max_length=2, blank=True)
    is_as_recorded = models.BooleanField(default=False)

    open_fields = PROTECTED | {
        "reference", "person", "parent", "decision", "state", "ground", "category", "opened_on", "removed_on",
        "removal_ground", "is_first", "is_admitted_as_minor", "main_form", "exploited_in", "county", "is_as_recorded",
        "team",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_category_known", condition=Q(category__in=["victim", "assisting", "child"])
            ),
            models.CheckConstraint(name="case_ground_known", condition=Q(ground__in=["35.1", "35.2", "35.3"])),
            models.CheckConstraint(
                name="case_child_has_parent", condition=Q(category="child", parent__isnull=False) | ~Q(category="child")
            ),
            models.CheckConstraint(
                name="case_removed_has_day_and_ground",
                condition=(Q(state="removed", removed_on__isnull=False) & ~Q(removal_ground=""))
                | Q(state="closed", removed_on__isnull=False, removal_ground="")
                | (~Q(state__in=["removed", "closed"]) & Q(removed_on__isnull=True, removal_ground="")),
            ),
            models.CheckConstraint(
                name="case_removed_after_opened",
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=F("opened_on")),
            ),
            models.UniqueConstraint(name="case_one_open", fields=["person"], condition=Q(removed_on__isnull=True)),
            models.UniqueConstraint(name="case_one_first", fields=["person"], condition=Q(is_first=True)),
        ]
        indexes = [
            models.Index(fields=["office", "-opened_on", "id"], name="case_open_by_office", condition=Q(state="open")),
            models.Index(fields=["-opened_on", "id"], name="case_by_day"),
        ]

    @property
    def is_childs(self) -> bool:
        """Tell whether it is the case of somebody who was admitted as a child."""
        return self.category == "child" or self.is_admitted_as_minor


class Standing(Protected):
    """Where a client stands in Finland during a period: what the organiser of services follows from.

    `facts` holds municipality, asylum seeker, temporary protection, permit, citizen. Rows before 2025 are as recorded.
    """

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standings")
    facts = SealedJSON(Class.IDENTITY)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_as_recorded = models.BooleanField(default=False)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "case", "from_on", "until_on", "is_as_recorded", "made_by", "made_at", "superseded_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="standing_ends_after_start", condition=ENDS_AFTER_START),
            models.UniqueConstraint(
                name="standing_one_open",
                fields=["case"],
                condition=Q(until_on__isnull=True, superseded_at__isnull=True),
            ),
        ]


class ServiceOrganiser(Protected):
    """Who organises the client's services during a period, by which section and why: the Finding as it was."""

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="organisers")
    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="organisers")
    organiser = models.CharField(max_length=20)
    code = models.CharField(max_length=3, blank=True)
    basis = models.CharField(max_length=120, blank=True)
    because = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_as_recorded = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "case", "standing", "organiser", "code", "basis", "because", "from_on", "until_on", "is_as_recorded",
        "made_at", "superseded_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="organiser_ends_after_start", condition=ENDS_AFTER_START),
            models.CheckConstraint(
                name="organiser_known",
                condition=Q(organiser__in=["county", "helsinki", "aland_municipality", "reception_centre", "nas"]),
            ),
        ]


class ReflectionPeriod(Protected):
    """A reflection period (harkinta-aika) as a decision granted it, with its interruption if it came to one.

    From `from_on` until `until_on`, or until `interrupted_on` where that is set; both are exclusive. An extension is a
    row of its own. Periods of a case have no day in common (`reflection_periods_apart` in the database). Recovery
    periods are of the law before 2023 and come with loaded history alone. What was granted stays; it is interrupted
    once.
    """

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reflection_periods")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=12)
    from_on = models.DateField()
    until_on = models.DateField()
    interrupted_on = models.DateField(null=True, blank=True)
    interruption = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = SealedText(Class.LEGAL, null=True, blank=True, max_length=10)
    is_as_recorded = models.BooleanField(default=False)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {
        "case", "decision", "step", "from_on", "until_on", "interrupted_on", "interruption", "is_as_recorded",
        "made_by", "made_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reflection_step_known",
                condition=Q(step__in=["grant", "extension"])
                | Q(step__in=["recovery", "recovery_ext"], is_as_recorded=True, until_on__lte=date(2023, 1, 1)),
            ),
            models.CheckConstraint(name="reflection_ends_after_start", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(
                name="reflection_interrupted_while_it_ran",
                condition=Q(interrupted_on__isnull=True)
                | Q(interrupted_on__gte=F("from_on"), interrupted_on__lt=F("until_on")),
            ),
            models.CheckConstraint(
                name="reflection_interruption_has_decision_and_ground",
                condition=Q(interrupted_on__isnull=True, interruption__isnull=True, ground__isnull=True)
                | Q(interrupted_on__isnull=False, interruption__isnull=False, ground__isnull=False)
                | Q(interrupted_on__isnull=False, is_as_recorded=True),
            ),
            models.UniqueConstraint(name="reflection_once_a_decision", fields=["decision"]),
        ]


class OverallAssessment(Protected):
    """The assessment of a client's whole personal situation on a day. A newer one supersedes it; no word is changed."""

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()
    words = SealedText(Class.HEALTH, max_length=10_000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"case", "assessed_on", "made_by", "made_at", "superseded_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="assessment_one_in_force", fields=["case"], condition=Q(superseded_at__isnull=True)
            ),
        ]


class ContactAttempt(Protected):
    """One attempt to reach a client: when, by which way, by whom, and how it ended."""

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    tried_at = models.DateTimeField()
    way = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    words = SealedText(Class.CONTACT, null=True, blank=True, max_length=2000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {"case", "tried_at", "way", "outcome", "made_by", "made_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attempt_way_known",
                condition=Q(way__in=["phone", "message", "email", "letter", "visit", "others"]),
            ),
            models.CheckConstraint(
                name="attempt_outcome_known",
                condition=Q(outcome__in=["no_answer", "left_word", "not_known", "reached"]),
            ),
            models.CheckConstraint(name="attempt_before_its_record", condition=Q(tried_at__lte=F("made_at"))),
        ]


class Removal(Protected):
    """One removal from the system, as it was signed. A court that annuls it leaves the row, with its own decision.

    `from_on` is the first day no longer a client. While none of the five last is filled, the removal stands. It is
    annulled by a court under its number, or by our own `correction`.
    """

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="removals")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=3)
    from_on = models.DateField()
    is_enforced_at_once = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    annulled_on = models.DateField(null=True, blank=True)
    annulled_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annulled_at = models.DateTimeField(null=True, blank=True)
    court_reference = SealedText(Class.LEGAL, null=True, blank=True, max_length=100)
    annulled_because = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    correction = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    open_fields = PROTECTED | {
        "case", "decision", "ground", "from_on", "is_enforced_at_once", "made_at", "annulled_on", "annulled_by",
        "annulled_at", "correction",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="removal_ground_known", condition=Q(ground__in=["R1", "R2a", "R2b", "R3a", "R3b", "R4"])
            ),
            models.CheckConstraint(
                name="removal_annulled_has_who_when_and_why",
                condition=Q(
                    annulled_on__isnull=True, annulled_by__isnull=True, annulled_at__isnull=True,
                    court_reference__isnull=True, annulled_because__isnull=True, correction__isnull=True,
                )
                | Q(
                    Q(court_reference__isnull=False, correction__isnull=True)
                    | Q(court_reference__isnull=True, correction__isnull=False),
                    annulled_on__isnull=False, annulled_by__isnull=False, annulled_at__isnull=False,
                    annulled_because__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="removal_annulled_after_it_was_made",
                condition=Q(annulled_on__isnull=True) | Q(annulled_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                name="removal_one_in_force", fields=["case"], condition=Q(annulled_at__isnull=True)
            ),
        ]  # fmt: skip


class AfterAssistance(Protected):
    """Help that goes on after a removal, until a day (exclusive), in words of which. A newer row supersedes it."""

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="after_assistance")
    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="after_assistance")
    from_on = models.DateField()
    until_on = models.DateField()
    words = SealedText(Class.LEGAL, max_length=2000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "case", "removal", "from_on", "until_on", "made_by", "made_at", "superseded_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="after_assistance_ends_after_start", condition=Q(until_on__gte=F("from_on"))),
            models.UniqueConstraint(
                name="after_assistance_one_in_force", fields=["removal"], condition=Q(superseded_at__isnull=True)
            ),
        ]


class RiskNote(Protected):
    """What threatens a client, and what is done about it, as written on a day. A newer one supersedes it.

    Whom a client fears stands here alone, sealed, and in no register. After `review_on` the note is stale.
    """

    kind = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_notes")
    noted_on = models.DateField()
    review_on = models.DateField()
    source = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    target = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)
    channels = SealedText(Class.SAFETY, null=True, blank=True, max_length=200)
    channels_words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)
    housing = SealedText(Class.SAFETY, max_length=20)
    known_by = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)
    plan = SealedText(Class.SAFETY, passages=True, max_length=5000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"case", "noted_on", "review_on", "made_by", "made_at", "superseded_at"}
    born = replace(MATTER, export=Export.SUBJECT_MASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="risk_note_reviewed_later", condition=Q(review_on__gt=F("noted_on"))),
            models.UniqueConstraint(name="risk_note_one_in_force", fields=["case"], condition=Q(superseded_at=None)),
        ]
