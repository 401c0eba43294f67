"""Deeds on the advice line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from kajo.access.crossing import READ, crossing
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.contacts import actions, queries
from kajo.contacts.models import Contact
from kajo.contacts.terms import Caller, Danger, Outcome, State, Told, Topic
from kajo.referrals import queries as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Agreed, ConsentGiver, Referrer
from kajo.referrals.terms import Told as Proposed
from kajo.vault.models import Subject
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def calls(actor):
    return watch.rows(actor, Contact, Verb.CONTACT_LIST)


def test_a_call_is_logged_without_anybodys_name(mikko, at):
    logged = actions.log_call(
        mikko,
        None,
        told=Told(danger=Danger.NO, caller=Caller.NGO, language="so", topic=Topic.LAW),
        note="Asks about duties.",
        at=at,
    )

    shown = queries.call(mikko, logged.pk)
    assert (shown.line.state, shown.line.danger, shown.line.caller) == (State.OPEN, Danger.NO, Caller.NGO)
    assert (shown.note, str(shown.line.language), shown.line.topic) == ("Asks about duties.", "so", Topic.LAW)
    assert not {"name", "phone", "number"} & {field.name for field in Contact._meta.get_fields()}


def test_a_logged_call_leaves_a_trace(mikko):
    line.called(mikko)

    assert watch.last() == [("contact.log", "done")]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (None, State.OPEN),
        (Outcome.FOLLOW_UP, State.OPEN),
        (Outcome.ADVICE, State.CLOSED),
        (Outcome.SILENT, State.CLOSED),
    ],
)
def test_the_outcome_decides_whether_a_call_stays_open(mikko, outcome, state):
    assert line.called(mikko, outcome=outcome).state == state


def test_a_call_that_begins_in_the_future_is_refused(mikko, at):
    with pytest.raises(Refused):
        line.called(mikko, started_at=at + timedelta(hours=1), at=at)

    assert calls(mikko) == []


def test_nothing_remains_of_a_call_whose_note_cannot_be_kept(mikko):
    with pytest.raises(ValidationError):
        line.called(mikko, note="He said [[that she")

    assert calls(mikko) == []


def test_an_open_call_is_closed_with_its_outcome(mikko, at):
    call = line.called(mikko)

    actions.close(mikko, call.pk, outcome=Outcome.ADVICE, at=at)

    found = queries.call(mikko, call.pk).line
    assert (found.state, found.outcome) == (State.CLOSED, Outcome.ADVICE)
    assert ("contact.close", "done") in watch.last(2)


def test_a_closed_call_is_not_closed_again(mikko, at):
    call = line.called(mikko, outcome=Outcome.SILENT)

    with pytest.raises(Refused):
        actions.close(mikko, call, outcome=Outcome.ADVICE, at=at)

    assert queries.call(mikko, call.pk).line.outcome == Outcome.SILENT


def test_a_call_is_not_closed_as_one_that_goes_on(mikko, at):
    call = line.called(mikko)

    with pytest.raises(Refused):
        actions.close(mikko, call, outcome=Outcome.FOLLOW_UP, at=at)

    assert queries.call(mikko, call.pk).line.state == State.OPEN


def test_a_stranger_cannot_close_a_call_and_learns_nothing(mikko, outi, at):
    call = line.called(mikko)

    with pytest.raises(NotFound):
        actions.close(outi, call.pk, outcome=Outcome.ADVICE, at=at)

    assert watch.last() == [("contact.close", "forbidden")]


def test_a_call_becomes_a_referral_that_knows_who_called(mikko, at):
    call = line.called(mikko, caller=Caller.NGO)

    made = actions.turn_into_referral(
        mikko,
        call.pk,
        told=Proposed(need="A bed."),
        is_urgent=True,
        agreed=Agreed("person", is_given=True, given_at=at),
        at=at,
    )

    shown = referrals.referral(mikko, made.pk)
    assert (shown.need, shown.referrer_kind, shown.consents[0].giver) == ("A bed.", Referrer.NGO, ConsentGiver.PERSON)
    assert queries.call(mikko, call.pk).referral == made.pk
    with crossing(mikko, Verb.CONTACT_VIEW, READ, at):
        assert Subject.objects.get(pk=call.subject_id).linked_to_id == made.subject_id


def test_nothing_remains_of_a_referral_whose_consent_lies_in_the_future(mikko, at):
    call = line.called(mikko)
    agreed = Agreed("person", is_given=True, given_at=at + timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        actions.turn_into_referral(mikko, call, told=Proposed(need="A bed."), is_urgent=True, agreed=agreed, at=at)

    assert refusal.value.field == "given_at"
    assert watch.rows(mikko, Referral, Verb.REFERRAL_LIST) == []
    assert queries.call(mikko, call.pk).line.state == State.OPEN
    assert ("contact.refer", "refused") in watch.last(3)
