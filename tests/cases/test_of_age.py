"""A child comes of age one day, and that is prepared in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, Identity, Sex
from kajo.law.calendar import legal_day, working_day_after
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def born(actor, case, day):
    with acting(actor, Verb.CASE_IDENTIFY):
        person = Person.objects.within(actor).get(pk=case.person_id)
    known = Identity(born_on=day, birth_precision=BirthPrecision.DAY, sex=Sex.UNKNOWN, personal_code="")
    actions.identify(actor, person.pk, known=known, at=NOW)


def waiting(actor, case):
    with acting(actor, Verb.CASE_IDENTIFY):
        rows = Task.objects.within(actor).filter(about=case.pk, reason=str(Reason.PREPARE_OF_AGE), state="open")
        return [legal_day(each.due_at) for each in rows]


@pytest.fixture
def case(mikko, aino, veikko):
    return line.admitted(mikko, aino, veikko)


def test_a_birth_date_that_becomes_known_lets_a_task_wait_for_its_day(veikko, case):
    assert waiting(veikko, case) == []

    born(veikko, case, date(TODAY.year - 15, 1, 15))

    assert waiting(veikko, case) == [working_day_after(date(TODAY.year + 2, 7, 15))]


def test_less_than_six_months_before_it_is_due_at_once(veikko, case):
    born(veikko, case, TODAY.replace(year=TODAY.year - 18) + timedelta(days=10))

    assert waiting(veikko, case) == [working_day_after(TODAY)]


def test_another_birth_date_moves_the_task_and_an_adults_ends_it(veikko, case):
    born(veikko, case, date(TODAY.year - 15, 1, 15))
    born(veikko, case, date(TODAY.year - 14, 1, 15))
    assert waiting(veikko, case) == [working_day_after(date(TODAY.year + 3, 7, 15))]

    born(veikko, case, date(TODAY.year - 30, 1, 15))

    assert waiting(veikko, case) == []
