"""The category of a client: today's on every page and for every deed, the one at admission in the figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.models import Case
from kajo.cases.terms import ChildFound
from kajo.clients import actions as clients
from kajo.clients.models import Category
from kajo.clients.terms import ClientCategory, Known
from kajo.law.calendar import legal_day
from kajo.statistics import queries as statistics
from tests.factories.leaving import CONSIDERED
from tests.factories.people import visiting

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def changed(director, person, category, at):
    with acting(director, Verb.CLIENT_CATEGORY):
        Category.objects.within(director).filter(person=person).update(from_on=TODAY - timedelta(days=5))
    clients.change_category(director, person, category=category, from_on=TODAY, at=at)


def drafted(by, case, at):
    said = {"reasons": "Needs a safe home.", "language": "fi", "explained_in": "en"}
    return actions.add_child(
        by, case, known=Known(name="Little Example"), found=tuple(ChildFound), considered=CONSIDERED, **said, at=at
    )


@pytest.fixture
def child(veikko, aino, case, at):
    return actions.admit_child(aino, case, decision=drafted(veikko, case, at).pk, at=at)


def test_list_and_page_show_the_category_of_today(aino, case, at):
    changed(aino, case.person_id, ClientCategory.ASSISTING, at)

    (line,) = queries.cases(aino, None).lines
    assert (line.category, queries.case(aino, case.pk).category) == ("assisting", "assisting")
    shown = visiting(aino).get(reverse("cases:cases")).content.decode()
    assert "Person assisting in an investigation" in shown
    assert "<td>Victim</td>" not in shown


def test_the_case_keeps_the_category_at_admission_and_the_figures_count_by_it(aino, case, at):
    before = statistics.figures(aino, None, on=TODAY)

    changed(aino, case.person_id, ClientCategory.CHILD, at)

    with acting(aino, Verb.CASE_VIEW):
        assert [each.category for each in Case.objects.within(aino)] == ["victim"]
    assert statistics.figures(aino, None, on=TODAY) == before


def test_a_child_who_became_a_victim_may_have_a_child_added(veikko, aino, child, at):
    changed(aino, child.person_id, ClientCategory.VICTIM, at)
    page = visiting(veikko).get(reverse("cases:case", args=[child.pk])).content.decode()
    assert "children/add/" in page

    assert drafted(veikko, child, at).matter == child.pk


def test_a_victim_who_became_a_child_has_no_child_added(veikko, aino, case, at):
    changed(aino, case.person_id, ClientCategory.CHILD, at)
    page = visiting(veikko).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "children/add/" not in page

    with pytest.raises(Refused, match="admitted with the case of a victim"):
        drafted(veikko, case, at)
