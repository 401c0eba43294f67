"""Who asked the advice line, and what was answered?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff
from kajo.contacts.terms import LONGEST_NOTE
from kajo.ledger.guarded import Guarded
from kajo.referrals.models import Referral
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedJSON, SealedText

MOST_WRITTEN = 524_288


class Contact(Protected):
    """One call to the advice line. There is no field for a name, and `reach` only of a caller who shares it.

    `danger` is yes, no or unknown; `privacy` is what the caller wants of what was told, `urgency` how soon somebody is
    to go on with a call that stays open. A contact becomes a referral only by the caller's own wish.
    """

    kind = "contact"

    state = models.CharField(max_length=12, default="open")
    channel = models.CharField(max_length=10, default="phone")
    started_at = models.DateTimeField()
    danger = models.CharField(max_length=8, default="unknown")
    caller = models.CharField(max_length=16, default="unknown")
    privacy = models.CharField(max_length=12, blank=True)
    urgency = models.CharField(max_length=8, blank=True)
    language = SealedText(Class.CONTACT, null=True, blank=True, max_length=12)
    topic = SealedText(Class.CONTACT, null=True, blank=True, max_length=40)
    form = SealedText(Class.CONTACT, null=True, blank=True, max_length=24)
    region = SealedText(Class.CONTACT, null=True, blank=True, max_length=12)
    age_band = SealedText(Class.CONTACT, null=True, blank=True, max_length=12)
    outcome = SealedText(Class.CONTACT, null=True, blank=True, max_length=16)
    note = SealedText(Class.SAFETY, passages=True, null=True, blank=True, max_length=LONGEST_NOTE)
    reach = SealedText(Class.CONTACT, null=True, blank=True, max_length=64)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="came_from")

    open_fields = {
        "office", "sealed", "edition", "state", "channel", "started_at", "danger", "caller", "privacy", "urgency",
        "taken_by", "referral",
    }  # fmt: skip
    born = Birth(retention=Retention.OBSERVATION, starts="closed", hold=True, export=Export.SUBJECT_MASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_danger_known", condition=Q(danger__in=["yes", "no", "unknown"])),
            models.CheckConstraint(
                name="contact_privacy_known", condition=Q(privacy__in=["", "anonymous", "confidential", "shared"])
            ),
            models.CheckConstraint(
                name="contact_reach_only_if_shared", condition=Q(reach__isnull=True) | Q(privacy="shared")
            ),
            models.CheckConstraint(name="contact_urgency_known", condition=Q(urgency__in=["", "now", "day", "normal"])),
            models.CheckConstraint(
                name="contact_referred_has_referral",
                condition=Q(state="referred", referral__isnull=False)
                | (~Q(state="referred") & Q(referral__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["-started_at", "id"], name="contact_by_time")]


class Draft(Protected):
    """A note that is being written while somebody talks, kept on the server a moment after the last key.

    Its key is made with the page, so that a page that is left unused makes nothing. `step` counts the keepings: an
    older one that arrives late changes nothing. Whoever holds it writes; when the call is saved, or the note put away,
    nothing of it stays: what it held is emptied, and the night destroys its key.
    """

    kind = "contact"

    state = models.CharField(max_length=10, default="kept")
    holder = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    step = models.PositiveIntegerField(default=0)
    words = SealedJSON(Class.SAFETY, null=True, blank=True, max_bytes=MOST_WRITTEN)

    open_fields = {"office", "sealed", "edition", "state", "holder", "began_at", "kept_at", "step"}
    born = Birth(
        retention=Retention.OBSERVATION, starts="kept", hold=False,
        export=Export.never("a note that is still being written; what is saved of it is a call"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_holds_words_while_kept",
                condition=Q(state="kept", words__isnull=False) | (~Q(state="kept") & Q(words__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["kept_at", "id"], name="draft_kept", condition=Q(state="kept"))]


class Consultation(Protected):
    """Advice that somebody asked for about a person who has not agreed to be named.

    There is no field for who it is about. `region` is a county's code, `form` the form of exploitation that is
    suspected; `reach` is how the asker is reached, only where they want an answer. `is_confirmed`: something in the
    text looked as if it told who somebody is, and the writer said that it does not.
    """

    kind = "contact"

    asked_at = models.DateTimeField()
    asker = models.CharField(max_length=20)
    danger = models.CharField(max_length=8, default="unknown")
    form = models.CharField(max_length=24, blank=True)
    region = models.CharField(max_length=2, blank=True)
    outcome = models.CharField(max_length=16)
    is_confirmed = models.BooleanField(default=False)
    is_answer_wanted = models.BooleanField(default=False)
    language = SealedText(Class.CONTACT, null=True, blank=True, max_length=12)
    topic = SealedText(Class.CONTACT, null=True, blank=True, max_length=40)
    reach = SealedText(Class.CONTACT, third_party=True, null=True, blank=True, max_length=200)
    advice = SealedText(Class.SAFETY, passages=True, max_length=20_000)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    open_fields = {
        "office", "sealed", "edition", "asked_at", "asker", "danger", "form", "region", "outcome", "is_confirmed",
        "is_answer_wanted", "taken_by",
    }  # fmt: skip
    born = Birth(retention=Retention.OBSERVATION, starts="closed", hold=True, export=Export.SUBJECT_MASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="consultation_danger_known", condition=Q(danger__in=["yes", "no", "unknown"])),
            models.CheckConstraint(
                name="consultation_outcome_known",
                condition=Q(outcome__in=["advised", "asked_back", "emergency", "child_welfare"]),
            ),
            models.CheckConstraint(
                name="consultation_reach_only_for_an_answer",
                condition=Q(reach__isnull=True) | Q(is_answer_wanted=True),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "id"], name="consultation_by_time")]


class Trunk(Guarded):
    """A telephone exchange that may tell of its calls, known by a token of which only a keyed hash is kept.

    `generation` counts the tokens; the signing key, where the trunk has one, is derived from it and lies nowhere.
    During a change the former token, and its key, hold until `former_until_at`. The demonstration's trunk, whose token
    everybody knows, is refused where demo data are not on.
    """

    name = models.CharField(max_length=40)
    token_hash = models.BinaryField(unique=True, max_length=32)
    former_token_hash = models.BinaryField(null=True, blank=True, max_length=32)
    former_until_at = models.DateTimeField(null=True, blank=True)
    generation = models.PositiveSmallIntegerField(default=1)
    is_signed = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "name", "token_hash", "former_token_hash", "former_until_at", "generation", "is_signed", "is_demo", "added_at",
        "ended_at",
    }  # fmt: skip
    born = Birth(
        retention=Retention.STAFF, starts="ended", hold=False, export=Export.never("about a machine, not a client")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="trunk_one_open_of_a_name", fields=["name"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="trunk_former_token_ends",
                condition=Q(former_token_hash__isnull=True, former_until_at__isnull=True)
                | Q(former_token_hash__isnull=False, former_until_at__isnull=False),
            ),
        ]


class Ring(Protected):
    """One telephone call as the exchange tells of it, in whatever order, whether or not anybody writes of it.

    `call` is a keyed hash of the exchange's own id. The number lies here, sealed, only while the call lasts, and where
    somebody on the line asked for it (`is_number_wanted`: the caller shares it) until the call is saved, a few hours at
    most. It is never compared with another. `heard_at` is the first moment told of, of whichever kind.
    """

    kind = "ring"

    trunk = models.ForeignKey(Trunk, on_delete=models.PROTECT, related_name="+")
    call = models.BinaryField(max_length=32)
    state = models.CharField(max_length=10, default="ringing")
    direction = models.CharField(max_length=3)
    queue = models.CharField(max_length=40, blank=True)
    is_withheld = models.BooleanField(default=False)
    is_number_wanted = models.BooleanField(default=False)
    number = SealedText(Class.CONTACT, null=True, blank=True, max_length=64)
    heard_at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=16, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="rang")

    open_fields = {
        "office", "sealed", "edition", "trunk", "call", "state", "direction", "queue", "is_withheld",
        "is_number_wanted", "heard_at", "rung_at", "answered_at", "answered_by", "ended_at", "cause", "looked_at",
        "looked_by", "contact",
    }  # fmt: skip
    born = Birth(
        retention=Retention.OBSERVATION, starts="ended", hold=False,
        export=Export.never("the exchange's own moments; nothing in them tells whose call it was"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ring_call_once", fields=["trunk", "call"]),
            models.CheckConstraint(name="ring_direction_known", condition=Q(direction__in=["in", "out"])),
            models.CheckConstraint(
                name="ring_withheld_has_no_number", condition=Q(is_withheld=False) | Q(number__isnull=True)
            ),
            models.CheckConstraint(
                name="ring_over_keeps_no_number",
                condition=~Q(state="over") | Q(number__isnull=True) | Q(is_number_wanted=True),
            ),
            models.CheckConstraint(
                name="ring_over_has_an_end",
                condition=Q(state="over", ended_at__isnull=False) | (~Q(state="over") & Q(ended_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["-heard_at", "id"], name="ring_by_time"),
            models.Index(fields=["heard_at", "id"], name="ring_going_on", condition=~Q(state="over")),
        ]
