"""Cases: a client's children, from what is found of them to a case of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused, StepUpNeeded
from kajo.access.roles import StepUp
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.models import Case
from kajo.cases.terms import ChildFound
from kajo.clients import actions as clients
from kajo.clients.models import Category, Person, Relation
from kajo.clients.terms import BirthPrecision, ClientCategory, Known, Sex
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.work.models import Task
from tests.factories.leaving import CONSIDERED
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db
KNOWN = Known(
    name="Little Example",
    born_on=date(2020, 5, 1),
    birth_precision=BirthPrecision.MONTH,
    sex=Sex.FEMALE,
    languages=("vi",),
)


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def drafted(by, case, at, known=KNOWN, found=tuple(ChildFound)):
    said = {"reasons": "Needs a safe home.", "language": "fi", "explained_in": "en"}
    return actions.add_child(by, case, known=known, found=found, considered=CONSIDERED, **said, at=at)


def aged(years, days=0, precision=BirthPrecision.DAY):
    """Somebody who becomes so many years old so many days from today."""
    day = TODAY + timedelta(days=days)
    return replace(KNOWN, born_on=date(day.year - years, day.month, min(day.day, 28)), birth_precision=precision)


def test_a_child_is_drafted_by_one_and_admitted_by_another(veikko, aino, case, traced, at):
    draft = drafted(veikko, case, at)

    child = actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert (child.category, child.ground, child.parent_id, child.is_first) == ("child", "35.3", case.pk, False)
    assert trace(aino, "case.admit_child", "done", case) in traced
    page = queries.case(veikko, child.pk)
    assert (page.person.name, page.person.born_on, page.parent) == ("Little Example", date(2020, 5, 1), case.pk)
    assert [(each.relation, each.name) for each in page.relations] == [("parent", "Linh Example")]
    assert [each.name for each in queries.case(veikko, case.pk).children] == ["Little Example"]


def test_an_admitted_child_leaves_a_decision_to_be_served(veikko, aino, case, at):
    draft = drafted(veikko, case, at)

    actions.admit_child(aino, case, decision=draft.pk, at=at)

    with acting(aino, Verb.TASK_VIEW):
        waiting = Task.objects.within(aino).filter(about=draft.pk, state="open")
        assert [each.reason for each in waiting] == ["serve_decision"]


def test_whoever_drafted_a_childs_admission_signs_it_only_alone_with_reason_and_code(aino, case, at):
    draft = drafted(aino, case, at)

    with pytest.raises(StepUpNeeded):
        actions.admit_child(aino, case, decision=draft.pk, alone_reason="Night.", at=at)
    proven = aino.stepped_up(StepUp(datetime.now(UTC), "case.admit_child", str(draft.pk)))
    with pytest.raises(Refused):
        actions.admit_child(proven, case, decision=draft.pk, at=at)
    child = actions.admit_child(proven, case, decision=draft.pk, alone_reason="Night, nobody else.", at=at)

    with acting(aino, Verb.TASK_VIEW):
        reasons = {each.reason for each in Task.objects.within(aino).filter(about=child.decision_id)}
        assert reasons == {"review_signed_alone", "serve_decision"}


def test_a_code_given_for_one_draft_signs_no_other(aino, case, at):
    read, other = drafted(aino, case, at), drafted(aino, case, at, known=replace(KNOWN, name="Other Example"))

    for target in (read.pk, case.pk):
        proven = aino.stepped_up(StepUp(datetime.now(UTC), "case.admit_child", str(target)))
        with pytest.raises(StepUpNeeded) as needed:
            actions.admit_child(proven, case, decision=other.pk, alone_reason="Night.", at=at)
        assert needed.value.target == str(other.pk)

    assert rows(aino, Case, parent=case.pk) == []


def test_a_case_that_became_a_childs_own_before_the_signature_takes_no_child(veikko, aino, case, at):
    draft = drafted(veikko, case, at)
    with acting(aino, Verb.CLIENT_CATEGORY):
        Category.objects.within(aino).filter(person=case.person_id).update(from_on=TODAY - timedelta(days=5))
    clients.change_category(aino, case.person_id, category=ClientCategory.CHILD, from_on=TODAY, at=at)

    with pytest.raises(Refused, match="of a victim or of an assisting person"):
        actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert rows(aino, Case, parent=case.pk) == []
    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]


def test_a_child_is_not_admitted_twice(veikko, aino, case, at):
    draft = drafted(veikko, case, at)
    actions.admit_child(aino, case, decision=draft.pk, at=at)

    with pytest.raises(Refused, match="moved on"):
        actions.admit_child(aino, case, decision=draft.pk, at=at)


def test_a_childs_own_case_takes_no_child(veikko, aino, case, at):
    child = actions.admit_child(aino, case, decision=drafted(veikko, case, at).pk, at=at)

    with pytest.raises(Refused):
        drafted(veikko, child, at)


def test_what_was_found_of_a_child_is_kept_sealed_and_shown_to_whoever_signs(veikko, aino, case, at):
    draft = drafted(veikko, case, at)

    _, read = queries.with_draft(aino, case.pk, decision=draft.pk, on=TODAY)

    assert read.found == tuple(ChildFound)
    with acting(aino, Verb.DECISION_VIEW):
        texts = Decision.objects.within(aino).get(pk=draft.pk).texts
        assert str(texts) == "‹sealed›"
        assert texts.open()["found"] == {"in_finland": True, "needs_assistance": True}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ((), "only if it is in Finland"),
        ((ChildFound.NEEDS_ASSISTANCE,), "only if it is in Finland"),
        ((ChildFound.IN_FINLAND,), "only if it needs help"),
    ],
)
def test_a_child_of_whom_too_little_was_found_is_not_put_forward(veikko, case, at, found, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        drafted(veikko, case, at, found=found)

    assert refused.value.field == "found"
    assert rows(veikko, Decision, matter=case.pk) == []


@pytest.mark.parametrize(
    "known",
    [
        aged(18), aged(18, -1), aged(40), aged(19, precision=BirthPrecision.MONTH),
        aged(19, precision=BirthPrecision.YEAR), aged(30, precision=BirthPrecision.ESTIMATE),
    ],
)  # fmt: skip
def test_an_adult_is_not_put_forward_as_a_child(veikko, case, at, known):
    with pytest.raises(Refused, match="Only a child under 18") as refused:
        drafted(veikko, case, at, known=known)

    assert refused.value.field == "born_on"
    assert rows(veikko, Decision, matter=case.pk) == []


@pytest.mark.parametrize(
    "known",
    [
        Known(), aged(17), aged(18, 40), aged(18, 40, BirthPrecision.MONTH),
        replace(KNOWN, born_on=date(1990, 1, 1), birth_precision=BirthPrecision.UNKNOWN),
    ],
)  # fmt: skip
def test_whoever_may_be_a_child_is_put_forward(veikko, case, at, known):
    assert drafted(veikko, case, at, known=known).state == "draft"


def test_whoever_has_come_of_age_before_the_signature_is_not_admitted_as_a_child(veikko, aino, case, at):
    born_on = date(TODAY.year - 18, 1, 1)
    a_year_ago = datetime(TODAY.year - 1, 12, 31, 12, tzinfo=UTC)
    known = replace(KNOWN, born_on=born_on, birth_precision=BirthPrecision.DAY)
    draft = drafted(veikko, case, a_year_ago, known=known)

    with pytest.raises(Refused, match="Only a child under 18"):
        actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]


def test_a_draft_that_does_not_say_what_was_found_is_not_signed(veikko, aino, case, at):
    known = Known(name="Little Example")
    with acting(veikko, Verb.CASE_ADD_CHILD):
        words = actions.child_words(case, known, found=(), reasons="A home.", language="fi", explained_in="en")
        draft = decisions.draft(veikko, None, words=words, at=at)

    with pytest.raises(Refused, match="only if it is in Finland"):
        actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert rows(aino, Case, parent=case.pk) == []


def test_nothing_remains_of_an_admission_that_fails_halfway(veikko, aino, case, at, monkeypatch):
    draft = drafted(veikko, case, at)
    monkeypatch.setattr(Relation, "save", lambda *_words, **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert [each.state for each in rows(aino, Decision, pk=draft.pk)] == ["draft"]
    assert len(rows(aino, Person)) == len(rows(aino, Case)) == 1


def test_a_stranger_drafts_and_admits_no_child(outi, veikko, case, at):
    draft = drafted(veikko, case, at)

    with pytest.raises(NotFound):
        drafted(outi, case, at)
    with pytest.raises(NotFound):
        actions.admit_child(outi, case, decision=draft.pk, at=at)


def test_nothing_needs_a_citizenship_or_a_permit(veikko, aino, case, at):
    draft = drafted(veikko, case, at, known=Known())

    child = actions.admit_child(aino, case, decision=draft.pk, at=at)

    assert queries.case(veikko, child.pk).person.citizenships == ()
