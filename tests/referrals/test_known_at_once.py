"""One person, two referrals, two deciders at the same moment; and a former client who has died."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from kajo.access.gate import Refused
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.clients.models import Person
from kajo.clients.terms import DeathSource
from kajo.law.calendar import legal_day
from kajo.referrals import actions
from kajo.referrals.terms import Admission
from tests.factories import line, watch
from tests.factories.people import acting_as, hired

CODE = "010190-900P"


def proposed(by, at):
    """A referral with the identity code, and the draft that admits its person."""
    referral = line.referred(by)
    actions.identify(by, referral.pk, personal_code=CODE, client_number="", phone="", at=at)
    actions.propose(by, referral.pk, ground="35.1", reasons="Kept and worked.", language="fi", explained_in="en", at=at)
    return referral


@pytest.mark.django_db(transaction=True)
def test_of_two_who_admit_one_person_at_once_the_later_is_told(mikko, aino, veikko, as_role):
    """The first is held at its end, after it asked whether the person is known, until the second waits for it."""
    at = datetime.now(UTC)
    second_decider = acting_as(hired("chief", Role.DIRECTOR))
    first, second = proposed(mikko, at), proposed(mikko, at)
    holder, watcher = as_role("postgres"), as_role("postgres", autocommit=True)
    holder.execute("lock table ledger_event in share row exclusive mode")
    results = {}

    def admit(by, referral):
        try:
            results[by.key] = actions.admit(by, referral.pk, opening=Admission(worker=veikko.id), at=at)
        except Refused as refusal:
            results[by.key] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=admit, args=pair) for pair in ((aino, first), (second_decider, second))]
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'kajo_staff'"
    for amount, thread in enumerate(threads, 1):
        thread.start()
        while thread.is_alive() and watcher.execute(waiting).fetchone() != (amount,):
            pass
    holder.rollback()
    for thread in threads:
        thread.join(60)

    people = watch.rows(aino, Person, Verb.CASE_VIEW)
    assert isinstance(results[aino.key], Case)
    assert isinstance(results[second_decider.key], Refused)
    assert len([each for each in people if each.personal_code_token]) == 1


@pytest.mark.django_db
def test_whoever_has_died_is_not_admitted_again(mikko, aino, veikko, at):
    case = actions.admit(aino, proposed(mikko, at).pk, opening=Admission(worker=veikko.id), at=at)
    cases.close_by_death(veikko, case.pk, died_on=legal_day(at), source=DeathSource.REGISTER, at=at)
    again = proposed(mikko, at)

    with pytest.raises(Refused, match="death"):
        actions.admit(aino, again.pk, opening=Admission(worker=veikko.id, person=case.person_id), at=at)

    assert len(watch.rows(aino, Case, Verb.CASE_VIEW)) == 1
