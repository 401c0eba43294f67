"""Cases: standing, team, children."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Tie
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.models import ServiceOrganiser, Standing
from kajo.cases.terms import Organiser
from kajo.clients import queries as clients
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, DetailKind, Identity, Sex
from kajo.law.calendar import legal_day
from kajo.law.finding import Senseless
from kajo.statistics import queries as figures
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db
NOBODY = {"municipality": None, "asylum_seeker": False, "temporary_protection": False}
AT_HOME = NOBODY | {"municipality": "405"}


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


CODE = "010199-9012"
BORN_IN_1999 = Identity(date(1999, 1, 1), BirthPrecision.YEAR, Sex.FEMALE)


# -- standing --


def test_a_standing_tells_who_serves_and_leaves_a_trace(veikko, case, traced, at):
    made = actions.record_standing(veikko, case, facts=AT_HOME, from_on=TODAY, at=at)

    assert (made.organiser, made.code) == (Organiser.COUNTY, "11")
    assert made.basis == "Reception Act 746/2011, s. 38b(1)"
    assert traced[-1] == trace(veikko, "case.record_standing", "done", case)


def test_a_new_standing_ends_the_former_one_and_keeps_it(veikko, case, at):
    earlier = TODAY - timedelta(days=1)
    actions.record_standing(veikko, case, facts=NOBODY, from_on=earlier, at=at)
    actions.record_standing(veikko, case.pk, facts=AT_HOME, from_on=TODAY, at=at)

    assert [(each.from_on, each.until_on) for each in rows(veikko, Standing)] == [(earlier, TODAY), (TODAY, None)]
    assert [each.organiser for each in rows(veikko, ServiceOrganiser)] == ["nas", "county"]


@pytest.mark.parametrize("ahead", [-1, 0])
def test_a_standing_does_not_begin_before_the_present_one(veikko, case, at, ahead):
    actions.record_standing(veikko, case, facts=NOBODY, from_on=TODAY, at=at)

    with pytest.raises(Refused) as refused:
        actions.record_standing(veikko, case, facts=AT_HOME, from_on=TODAY + timedelta(days=ahead), at=at)

    assert refused.value.field == "from_on"


def test_a_standing_does_not_begin_in_the_future(veikko, case, at):
    with pytest.raises(Refused):
        actions.record_standing(veikko, case, facts=NOBODY, from_on=TODAY + timedelta(days=1), at=at)


def test_a_code_that_is_no_municipality_leaves_nothing(veikko, case, at):
    with pytest.raises(Senseless) as senseless:
        actions.record_standing(veikko, case, facts=NOBODY | {"municipality": "999"}, from_on=TODAY, at=at)

    assert senseless.value.field == "municipality"
    assert rows(veikko, Standing) == []


def test_a_stranger_records_no_standing(outi, case, at):
    with pytest.raises(NotFound):
        actions.record_standing(outi, case, facts=NOBODY, from_on=TODAY, at=at)


def test_nothing_remains_of_a_standing_that_fails_halfway(veikko, case, at, monkeypatch):
    actions.record_standing(veikko, case, facts=NOBODY, from_on=TODAY - timedelta(days=1), at=at)
    monkeypatch.setattr(ServiceOrganiser, "save", lambda *_words, **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.record_standing(veikko, case, facts=AT_HOME, from_on=TODAY, at=at)

    assert [each.until_on for each in rows(veikko, Standing)] == [None]


def test_two_who_write_at_once_do_not_overwrite_each_other(veikko, aino, case, at):
    seen = queries.case(veikko, case.pk).edition
    actions.record_standing(aino, case, facts=NOBODY, from_on=TODAY - timedelta(days=1), seen=seen, at=at)

    with pytest.raises(Refused, match="Somebody else changed this"):
        actions.record_standing(veikko, case, facts=AT_HOME, from_on=TODAY, seen=seen, at=at)


def test_a_form_sent_twice_records_one_standing(veikko, case, at):
    for _ in range(2):
        actions.record_standing(veikko, case, facts=NOBODY, from_on=TODAY, once="a form", at=at)

    assert len(rows(veikko, Standing)) == 1


# -- team --


def test_a_worker_who_gets_a_case_sees_it(marja, member, case, traced, at):
    hilla = member("hilla")
    with pytest.raises(NotFound):
        queries.case(hilla, case.pk)

    actions.assign(marja, case, worker=hilla.id, at=at)

    assert [each.name for each in queries.case(hilla, case.pk).people] == ["Aino", "Hilla", "Veikko"]
    assert trace(marja, "case.assign", "done", case) in traced


def test_a_case_is_given_only_to_those_who_work_cases(marja, mikko, case, at):
    with pytest.raises(Refused) as refused:
        actions.assign(marja, case, worker=mikko.id, at=at)

    assert refused.value.field == "worker"
    assert not Tie.objects.filter(staff=mikko.id, subject=case.subject_id).exists()


def test_a_case_worker_gives_a_case_to_nobody(veikko, member, case, at):
    with pytest.raises(NotFound):
        actions.assign(veikko, case, worker=member("hilla").id, at=at)


# -- who a client is by papers --


def person_of(actor, case):
    (found,) = rows(actor, Person, pk=case.person_id)
    return found


def test_what_papers_say_is_noted_and_leaves_a_trace(veikko, case, traced, at):
    actions.identify(veikko, case.person_id, known=BORN_IN_1999, at=at)

    page = clients.person(veikko, case.person_id)
    assert (page.person.born_on, page.person.birth_precision, page.person.sex) == (
        date(1999, 1, 1), BirthPrecision.YEAR, Sex.FEMALE,
    )  # fmt: skip
    assert trace(veikko, "case.identify", "done", person_of(veikko, case)) in traced


def test_an_identity_code_brings_its_birth_date_and_the_former_one_stays_in_the_history(veikko, case, at):
    actions.identify(veikko, case.person_id, known=BORN_IN_1999, at=at)
    actions.identify(veikko, case.person_id, known=replace(BORN_IN_1999, personal_code=CODE), at=at)
    actions.identify(veikko, case.person_id, known=Identity(), at=at)

    page = clients.person(veikko, case.person_id)
    assert (page.person.born_on, page.personal_code, person_of(veikko, case).birth_year) == (None, "", None)
    assert sorted((each.what, each.text) for each in page.former_details) == [
        (DetailKind.BORN, "day:1999-01-01"),
        (DetailKind.BORN, "year:1999-01-01"),
        (DetailKind.PERSONAL_CODE, CODE),
        (DetailKind.SEX, "female"),
    ]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (Identity(personal_code="010199-901X"), "Its check character does not fit."),
        (Identity(personal_code="not a code"), "It does not have the eleven characters"),
        (Identity(date(1998, 1, 1), BirthPrecision.YEAR, personal_code=CODE), "another birth date"),
        (Identity(date(1999, 1, 2), BirthPrecision.DAY, personal_code=CODE), "another birth date"),
        (Identity(date(1999, 2, 1), BirthPrecision.MONTH, personal_code=CODE), "another birth date"),
        (Identity(), "noted already"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(veikko, case, at, known, sentence):
    before = person_of(veikko, case)

    with pytest.raises(Refused, match=sentence):
        actions.identify(veikko, case.person_id, known=known, at=at)

    after = person_of(veikko, case)
    assert (after.edition, after.birth_year, after.sex) == (before.edition, before.birth_year, before.sex)
    assert clients.person(veikko, case.person_id).former_details == ()


def test_an_estimate_does_not_stand_in_the_way_of_a_code(veikko, case, at):
    guessed = Identity(date(1985, 1, 1), BirthPrecision.ESTIMATE, personal_code=CODE)

    actions.identify(veikko, case.person_id, known=guessed, at=at)

    assert clients.person(veikko, case.person_id).person.born_on == date(1999, 1, 1)


def test_a_corrected_birth_date_counts_the_admission_of_a_minor(veikko, aino, case, at):
    def as_minors():
        return figures.figures(aino, None, on=TODAY).entered_as_minors

    before = as_minors()
    actions.identify(veikko, case.person_id, known=Identity(date(TODAY.year - 10, 1, 1), BirthPrecision.YEAR), at=at)
    assert as_minors() == before + 1
    actions.identify(veikko, case.person_id, known=BORN_IN_1999, at=at)

    assert as_minors() == before


def test_papers_are_hidden_from_the_stranger(outi, case, at):
    with pytest.raises(NotFound):
        actions.identify(outi, case.person_id, known=BORN_IN_1999, at=at)
