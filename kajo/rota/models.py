"""Who stands where in the rota: the base rotation, what overrides it, swaps, leave, languages, private feeds?

Nothing is overwritten but the end of a row. That no duty has two people and nobody two duties at a time in a layer is
held by exclusion constraints, which stand in the migrations (`0002_one_at_a_time`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.accounts.models import STAFF_BIRTH, Staff
from kajo.ledger.guarded import Guarded
from kajo.rota.terms import MINUTES_A_WEEK, Duty, Language, SwapState

DUTY_KNOWN = Q(duty__in=[str(each) for each in Duty])
ENDED_BY_SOMEBODY = Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False)


class Rotation(Guarded):
    """One line of the base rotation: somebody's stretch of every week, by the clock on the wall in Finland.

    It starts `from_minute` minutes after Monday 00.00 and lasts `minutes`; it holds for the weeks whose starting day
    lies in `from_on` until `until_on` (exclusive; open while empty).
    """

    duty = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    from_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "duty", "staff", "from_minute", "minutes", "from_on", "until_on", "made_by", "made_at", "ended_by", "ended_at",
    }  # fmt: skip
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="rotation_duty_known", condition=DUTY_KNOWN),
            models.CheckConstraint(
                name="rotation_lies_in_a_week",
                condition=Q(from_minute__lt=MINUTES_A_WEEK, minutes__gt=0, minutes__lte=MINUTES_A_WEEK),
            ),
            models.CheckConstraint(
                name="rotation_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(name="rotation_ended_by_somebody", condition=ENDED_BY_SOMEBODY),
        ]


class Swap(Guarded):
    """The question of `asker` whether `asked` takes a turn, and gives one in return where `back_from_at` is not empty.

    It changes the rota once it is agreed: then overrides that name it are laid over the turns.
    """

    duty = models.CharField(max_length=10)
    asker = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    back_from_at = models.DateTimeField(null=True, blank=True)
    back_until_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, default="asked")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "duty", "asker", "asked", "from_at", "until_at", "back_from_at", "back_until_at", "state", "asked_at",
        "answered_at", "settled_by", "settled_at",
    }  # fmt: skip
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="swap_duty_known", condition=DUTY_KNOWN),
            models.CheckConstraint(name="swap_state_known", condition=Q(state__in=[str(each) for each in SwapState])),
            models.CheckConstraint(name="swap_with_somebody_else", condition=~Q(asked=F("asker"))),
            models.CheckConstraint(name="swap_ends_after_start", condition=Q(until_at__gt=F("from_at"))),
            models.CheckConstraint(
                name="swap_back_ends_after_start",
                condition=Q(back_from_at__isnull=True, back_until_at__isnull=True)
                | Q(back_until_at__gt=F("back_from_at")),
            ),
            models.CheckConstraint(
                name="swap_settled_has_who_and_when",
                condition=Q(state__in=["asked", "accepted"], settled_by__isnull=True, settled_at__isnull=True)
                | Q(
                    state__in=["agreed", "declined", "withdrawn", "refused"],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
            ),
        ]


class Override(Guarded):
    """Somebody who has a duty in a stretch of time, whatever the base says: by a manager, or by an agreed `swap`.

    A later one lies over an earlier one: that is superseded, and what is left of it written anew.
    """

    duty = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    swap = models.ForeignKey(Swap, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"duty", "staff", "from_at", "until_at", "swap", "made_by", "made_at", "superseded_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="override_duty_known", condition=DUTY_KNOWN),
            models.CheckConstraint(name="override_ends_after_start", condition=Q(until_at__gt=F("from_at"))),
        ]


class Leave(Guarded):
    """Days on which somebody is on no duty, from `from_on` until `until_on` (exclusive). Why is not kept."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"staff", "from_on", "until_on", "made_by", "made_at", "ended_by", "ended_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="leave_ends_after_start", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="leave_ended_by_somebody", condition=ENDED_BY_SOMEBODY),
        ]


class Speaks(Guarded):
    """A language somebody takes calls in, until it was ended."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"staff", "language", "made_by", "made_at", "ended_by", "ended_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="speaks_language_known", condition=Q(language__in=[str(each) for each in Language])
            ),
            models.CheckConstraint(name="speaks_ended_by_somebody", condition=ENDED_BY_SOMEBODY),
            models.UniqueConstraint(
                name="speaks_a_language_once", fields=["staff", "language"], condition=Q(ended_at__isnull=True)
            ),
        ]


class Feed(Guarded):
    """The private address of somebody's turns for a calendar, until it was ended. Its token is kept only as a hash."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True, max_length=32)
    language = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"staff", "token_hash", "language", "made_at", "ended_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.UniqueConstraint(name="feed_one_open", fields=["staff"], condition=Q(ended_at__isnull=True))
        ]
