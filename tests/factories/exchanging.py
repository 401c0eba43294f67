"""Requests, disclosures and notifications, made through the ordinary doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.disclosures import actions
from kajo.disclosures.models import Disclosure, Inquiry, Notification, Request
from kajo.disclosures.terms import About, Asked, Holder, Matter, Need, Purpose, Recipient, Way
from kajo.law.calendar import legal_day
from tests.factories.people import proven

DAY = timedelta(days=1)
THREAT = Asked(Recipient.POLICE, Purpose.THREAT, threat=True, necessary=True)
SERVICE = Asked(Recipient.PRODUCER, Purpose.SERVICE, necessary=True)


def matter_of(row: Protected) -> Matter:
    """A case or a referral as the room of disclosures knows it."""
    return Matter(About(row.kind), row.pk)


def asked(by: Actor, matter: Matter, *, ago: int = 0, **facts: Any) -> Request:
    """A request to a county that need not wait for consent, so many days ago, to be answered in two weeks."""
    at = datetime.now(UTC) - ago * DAY
    on = legal_day(at)
    told = {
        "holder": Holder.COUNTY, "unit": "Unit of the day", "need": Need.ASSISTANCE, "necessary": True,
        "has_consent": False, "extent": "Which services run.", "way": Way.LETTER, "asked_on": on,
        "due_on": on + 14 * DAY, "at": at,
    }  # fmt: skip
    return actions.ask(by, None, matter=matter, **(told | facts))


def received(by: Actor, matter: Matter, **facts: Any) -> Inquiry:
    """A request from a county, come today."""
    at = datetime.now(UTC)
    told = {
        "asker": Recipient.COUNTY, "unit": "Unit of the day", "claimed": "Their task.", "extent": "The address.",
        "asked_on": legal_day(at), "due_on": legal_day(at) + 14 * DAY, "at": at,
    }  # fmt: skip
    return actions.receive(by, None, matter=matter, **(told | facts))


def answered(by: Actor, inquiry: Inquiry, **facts: Any) -> Disclosure:
    """The prepared answer to a request from an authority."""
    told = {
        "purpose": Purpose.TASK, "necessary": True, "wish": False, "about_child": False,
        "words": "That services run.", "at": datetime.now(UTC),
    }  # fmt: skip
    return actions.answer(by, inquiry.pk, **(told | facts))


def prepared(by: Actor, matter: Matter, *, asked: Asked = THREAT, **facts: Any) -> Disclosure:
    """What is to be told of a serious threat, unless the facts say otherwise."""
    told = {"unit": "Unit of the day", "words": "The threat, and where it comes from.", "at": datetime.now(UTC)}
    return actions.prepare(by, None, matter=matter, asked=asked, **(told | facts))


def approved(by: Actor, made: Disclosure) -> Disclosure:
    """The same approved, with a fresh second factor."""
    return actions.approve(proven(by, str(Verb.DISCLOSURE_APPROVE), made), made.pk, at=datetime.now(UTC))


def given(by: Actor, made: Disclosure, **facts: Any) -> Disclosure:
    """The same told by telephone today."""
    at = datetime.now(UTC)
    return actions.give(by, made.pk, **({"told_on": legal_day(at), "way": Way.PHONE, "at": at} | facts))


def suspected(by: Actor, matter: Matter, *, ago: int = 0, **facts: Any) -> Notification:
    """A child who may need child welfare, noted on the day of the suspicion, so many days ago."""
    at = datetime.now(UTC) - ago * DAY
    told = {
        "child": "Little Example", "suspicion": "Is left alone at night.", "is_listed": False,
        "suspected_on": legal_day(at), "at": at,
    }  # fmt: skip
    return actions.suspect(by, None, matter=matter, **(told | facts))


def notified(by: Actor, notification: Notification, **facts: Any) -> Notification:
    """The same notified today by telephone."""
    at = datetime.now(UTC)
    told = {
        "unit": "Child welfare of the county", "offence_unit": "", "words": "What was seen.", "way": Way.PHONE,
        "made_on": legal_day(at), "at": at,
    }  # fmt: skip
    return actions.notify(by, notification.pk, **(told | facts))
