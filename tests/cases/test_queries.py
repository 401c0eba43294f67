"""The page of a case: what it shows, in how many queries, and the list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kajo.access.crossing import reference
from kajo.access.gate import NotFound
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.terms import Organiser, Step
from kajo.clients import actions as clients
from kajo.clients import queries as people
from kajo.clients.terms import Channel, DetailKind, Kinship, Known
from kajo.law.calendar import legal_day
from kajo.vault.keyring import cache
from tests.factories import leaving, line, watch
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
APART = ("SAVEPOINT", "RELEASE", "/* door */")
pytestmark = pytest.mark.django_db


def asked(do):
    with CaptureQueriesContext(connection) as captured:
        do()
    return [each["sql"] for each in captured if not any(word in each["sql"] for word in APART)]


@pytest.mark.parametrize("children", [0, 10])
def test_a_case_takes_eight_queries_whatever_hangs_on_it(veikko, aino, case, at, children):
    for number in range(children):
        draft = leaving.childs_draft(veikko, case, at, known=Known(name=f"Child {number}"))
        actions.admit_child(aino, case, decision=draft.pk, at=at)
    clients.add_relation(veikko, case.person_id, relation=Kinship.GUARDIAN, name="Guardian", from_on=TODAY, at=at)
    clients.wish_contact(veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value="", wish="", at=at)
    facts = {"municipality": "091", "asylum_seeker": False, "temporary_protection": False}
    actions.record_standing(veikko, case.pk, facts=facts, from_on=TODAY, at=at)
    cache.clear()

    statements = asked(lambda: queries.case(veikko, case.pk))

    assert len(statements) <= 8, statements
    assert len(queries.case(veikko, case.pk).children) == children


def test_a_list_takes_four_queries_whatever_its_length(mikko, aino, veikko):
    for _ in range(3):
        line.admitted(mikko, aino, veikko)
    cache.clear()

    statements = asked(lambda: queries.cases(veikko, None))

    assert len(statements) <= 4, statements
    assert len(queries.cases(veikko, None).lines) == 3


def test_a_list_goes_on_where_it_stopped(mikko, aino, veikko, monkeypatch):
    monkeypatch.setattr("kajo.cases.queries.lists.PAGE", 2)
    made = [line.admitted(mikko, aino, veikko).pk for _ in range(5)]

    seen, place = [], None
    while True:
        found = queries.cases(veikko, place)
        seen += [each.key for each in found.lines]
        if found.next is None:
            break
        day, _, key = found.next.partition("_")
        place = (date.fromisoformat(day), type(made[0])(key))

    assert seen == sorted(made, reverse=True)


def test_the_page_tells_who_serves_since_when_and_by_which_section(veikko, case, at):
    facts = {"municipality": None, "asylum_seeker": True, "temporary_protection": False}
    actions.record_standing(veikko, case, facts=facts, from_on=TODAY - timedelta(days=2), at=at)
    actions.record_standing(veikko, case.pk, facts=facts | {"municipality": "478"}, from_on=TODAY, at=at)

    page = queries.case(veikko, case.pk)

    assert page.organised.organiser is Organiser.ALAND_MUNICIPALITY
    assert page.organised.place.name_sv == "Mariehamn"
    assert "38 b § 1 mom. ja 59 a §" in page.organised.basis.cite("fi")
    assert [each.organiser for each in page.organisers] == [Organiser.ALAND_MUNICIPALITY, Organiser.RECEPTION_CENTRE]


def test_the_history_has_the_newest_first(veikko, aino, case, at):
    clients.add_relation(
        veikko, case.person_id, relation=Kinship.GUARDIAN, name="Guardian", from_on=TODAY - timedelta(days=9), at=at
    )

    history = queries.case(veikko, case.pk).history

    assert [each.on for each in history] == sorted((each.on for each in history), reverse=True)
    assert {each.what for each in history} == {Step.OPENED, Step.ASSIGNED, Step.RELATED}


def test_the_page_offers_what_the_reader_may_do(veikko, aino, marja, case):
    leaving = {Verb.CASE_NOTE_RISK, Verb.CASE_ASSESS_OVERALL, Verb.CASE_LOG_ATTEMPT, Verb.CASE_PROPOSE_REMOVAL}
    reflection = {Verb.CASE_PROPOSE_REFLECTION, Verb.CASE_TELL_POLICE}
    own = {Verb.CASE_RECORD_STANDING, Verb.CASE_ADD_CHILD, Verb.CLIENT_AMEND, Verb.CASE_CLOSE_BY_DEATH}
    assert queries.case(veikko, case.pk).may == own | leaving | reflection
    managers = {Verb.CASE_ASSIGN, Verb.CASE_TELL_POLICE, Verb.CASE_CLOSE_BY_DEATH}
    assert queries.case(marja, case.pk).may == managers
    assert {Verb.CASE_ADMIT_CHILD, Verb.CASE_REMOVE} <= queries.case(aino, case.pk).may


def test_a_non_disclosure_and_the_interpreters_language_are_on_the_page(veikko, case, at):
    clients.add_detail(veikko, case.person_id, what=DetailKind.NON_DISCLOSURE, text="until further notice", at=at)

    person = queries.case(veikko, case.pk).person

    assert person.non_disclosure == "until further notice"
    assert person.interpret_into == "vi"


def test_a_reading_is_recorded_before_the_page_leaves(veikko, case, traced):
    queries.case(veikko, case.pk)

    assert traced[-1] == trace(veikko, "case.view", "read", case)


def test_a_stranger_cannot_tell_a_hidden_case_from_none(outi, case, traced):
    with pytest.raises(NotFound):
        queries.case(outi, case.pk)

    assert traced[-1].outcome == "forbidden"
    assert queries.cases(outi, None).lines == ()


def test_the_event_names_everybody_whom_the_page_shows(veikko, aino, case, at):
    draft = leaving.childs_draft(veikko, case, at)
    child = actions.admit_child(aino, case, decision=draft.pk, at=at)

    queries.case(veikko, case.pk)
    of_parent = watch.events()[-1]
    queries.case(veikko, child.pk)
    of_child = watch.events()[-1]
    people.person(veikko, child.person_id)
    of_person = watch.events()[-1]
    people.person(veikko, case.person_id)
    alone = watch.events()[-1]

    parent_ref, child_ref = reference(case.subject_id), reference(child.subject_id)
    assert (bytes(of_parent.subject_ref), bytes(of_parent.shown)) == (parent_ref, child_ref)
    assert (bytes(of_child.subject_ref), bytes(of_child.shown)) == (child_ref, parent_ref)
    assert (bytes(of_person.subject_ref), bytes(of_person.shown)) == (child_ref, parent_ref)
    assert (bytes(alone.subject_ref), alone.shown) == (parent_ref, None)


def test_the_event_names_a_nameless_parent_whose_wishes_are_shown(mikko, veikko, aino, at):
    case = line.admitted(mikko, aino, veikko, name="", language="")
    clients.wish_contact(veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value="", wish="", at=at)
    draft = leaving.childs_draft(veikko, case, at)
    child = actions.admit_child(aino, case, decision=draft.pk, at=at)

    for page in (lambda: queries.case(veikko, child.pk), lambda: people.person(veikko, child.person_id)):
        assert [each.is_adults for each in page().wishes] == [True]
        assert bytes(watch.events()[-1].shown) == reference(case.subject_id)


def test_a_childs_page_shows_how_the_parent_may_be_reached(veikko, aino, case, at):
    clients.wish_contact(veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value="", wish="", at=at)
    draft = leaving.childs_draft(veikko, case, at)
    child = actions.admit_child(aino, case, decision=draft.pk, at=at)

    wishes = queries.case(veikko, child.pk).wishes

    assert [(each.channel, each.is_allowed, each.is_adults) for each in wishes] == [(Channel.PHONE, False, True)]


def test_a_former_parents_wishes_do_not_stand_on_the_childs_page(veikko, aino, case, at):
    clients.wish_contact(veikko, case.person_id, channel=Channel.PHONE, is_allowed=True, value="", wish="", at=at)
    draft = leaving.childs_draft(veikko, case, at)
    child = actions.admit_child(aino, case, decision=draft.pk, at=at)
    (parent,) = queries.case(veikko, child.pk).relations

    clients.end_relation(veikko, child.person_id, relation=parent.id, until_on=TODAY, at=at)

    page = queries.case(veikko, child.pk)
    assert page.wishes == ()
    assert [(each.name, each.until_on) for each in page.relations] == [("Linh Example", TODAY)]
    assert [each.what for each in page.history if each.what is Step.RELATION_ENDED] == [Step.RELATION_ENDED]
    assert people.person(veikko, child.person_id).wishes == ()


def test_a_parents_ban_overrules_what_is_allowed_on_the_childs_page(veikko, aino, case, at):
    clients.wish_contact(
        veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value="+358 40 555 0101", wish="", at=at
    )
    draft = leaving.childs_draft(veikko, case, at)
    child = actions.admit_child(aino, case, decision=draft.pk, at=at)
    for value in ("040 555 0101", "040 555 0102"):
        clients.wish_contact(
            veikko, child.person_id, channel=Channel.PHONE, is_allowed=True, value=value, wish="", at=at
        )  # fmt: skip

    wishes = queries.case(veikko, child.pk).wishes

    assert [(each.value, each.is_adults, each.is_overruled) for each in wishes] == [
        ("+358 40 555 0101", True, False),
        ("040 555 0101", False, True),
        ("040 555 0102", False, False),
    ]
