"""What do pages show of requests, notifications and the register?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kajo.disclosures.terms import (
    About,
    Approver,
    DisclosureState,
    Ground,
    Holder,
    InquiryState,
    Matter,
    Need,
    NotificationState,
    Purpose,
    Recipient,
    RequestState,
    Timeliness,
    Way,
)
from kajo.law.finding import Finding


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of ours. `days` are left until its answer is due, negative once it is late."""

    id: UUID
    edition: int
    matter: Matter
    record: str
    state: RequestState
    holder: Holder
    unit: str
    need: Need
    ground: Ground
    basis: str
    extent: str
    way: Way
    asked_on: date
    due_on: date
    days: int
    asked_by: str
    reminders: int
    reminded_on: date | None
    answered_on: date | None
    answered_by_way: Way | None
    has_nothing: bool
    answer: str
    filed_by: str
    withdrawn_because: str
    withdrawn_by: str
    may_remind: bool
    may_file: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register, or one that is on its way there.

    `record` is empty for whoever may not see the matter; `words` is what was told, or empty in a list of many.
    """

    id: UUID
    edition: int
    matter: Matter | None
    record: str
    state: DisclosureState
    recipient: Recipient
    purpose: Purpose
    unit: str
    basis: str
    extent: tuple[str, ...]
    words: str
    approver: Approver
    inquiry: UUID | None
    notification: UUID | None
    made_by: str
    made_at: datetime
    approved_by: str
    approved_at: datetime | None
    told_on: date | None
    way: Way | None
    declined_because: str
    declined_by: str
    is_mine: bool
    may_approve: bool
    may_decline: bool
    may_give: bool


@dataclass(frozen=True, slots=True)
class Received:
    """A request from others. `days` are left until it is to be answered; `lines` is what was told because of it."""

    id: UUID
    edition: int
    matter: Matter
    record: str
    state: InquiryState
    asker: Recipient
    unit: str
    claimed: str
    extent: str
    asked_on: date
    due_on: date
    days: int
    received_by: str
    refused_on: date | None
    refusal: str
    refused_by: str
    may_answer: bool
    may_refuse: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Notified:
    """A child welfare notification, or the suspicion of which one is to be made. `in_time` is the rule's finding."""

    id: UUID
    edition: int
    matter: Matter
    record: str
    state: NotificationState
    child: str
    suspicion: str
    is_listed: bool
    suspected_on: date
    due_on: date
    suspected_by: str
    made_on: date | None
    made_by: str
    acknowledged_on: date | None
    answered_on: date | None
    answer: str
    in_time: Finding[Timeliness]
    may_exchange: bool
    may_make: bool
    may_acknowledge: bool
    may_answer: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is exchanged in a matter."""

    matter: Matter
    record: str
    asked: tuple[Asked, ...] = ()
    received: tuple[Received, ...] = ()
    notified: tuple[Notified, ...] = ()
    may: dict[str, bool] = field(default_factory=dict)

    @property
    def is_case(self) -> bool:
        """Tell whether the matter is a case."""
        return self.matter.kind is About.CASE


@dataclass(frozen=True, slots=True)
class Register:
    """Lines of the register, the latest first, and, where it goes on, the key of the last one shown."""

    lines: tuple[Line, ...]
    next: UUID | None = None
    matter: Matter | None = None
    record: str = ""
