"""What rests on the person's wish or consent alone follows what is recorded; a duty waits for none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.disclosures.models import Disclosure, Request
from kajo.disclosures.terms import Asked, DisclosureState, Ground, Holder, NotificationState, Purpose, Recipient
from kajo.referrals import actions as referrals
from kajo.referrals.models import Consent
from kajo.referrals.terms import Agreed
from tests.factories import line
from tests.factories.exchanging import asked, given, matter_of, notified, prepared, suspected
from tests.factories.people import visiting
from tests.factories.watch import rows

pytestmark = pytest.mark.django_db
CRIME = Asked(Recipient.POLICE, Purpose.CRIME, wish=True)
OUTCOME = Asked(Recipient.REFERRER, Purpose.OUTCOME, wish=True)
ITEMS = [(CRIME, "police"), (OUTCOME, "referrer")]
on_a_wish = pytest.mark.parametrize(("wish", "item"), ITEMS, ids=["police", "referrer"])


@pytest.fixture
def referral(mikko):
    return line.referred(mikko)


def said(by, referral, item, at, *, is_given=True):
    agreed = Agreed("person", is_given=is_given, given_at=at, language="vi", item=item)
    return referrals.record_consent(by, referral.pk, agreed=agreed, at=at)


@on_a_wish
def test_what_nobody_has_recorded_is_recorded_first_whatever_is_ticked(aino, referral, wish, item, at):
    with pytest.raises(Refused, match="Nobody has recorded that the person agrees"):
        prepared(aino, matter_of(referral), asked=wish)
    assert rows(aino, Disclosure, Verb.DISCLOSURE_VIEW) == []

    said(aino, referral, item, at)

    assert prepared(aino, matter_of(referral), asked=wish).state == DisclosureState.APPROVED


@on_a_wish
def test_a_recorded_no_stops_it_whatever_is_ticked(aino, referral, wish, item, at):
    said(aino, referral, item, at, is_given=False)

    with pytest.raises(Refused, match="has said no"):
        prepared(aino, matter_of(referral), asked=wish)

    assert rows(aino, Disclosure, Verb.DISCLOSURE_VIEW) == []


@on_a_wish
def test_a_withdrawn_consent_stops_it_also_when_it_was_prepared_already(aino, referral, wish, item, at):
    consent = said(aino, referral, item, at)
    made = prepared(aino, matter_of(referral), asked=wish)
    referrals.withdraw_consent(aino, referral.pk, consent=consent.pk, at=at)

    with pytest.raises(Refused, match="withdrawn"):
        given(aino, made)
    with pytest.raises(Refused, match="withdrawn"):
        prepared(aino, matter_of(referral), asked=wish)

    assert [each.state for each in rows(aino, Disclosure, Verb.DISCLOSURE_VIEW)] == [DisclosureState.APPROVED]


def test_a_yes_to_one_is_no_yes_to_another_and_no_wish(aino, referral, at):
    said(aino, referral, "authority", at)
    with pytest.raises(Refused, match="Nobody has recorded"):
        prepared(aino, matter_of(referral), asked=CRIME)

    said(aino, referral, "police", at)
    with pytest.raises(Refused, match="not reported on our own initiative"):
        prepared(aino, matter_of(referral), asked=Asked(Recipient.POLICE, Purpose.CRIME))


@pytest.mark.parametrize(("holder", "item"), [(Holder.MIGRI, "authority"), (Holder.REFERRER, "referrer")])
def test_somebody_is_asked_with_consent_as_it_is_recorded(aino, referral, holder, item, at):
    facts = {"holder": holder, "has_consent": True}
    with pytest.raises(Refused, match="Nobody has recorded") as refusal:
        asked(aino, matter_of(referral), **facts)
    assert refusal.value.field == "has_consent"
    said(aino, referral, item, at, is_given=False)
    with pytest.raises(Refused, match="has said no"):
        asked(aino, matter_of(referral), **facts)
    assert rows(aino, Request, Verb.REQUEST_VIEW) == []

    said(aino, referral, item, at)

    assert asked(aino, matter_of(referral), **facts).ground == Ground.BY_CONSENT


def test_a_duty_or_a_power_of_the_law_waits_for_no_consent(aino, referral, at):
    for item in ("police", "county", "authority", "referrer", "housing"):
        said(aino, referral, item, at, is_given=False)
    matter = matter_of(referral)

    threat = prepared(aino, matter, asked=Asked(Recipient.POLICE, Purpose.THREAT, threat=True, necessary=True))
    child = notified(aino, suspected(aino, matter, is_listed=True), offence_unit="Police of the town")

    assert threat.state == DisclosureState.PREPARED
    assert child.state == NotificationState.MADE
    assert asked(aino, matter, holder=Holder.COUNTY).ground == Ground.DESPITE_SECRECY
    assert len(rows(aino, Disclosure, Verb.DISCLOSURE_VIEW, state="given")) == 2


def test_in_a_case_the_referral_that_led_to_it_is_asked(aino, veikko, case, at):
    (consent,) = rows(aino, Consent, Verb.REFERRAL_VIEW)
    with pytest.raises(Refused, match="Nobody has recorded"):
        prepared(aino, matter_of(case), asked=CRIME)

    referrals.record_consent(
        aino, consent.referral_id, agreed=Agreed("person", is_given=True, given_at=at, language="vi", item="police"),
        at=at,
    )  # fmt: skip

    assert prepared(aino, matter_of(case), asked=CRIME).state == DisclosureState.APPROVED
    assert prepared(veikko, matter_of(case), asked=CRIME).state == DisclosureState.APPROVED


def test_the_page_says_it_in_one_sentence_keeps_what_was_typed_and_leads_to_where_it_is_recorded(aino, referral):
    browser, matter = visiting(aino), matter_of(referral)
    address = reverse("disclosures:prepare", kwargs={"kind": matter.kind, "key": matter.key})
    words = {
        "recipient": "police",
        "unit": "The police of the town",
        "purpose": "crime",
        "wish": "on",
        "words": "Said so.",
    }

    page = browser.post(address, words).content.decode()

    assert "Nobody has recorded that the person agrees. Ask the person, and record it on the referral first." in page
    assert "Said so." in page
    assert reverse("referrals:consent", args=[referral.pk]) in page
