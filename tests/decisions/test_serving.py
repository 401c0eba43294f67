"""A decision is served to everybody who speaks in the matter, in a way that is safe."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.clients import actions as clients
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, Channel, Kinship
from kajo.decisions import actions, queries
from kajo.decisions.terms import Recipient, ServedBy
from kajo.law.calendar import legal_day
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import deciding
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def aged(actor, person, years):
    """Let the person of a decision be of an age."""
    with acting(actor, Verb.CLIENT_AMEND):
        row = Person.objects.within(actor).get(pk=person)
        row.born_on, row.birth_precision = TODAY.replace(day=1) - timedelta(days=years * 366), BirthPrecision.DAY
        row.save()


def serve(actor, decision, by=ServedBy.HANDED_OVER, to=Recipient.PARTY):
    received = None if by is ServedBy.POST else TODAY
    return actions.serve(actor, decision.pk, served_by=by, sent_on=TODAY, received_on=received, recipient=to, at=NOW)


def wish(actor, case, *, is_allowed, value=""):
    clients.wish_contact(
        actor, case.person_id, channel=Channel.LETTER, is_allowed=is_allowed, value=value, wish="", at=NOW
    )


@pytest.fixture
def decision(aino, case):
    return deciding.decision_of(aino, case)


@pytest.mark.parametrize("way", [ServedBy.POST, ServedBy.PROOF_OF_RECEIPT])
def test_no_letter_goes_where_letters_are_forbidden(veikko, case, decision, way):
    wish(veikko, case, is_allowed=False)

    with pytest.raises(Refused, match="No letters may be sent"):
        serve(veikko, decision, way)

    assert serve(veikko, decision).served_by == "handed_over"


def test_a_letter_goes_where_one_address_is_safe(veikko, case, decision):
    wish(veikko, case, is_allowed=False, value="Home Road 1")
    with pytest.raises(Refused, match="No letters may be sent"):
        serve(veikko, decision, ServedBy.POST)
    wish(veikko, case, is_allowed=True, value="Box 7")

    assert serve(veikko, decision, ServedBy.POST).sent_on == TODAY


def test_nothing_is_served_electronically(veikko, decision):
    with pytest.raises(Refused, match="not in use"):
        serve(veikko, decision, ServedBy.ELECTRONIC)

    assert serve(veikko, decision).served_by == "handed_over"


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.PHONE, Channel.LETTER])
def test_nothing_is_served_electronically_where_a_safe_contact_stands(veikko, case, decision, channel):
    clients.wish_contact(veikko, case.person_id, channel=channel, is_allowed=False, value="", wish="", at=NOW)

    with pytest.raises(Refused, match="wish about safe contact stands"):
        serve(veikko, decision, ServedBy.ELECTRONIC)


def test_the_page_offers_no_electronic_service_and_says_why_it_is_refused(veikko, decision):
    browser, address = visiting(veikko), reverse("decisions:serve", args=[decision.pk])
    shown = browser.get(address).content.decode()
    assert "May it be served electronically?" in shown
    assert 'value="electronic"' not in shown

    answer = browser.post(
        address, {"served_by": "electronic", "sent_on": TODAY.strftime("%d.%m.%Y"), "seen": decision.edition}
    )

    assert "Electronic service is not in use." in answer.content.decode()
    with acting(veikko, Verb.DECISION_DRAFT):
        assert queries.to_serve(veikko, decision, on=TODAY).unserved == (Recipient.PARTY,)


def test_who_the_party_is_and_who_speaks_for_it_is_asked_once(veikko, decision, django_assert_num_queries):
    with acting(veikko, Verb.DECISION_DRAFT), django_assert_num_queries(5) as asked:
        queries.to_serve(veikko, decision, on=TODAY)

    for table in ("clients_person", "clients_relation"):
        assert sum(f'FROM "{table}"' in each["sql"] for each in asked.captured_queries) == 1


def test_a_minor_of_fifteen_and_the_guardian_are_served_each(aino, veikko, case, decision):
    aged(veikko, case.person_id, 16)
    clients.add_relation(
        veikko, case.person_id, relation=Kinship.GUARDIAN, name="Guardian Example", from_on=TODAY, at=NOW
    )

    serve(veikko, decision)
    with acting(veikko, Verb.DECISION_DRAFT):
        task = Task.objects.within(veikko).get(about=decision.pk, reason=str(Reason.SERVE_DECISION))
        assert (task.state, queries.to_serve(veikko, decision, on=TODAY).unserved) == ("open", (Recipient.GUARDIAN,))
    with pytest.raises(Refused, match="served already"):
        serve(veikko, decision)
    with pytest.raises(Refused, match="need not be"):
        serve(veikko, decision, to=Recipient.REPRESENTATIVE)
    serve(veikko, decision, to=Recipient.GUARDIAN)

    with acting(veikko, Verb.DECISION_DRAFT):
        task = Task.objects.within(veikko).get(about=decision.pk, reason=str(Reason.SERVE_DECISION))
        assert (task.state, queries.to_serve(veikko, decision, on=TODAY).unserved) == ("done", ())


def test_the_page_says_who_is_still_to_be_served(veikko, case, decision):
    aged(veikko, case.person_id, 16)
    browser = visiting(veikko)
    shown = browser.get(reverse("decisions:serve", args=[decision.pk])).content.decode()
    assert "Who was served" in shown
    assert "May it go by letter?" in shown

    answer = browser.post(
        reverse("decisions:serve", args=[decision.pk]),
        {
            "recipient": "party",
            "served_by": "handed_over",
            "sent_on": f"{TODAY:%d.%m.%Y}",
            "received_on": f"{TODAY:%d.%m.%Y}",
        },
    )

    assert answer.status_code == 302
    page = browser.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert "Still to be served:" in page
    assert "the representative" in page
