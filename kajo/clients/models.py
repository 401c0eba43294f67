"""What is known of a person?"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.clients.terms import DetailKind
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedDate, SealedText
from kajo.vault.lookup import Match

IDENTIFIER = Birth(retention=Retention.IDENTIFIER, starts="matter erased", hold=True, export=Export.SUBJECT)
MATTER = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT)
ABOUT_OTHERS = Birth(retention=Retention.MATTER, starts="last entry", hold=True, export=Export.SUBJECT_MASKED)

PROTECTED = {"office", "sealed", "edition"}
ENDS_AFTER_START = Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))


class Person(Protected):
    """A person whom the assistance system knows by an admission.

    Birth date with its precision (day, month, year, estimate, unknown); year, register sex and group of citizenship
    are open for statistics, everything else is sealed.
    """

    kind = "case"

    reference = models.CharField(max_length=20, unique=True)
    born_on = SealedDate(Class.IDENTITY, null=True, blank=True)
    birth_precision = models.CharField(max_length=10, default="unknown")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10, default="unknown")
    citizenship_group = models.CharField(max_length=10, default="unknown")
    personal_code = SealedText(Class.IDENTITY, lookup=Match.IDENTITY_CODE, null=True, blank=True)
    met_at = models.DateTimeField()

    open_fields = PROTECTED | {"reference", "birth_precision", "birth_year", "sex", "citizenship_group", "met_at"}
    born = IDENTIFIER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_birth_precision_known",
                condition=Q(birth_precision__in=["day", "month", "year", "estimate", "unknown"]),
            ),
            models.CheckConstraint(
                name="person_sex_known", condition=Q(sex__in=["female", "male", "other", "unknown"])
            ),
            models.CheckConstraint(
                name="person_citizenship_group_known",
                condition=Q(citizenship_group__in=["finland", "eu", "other", "stateless", "unknown"]),
            ),
        ]


class Detail(Protected):
    """One thing known of a person: a name, a language, a citizenship (`kajo.clients.terms.DetailKind`).

    What no longer holds gets a `superseded_at` and stays. One table, so that a page asks once.
    """

    kind = "case"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="details")
    what = models.CharField(max_length=16)
    text = SealedText(Class.IDENTITY, max_length=200)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"person", "what", "made_at", "superseded_at"}
    born = IDENTIFIER

    class Meta:
        constraints = [
            models.CheckConstraint(name="detail_known", condition=Q(what__in=[str(kind) for kind in DetailKind])),
        ]


class SafeContact(Protected):
    """How, when and by whom a person may be reached, and what must never be said or left."""

    kind = "case"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safe_contacts")
    channel = models.CharField(max_length=12)
    is_allowed = models.BooleanField(default=True)
    value = SealedText(Class.CONTACT, null=True, blank=True, max_length=200, lookup=Match.CONTACT)
    wish = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=2000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"person", "channel", "is_allowed", "made_by", "made_at", "superseded_at"}
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safe_contact_channel_known",
                condition=Q(channel__in=["phone", "text", "letter", "email", "visit", "through"]),
            ),
        ]


class Category(Protected):
    """What a client is to the system during a period: victim, assisting person, or child of a client.

    From `from_on` until `until_on` (exclusive; open while empty). A change ends one row and begins another.
    """

    kind = "case"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="categories")
    category = models.CharField(max_length=10)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {"person", "category", "from_on", "until_on", "made_by", "made_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(name="category_known", condition=Q(category__in=["victim", "assisting", "child"])),
            models.CheckConstraint(name="category_ends_after_start", condition=ENDS_AFTER_START),
            models.UniqueConstraint(name="category_one_open", fields=["person"], condition=Q(until_on__isnull=True)),
        ]


class Relation(Protected):
    """Who is a parent, guardian or representative of a person: a client (`adult`) or somebody named here.

    From `from_on` until `until_on` (exclusive; open while empty). Both on one day: it was noted and never held.
    """

    kind = "case"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    relation = models.CharField(max_length=16)
    adult = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="dependants")
    name = SealedText(Class.IDENTITY, third_party=True, null=True, blank=True, max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {"person", "relation", "adult", "from_on", "until_on", "made_at"}
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_known",
                condition=Q(relation__in=["parent", "guardian", "representative", "stand_in"]),
            ),
            models.CheckConstraint(
                name="relation_ends_not_before_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Tell whether the relation has not ended on a day."""
        return self.until_on is None or self.until_on > day


class Representation(Protected):
    """The matter of a child's representative (edustaja): applied for, appointed, ended.

    `child_view` is what the child said of it. Until somebody is appointed the director stands in, where the reception
    centre applies; who speaks for the child on a day tells `Relation`. Law: Reception Act 746/2011, 39 to 43.
    """

    kind = "case"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    state = models.CharField(max_length=10, default="applied")
    applicant = models.CharField(max_length=10)
    applied_on = models.DateField()
    court = SealedText(Class.LEGAL, null=True, blank=True, max_length=200)
    child_view = SealedText(Class.SAFETY, passages=True, max_length=5000)
    stand_in = models.ForeignKey(Relation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    representative = models.ForeignKey(Relation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appointed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=16, default="", blank=True)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {
        "person", "state", "applicant", "applied_on", "stand_in", "representative", "appointed_on", "ended_on",
        "ended_because", "made_by", "made_at",
    }  # fmt: skip
    born = ABOUT_OTHERS

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="representation_one_at_a_time", fields=["person"], condition=~Q(state="ended")
            ),
            models.CheckConstraint(
                name="representation_days_in_order",
                condition=(Q(appointed_on__isnull=True) | Q(appointed_on__gte=F("applied_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("applied_on"))),
            ),
            models.CheckConstraint(
                name="representation_state_has_its_day",
                condition=Q(state="applied", appointed_on__isnull=True, ended_on__isnull=True)
                | Q(state="appointed", appointed_on__isnull=False, ended_on__isnull=True)
                | Q(state="ended", ended_on__isnull=False),
            ),
        ]


class Death(Protected):
    """That a client has died: on which day, and how it became known.

    The time for which identifiers are kept runs from `died_on`. Law: Act 615/2020, 15.
    """

    kind = "case"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="death")
    died_on = models.DateField()
    source = models.CharField(max_length=10)
    words = SealedText(Class.SAFETY, null=True, blank=True, max_length=2000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    open_fields = PROTECTED | {"person", "died_on", "source", "made_by", "made_at"}
    born = IDENTIFIER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="death_source_known", condition=Q(source__in=["register", "authority", "care", "near"])
            ),
        ]
