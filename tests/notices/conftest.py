"""What tests of the outbox share: who is reached how, and what lies in the trays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from kajo.access.doors import acting
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.bridges.carrying import Means
from kajo.bridges.trays import Tray, tray
from kajo.cases.models import Case
from kajo.clients import actions as clients
from kajo.clients.models import Person, SafeContact
from kajo.clients.terms import Channel
from kajo.notices import actions
from kajo.notices.models import Notice
from kajo.notices.terms import NoticeText, ToStaff
from kajo.referrals.models import Referral
from tests.factories import line

NUMBER, ADDRESS = "+358401110000", "duty@example.org"


@pytest.fixture(autouse=True)
def trays() -> Iterator[dict[Means, Tray]]:
    """Return the trays, empty and in service."""
    found = {means: tray(means) for means in Means}
    for each in found.values():
        each.kept, each.is_down = [], False
    yield found
    for each in found.values():
        each.kept, each.is_down = [], False


@pytest.fixture
def reached(aino: Actor, at: datetime) -> Actor:
    """Return the director, who has noted how messages reach her."""
    ways = {Means.TEXT: NUMBER, Means.VOICE: NUMBER, Means.MAIL: ADDRESS}
    accounts.reach(aino, None, ways=ways, at=at)
    return aino


@pytest.fixture
def referral(mikko: Actor) -> Referral:
    return line.referred(mikko)


@pytest.fixture
def case(mikko: Actor, aino: Actor, veikko: Actor) -> Case:
    return line.admitted(mikko, aino, veikko)


@pytest.fixture
def person(case: Case, veikko: Actor) -> Person:
    with acting(veikko, Verb.CASE_VIEW):
        return Person.objects.within(veikko).get(pk=case.person_id)


@pytest.fixture
def way(person: Person, veikko: Actor, at: datetime) -> SafeContact:
    """Return a number for text messages that a client agreed to, without a word beside it."""
    return clients.wish_contact(
        veikko, person, channel=Channel.TEXT, is_allowed=True, value="040 222 0000", wish="", at=at
    )


@pytest.fixture
def told(mikko: Actor, reached: Actor, referral: Referral, at: datetime) -> Callable[..., Notice]:
    """Return who tells the director, by text message, that something urgent waits."""

    def tell(**facts: Any) -> Notice:
        usual = {"to": ToStaff(reached.id), "means": Means.TEXT, "text": NoticeText.ALERT, "at": at}
        return actions.tell(mikko, None, about=referral, **(usual | facts))

    return tell
