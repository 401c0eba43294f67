"""Whether the person of a referral is known here: looked up exactly, without exposing anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from kajo.access.crossing import READ, WRITE, crossing
from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.clients import actions as clients
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, Channel, Identity
from kajo.law.calendar import legal_day
from kajo.referrals import actions, queries
from kajo.referrals.models import Check, Former, Referral
from kajo.referrals.rules import CHECKS_AN_HOUR
from kajo.referrals.terms import Admission, Agreed, Known, Lapse, Standing, State, Told
from kajo.statistics import queries as statistics
from tests.factories import leaving, line, watch

pytestmark = pytest.mark.django_db

CODE = "010190-900P"
OTHER_CODE = "010190-901R"
"""Invented: the numbers 900 to 999 are never given to anybody."""


def noted(by, at, *, code=CODE, number="", phone="", **told):
    referral = line.referred(by, **told)
    return actions.identify(by, referral.pk, personal_code=code, client_number=number, phone=phone, at=at)


def client(mikko, aino, veikko, at, code=CODE):
    """A client whose case is open, by the identity code of a first referral."""
    referral = noted(mikko, at, code=code)
    return signed(mikko, aino, veikko, referral, at)


def signed(mikko, aino, veikko, referral, at, **opening):
    actions.propose(
        mikko, referral.pk, ground="35.1", reasons="Kept and worked.", language="fi", explained_in="en", at=at
    )
    return actions.admit(aino, referral.pk, opening=Admission(worker=veikko.id, **opening), at=at)


def asked(by, referral, at):
    return answered(by, actions.check_known(by, referral.pk, at=at))


def answered(by, check):
    with crossing(by, Verb.REFERRAL_CHECK_KNOWN, READ, check.asked_at):
        return Known.read(Check.objects.get(pk=check.pk).answer.open())


def test_a_client_is_known_and_a_former_one_with_the_year(mikko, aino, veikko, at):
    case = client(mikko, aino, veikko, at)
    again = noted(mikko, at)

    open_one = asked(mikko, again, at)
    leaving.removed(veikko, aino, case, at)
    former = asked(mikko, again, at)

    assert open_one == Known(Standing.OPEN)
    assert former == Known(Standing.FORMER, legal_day(at).year)


def test_by_a_number_from_an_earlier_case_too_however_it_is_written(mikko, aino, veikko, at):
    case = client(mikko, aino, veikko, at)
    with acting(aino, Verb.CASE_VIEW):
        person = Person.objects.within(aino).get(pk=case.person_id).reference

    answers = [
        asked(mikko, noted(mikko, at, code="", number=number), at) for number in (case.reference.lower(), person)
    ]

    assert answers == [Known(Standing.OPEN)] * 2


def test_another_code_is_not_known_and_a_like_one_neither(mikko, aino, veikko, at):
    client(mikko, aino, veikko, at)

    assert asked(mikko, noted(mikko, at, code=OTHER_CODE), at) == Known(Standing.NONE)


def test_a_phone_number_is_never_looked_up(mikko, aino, veikko, at):
    case = client(mikko, aino, veikko, at)
    clients.wish_contact(
        veikko, case.person_id, channel=Channel.PHONE, is_allowed=True, value="040 1234567", wish="", at=at
    )
    only_a_phone = noted(mikko, at, code="", phone="0401234567")

    assert asked(mikko, noted(mikko, at, code="", number="X", phone="+358401234567"), at) == Known(Standing.NONE)
    with pytest.raises(Refused):
        actions.check_known(mikko, only_a_phone.pk, at=at)


def test_another_referral_of_the_same_code_is_said_to_be_handled_until_it_ends(mikko, aino, at):
    first, second = noted(mikko, at), noted(mikko, at)

    while_both = asked(mikko, second, at)
    actions.lapse(aino, first.pk, reason=Lapse.NOT_REACHED, words="Called on three days.", at=at)

    assert while_both == Known(Standing.NONE, is_handled=True)
    assert asked(mikko, second, at) == Known(Standing.NONE)


def test_the_worker_learns_it_who_may_not_see_the_person_and_nothing_more(mikko, aino, veikko, member, at):
    hilla = member("hilla")
    case = client(mikko, aino, veikko, at)
    referral = noted(mikko, at)
    actions.assign(aino, referral.pk, worker=hilla.id, at=at)

    assert asked(hilla, referral, at) == Known(Standing.OPEN)
    assert watch.rows(hilla, Person, Verb.CASE_VIEW) == []
    with pytest.raises(NotFound):
        clients.end_detail(hilla, case.person_id, detail=case.pk, at=at)
    looked = queries.looked_up(hilla, referral.pk)
    assert "Veikko" not in repr(looked.answers)
    assert case.reference not in repr(looked)


def test_it_is_recorded_that_somebody_asked_and_what_was_answered(mikko, aino, veikko, at):
    client(mikko, aino, veikko, at)
    referral = noted(mikko, at)

    actions.check_known(mikko, referral.pk, at=at)

    told = [(each.outcome, each.reason) for each in watch.events() if each.verb == Verb.REFERRAL_CHECK_KNOWN]
    assert told == [("read", "open - -"), ("done", "")]


def test_it_is_refused_without_consent_without_a_code_and_after_the_end(mikko, aino, at):
    taken_back, bare, ended = noted(mikko, at), line.referred(mikko), noted(mikko, at)
    for consent in queries.referral(mikko, taken_back.pk).consents:
        actions.withdraw_consent(mikko, taken_back.pk, consent=consent.id, at=at)
    actions.lapse(aino, ended.pk, reason=Lapse.NOT_REACHED, words="Called.", at=at)

    for each in (taken_back, bare, ended):
        with pytest.raises(Refused):
            actions.check_known(mikko, each.pk, at=at)

    assert watch.rows(aino, Check, Verb.REFERRAL_VIEW) == []


@pytest.mark.parametrize("consent", [None, False])
def test_nothing_is_noted_that_tells_who_an_adult_is_without_consent(mikko, at, consent):
    agreed = Agreed("person", is_given=consent, given_at=at) if consent is not None else None
    referral = actions.receive(
        mikko, None, told=Told(age_band="adult", need="A bed."), is_urgent=False, agreed=agreed, at=at
    )

    for facts in ({"personal_code": CODE}, {"client_number": "C-2020-0001"}, {"phone": "040 1234567"}):
        with pytest.raises(Refused):
            actions.identify(
                mikko, referral.pk, **({"personal_code": "", "client_number": "", "phone": ""} | facts), at=at
            )

    assert queries.referral(mikko, referral.pk).personal_code == ""


def test_what_is_no_code_or_of_another_birth_is_refused_and_a_former_code_stays_beside(mikko, at):
    referral = noted(mikko, at, born_on="1990-01")

    for wrong in ("010190-9000", "0101", "020290-9009"):
        with pytest.raises(Refused):
            actions.identify(mikko, referral.pk, personal_code=wrong, client_number="", phone="", at=at)
    actions.identify(mikko, referral.pk, personal_code=OTHER_CODE, client_number="", phone="", at=at)

    page = queries.referral(mikko, referral.pk)
    assert page.personal_code == OTHER_CODE
    assert [each.words for each in page.formers if each.what == "personal_code"] == [CODE, ""]
    assert len(watch.rows(mikko, Former, Verb.REFERRAL_VIEW)) == 2


def test_whoever_fishes_is_stopped_within_the_hour(mikko, aino, at):
    most = CHECKS_AN_HOUR[0].value
    referrals = [noted(mikko, at, code=OTHER_CODE) for _ in range(2)]

    for number in range(most):
        actions.check_known(mikko, referrals[number % 2].pk, at=at)
    with pytest.raises(Refused):
        actions.check_known(mikko, referrals[0].pk, at=at)
    colleague = actions.check_known(aino, referrals[0].pk, at=at)

    assert colleague.pk is not None
    assert len(watch.rows(aino, Check, Verb.REFERRAL_VIEW, asked_by=mikko.id)) == most
    assert ("referral.check_known", "refused") in watch.last(4)


def test_an_hour_later_it_goes_on(mikko, at):
    referral = noted(mikko, at)
    for _ in range(CHECKS_AN_HOUR[0].value):
        actions.check_known(mikko, referral.pk, at=at - timedelta(hours=2))

    assert asked(mikko, referral, at) == Known(Standing.NONE)


def test_a_stranger_and_whoever_is_not_tied_learn_nothing(mikko, outi, veikko, marja, at):
    referral = noted(mikko, at)

    for each in (outi, veikko, marja):
        with pytest.raises(NotFound):
            actions.check_known(each, referral.pk, at=at)
        with pytest.raises(NotFound):
            queries.looked_up(each, referral.pk)


@pytest.mark.parametrize("verb", [Verb.REFERRAL_VIEW, Verb.REFERRAL_AMEND, Verb.REFERRAL_RECEIVE])
def test_the_database_answers_in_no_other_deed(mikko, at, verb):
    referral = noted(mikko, at)

    with pytest.raises(DatabaseError), crossing(mikko, verb, WRITE, at), connection.cursor() as cursor:
        cursor.execute("select * from gate.known(%s, '')", [referral.pk])


def test_the_database_answers_nobody_about_a_referral_out_of_reach(mikko, veikko, at):
    referral = noted(mikko, at)

    deed = crossing(veikko, Verb.REFERRAL_CHECK_KNOWN, WRITE, at)
    with pytest.raises(DatabaseError), deed, connection.cursor() as cursor:
        cursor.execute("select * from gate.known(%s, '')", [referral.pk])


def test_every_answer_has_the_same_shape_and_asks_the_database_alike(mikko, aino, veikko, at):
    client(mikko, aino, veikko, at)
    counts, kept = set(), set()
    for referral in (noted(mikko, at), noted(mikko, at, code=OTHER_CODE)):
        with watch.Counted() as seen:
            check = actions.check_known(mikko, referral.pk, at=at)
        counts.add(len(seen.queries))
        kept.add(len(answered(mikko, check).written.split(" ")))

    assert len(counts) == 1
    assert kept == {3}


def test_a_former_client_is_admitted_as_the_same_person_and_counted_once(mikko, aino, veikko, at):
    first = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, first, at)
    before = statistics.figures(aino, None, on=legal_day(at))
    referral = noted(mikko, at)

    second = signed(mikko, aino, veikko, referral, at, person=first.person_id)

    after = statistics.figures(aino, None, on=legal_day(at))
    assert second.person_id == first.person_id
    assert after.clients_since_2006 == before.clients_since_2006
    assert after.admissions_since_2006 == before.admissions_since_2006 + 1
    assert after.by_year[-1].new_clients == before.by_year[-1].new_clients + 1
    assert after.in_services == before.in_services + 1
    assert statistics.differences(aino, None) == []


def test_the_earlier_case_stays_as_it_was_and_the_key_is_linked(mikko, aino, veikko, at):
    first = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, first, at)
    (before,) = (each.__dict__ for each in watch.rows(aino, Case, Verb.CASE_VIEW))
    referral = noted(mikko, at)

    second = signed(mikko, aino, veikko, referral, at, person=first.person_id)

    kept = next(each for each in watch.rows(aino, Case, Verb.CASE_VIEW) if each.pk == first.pk)
    assert {**kept.__dict__, "_state": None} == {**before, "_state": None}
    (linked,) = [each for each in watch.rows(aino, Referral, Verb.REFERRAL_VIEW) if each.pk == referral.pk]
    assert (linked.person_id, linked.state) == (first.person_id, State.ADMITTED)
    with crossing(aino, Verb.CASE_VIEW, READ, at):
        assert linked.subject.linked_to_id == second.subject_id


def test_a_client_is_not_admitted_a_second_time(mikko, aino, veikko, at):
    client(mikko, aino, veikko, at)
    referral = noted(mikko, at)

    with pytest.raises(Refused) as refusal:
        signed(mikko, aino, veikko, referral, at)

    assert "already" in refusal.value.message
    assert queries.referral(aino, referral.pk).state == State.RECEIVED
    assert len(watch.rows(aino, Case, Verb.CASE_VIEW)) == 1


def test_nobody_known_becomes_a_second_person_by_mistake(mikko, aino, veikko, at):
    first = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, first, at)
    referral = noted(mikko, at)

    with pytest.raises(Refused) as unsaid:
        signed(mikko, aino, veikko, referral, at)

    assert unsaid.value.field == "person"
    assert len(watch.rows(aino, Person, Verb.CASE_VIEW)) == 1


def test_only_whoever_has_exactly_the_code_is_the_same_person(mikko, aino, veikko, at):
    other = client(mikko, aino, veikko, at, code=OTHER_CODE)
    leaving.removed(veikko, aino, other, at)
    bare, coded = line.referred(mikko), noted(mikko, at)

    for referral in (bare, coded):
        with pytest.raises(Refused) as refusal:
            signed(mikko, aino, veikko, referral, at, person=other.person_id)
        assert refusal.value.field == "person"


def test_only_the_decider_learns_who_it_is(mikko, aino, veikko, at):
    first = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, first, at)
    referral = noted(mikko, at)

    _page, _workers, _against, _told, former = queries.for_admission(aino, referral.pk, on=legal_day(at))

    assert [(each.id, each.case, each.removed_on) for each in former] == [(first.person_id, first.pk, legal_day(at))]
    with pytest.raises(NotFound):
        queries.for_admission(mikko, referral.pk, on=legal_day(at))


def test_a_code_noted_after_the_admission_serves_the_next_referral(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    known = Identity(born_on=None, birth_precision=BirthPrecision.UNKNOWN, personal_code=CODE)
    cases.identify(veikko, case.person_id, known=known, at=at)

    assert asked(mikko, noted(mikko, at), at) == Known(Standing.OPEN)


def test_an_admission_that_fails_leaves_no_second_case(mikko, aino, veikko, at, monkeypatch):
    first = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, first, at)
    referral = noted(mikko, at)
    monkeypatch.setattr("kajo.referrals.actions.deciding.work.finish", _fails)

    with pytest.raises(RuntimeError):
        signed(mikko, aino, veikko, referral, at, person=first.person_id)

    assert [each.pk for each in watch.rows(aino, Case, Verb.CASE_VIEW)] == [first.pk]
    assert queries.referral(aino, referral.pk).state == State.RECEIVED


def _fails(*_args: object, **_facts: object) -> None:
    raise RuntimeError("The disk is full.")
