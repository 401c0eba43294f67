"""Who is on duty in a demonstration? A base of every week, and around the moment it is loaded the cast itself.

There is no gap for the days that are listed, but for one day of leave that nobody has filled yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from kajo.law.calendar import DAY, legal_day
from kajo.rota.models import Leave, Override, Rotation, Speaks
from kajo.rota.terms import MINUTES_A_DAY, MINUTES_A_WEEK, Duty, Language
from kajo.run.history.staff import DECIDES, ON_DUTY

HOUR = timedelta(hours=1)
BACKS_UP = "marja"
WEEKS_BEFORE, GAP_AFTER_DAYS = 4, 9
SHIFT_MINUTES = 8 * 60
STARTS = (7 * 60, 15 * 60, 23 * 60)
# Five to each shift: whoever has Monday's has Saturday's as well.
LINE = (
    ("worker-101", "worker-102", "worker-103", "worker-104", "worker-105"),
    ("worker-201", "worker-202", "worker-203", "worker-204", "worker-205"),
    ("worker-301", "worker-302", "worker-303", "worker-304", "worker-305"),
)
BACKUPS = ("worker-206", "worker-207", "worker-208", "worker-306", "worker-307", "worker-308", "worker-309")
NOW = ((Duty.LINE, ON_DUTY), (Duty.BACKUP, BACKS_UP), (Duty.DECIDER, DECIDES))
HOURS_BEFORE, HOURS_AFTER = 2, 10
EVERYBODY = (Language.FI, Language.EN)
SWEDISH = (ON_DUTY, BACKS_UP, "worker-101", "worker-103", "worker-202", "worker-301", "worker-304", *BACKUPS[::2])


def make(staff: Mapping[str, UUID], *, at: datetime) -> None:
    """Write base, the cast of the moment, languages and the leave that leaves a gap. Only inside an act of loading."""
    on = legal_day(at)
    first = on - timedelta(days=on.weekday(), weeks=WEEKS_BEFORE)
    base = [
        (Duty.LINE, shift[day % len(shift)], day * MINUTES_A_DAY + start, SHIFT_MINUTES)
        for start, shift in zip(STARTS, LINE, strict=True)
        for day in range(7)
    ]
    base += [(Duty.BACKUP, who, day * MINUTES_A_DAY + STARTS[0], MINUTES_A_DAY) for day, who in enumerate(BACKUPS)]
    base.append((Duty.DECIDER, DECIDES, 0, MINUTES_A_WEEK))
    Rotation.objects.bulk_create(
        Rotation(duty=str(duty), staff_id=staff[who], from_minute=start, minutes=minutes, from_on=first, made_at=at)
        for duty, who, start, minutes in base
    )
    hour = at.replace(minute=0, second=0, microsecond=0)
    Override.objects.bulk_create(
        Override(
            duty=str(duty), staff_id=staff[who], made_by_id=staff[BACKS_UP], made_at=at,
            from_at=hour - HOURS_BEFORE * HOUR, until_at=hour + HOURS_AFTER * HOUR,
        )
        for duty, who in NOW
    )  # fmt: skip
    away = on + GAP_AFTER_DAYS * DAY
    on_shift = LINE[0][away.weekday() % len(LINE[0])]
    Leave.objects.create(staff_id=staff[on_shift], from_on=away, until_on=away + DAY, made_at=at)
    people = sorted({who for shift in LINE for who in shift} | set(BACKUPS) | {ON_DUTY, BACKS_UP})
    Speaks.objects.bulk_create(
        Speaks(staff_id=staff[who], language=str(language), made_at=at)
        for who in people
        for language in (*EVERYBODY, *((Language.SV,) if who in SWEDISH else ()))
    )
