"""Doors: what passes, what is refused, and what is recorded of both."""

from __future__ import annotations

import pytest

from kajo.access.doors import action, reading
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.bridges.letters import Unprintable
from kajo.contacts import actions as contacts
from kajo.contacts.models import Contact
from kajo.law.finding import Senseless
from kajo.ledger.guarded import Unrecorded
from tests.factories import line, watch


def test_a_protected_table_is_not_touched_outside_a_door(mikko):
    line.called(mikko)

    with pytest.raises(Unrecorded):
        Contact.objects.count()


def test_a_stranger_cannot_act_on_a_record_and_learns_nothing(mikko, outi, at):
    contact = line.called(mikko)

    with pytest.raises(NotFound):
        contacts.turn_into_referral(outi, contact, told=line.referrals.Told(), is_urgent=True, agreed=None, at=at)


def test_a_call_becomes_a_referral_once(mikko, at):
    contact = line.called(mikko)
    line.referred(mikko, contact)

    with pytest.raises(Refused):
        line.referred(mikko, contact)


@pytest.mark.parametrize("door", [action, reading])
@pytest.mark.parametrize(
    "complaint",
    [Refused("Not now."), Senseless("Nobody is of that age."), Unprintable("\u13a0")],
    ids=lambda it: type(it).__name__,
)
def test_whatever_refuses_in_words_is_recorded_with_its_sentence_and_without_its_values(mikko, door, complaint):
    @door(Verb.CONTACT_LOG)
    def deed(actor, target=None, /):
        raise complaint

    before = len(watch.events())
    with pytest.raises(type(complaint)):
        deed(mikko)

    (event,) = watch.events()[before:]
    assert (event.verb, event.outcome, event.reason) == ("contact.log", "refused", complaint.message)
