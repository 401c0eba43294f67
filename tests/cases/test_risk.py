"""Notes of what threatens a client: written anew, never over, and found by nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import queries
from kajo.cases.models import RiskNote
from kajo.cases.terms import HousingLevel, Risk
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import months_later
from tests.factories import line, watch
from tests.factories.leaving import removed
from tests.factories.people import visiting
from tests.factories.risks import FEARED, noted

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(mikko, aino, veikko):
    return line.admitted(mikko, aino, veikko)


def rows(actor, case):
    return watch.rows(actor, RiskNote, Verb.CASE_VIEW, case=case.pk)


def test_a_note_is_written_and_read_with_all_its_words(veikko, case, at):
    noted(veikko, case, at)

    assert watch.last() == [("case.note_risk", "done")]
    present = queries.risks(veikko, case.pk, on=TODAY).present
    assert (present.risk.housing, present.risk.channels) == (FEARED.housing, FEARED.channels)
    assert (present.by, present.review_on, present.is_stale) == ("Veikko", TODAY + 30 * DAY, False)


def test_a_newer_note_leaves_the_earlier_one_as_it_was(veikko, case, at):
    first = noted(veikko, case, at)

    noted(veikko, case, at, risk=Risk(housing=HousingLevel.ORDINARY, plan="Nothing threatens now."))

    found = queries.risks(veikko, case.pk, on=TODAY)
    assert found.present.risk.plan == "Nothing threatens now."
    assert [each.risk.plan for each in found.earlier] == [FEARED.plan]
    for change in ({"review_on": TODAY + 60 * DAY}, {"superseded_at": None}, {"noted_on": TODAY - DAY}):
        with acting(veikko, Verb.CASE_NOTE_RISK), pytest.raises(DatabaseError), transaction.atomic():
            RiskNote.objects.filter(pk=first.pk).update(**change)


@pytest.mark.parametrize(
    ("review_on", "risk"),
    [
        (TODAY, FEARED),
        (months_later(TODAY, 3) + DAY, FEARED),
        (TODAY + DAY, Risk(housing=HousingLevel.SAFE, plan="  ")),
    ],
)
def test_a_day_that_is_not_ahead_or_too_far_and_no_plan_are_refused(veikko, case, at, review_on, risk):
    with pytest.raises(Refused):
        noted(veikko, case, at, risk=risk, review_on=review_on)

    assert rows(veikko, case) == []


def test_after_the_case_nothing_is_noted(veikko, aino, case, at):
    removed(veikko, aino, case, at)

    with pytest.raises(Refused):
        noted(veikko, case, at)


def test_after_its_day_a_note_is_stale_and_the_case_says_so(veikko, case, at):
    noted(veikko, case, at, review_on=TODAY + DAY)

    assert not queries.risks(veikko, case.pk, on=TODAY + DAY).present.is_stale
    assert queries.risks(veikko, case.pk, on=TODAY + 2 * DAY).present.is_stale
    assert not queries.case(veikko, case.pk).is_risk_stale


def test_a_case_without_a_note_shows_that(veikko, case):
    page = visiting(veikko).get(reverse("cases:case", args=[case.pk])).content.decode()

    assert queries.case(veikko, case.pk).is_risk_stale
    assert "No fresh risk note" in page


def test_a_stranger_and_those_who_only_lead_write_nothing(outi, marja, veikko, case, at):
    noted(veikko, case, at)

    for who in (outi, marja):
        with pytest.raises(NotFound):
            noted(who, case, at)
    with pytest.raises(NotFound):
        queries.risks(outi, case.pk, on=TODAY)
    assert rows(outi, case) == []
    for page in ("risk", "note_risk"):
        assert visiting(outi).get(reverse(f"cases:{page}", args=[case.pk])).status_code == 404


def test_nothing_remains_of_a_note_that_fails_halfway(veikko, case, at, monkeypatch):
    first = noted(veikko, case, at)
    monkeypatch.setattr("kajo.work.actions.finish", lambda *_words: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        noted(veikko, case, at)

    (row,) = rows(veikko, case)
    assert (row.pk, row.superseded_at) == (first.pk, None)


def test_no_word_of_it_lies_open_nor_can_be_looked_for(veikko, case, at):
    row = noted(veikko, case, at)

    told = " ".join(str(value) for value in vars(row).values())
    assert "Feared" not in told
    assert "waits at the door" not in told
    assert RiskNote.open_fields & {"source", "target", "channels", "known_by", "plan", "housing"} == set()
    assert not [field.name for field in RiskNote._meta.get_fields() if field.name.endswith("_token")]


def test_the_pages_write_and_show_it_without_scripts(veikko, case):
    browser, page = visiting(veikko), reverse("cases:risk", args=[case.pk])
    form = reverse("cases:note_risk", args=[case.pk])
    sent = {
        "source": "A neighbour.", "channels": ["phone"], "housing": "safe", "plan": "Another phone.",
        "review_on": (TODAY + 7 * DAY).strftime("%d.%m.%Y"),
    }  # fmt: skip

    assert "No risk note yet" in browser.get(page).content.decode()
    missing = browser.post(form, sent | {"plan": ""}).content.decode()
    assert "A neighbour." in missing  # what was typed is kept
    assert browser.post(form, sent).status_code == 302

    shown = browser.get(page).content.decode()
    assert "A neighbour." in shown
    assert "Another phone." in shown
    assert "A neighbour." in browser.get(form).content.decode()  # the next one begins with it
    assert "Example" not in browser.get(page).content.decode().partition("<title>")[2].partition("</title>")[0]
