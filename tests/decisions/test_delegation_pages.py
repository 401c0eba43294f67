"""Pages on which a delegation is given, shown, ended and made use of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.clients.terms import Known
from kajo.decisions.models import Delegation
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from tests.factories import deciding, leaving, line
from tests.factories.people import confirmed, visiting

TODAY = legal_day(datetime.now(UTC))
NO_DELEGATION = "You hold no delegation for this kind of decision today."
DELEGATIONS = reverse("decisions:delegations")
pytestmark = pytest.mark.django_db


def ending(given):
    return reverse("decisions:end_delegation", args=[given.pk])


def ready(mikko):
    told = {"ground": "35.1", "reasons": "Kept.", "language": "fi", "explained_in": "en"}
    referral = line.referred(mikko)
    referrals.propose(mikko, referral, **told, at=datetime.now(UTC))
    return referral


def test_a_manager_without_a_delegation_is_told_and_not_offered_the_signature(mikko, aino, marja):
    referral = ready(mikko)
    admit, browser = reverse("referrals:admit", args=[referral.pk]), visiting(marja)

    page = browser.get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    asked, sent = browser.get(admit).content.decode(), browser.post(admit, {"worker": ""})

    assert admit not in page
    assert NO_DELEGATION in asked
    assert "s. 33(2)" in asked
    assert "Sign and admit" not in asked
    assert sent.status_code == 200
    assert NO_DELEGATION in sent.content.decode()


def test_a_manager_with_a_delegation_reads_the_draft_and_admits(mikko, aino, marja):
    referral = ready(mikko)
    deciding.delegated(aino, marja, DecisionKind.ADMIT_35_1)
    admit, browser = reverse("referrals:admit", args=[referral.pk]), visiting(marja)

    page = browser.get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    asked, done = browser.get(admit).content.decode(), browser.post(admit, {"worker": ""})

    assert f'href="{admit}"' in page
    assert "Kept." in asked
    assert "Sign and admit" in asked
    assert done.status_code == 302
    assert done.url.startswith("/cases/")


def test_a_childs_draft_is_signed_by_a_delegation_and_by_nobody_without(aino, marja, veikko, case, at):
    known = Known(name="Little Example")
    draft = leaving.childs_draft(veikko, case, at, known=known)
    page, browser = reverse("cases:case", args=[case.pk]), visiting(marja)
    admit = reverse("cases:admit_child", args=[case.pk, draft.pk])

    bare, asked, sent = browser.get(page), browser.get(admit), browser.post(admit, {"once": ""})
    deciding.delegated(aino, marja, DecisionKind.ADMIT_35_3)
    offered, read, done = browser.get(page), browser.get(admit), browser.post(admit, {"once": ""})

    assert "Read the draft and decide" not in bare.content.decode()
    for each in (asked, sent):
        assert NO_DELEGATION in each.content.decode()
        assert "Sign and admit the child" not in each.content.decode()
    assert "Read the draft and decide" in offered.content.decode()
    assert "Sign and admit the child" in read.content.decode()
    assert done.status_code == 302


def test_the_way_to_the_delegations_is_shown_to_whoever_gives_them(aino, marja):
    people = reverse("accounts:people")

    assert f'href="{DELEGATIONS}"' in visiting(aino).get(people).content.decode()
    assert DELEGATIONS not in visiting(marja).get(people).content.decode()


def test_the_page_tells_who_holds_what_from_when_until_when_and_what_has_ended(aino, marja, at):
    deciding.delegated(aino, marja, DecisionKind.REFUSE, until_on=TODAY + timedelta(days=9))
    past = deciding.delegated(aino, marja, DecisionKind.REMOVE, from_on=TODAY - timedelta(days=9), until_on=TODAY)
    given = Delegation.objects.exclude(pk=past.pk).get()
    browser = visiting(aino, **confirmed("decision.end_delegation", str(given.pk)))

    before = browser.get(DELEGATIONS).content.decode()
    done = browser.post(ending(given))
    after = browser.get(DELEGATIONS).content.decode()

    assert ending(given) in before
    assert ending(past) not in before
    assert "Refusal of admission" in before
    assert done.url == DELEGATIONS
    assert "The delegation has ended." in after
    assert ending(given) not in after
    assert "Refusal of admission" in after


def test_ending_asks_for_a_fresh_code_and_says_when_it_is_over_already(aino, marja):
    past = deciding.delegated(
        aino, marja, DecisionKind.REMOVE, from_on=TODAY - timedelta(days=9), until_on=TODAY
    )  # fmt: skip

    assert visiting(aino).post(ending(past)).url == reverse("accounts:step_up")
    browser = visiting(aino, **confirmed("decision.end_delegation", str(past.pk)))
    assert browser.post(ending(past)).url == DELEGATIONS
    assert "This delegation has ended already." in browser.get(DELEGATIONS).content.decode()


def test_nobody_else_ends_a_delegation(aino, marja):
    given = deciding.delegated(aino, marja, DecisionKind.REFUSE)

    assert visiting(marja).post(ending(given)).status_code == 404
    assert visiting(aino).get(ending(given)).status_code == 405
    assert Delegation.objects.get().ended_at is None
