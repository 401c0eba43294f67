"""Who was proposed to the assistance system, by whom, and with whose consent?"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.accounts.models import Staff
from kajo.clients.models import Person
from kajo.decisions.models import Decision
from kajo.law.finding import Senseless
from kajo.referrals import rules
from kajo.referrals.terms import AgeBand, Allowed, ConsentGiver, ConsentItem, Guardian
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText
from kajo.vault.lookup import Match

MATTER = Birth(retention=Retention.MATTER, starts="decided", hold=True, export=Export.SUBJECT_MASKED)
RECORDED = Birth(retention=Retention.MATTER, starts="decided", hold=True, export=Export.SUBJECT)
PROTECTED = {"office", "sealed", "edition"}


class Referral(Protected):
    """A proposal (esitys) that a person be admitted. Nothing in it is compulsory but that somebody needs help.

    `age_band` is adult, 15_17, under_15 or unknown; `guardian` is available, suspected, missing or empty.
    `received_at` is when it truly came, `recorded_at` when that was noted.
    `draft` is the key of the decision that was drafted on it: also those who may not read it know that there is one.
    `account` and `need` may mark passages about third parties (`kajo.vault.passages`).
    `personal_code`, `phone` and `client_number` (of a case or person here, from earlier) are noted only with consent.
    """

    kind = "referral"

    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=16, default="received")
    received_at = models.DateTimeField()
    path = models.CharField(max_length=12, default="call")
    is_urgent = models.BooleanField(default=False)
    referrer_kind = models.CharField(max_length=20, default="unknown")
    age_band = models.CharField(max_length=10, default="unknown")
    guardian = models.CharField(max_length=10, blank=True)
    is_in_finland = models.BooleanField(null=True, blank=True)
    name = SealedText(Class.IDENTITY, null=True, blank=True, max_length=200)
    language = SealedText(Class.IDENTITY, null=True, blank=True, max_length=12)
    born_on = SealedText(Class.IDENTITY, null=True, blank=True, max_length=10)
    personal_code = SealedText(Class.IDENTITY, lookup=Match.IDENTITY_CODE, null=True, blank=True, max_length=11)
    client_number = SealedText(Class.IDENTITY, lookup=Match.REFERENCE, null=True, blank=True, max_length=20)
    phone = SealedText(Class.CONTACT, lookup=Match.PHONE, null=True, blank=True, max_length=40)
    reach = SealedText(Class.CONTACT, null=True, blank=True, max_length=500)
    whereabouts = SealedText(Class.LOCATION, null=True, blank=True, max_length=500)
    account = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=20_000)
    need = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    received_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    draft = models.UUIDField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")

    open_fields = PROTECTED | {
        "reference", "state", "received_at", "path", "is_urgent", "referrer_kind", "age_band", "guardian",
        "is_in_finland", "received_by", "recorded_at", "draft", "decided_on", "person",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_age_band_known", condition=Q(age_band__in=["adult", "15_17", "under_15", "unknown"])
            ),
            models.CheckConstraint(
                name="referral_guardian_known", condition=Q(guardian__in=["", "available", "suspected", "missing"])
            ),
            models.CheckConstraint(
                name="referral_path_known", condition=Q(path__in=["call", "web", "letter", "email", "visit"])
            ),
        ]
        indexes = [
            models.Index(
                fields=["-is_urgent", "received_at", "id"],
                name="referral_queue",
                condition=Q(state__in=["received", "assessing", "supplement_asked"]),
            ),
            models.Index(fields=["received_at"], name="referral_by_day"),
        ]

    @property
    def is_childs(self) -> bool:
        """Tell whether it is about somebody who is known to be a child."""
        return self.age_band in ("15_17", "under_15")

    def agreed_to(self, actor: Actor, item: str) -> Allowed:
        """Tell what was recorded of an item of consent, as far as the actor may see it. Only inside a door.

        Rooms below ask it of the matter and know no referral.
        """
        rows = Consent.objects.within(actor).filter(referral=self.pk, item=item)
        return self.allows(rows.order_by("given_at", "recorded_at", "pk"), ConsentItem(item))

    def allows(self, consents: Iterable[Consent], item: ConsentItem) -> Allowed:
        """Sum up what those whose consent is needed have said of an item; the last word of each counts.

        One no, or one withdrawal, is enough to stop. While it is not known who consents for a child, nobody has.
        """
        last = {ConsentGiver(each.given_by): each for each in consents if each.item == item}
        for giver in self._consenting():
            word = last.get(giver)
            if word is None:
                return Allowed.NOT_ASKED
            if not word.is_given:
                return Allowed.REFUSED
            if word.withdrawn_at is not None:
                return Allowed.WITHDRAWN
        return Allowed.GIVEN if self._consenting() else Allowed.NOT_ASKED

    def _consenting(self) -> tuple[ConsentGiver, ...]:
        age = AgeBand(self.age_band)
        if age is AgeBand.UNKNOWN:
            return (ConsentGiver.PERSON,)
        try:
            return rules.consent_needed(age, Guardian(self.guardian) if self.guardian else None).outcome
        except Senseless:
            return ()


class Consent(Protected):
    """One item of consent: who gave or refused it, when, how, in which language, and with which interpreter."""

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="consents")
    item = models.CharField(max_length=20, default="contact")
    given_by = models.CharField(max_length=16)
    is_given = models.BooleanField()
    how = models.CharField(max_length=10, default="spoken")
    language = SealedText(Class.IDENTITY, null=True, blank=True, max_length=12)
    interpreter = SealedText(Class.IDENTITY, third_party=True, null=True, blank=True, max_length=200)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {
        "referral", "item", "given_by", "is_given", "how", "given_at", "recorded_by", "recorded_at", "withdrawn_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_giver_known", condition=Q(given_by__in=["person", "guardian", "representative"])
            ),
            models.CheckConstraint(name="consent_way_known", condition=Q(how__in=["spoken", "written", "sign"])),
            models.CheckConstraint(
                name="consent_item_known",
                condition=Q(item__in=["contact", "county", "police", "housing", "authority", "referrer"]),
            ),
        ]


class Supplement(Protected):
    """What was asked for because a referral lacked it, and until when. `wanted` lists words of `terms.Missing`.

    Law: Administrative Procedure Act 434/2003, 22.1.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="supplements")
    wanted = SealedText(Class.LEGAL, null=True, blank=True, max_length=200)
    words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    until_on = models.DateField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"referral", "until_on", "asked_by", "asked_at", "ended_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supplement_ends_after_it_was_asked",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("asked_at")),
            ),
            models.UniqueConstraint(
                name="supplement_one_open", fields=["referral"], condition=Q(ended_at__isnull=True)
            ),
        ]


class Former(Protected):
    """What a referral said before it was amended: one row for each answer, kept under the class it had.

    `what` is the column, `word` the former answer where the column is open; all empty means that nothing was told.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="formers")
    what = models.CharField(max_length=20)
    word = models.CharField(max_length=20, blank=True)
    identity = SealedText(Class.IDENTITY, null=True, blank=True, max_length=200)
    contact = SealedText(Class.CONTACT, null=True, blank=True, max_length=500)
    location = SealedText(Class.LOCATION, null=True, blank=True, max_length=500)
    safety = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=20_000)
    superseded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField()

    open_fields = PROTECTED | {"referral", "what", "word", "superseded_by", "superseded_at"}
    born = MATTER


class Reopening(Protected):
    """A refusal that was annulled, and because of which the referral is assessed anew.

    A court annulled it on a day, under its own number; or our own `correction` did, which says when.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="reopenings")
    annulled = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    court_reference = SealedText(Class.LEGAL, null=True, blank=True, max_length=60)
    court_decided_on = models.DateField(null=True, blank=True)
    correction = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = SealedText(Class.LEGAL, null=True, blank=True, max_length=5000)
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    open_fields = PROTECTED | {"referral", "annulled", "court_decided_on", "correction", "recorded_by", "recorded_at"}
    born = RECORDED

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reopening_by_court_or_correction",
                condition=Q(court_decided_on__isnull=False, correction__isnull=True)
                | Q(court_decided_on__isnull=True, court_reference__isnull=True, correction__isnull=False),
            ),
        ]


class Ending(Protected):
    """How a referral ended without a decision: it was withdrawn, it lapsed, or it was sent on to another authority.

    `how` is the state it led to. A withdrawal has `said_by`, `way` and `told_at`, a lapse a `reason`, a transfer the
    authority `sent_to` and whether the sender was told and what was told of the person went along.
    Law: Administrative Procedure Act 434/2003, 21.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="endings")
    how = models.CharField(max_length=12)
    ended_on = models.DateField()
    said_by = models.CharField(max_length=16, blank=True)
    way = models.CharField(max_length=10, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    sent_to = models.CharField(max_length=20, blank=True)
    is_sender_told = models.BooleanField(null=True, blank=True)
    is_told_along = models.BooleanField(null=True, blank=True)
    words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    open_fields = PROTECTED | {
        "referral", "how", "ended_on", "said_by", "way", "told_at", "reason", "sent_to", "is_sender_told",
        "is_told_along", "recorded_by", "recorded_at",
    }  # fmt: skip
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ending_has_what_its_kind_asks_for",
                condition=(
                    Q(how="withdrawn", told_at__isnull=False, reason="", sent_to="")
                    & Q(said_by__in=["person", "guardian", "representative"], way__in=["spoken", "written", "sign"])
                )
                | Q(how="lapsed", reason__in=["consent", "not_reached", "joined"], said_by="", sent_to="")
                | (
                    Q(how="transferred", is_sender_told__isnull=False, is_told_along__isnull=False, said_by="")
                    & ~Q(sent_to="")
                ),
            ),
        ]


class Estimate(Protected):
    """When a decision may be expected, as a party who asked was told. Later ones stand beside the earlier.

    Law: Administrative Procedure Act 434/2003, 23.2.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="estimates")
    expected_on = models.DateField()
    words = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=5000)
    told_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    open_fields = PROTECTED | {"referral", "expected_on", "told_by", "told_at"}
    born = MATTER


class Check(Protected):
    """That somebody asked whether the person of a referral is known here already, and what was answered.

    `answer` holds the words of `terms.Standing`, the year of the last removal if there is one, and whether another
    referral is being handled. It names nobody.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="checks")
    answer = SealedText(Class.IDENTITY, max_length=40)
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    open_fields = PROTECTED | {"referral", "asked_by", "asked_at"}
    born = RECORDED

    class Meta:
        indexes = [models.Index(fields=["asked_by", "asked_at"], name="check_by_whom")]


class ChildsView(Protected):
    """What a child said of the referral, or why the child was not asked, and what is in the child's best interest.

    `heard` is how the child was asked or why not (`cases.terms.ChildHeard`); only whoever was asked has a day, a
    language and perhaps an interpreter. A later record supersedes the earlier one, which stays.
    Law: Reception Act 746/2011, 5.
    """

    kind = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="childs_views")
    heard = models.CharField(max_length=10)
    asked_on = models.DateField(null=True, blank=True)
    language = SealedText(Class.IDENTITY, null=True, blank=True, max_length=12)
    interpreter = SealedText(Class.IDENTITY, third_party=True, null=True, blank=True, max_length=200)
    view = SealedText(Class.SAFETY, passages=True, max_length=5000)
    best_interest = SealedText(Class.SAFETY, passages=True, max_length=5000)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = PROTECTED | {"referral", "heard", "asked_on", "made_by", "made_at", "superseded_at"}
    born = MATTER

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="childs_view_asked_on_a_day_or_not_asked",
                condition=Q(heard__in=["asked", "formally"], asked_on__isnull=False)
                | Q(heard__in=["harmful", "needless"], asked_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="childs_view_one_in_force", fields=["referral"], condition=Q(superseded_at__isnull=True)
            ),
        ]
