"""What is seen of referrals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kajo.access.crossing import READ, crossing
from kajo.access.gate import NotFound
from kajo.access.verbs import Verb
from kajo.referrals import actions, queries
from kajo.referrals.queries import lists
from kajo.referrals.terms import Admission, AgeBand, Missing, Told, Why, bands_of
from kajo.vault import passages
from kajo.vault.models import new_id
from tests.factories import line, watch
from tests.factories.people import proven

pytestmark = pytest.mark.django_db


def received(actor, at, *, is_urgent=False, **facts):
    return actions.receive(actor, None, told=Told(**facts), is_urgent=is_urgent, at=at)


def test_urgent_ones_and_children_come_first_then_the_oldest(mikko, at):
    old = received(mikko, at - timedelta(days=9))
    new = received(mikko, at - timedelta(days=1))
    urgent = received(mikko, at, is_urgent=True)
    child = received(mikko, at - timedelta(hours=3), age_band="under_15")

    assert [each.id for each in queries.queue(mikko, None).lines] == [child.pk, urgent.pk, old.pk, new.pk]


def test_the_queue_goes_on_where_it_ended(mikko, at, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    monkeypatch.setattr(lists, "_first_waiting", lambda actor: list(queries.waiting(actor)[:3]))
    made = [received(mikko, at - timedelta(days=each // 2), is_urgent=each < 5).pk for each in range(9)]
    shown, after = [], None

    for _ in range(5):
        part = queries.queue(mikko, None, after=after)
        shown += [each.id for each in part.lines]
        after = part.next

    assert sorted(shown) == sorted(made)
    assert after is None


def test_a_page_of_the_queue_holds_twenty_five(mikko, at):
    for each in range(27):
        received(mikko, at - timedelta(minutes=each))

    first = queries.queue(mikko, None)
    second = queries.queue(mikko, None, after=first.next)

    assert (len(first.lines), len(second.lines), second.next) == (25, 2, None)


def test_the_queue_says_what_is_missing_and_opens_nothing(mikko, at):
    received(mikko, at, need="Told of the basement.", age_band="adult")

    (line_shown,) = queries.queue(mikko, None).lines

    assert line_shown.missing == (Missing.REACH, Missing.CONSENT_OF_PERSON)
    event = watch.events()[-1]
    assert (event.verb, event.classes, len(event.shown)) == ("referral.list", "", 16)


def test_a_draft_shows_to_whoever_may_see_it(mikko, aino, at):
    referral = line.referred(mikko)
    actions.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)

    assert queries.queue(aino, None).lines[0].is_prepared


def test_what_was_decided_leaves_the_queue_for_the_other_list(mikko, aino, at):
    line.admitted(mikko, aino)

    assert queries.queue(aino, None).lines == ()
    (shown,) = queries.decided(aino, None).lines
    assert (shown.state, shown.missing, shown.decided_on is not None) == ("admitted", (), True)


def test_the_queue_keeps_its_budget_whatever_the_number_of_rows(mikko, aino, at):
    asked = {}

    for more, count in ((5, 5), (45, 50)):
        for each in range(more):
            received(mikko, at - timedelta(minutes=each), need="Help.", is_urgent=each % 3 == 0)
        with watch.Counted() as listed:
            queries.queue(aino, None)
        asked[count] = listed.queries

    assert len(asked[5]) == len(asked[50]) <= 5, asked[50]


def test_the_kept_query_of_the_queue_says_what_its_queryset_says(mikko, aino, marja, veikko, outi, at):
    for each in range(4):
        received(mikko, at - timedelta(hours=each), is_urgent=each == 2)

    for actor in (mikko, aino, marja, veikko, outi):
        with crossing(actor, Verb.REFERRAL_LIST, READ, at):
            kept = [(each.pk, each.gives_reach, each.draft) for each in lists._first_waiting(actor)]
            plain = [(each.pk, each.gives_reach, each.draft) for each in lists._first_waiting.plainly(actor)]
            assert kept == plain


def test_a_page_takes_eight_queries_at_most(mikko, aino, veikko, at):
    line.admitted(mikko, aino, veikko)
    (shown,) = queries.decided(aino, None).lines

    with watch.Counted() as asked:
        queries.referral(aino, shown.id)

    assert len(asked.queries) <= 8, asked.queries


def test_a_page_is_one_event_on_the_person(mikko, aino):
    referral = line.referred(mikko)

    queries.referral(aino, referral.pk)

    event = watch.events()[-1]
    assert (event.verb, event.outcome, event.subject_ref is not None) == ("referral.view", "read", True)
    assert "location" not in event.classes


def test_where_the_person_is_is_shown_for_a_reason_the_ledger_keeps(mikko, at):
    referral = received(mikko, at, whereabouts="Example street 1")

    told = queries.whereabouts(proven(mikko, "referral.reveal", referral), referral.pk, why=Why.DANGER)

    event = watch.events()[-1]
    assert told == "Example street 1"
    assert (event.verb, event.outcome, event.reason, event.classes) == ("referral.reveal", "read", "danger", "location")


def test_a_manager_sees_a_referral_but_not_where_the_person_is(mikko, marja, at):
    referral = received(mikko, at, whereabouts="Example street 1")

    page = queries.referral(marja, referral.pk)

    assert (page.has_whereabouts, page.may.reveal, page.may.assign) == (True, False, True)
    with pytest.raises(NotFound):
        queries.whereabouts(marja, referral.pk, why=Why.CHECK)


def test_what_may_be_done_follows_right_and_state(mikko, aino, at):
    referral = line.referred(mikko)
    before = queries.referral(mikko, referral.pk).may
    actions.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    actions.admit(aino, referral, opening=Admission(), at=at)

    after = queries.referral(aino, referral.pk).may

    assert (before.assess, before.amend, before.propose, before.admit) == (True, True, True, False)
    assert (after.assess, after.amend, after.propose, after.admit, after.consent) == (False, False, False, False, True)


def test_a_decider_reads_the_draft_and_chooses_among_those_who_work_cases(mikko, aino, veikko, marja, at):
    referral = line.referred(mikko)

    _, workers = queries.with_workers(aino, referral.pk, doing=Verb.REFERRAL_ADMIT, on=at.date())

    assert [each.name for each in workers] == ["Veikko"]


def test_nobody_else_gets_the_page_of_the_decider(mikko, veikko, at):
    referral = line.referred(mikko)

    for actor in (mikko, veikko):
        with pytest.raises(NotFound):
            queries.with_workers(actor, referral.pk, doing=Verb.REFERRAL_ADMIT, on=at.date())


def test_a_stranger_cannot_tell_a_hidden_referral_from_none(mikko, outi):
    hidden = line.referred(mikko)

    for key in (hidden.pk, new_id()):
        with pytest.raises(NotFound):
            queries.referral(outi, key)
        with pytest.raises(NotFound):
            queries.whereabouts(outi, key, why=Why.CHECK)
    assert queries.queue(outi, None).lines == ()


def test_marks_that_do_not_pair_hide_everything():
    (piece,) = passages.pieces("about [[him")

    assert piece.is_about_another


BIRTHS = [
    ("2008-11-23", date(2026, 11, 23), {AgeBand.ADULT}),
    ("2008-11-24", date(2026, 11, 23), {AgeBand.FROM_15}),
    ("2008", date(2026, 11, 23), {AgeBand.ADULT, AgeBand.FROM_15}),
    ("2012", date(2026, 11, 23), {AgeBand.UNDER_15}),
    ("2026-12-01", date(2026, 11, 23), set()),
    ("2027", date(2026, 11, 23), set()),
    ("2008-02-29", date(2026, 2, 27), {AgeBand.FROM_15}),
    ("2008-02-29", date(2026, 2, 28), {AgeBand.ADULT}),
    ("2009-02", date(2027, 2, 27), {AgeBand.ADULT, AgeBand.FROM_15}),
    ("2009-02", date(2027, 2, 28), {AgeBand.ADULT}),
]


@pytest.mark.parametrize(("born_on", "on", "bands"), BIRTHS)
def test_the_age_follows_from_the_birth_as_far_as_it_is_known(born_on, on, bands):
    assert bands_of(born_on, on) == bands
