"""Which reflection periods did a person have, and how much of the longest time is left?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kajo.access.roles import Actor
from kajo.cases import rules
from kajo.cases.models import ReflectionPeriod
from kajo.cases.terms import RECOVERY_STEPS, ReflectionStep
from kajo.law.terms import ends, in_force

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Granted:
    """A period as it was granted; both ends are exclusive. `case` is the one it belongs to, perhaps a former one."""

    key: UUID
    case: UUID
    step: ReflectionStep
    from_on: date
    until_on: date
    interrupted_on: date | None
    is_as_recorded: bool

    @property
    def is_recovery(self) -> bool:
        """Tell whether it is a recovery period of the law before 2023."""
        return self.step in RECOVERY_STEPS

    @property
    def ends_on(self) -> date:
        """The first day on which it runs no more."""
        return self.interrupted_on or self.until_on

    @property
    def last_on(self) -> date:
        """The last day for which it was granted."""
        return self.until_on - DAY

    @property
    def days(self) -> int:
        """On how many days it runs or ran."""
        return (self.ends_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class Reflected:
    """How it stands with the reflection periods of a person on a day.

    `last` is the last one, while it runs or begins later, and `days_left` until its last day; `used` of `most` days are
    granted, both None without any. `runs`: one may be interrupted today.
    """

    last: Granted | None
    days_left: int | None
    used: int | None
    most: int | None
    runs: bool


def periods(actor: Actor) -> ArraySubquery:
    """Ask for the periods of a case's person in one go with the case, the earliest first; `granted` reads them."""
    rows = ReflectionPeriod.objects.within(actor).filter(case__person=OuterRef("person")).order_by("from_on", "pk")
    return ArraySubquery(
        rows.values(
            json=JSONObject(
                key="pk", case="case", step="step", from_on="from_on", until_on="until_on",
                interrupted_on="interrupted_on", is_as_recorded="is_as_recorded",
            )
        )
    )  # fmt: skip


def granted(found: Iterable[Mapping[str, Any]]) -> tuple[Granted, ...]:
    """Read the periods that came with a case."""
    return tuple(
        Granted(
            key=UUID(each["key"]),
            case=UUID(each["case"]),
            step=ReflectionStep(each["step"]),
            from_on=date.fromisoformat(each["from_on"]),
            until_on=date.fromisoformat(each["until_on"]),
            interrupted_on=date.fromisoformat(each["interrupted_on"]) if each["interrupted_on"] else None,
            is_as_recorded=each["is_as_recorded"],
        )
        for each in found
    )


def reflected(found: Iterable[Granted], *, on: date) -> Reflected:
    """Tell how it stands on a day; recovery periods do not count. Without a query."""
    counted = [each for each in found if not each.is_recovery]
    if not counted:
        return Reflected(None, None, None, None, runs=False)
    first, last = counted[0], counted[-1]
    most = (ends(in_force(rules.LONGEST_REFLECTION, first.from_on), first.from_on) - first.from_on).days
    goes_on = last.interrupted_on is None and last.until_on > on
    return Reflected(
        last=last if goes_on else None,
        days_left=(last.last_on - on).days if goes_on else None,
        used=sum(each.days for each in counted),
        most=most,
        runs=any(each.interrupted_on is None and each.from_on <= on < each.until_on for each in counted),
    )
