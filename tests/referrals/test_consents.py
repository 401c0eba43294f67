"""Consent, item by item: who, to what, until when, and what it lets be done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.referrals import actions, queries
from kajo.referrals.models import Consent
from kajo.referrals.terms import (
    Admission,
    AgeBand,
    Agreed,
    ConsentGiver,
    ConsentItem,
    ConsentWay,
    Guardian,
    Hears,
    Missing,
    Told,
    Withdrawal,
)
from kajo.vault.models import new_id
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

SAID = {"item": "contact", "is_given": "yes", "given_by": "person", "how": "spoken", "given_at": "1.11.2026 10.00"}


def shown(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def tasks(actor, **facts):
    return [each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, state="open", **facts)]


def agreed(actor, referral, at, *, item="contact", is_given=True, giver="person"):
    return actions.record_consent(
        actor, referral.pk, agreed=Agreed(giver, is_given=is_given, given_at=at, item=item), at=at
    )


def child(actor, at, *, age_band="under_15", guardian="suspected"):
    told = Told(age_band=age_band, guardian=guardian, need="A home.", reach="Through the school.")
    return actions.receive(actor, None, told=told, is_urgent=False, at=at)


def may_ask(actor, referral) -> set[str]:
    """Whom the forms on the pages of a referral offer to be asked."""
    browser, found = visiting(actor), set()
    for name, field in (("consent", "given_by"), ("withdraw", "said_by"), ("supplement", "wanted")):
        page = shown(browser.get(reverse(f"referrals:{name}", args=[referral.pk])))
        offered = re.findall(rf'name="{field}"[^>]*value="([^"]+)"', page)
        found |= {f"wanted {each}" for each in offered} if field == "wanted" else set(offered)
    page = shown(browser.get(f"/referrals/{referral.pk}/"))
    return found | set(re.findall(r'name="given_by"[^>]*value="([^"]+)"', page))


def test_each_item_stands_for_itself(mikko, at):
    referral = line.referred(mikko)

    agreed(mikko, referral, at, item="police", is_given=False)
    agreed(mikko, referral, at, item="county")

    said = {each.item: each.is_given for each in queries.referral(mikko, referral.pk).consents}
    assert said == {ConsentItem.CONTACT: True, ConsentItem.POLICE: False, ConsentItem.COUNTY: True}
    assert queries.referral(mikko, referral.pk).ripeness.outcome


@pytest.mark.parametrize("item", ConsentItem)
def test_every_item_is_recorded_on_the_page_and_withdrawn_with_one_press(mikko, at, item):
    referral = actions.receive(mikko, None, told=Told(age_band="adult", need="A bed."), is_urgent=False, at=at)
    browser = visiting(mikko)
    browser.post(reverse("referrals:consent", args=[referral.pk]), SAID | {"item": str(item)})
    (consent,) = queries.referral(mikko, referral.pk).consents
    address = reverse("referrals:withdraw_consent", args=[referral.pk, consent.id])
    assert address in shown(browser.get(f"/referrals/{referral.pk}/"))

    answer = browser.post(address, {})

    assert answer.status_code == 302
    assert [(each.item, each.is_withdrawn) for each in queries.referral(mikko, referral.pk).consents] == [(item, True)]
    assert "not in force any more" in shown(browser.post(address, {}))
    assert address not in shown(browser.get(f"/referrals/{referral.pk}/"))


def test_a_withdrawn_contact_offers_to_lapse_and_stops_the_admission(mikko, aino, at):
    referral = line.referred(mikko)
    actions.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    (consent,) = queries.referral(mikko, referral.pk).consents

    actions.withdraw_consent(mikko, referral.pk, consent=consent.id, at=at)

    assert tasks(aino, about=referral.pk).count(Reason.CONSENT_WITHDRAWN) == 1
    assert "Consent is gone" in shown(visiting(aino).get(f"/referrals/{referral.pk}/"))
    with pytest.raises(Refused):
        actions.admit(aino, referral.pk, opening=Admission(), at=at)


def test_a_withdrawn_sharing_makes_nothing_lapse(mikko, aino, at):
    referral = line.referred(mikko)
    consent = agreed(mikko, referral, at, item="housing")

    actions.withdraw_consent(mikko, referral.pk, consent=consent.pk, at=at)

    assert not queries.referral(mikko, referral.pk).is_consent_gone
    assert Reason.CONSENT_WITHDRAWN not in tasks(aino, about=referral.pk)


def test_a_consent_of_another_referral_or_none_is_not_found(mikko, outi, at):
    referral, other = line.referred(mikko), line.referred(mikko)
    (consent,) = queries.referral(mikko, other.pk).consents

    for actor, key in ((mikko, consent.id), (mikko, new_id()), (outi, consent.id)):
        with pytest.raises(NotFound):
            actions.withdraw_consent(actor, referral.pk, consent=key, at=at)

    assert not queries.referral(mikko, other.pk).consents[0].is_withdrawn


# what the referrer hears


def test_the_referrer_hears_yes_or_no_only_as_allowed(mikko, aino, at):
    silent = line.refused(mikko, aino, referrer_kind="ngo")
    told = line.referred(mikko, referrer_kind="ngo")
    consent = agreed(mikko, told, at, item="referrer")
    line.proposed_refusal(mikko, told)
    assert queries.referral(aino, told.pk).hears.outcome is Hears.NOTHING
    actions.refuse(aino, told.pk, at=at)

    assert queries.referral(aino, silent.pk).hears.outcome is Hears.NOTHING
    assert queries.referral(aino, told.pk).hears.outcome is Hears.NOT_ADMITTED
    assert "That the person was not admitted, and no more" in shown(visiting(aino).get(f"/referrals/{told.pk}/"))
    actions.withdraw_consent(mikko, told.pk, consent=consent.pk, at=at)
    assert queries.referral(aino, told.pk).hears.outcome is Hears.NOTHING


def test_one_of_two_who_consent_for_a_child_is_not_enough(mikko, aino, at):
    told = Told(age_band="15_17", guardian="available", need="A home.", referrer_kind="ngo")
    referral = actions.receive(mikko, None, told=told, is_urgent=False, at=at)
    line.childs_view(mikko, referral)
    line.proposed_refusal(mikko, referral)
    actions.refuse(aino, referral.pk, at=at)

    agreed(mikko, referral, at, item="referrer")
    assert queries.referral(mikko, referral.pk).hears.outcome is Hears.NOTHING
    agreed(mikko, referral, at, item="referrer", giver="guardian")
    assert queries.referral(mikko, referral.pk).hears.outcome is Hears.NOT_ADMITTED
    agreed(mikko, referral, at, item="referrer", is_given=False)
    assert queries.referral(mikko, referral.pk).hears.outcome is Hears.NOTHING


# a guardian who is suspected, missing or not known


@pytest.mark.parametrize("guardian", ["suspected", "missing", ""])
@pytest.mark.parametrize("age_band", ["under_15", "15_17", "unknown"])
def test_no_form_and_no_deed_offers_contact_with_a_guardian_who_may_not_be_asked(mikko, at, age_band, guardian):
    referral = child(mikko, at, age_band=age_band, guardian=guardian)

    assert not may_ask(mikko, referral) & {"guardian", "wanted consent_of_guardian"}
    for deed, field in (
        (lambda: agreed(mikko, referral, at, giver="guardian"), "given_by"),
        (
            lambda: actions.withdraw(
                mikko, referral.pk, at=at,
                withdrawal=Withdrawal(said_by=ConsentGiver.GUARDIAN, told_at=at, way=ConsentWay.SPOKEN),
            ),
            "said_by",
        ),
        (
            lambda: actions.ask_supplement(
                mikko, referral.pk, wanted=[Missing.CONSENT_OF_GUARDIAN], words="",
                until_on=legal_day(at) + timedelta(days=5), at=at,
            ),
            "wanted",
        ),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.field == field
    assert watch.rows(mikko, Consent, Verb.REFERRAL_VIEW) == []


def test_a_guardian_who_is_there_and_not_suspected_is_offered(mikko, at):
    assert {"guardian", "wanted consent_of_guardian"} <= may_ask(mikko, child(mikko, at, guardian="available"))


def test_a_call_records_no_consent_of_a_suspected_guardian(mikko, at):
    with pytest.raises(Refused):
        actions.receive(
            mikko,
            None,
            told=Told(age_band="under_15", guardian="suspected", need="A home."),
            is_urgent=True,
            agreed=Agreed("guardian", is_given=True, given_at=at),
            at=at,
        )


@pytest.mark.parametrize("guardian", ["suspected", "missing"])
def test_a_representative_is_sought_first_and_until_one_has_spoken(mikko, at, guardian):
    referral = child(mikko, at, guardian=guardian)
    assert Reason.SEEK_REPRESENTATIVE in tasks(mikko, about=referral.pk)
    assert "A representative is needed first" in shown(visiting(mikko).get(f"/referrals/{referral.pk}/"))

    agreed(mikko, referral, at, giver="representative")

    assert Reason.SEEK_REPRESENTATIVE not in tasks(mikko, about=referral.pk)


def test_a_guardian_who_becomes_suspected_makes_the_task_once(mikko, at):
    referral = child(mikko, at, guardian="available")
    told = Told(age_band="under_15", guardian="suspected", need="A home.", reach="Through the school.")

    for need in ("A home.", "A bed."):
        actions.amend(mikko, referral.pk, told=replace(told, need=need), is_urgent=True, at=at)

    assert tasks(mikko, about=referral.pk).count(Reason.SEEK_REPRESENTATIVE) == 1
    page = queries.referral(mikko, referral.pk)
    assert (page.age_band, page.guardian) == (AgeBand.UNDER_15, Guardian.SUSPECTED)


# arrival


def test_a_referral_is_pending_from_when_it_came(mikko, at):
    came = at - timedelta(days=3)

    made = actions.receive(mikko, None, told=Told(path="letter"), is_urgent=False, arrived_at=came, at=at)

    page = queries.referral(mikko, made.pk)
    assert (page.received_at, page.recorded_at, page.received_by) == (came, at, "Mikko")
    assert page.is_noted_later
    assert "Noted" in shown(visiting(mikko).get(f"/referrals/{made.pk}/"))


def test_nothing_has_come_in_the_future(mikko, at):
    with pytest.raises(Refused) as refusal:
        actions.receive(mikko, None, told=Told(), is_urgent=False, arrived_at=at + timedelta(minutes=1), at=at)

    assert refusal.value.field == "arrived_at"


@pytest.mark.parametrize("path", ["call", "web", "letter", "email", "visit"])
def test_every_way_of_coming_is_taken_with_its_time(mikko, at, path):
    came = (at - timedelta(days=2)).strftime("%d.%m.%Y 08.15")

    answer = visiting(mikko).post(
        "/referrals/new/",
        {"path": path, "arrived_at": came, "age_band": "unknown", "referrer_kind": "ngo", "is_in_finland": "unknown"},
    )

    assert answer.status_code == 302
    (shown_line,) = queries.queue(mikko, None).lines
    page = queries.referral(mikko, shown_line.id)
    assert (page.path, page.is_noted_later) == (path, True)


# children first


def test_a_child_stands_first_whenever_it_is_known_to_be_one(mikko, aino, at):
    old = actions.receive(mikko, None, told=Told(age_band="adult"), is_urgent=False, at=at - timedelta(days=30))
    known_later = actions.receive(mikko, None, told=Told(), is_urgent=False, at=at)
    reopened = line.refused(mikko, aino, age_band="15_17", guardian="available", name="Other Example")
    actions.amend(mikko, known_later.pk, told=Told(age_band="under_15"), is_urgent=False, at=at)
    actions.reopen(
        aino, reopened.pk, court_reference="H1", court_decided_on=legal_day(at), reason="Facts left out.", at=at
    )

    assert [each.id for each in queries.queue(aino, None).lines][-1] == old.pk
    assert {each.id for each in queries.queue(aino, None).lines[:2]} == {known_later.pk, reopened.pk}


def test_a_childs_matter_cannot_be_marked_as_not_urgent(mikko, at):
    referral = child(mikko, at)

    actions.amend(mikko, referral.pk, told=Told(age_band="under_15"), is_urgent=False, at=at)

    assert queries.referral(mikko, referral.pk).is_urgent
