"""Pages of reflection periods, as the people who use them meet them, without any script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.cases.models import Disclosure, ReflectionPeriod
from kajo.decisions.models import Decision
from tests.factories import reflecting
from tests.factories.people import visiting
from tests.factories.reflecting import DAY, TODAY

pytestmark = pytest.mark.django_db
SAID = {"reasons": "Needs time to think.", "decided_in": "fi", "explained_in": "en"}
ANSWERS = {"right_of_residence": "no", "admitted_first": "yes"}


def address(case, deed="case", *more):
    return reverse(f"cases:{deed}", args=[case.pk, *more])


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def proposed(actor, case, what, **words):
    answer = visiting(actor).post(address(case, "propose_reflection", what), SAID | words)
    assert answer.status_code == 302, answer.context["form"].errors
    return rows(actor, Decision, matter=case.pk, state="draft")[0]


def decided(actor, case, draft):
    answer = visiting(actor).post(address(case, "decide_reflection", draft.pk), {"once": ""})
    assert answer.url == address(case)


def test_a_period_is_granted_extended_interrupted_and_the_police_are_told(veikko, aino, case):
    grant = proposed(
        veikko, case, "grant", from_on=TODAY.isoformat(), last_on=(TODAY + 59 * DAY).isoformat(), **ANSWERS
    )
    page = visiting(aino).get(address(case)).content.decode()
    assert "Read the draft and decide" in page
    read = visiting(aino).get(address(case, "decide_reflection", grant.pk)).content.decode()
    assert "Harkinta-ajan tarkoitus" in read
    assert "Keskeyttäminen ja sen perusteet" in read
    decided(aino, case, grant)

    page = visiting(veikko).get(address(case)).content.decode()
    assert "59 days left" in page
    assert "Police not told yet" in page
    extension = proposed(veikko, case, "extend", last_on=(TODAY + 89 * DAY).isoformat(), **ANSWERS)
    decided(aino, case, extension)
    page = visiting(veikko).get(address(case)).content.decode()
    assert "89 days left" in page
    assert " of 18" in page

    stop = proposed(veikko, case, "interrupt", ground="ties", own_will="on")
    decided(aino, case, stop)
    page = visiting(veikko).get(address(case)).content.decode()
    assert "Interrupted on" in page
    assert [each.interrupted_on for each in rows(aino, ReflectionPeriod)] == [TODAY, TODAY + 60 * DAY]
    told = {"unit": "Unit of the day", "extent": ["name"], "told_on": TODAY.isoformat()}
    for each in (grant, extension, stop):
        assert visiting(veikko).post(address(case, "tell_police", each.pk), told).url == address(case)
    page = visiting(veikko).get(address(case)).content.decode()
    assert page.count("Police told on") == 3
    assert len(rows(aino, Disclosure)) == 3
    assert "In the system" in page


def test_once_the_last_day_is_over_nothing_runs_and_the_case_stays_as_it_was(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30, on=-40)

    page = visiting(veikko).get(address(case)).content.decode()

    assert "days left" not in page
    assert "30 of 18" in page
    assert "Grant a reflection period" in page
    assert "In the system" in page
