"""Pages of requests, the register and notifications: each shows what it is for and does its one deed."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from kajo.access.verbs import Verb
from kajo.disclosures.models import Disclosure, Inquiry, Notification, Request
from kajo.law.calendar import legal_day
from tests.factories import line
from tests.factories.exchanging import (
    SERVICE,
    answered,
    asked,
    given,
    prepared,
    received,
    suspected,
)
from tests.factories.people import confirmed, visiting
from tests.factories.watch import Counted, rows

pytestmark = pytest.mark.django_db


def of(name, key):
    return reverse(f"disclosures:{name}", args=[key])


def errors(answer):
    return re.findall(r"</span> ([^<]+)</p>", answer.content.decode())


@pytest.fixture
def here(case):
    """Return the giver of an address in the matter of the case."""
    return lambda name: reverse(f"disclosures:{name}", args=["case", case.pk])


@pytest.fixture
def day(at):
    """Return today as it is written in a form."""
    return f"{legal_day(at):%d.%m.%Y}"


def test_case_and_referral_lead_here(veikko, aino, mikko, case, here):
    referral = line.referred(mikko)
    there = reverse("disclosures:exchange", args=["referral", referral.pk])

    assert here("exchange") in visiting(veikko).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert there in visiting(aino).get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    assert f'"{there}"' not in visiting(mikko).get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    assert visiting(aino).get(there).status_code == 200


def test_a_page_of_a_matter_is_one_reading_of_four_queries(veikko, matter, here):
    for _ in range(3):
        asked(veikko, matter)
        received(veikko, matter)
        suspected(veikko, matter)
    visit = visiting(veikko)
    visit.get(here("exchange"))

    with Counted() as counted:
        answer = visit.get(here("exchange"))

    asked_for = [each for each in counted.queries if "disclosures_" in each or "cases_case" in each]
    assert answer.status_code == 200
    assert len(asked_for) == 4


def test_asking_reminding_and_filing_by_hand(veikko, case, here, day):
    visit = visiting(veikko)
    words = {
        "holder": "county", "unit": "Unit of the day", "need": "assistance", "extent": "Which services run.",
        "way": "letter", "asked_on": day, "due_on": day,
    }  # fmt: skip
    refused = visit.post(here("ask"), words)
    assert errors(refused) == ["Only what the task necessarily needs is asked for."]
    assert "Which services run." in refused.content.decode()

    visit.post(here("ask"), words | {"necessary": "on"})
    key = rows(veikko, Request, Verb.REQUEST_VIEW)[0].pk
    visit.post(of("remind", key), {"reminded_on": day, "due_on": day})
    visit.post(of("file", key), {"answered_on": day, "way": "email", "answer": "Two [[of Anna]] run."})

    shown = visit.get(of("request", key)).content.decode()
    assert "Two of Anna run." in shown
    assert "s. 58(1)" in shown
    assert rows(veikko, Request, Verb.REQUEST_VIEW)[0].reminders == 1


def test_taking_a_request_back_by_hand(veikko, matter):
    made, visit = asked(veikko, matter), visiting(veikko)

    visit.post(of("withdraw", made.pk), {"reason": "Known from elsewhere."})

    assert "Known from elsewhere." in visit.get(of("request", made.pk)).content.decode()


def test_answering_and_approving_by_hand(veikko, marja, here, day):
    visit = visiting(veikko)
    visit.post(
        here("receive"),
        {
            "asker": "county", "unit": "Unit of the day", "claimed": "Their task.", "extent": "The plan.",
            "asked_on": day, "due_on": day,
        },
    )  # fmt: skip
    inquiry = rows(veikko, Inquiry, Verb.INQUIRY_VIEW)[0].pk
    visit.post(of("answer", inquiry), {"purpose": "task", "necessary": "on", "words": "That there is a plan."})
    made = rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW)[0].pk
    assert of("approve", made) not in visit.get(of("disclosure", made)).content.decode()
    assert of("approve", made) in visiting(marja).get(of("disclosure", made)).content.decode()
    assert visiting(marja).post(of("approve", made), {"sent": "yes"}).url == reverse("accounts:step_up")

    proof = confirmed("disclosure.approve", str(made))
    visiting(marja, **proof).post(of("approve", made), {"sent": "yes"})
    visit.post(of("give", made), {"told_on": day, "way": "letter"})

    assert "That there is a plan." in visit.get(of("inquiry", inquiry)).content.decode()
    assert "That there is a plan." in visit.get(here("disclosed")).content.decode()
    assert [each.state for each in rows(veikko, Inquiry, Verb.INQUIRY_VIEW)] == ["answered"]


def test_refusing_by_hand_wants_the_advice(veikko, matter, day):
    inquiry, visit = received(veikko, matter), visiting(veikko)

    refused = visit.post(of("refuse", inquiry.pk), {"refused_on": day, "reason": "Not theirs."})
    assert errors(refused) == ["Tell the asker that a decision may be asked for, and tick it here."]
    visit.post(of("refuse", inquiry.pk), {"refused_on": day, "reason": "Not theirs.", "is_advised": "on"})

    assert "Not theirs." in visit.get(of("inquiry", inquiry.pk)).content.decode()


def test_the_rule_speaks_on_the_page_where_somebody_must_not_be_told(veikko, here):
    words = {"recipient": "police", "unit": "Unit of the day", "purpose": "crime", "words": "What happened."}

    answer = visiting(veikko).post(here("prepare"), words)

    assert errors(answer) == ["A crime is not reported on our own initiative. Ask what the person wants."]
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW) == []


def test_preparing_and_leaving_it_untold_by_hand(veikko, aino, here):
    visit = visiting(veikko)
    words = {
        "recipient": "police", "unit": "Unit of the day", "purpose": "threat", "threat": "on", "necessary": "on",
        "words": "The threat.",
    }  # fmt: skip
    visit.post(here("prepare"), words)
    made = rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW)[0].pk

    visiting(aino).post(of("decline", made), {"reason": "It is over."})

    assert "It is over." in visit.get(of("disclosure", made)).content.decode()


def test_a_child_is_notified_by_hand(veikko, here, day):
    visit = visiting(veikko)
    visit.post(
        here("suspect"),
        {"child": "Little Example", "suspicion": "Left alone.", "is_listed": "yes", "suspected_on": day},
    )
    key = rows(veikko, Notification, Verb.NOTIFICATION_VIEW)[0].pk
    told = {"unit": "Child welfare", "words": "What was seen.", "way": "phone", "made_on": day}
    assert errors(visit.post(of("notify", key), told)) == [
        "An offence of which the police are told together with child welfare is suspected. Name who was told."
    ]
    visit.post(of("notify", key), told | {"offence_unit": "Unit of the day"})
    visit.post(of("acknowledge", key), {"acknowledged_on": day})
    visit.post(of("conclude", key), {"answered_on": day, "words": "A worker meets the child."})

    shown = visit.get(of("notification", key)).content.decode()
    assert "A worker meets the child." in shown
    assert len(rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW)) == 2


def test_the_register_of_the_data_protection_officer(member, veikko, case, matter):
    made = given(veikko, prepared(veikko, matter, asked=SERVICE))
    visit = visiting(member("tove"))

    listed = visit.get(reverse("disclosures:register")).content.decode()
    shown = visit.get(of("disclosure", made.pk)).content.decode()

    assert of("disclosure", made.pk) in listed
    assert "Unit of the day" not in listed
    assert "Unit of the day" in shown
    assert case.reference not in listed + shown
    assert visit.get(reverse("disclosures:register"), {"after": "nonsense"}).status_code == 404


def test_every_page_is_hidden_from_the_stranger(outi, veikko, matter, here):
    inquiry, notification = received(veikko, matter), suspected(veikko, matter)
    request, made = asked(veikko, matter), answered(veikko, inquiry)
    pages = [
        *(here(name) for name in ("exchange", "ask", "receive", "prepare", "suspect", "disclosed")),
        *(of(name, request.pk) for name in ("request", "remind", "file", "withdraw")),
        *(of(name, inquiry.pk) for name in ("inquiry", "answer", "refuse")),
        *(of(name, made.pk) for name in ("disclosure", "approve", "decline", "give")),
        *(of(name, notification.pk) for name in ("notification", "notify", "acknowledge", "conclude")),
        reverse("disclosures:register"),
    ]

    assert {page: visiting(outi).get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
