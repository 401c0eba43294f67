"""Advice about somebody who has not agreed to be named."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.contacts import actions, queries
from kajo.contacts.models import Consultation, Contact
from kajo.contacts.terms import Advice, Advised, Asker, Danger, Topic
from kajo.law.calendar import legal_day
from kajo.referrals.models import Referral
from kajo.statistics import queries as statistics
from tests.factories import watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

WORDS = "A worker of a nail bar pays back a debt. Told how to ask for consent."


def consulted(by, at, *, is_confirmed=False, **told):
    facts = {"asker": Asker.CHILD_WELFARE, "advice": WORDS, "outcome": Advised.ASKED_BACK} | told
    return actions.consult(by, None, told=Advice(**facts), is_confirmed=is_confirmed, at=at)


def kept(actor):
    return watch.rows(actor, Consultation, Verb.CONTACT_LIST)


def test_it_is_noted_with_a_trace_and_shown(mikko, at):
    made = consulted(mikko, at, danger=Danger.NO, language="so", topic=Topic.HOW_TO_REFER, form="labour", region="06")

    shown = queries.consultation(mikko, made.pk)
    assert (shown.asker, shown.outcome, shown.region) == (Asker.CHILD_WELFARE, Advised.ASKED_BACK, "06")
    assert "".join(each.words for each in shown.pieces) == WORDS
    assert watch.events()[-2].verb == Verb.CONTACT_CONSULT


def test_there_is_no_place_for_who_it_is_about():
    names = {field.name for field in Consultation._meta.get_fields()}

    assert not names & {"name", "phone", "number", "born_on", "personal_code", "person", "referral", "whereabouts"}


def test_it_makes_no_person_no_referral_and_no_call_and_counts_only_as_itself(mikko, aino, at):
    before = statistics.figures(aino, None, on=legal_day(at))

    consulted(mikko, at)

    assert statistics.figures(aino, None, on=legal_day(at)) == before
    assert watch.rows(aino, Referral, Verb.REFERRAL_LIST) == []
    assert watch.rows(aino, Contact, Verb.CONTACT_LIST) == []
    assert queries.consultations(mikko, None, on=legal_day(at)).this_year == 1


@pytest.mark.parametrize("trace", ["010190-900P", "linh@mail.example.org", "+358 40 1234567"])
def test_what_looks_as_if_it_told_who_it_is_is_pointed_out_first(mikko, at, trace):
    with pytest.raises(Refused) as refusal:
        consulted(mikko, at, advice=f"{WORDS} {trace}")
    confirmed = consulted(mikko, at, advice=f"{WORDS} {trace}", is_confirmed=True)

    assert refusal.value.field == "is_confirmed"
    assert trace not in refusal.value.message
    assert [(each.pk, each.is_confirmed) for each in kept(mikko)] == [(confirmed.pk, True)]


def test_the_askers_own_contact_is_kept_only_for_an_answer(mikko, at):
    with pytest.raises(Refused) as refusal:
        consulted(mikko, at, reach="switchboard")
    consulted(mikko, at, reach="switchboard", is_answer_wanted=True)

    assert (refusal.value.field, len(kept(mikko))) == ("reach", 1)


def test_nothing_is_kept_without_words(mikko, at):
    with pytest.raises(Refused):
        consulted(mikko, at, advice="  ")

    assert kept(mikko) == []
    assert ("contact.consult", "refused") in watch.last(2)


def test_a_stranger_sees_none_and_cannot_tell_it_from_nothing(mikko, outi, at):
    made = consulted(mikko, at)

    for key in (made.pk, uuid4()):
        with pytest.raises(NotFound):
            queries.consultation(outi, key)
    listed = queries.consultations(outi, None, on=legal_day(at))

    assert (listed.lines, listed.this_year) == ((), 0)


def test_how_the_asker_is_reached_holds_no_identity_code(mikko, at):
    for reach in ("010190-900P", "call 010190-900P"):
        with pytest.raises(Refused) as refusal:
            consulted(mikko, at, reach=reach, is_answer_wanted=True, is_confirmed=True)
        assert refusal.value.field == "reach"

    assert kept(mikko) == []


def test_another_worker_reaches_only_what_is_theirs(mikko, veikko, at):
    made = consulted(mikko, at)
    own = consulted(veikko, at)

    assert [each.id for each in queries.consultations(veikko, None, on=legal_day(at)).lines] == [own.pk]
    with pytest.raises(NotFound):
        queries.consultation(veikko, made.pk)


def test_nothing_remains_when_it_fails_halfway(mikko, at, monkeypatch):
    monkeypatch.setattr("kajo.contacts.actions.consulting.Consultation.objects.create", _fails)

    with pytest.raises(RuntimeError):
        consulted(mikko, at)

    monkeypatch.undo()
    assert kept(mikko) == []
    assert [each.verb for each in watch.events() if each.verb == Verb.CONTACT_CONSULT] == []


def test_the_page_keeps_what_was_typed_and_saves_once_it_is_confirmed(mikko):
    client = visiting(mikko)
    typed = {"asker": "school", "advice": f"{WORDS} 0401234567", "danger": "no", "outcome": "advised"}

    held = client.post(reverse("contacts:consult"), typed)
    saved = client.post(reverse("contacts:consult"), typed | {"is_confirmed": "on"}, follow=True)

    assert "phone number" in held.content.decode()
    assert "0401234567" in held.content.decode()
    assert saved.status_code == 200
    assert "Consultation" in saved.content.decode()


def test_a_list_goes_on(mikko, at, monkeypatch):
    monkeypatch.setattr("kajo.contacts.queries.consulting.PAGE", 2)
    made = [consulted(mikko, at) for _ in range(3)]

    first = queries.consultations(mikko, None, on=legal_day(at))
    second = queries.consultations(mikko, None, on=legal_day(at), after=first.next)

    assert {each.id for each in (*first.lines, *second.lines)} == {each.pk for each in made}
    assert second.next is None


def _fails(**_facts: object) -> None:
    raise RuntimeError("The disk is full.")
