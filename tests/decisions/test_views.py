"""Pages of decisions, as the people who use them meet them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.decisions.models import Delegation
from kajo.decisions.terms import LetterRole
from kajo.law.calendar import legal_day
from tests.factories import deciding
from tests.factories.people import confirmed, visiting

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def address(decision, deed="decision", **words):
    return reverse(f"decisions:{deed}", args=[decision.pk, *words.values()])


def test_the_page_says_that_the_letters_are_being_made_until_they_are(veikko, signed):
    browser = visiting(veikko)

    before = browser.get(address(signed)).content.decode()
    deciding.worked()
    after = browser.get(address(signed)).content.decode()

    assert "The letters are being made." in before
    assert "Told of being kept and made to work." in before
    assert "The letters are being made." not in after
    assert address(signed, "letter", role=LetterRole.ORIGINAL) in after


def test_a_letter_opens_in_the_browser_under_a_neutral_name(veikko, signed):
    deciding.worked()

    answer = visiting(veikko).get(address(signed, "letter", role=LetterRole.EXPLANATION))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{signed.reference}-explanation.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_a_letter_that_is_not_made_yet_is_not_there(veikko, signed):
    assert visiting(veikko).get(address(signed, "letter", role=LetterRole.ORIGINAL)).status_code == 404


def test_handing_over_starts_the_time_to_appeal(veikko, signed):
    browser = visiting(veikko)

    answer = browser.post(
        address(signed, "serve"),
        {"served_by": "handed_over", "sent_on": TODAY.isoformat(), "received_on": TODAY.isoformat()},
    )

    assert answer.status_code == 302
    shown = browser.get(address(signed)).content.decode()
    assert "Until when may it be appealed?" in shown
    assert "The certificate shows the day of receipt." in shown


def test_a_receipt_without_its_day_is_asked_for_beside_the_field(veikko, signed):
    answer = visiting(veikko).post(
        address(signed, "serve"), {"served_by": "proof_of_receipt", "sent_on": TODAY.isoformat(), "received_on": ""}
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "The certificate shows the day of receipt, and it is needed." in shown
    assert 'value="proof_of_receipt"' in shown


@pytest.mark.parametrize(
    "words",
    [
        {"served_by": ""},
        {"served_by": "pigeon", "sent_on": "yesterday", "received_on": "31.2.2026"},
        {"served_by": "post\x00", "sent_on": "x" * 100_000, "received_on": "‮2026‬"},
        {"served_by": "post", "sent_on": "1.1.1990", "received_on": ""},
        {"served_by": "post", "sent_on": (TODAY + timedelta(days=1)).isoformat(), "received_on": ""},
    ],
)
def test_bad_input_comes_back_with_a_sentence(veikko, signed, words):
    answer = visiting(veikko).post(address(signed, "serve"), words)

    assert answer.status_code == 200
    assert 'class="field__error"' in answer.content.decode()


def test_a_decision_is_not_served_twice(veikko, signed):
    deciding.served(veikko, signed)

    answer = visiting(veikko).post(
        address(signed, "serve"), {"served_by": "post", "sent_on": TODAY.isoformat(), "received_on": ""}
    )

    assert "This recipient was served already" in answer.content.decode()


@pytest.mark.parametrize("deed", ["decision", "serve"])
def test_a_stranger_sees_nothing(outi, signed, deed):
    browser = visiting(outi)

    assert browser.get(address(signed, deed)).status_code == 404
    assert browser.post(address(signed, "serve"), {"served_by": "post", "sent_on": "1.1.2026"}).status_code == 404


def test_only_the_director_delegates_and_with_a_fresh_code(aino, marja, veikko):
    words = {"staff": str(marja.id), "kinds": ["ADMIT_35_1", "REFUSE"], "from_on": TODAY.isoformat(), "until_on": ""}
    page = reverse("decisions:delegations")

    assert visiting(veikko).get(page).status_code == 404
    assert visiting(aino).post(page, words).url == reverse("accounts:step_up")
    assert visiting(aino, **confirmed("decision.delegate", str(marja.id))).post(page, words).status_code == 302
    given = Delegation.objects.get()
    assert (given.staff_id, given.kinds, given.given_by_id) == (marja.id, "ADMIT_35_1 REFUSE", aino.id)


def test_a_delegation_that_ends_before_it_begins_is_refused_beside_the_field(aino, marja):
    words = {"staff": str(marja.id), "kinds": ["REFUSE"], "from_on": TODAY.isoformat(), "until_on": TODAY.isoformat()}

    browser = visiting(aino, **confirmed("decision.delegate", str(marja.id)))
    answer = browser.post(reverse("decisions:delegations"), words)

    assert "A delegation ends after it begins." in answer.content.decode()
    assert not Delegation.objects.exists()
