"""A child's own view: asked and recorded before anything is decided about the child."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.access.roles import StepUp
from kajo.access.verbs import Verb
from kajo.cases.terms import ChildHeard
from kajo.decisions import queries as decisions
from kajo.law.calendar import legal_day, working_day_after
from kajo.referrals import actions, queries
from kajo.referrals.models import ChildsView
from kajo.referrals.terms import Admission, AgeBand, Agreed, Lapse, State, Told, may_be_twelve
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import deciding, line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

SMALL = {"age_band": "under_15", "guardian": "available", "born_on": "2020"}


def received(by, at, **told):
    facts = {"need": "A home.", "reach": "the school", "path": "letter"} | SMALL | told
    agreed = Agreed("guardian", is_given=True, given_at=at)
    return actions.receive(by, None, told=Told(**facts), is_urgent=False, agreed=agreed, at=at)


def drafted(by, referral, at, **more):
    return actions.propose(
        by, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", **more, at=at
    )


def kept(actor):
    return watch.rows(actor, ChildsView, Verb.REFERRAL_VIEW)


def test_no_child_is_admitted_before_it_is_recorded_what_the_child_says(mikko, aino, at):
    referral = received(mikko, at)
    drafted(mikko, referral, at)

    with pytest.raises(Refused) as refusal:
        actions.admit(aino, referral.pk, opening=Admission(), at=at)
    page = queries.referral(aino, referral.pk)
    line.childs_view(mikko, referral)
    with pytest.raises(Refused, match="Write the draft anew"):
        actions.admit(aino, referral.pk, opening=Admission(), at=at)
    drafted(mikko, referral, at, is_anew=True)
    actions.admit(aino, referral.pk, opening=Admission(), at=at)

    assert refusal.value.field == "childs_view"
    assert (page.state, page.is_child_unheard, page.waits_for != "") == (State.RECEIVED, True, True)
    assert queries.referral(aino, referral.pk).state == State.ADMITTED


def test_the_letter_says_what_the_child_said_but_not_of_others(mikko, aino, at):
    referral = received(mikko, at)
    line.childs_view(mikko, referral, view="Wants to live with [[aunt Example]] in peace.")
    drafted(mikko, referral, at)

    case = actions.admit(aino, referral.pk, opening=Admission(), at=at)

    shown = decisions.decision(aino, deciding.decision_of(aino, case).pk, on=legal_day(at))
    [words] = [each.text for each in shown.previews if each.language == "fi"]
    assert "Lapsen etu" in words
    assert "A safe home and a school." in words
    assert "Wants to live with […] in peace." in words
    assert "aunt" not in words


def test_no_child_is_refused_before_either(mikko, aino, at):
    referral = received(mikko, at)
    line.proposed_refusal(mikko, referral)

    with pytest.raises(Refused):
        actions.refuse(aino, referral.pk, at=at)
    assert queries.referral(aino, referral.pk).refusal_waits_for != ""
    line.childs_view(mikko, referral)
    with pytest.raises(Refused, match="Write the draft anew"):
        actions.refuse(aino, referral.pk, at=at)
    line.proposed_refusal(mikko, referral, is_anew=True)
    actions.refuse(aino, referral.pk, at=at)

    assert queries.referral(aino, referral.pk).state == State.REFUSED


def test_an_urgent_admission_alone_goes_before_it_and_a_task_asks_for_it(mikko, aino, veikko, at):
    referral = received(mikko, at)
    alone = aino.stepped_up(StepUp(at, str(Verb.REFERRAL_ADMIT), str(referral.pk)))
    opening = Admission(reasons="Kept.", alone_reason="Nobody else tonight.", worker=veikko.id)

    actions.admit(alone, referral.pk, opening=opening, at=at)

    (task,) = watch.rows(veikko, Task, Verb.TASK_VIEW, reason=str(Reason.CHILDS_VIEW), state="open")
    assert legal_day(task.due_at) == working_day_after(legal_day(at))
    line.childs_view(veikko, referral)
    assert watch.rows(veikko, Task, Verb.TASK_VIEW, reason=str(Reason.CHILDS_VIEW), state="open") == []


def test_it_is_recorded_with_its_day_language_and_interpreter_and_leaves_a_trace(mikko, at):
    referral = received(mikko, at)

    line.childs_view(mikko, referral, language="so", interpreter="Service 12")

    _page, (view,) = queries.with_childs_views(mikko, referral.pk)
    assert (view.heard, view.asked_on, str(view.language)) == (ChildHeard.FORMALLY, legal_day(at), "so")
    assert view.interpreter == "Service 12"
    assert "".join(each.words for each in view.view) == "Wants to go to school."
    assert ("referral.hear_child", "done") in watch.last(3)


def test_whoever_is_not_asked_has_a_reason_and_no_day(mikko, at):
    referral = received(mikko, at, born_on="2010-01-01", age_band="15_17")

    with pytest.raises(Refused):
        line.childs_view(mikko, referral, heard=ChildHeard.HARMFUL, view=" ")
    line.childs_view(mikko, referral, heard=ChildHeard.HARMFUL, view="In hospital.", language="so")

    _page, (view,) = queries.with_childs_views(mikko, referral.pk)
    assert (view.heard, view.asked_on, view.language) == (ChildHeard.HARMFUL, None, "")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"best_interest": ""}, "best_interest"),
        ({"view": ""}, "view"),
        ({"asked_on": None}, "asked_on"),
        ({"asked_on": date(2100, 1, 1)}, "asked_on"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(mikko, at, said, field):
    referral = received(mikko, at)

    with pytest.raises(Refused) as refusal:
        line.childs_view(mikko, referral, **said)

    assert (refusal.value.field, kept(mikko)) == (field, [])


def test_from_twelve_on_or_where_nobody_knows_a_child_is_heard_formally(mikko, at):
    small, big = received(mikko, at), received(mikko, at, born_on=None)

    with pytest.raises(Refused) as refusal:
        line.childs_view(mikko, big, heard=ChildHeard.ASKED)
    line.childs_view(mikko, small, heard=ChildHeard.ASKED)

    assert (refusal.value.field, len(kept(mikko))) == ("heard", 1)


@pytest.mark.parametrize(
    ("age", "born_on", "is_twelve"),
    [
        (AgeBand.UNDER_15, "2015", False),
        (AgeBand.UNDER_15, "2014", True),
        (AgeBand.UNDER_15, "2014-11-28", False),
        (AgeBand.UNDER_15, "2014-11-27", True),
        (AgeBand.UNDER_15, "2014-12", False),
        (AgeBand.UNDER_15, "", True),
        (AgeBand.FROM_15, "", True),
    ],
)
def test_who_may_be_twelve(age, born_on, is_twelve):
    assert may_be_twelve(age, born_on, date(2026, 11, 27)) is is_twelve


def test_a_later_record_counts_and_the_earlier_stays(mikko, at):
    referral = received(mikko, at)
    line.childs_view(mikko, referral)
    line.childs_view(mikko, referral, view="Wants to stay with an aunt.")

    _page, views = queries.with_childs_views(mikko, referral.pk)

    assert [each.superseded_at is None for each in views] == [True, False]
    assert "".join(each.words for each in views[0].view) == "Wants to stay with an aunt."


def test_it_is_for_children_and_for_what_is_not_over(mikko, aino, at):
    adult, ended = line.referred(mikko), received(mikko, at)
    actions.lapse(aino, ended.pk, reason=Lapse.NOT_REACHED, words="Called.", at=at)

    for each in (adult, ended):
        with pytest.raises(Refused):
            line.childs_view(mikko, each)

    assert kept(aino) == []


def test_a_stranger_neither_sees_nor_records_it(mikko, outi, at):
    referral = received(mikko, at)
    line.childs_view(mikko, referral)

    with pytest.raises(NotFound):
        queries.with_childs_views(outi, referral.pk)
    with pytest.raises(NotFound):
        line.childs_view(outi, referral)


def test_nothing_remains_when_it_fails_halfway(mikko, at, monkeypatch):
    referral = received(mikko, at)
    line.childs_view(mikko, referral)
    monkeypatch.setattr("kajo.referrals.actions.hearing.work.finish", _fails)

    with pytest.raises(RuntimeError):
        line.childs_view(mikko, referral, view="Other words.")

    assert [each.superseded_at for each in kept(mikko)] == [None]


def test_the_page_says_what_is_missing_and_records_it(mikko, at):
    referral = received(mikko, at)
    browser = visiting(mikko)
    words = {
        "heard": "asked",
        "view": "Wants to go home.",
        "best_interest": "",
        "asked_on": f"{legal_day(at):%d.%m.%Y}",
    }

    held = browser.post(f"/referrals/{referral.pk}/child/", words)
    done = browser.post(f"/referrals/{referral.pk}/child/", words | {"best_interest": "A home."}, follow=True)

    assert "Wants to go home." in held.content.decode()
    assert done.redirect_chain
    assert len(kept(mikko)) == 1


def _fails(*_args: object, **_facts: object) -> None:
    raise RuntimeError("The disk is full.")
