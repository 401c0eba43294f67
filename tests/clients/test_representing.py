"""A child who is here without a guardian gets somebody who speaks for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.clients import actions
from kajo.clients.models import Person, Relation
from kajo.clients.terms import BirthPrecision, ClientCategory, Kinship, Known, RepresentationEnd
from kajo.law.calendar import legal_day
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


@pytest.fixture
def child(aino) -> Person:
    """Return a child of whom little is known."""
    known = Known(name="Lan Example", born_on=date(TODAY.year - 15, 1, 1), birth_precision=BirthPrecision.DAY)
    return actions.meet(aino, None, known=known, category=ClientCategory.CHILD, on=TODAY, office=1, at=NOW)


def applied(actor, child, *, has_permit=False):
    return actions.apply_representative(
        actor, child.pk, has_permit=has_permit, applied_on=TODAY, court="District Court", child_view="Yes.", at=NOW
    )


def speaks(actor, child):
    with acting(actor, Verb.CLIENT_AMEND):
        rows = Relation.objects.within(actor).filter(person=child).order_by("from_on", "pk")
        return [each.relation for each in rows if each.holds_on(TODAY)]


def test_the_director_stands_in_until_the_court_has_appointed_somebody(aino, child):
    matter = applied(aino, child)
    assert speaks(aino, child) == ["stand_in"]

    actions.appoint_representative(aino, matter.pk, name="Representative Example", appointed_on=TODAY, at=NOW)

    assert speaks(aino, child) == ["representative"]
    with acting(aino, Verb.CLIENT_AMEND):
        task = Task.objects.within(aino).get(about=child.pk, reason=str(Reason.FOLLOW_REPRESENTATIVE))
        assert task.state == "done"


def test_where_the_county_applies_nobody_of_ours_stands_in(aino, child):
    assert applied(aino, child, has_permit=True).applicant == "county"
    assert speaks(aino, child) == []


def test_when_it_ends_nobody_speaks_in_this_matter_any_more(aino, child):
    matter = applied(aino, child)
    actions.appoint_representative(aino, matter.pk, name="Representative Example", appointed_on=TODAY, at=NOW)

    actions.end_representative(aino, matter.pk, ended_on=TODAY, ended_because=RepresentationEnd.GUARDIAN, at=NOW)

    assert speaks(aino, child) == []
    assert applied(aino, child).state == "applied"


def test_one_matter_at_a_time_and_no_step_twice(aino, child):
    matter = applied(aino, child)
    with pytest.raises(Refused, match="applied for or appointed already"):
        applied(aino, child)
    actions.appoint_representative(aino, matter.pk, name="Example", appointed_on=TODAY, at=NOW)
    with pytest.raises(Refused, match="moved on"):
        actions.appoint_representative(aino, matter.pk, name="Example", appointed_on=TODAY, at=NOW)
    with pytest.raises(Refused, match="does not fit"):
        actions.end_representative(
            aino, matter.pk, ended_on=TODAY, ended_because=RepresentationEnd.NOT_APPOINTED, at=NOW
        )


def test_a_child_with_a_guardian_and_an_adult_get_none(aino, veikko, case, child):
    actions.add_relation(aino, child.pk, relation=Kinship.GUARDIAN, name="Guardian", from_on=TODAY, at=NOW)
    with pytest.raises(Refused, match="A guardian speaks"):
        applied(aino, child)
    with acting(aino, Verb.CLIENT_AMEND):
        grown = Person.objects.within(aino).get(pk=case.person_id)
        grown.born_on, grown.birth_precision = date(1990, 1, 1), BirthPrecision.DAY
        grown.save()
    with pytest.raises(Refused, match="An adult speaks"):
        applied(veikko, grown)


def test_impossible_days_change_nothing(aino, child):
    with pytest.raises(Refused, match="future"):
        actions.apply_representative(
            aino, child.pk, has_permit=False, applied_on=TODAY + timedelta(days=1), court="", child_view="Yes.", at=NOW
        )
    matter = applied(aino, child)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refused, match="after what came before"):
            actions.appoint_representative(aino, matter.pk, name="Example", appointed_on=day, at=NOW)
    assert speaks(aino, child) == ["stand_in"]


def test_on_the_pages(aino, child):
    browser, page = visiting(aino), reverse("clients:person", args=[child.pk])
    today = f"{TODAY:%d.%m.%Y}"
    assert "No representative was applied for here." in browser.get(page).content.decode()

    sent = browser.post(
        reverse("clients:apply_representative", args=[child.pk]),
        {"has_permit": "no", "applied_on": today, "court": "", "child_view": "I want a woman."},
    )
    shown = browser.get(page).content.decode()

    assert sent.status_code == 302
    assert "I want a woman." in shown
    assert "Director standing in for a representative" in shown
    assert "Record the representative" in shown


def test_the_childs_own_view_is_asked_for(aino, child):
    answer = visiting(aino).post(
        reverse("clients:apply_representative", args=[child.pk]),
        {"has_permit": "no", "applied_on": f"{TODAY:%d.%m.%Y}", "court": "Kept as typed", "child_view": ""},
    )

    assert answer.status_code == 200
    assert "Kept as typed" in answer.content.decode()
    assert 'class="field__error"' in answer.content.decode()


def test_an_adults_page_offers_no_representative(aino, veikko, case):
    for born_on in (date(1950, 2, 28), date(TODAY.year - 18, TODAY.month, 1)):
        with acting(aino, Verb.CLIENT_AMEND):
            grown = Person.objects.within(aino).get(pk=case.person_id)
            grown.born_on, grown.birth_precision = born_on, BirthPrecision.DAY
            grown.save()

        shown = visiting(veikko).get(reverse("clients:person", args=[case.person_id])).content.decode()

        assert "Apply for a representative" not in shown
