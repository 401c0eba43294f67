"""A referral that ends without a decision: withdrawn, lapsed or sent on."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.law.finding import Spoken
from kajo.referrals import actions, queries
from kajo.referrals.models import Ending, Referral
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import (
    Admission,
    Agreed,
    Authority,
    ConsentGiver,
    ConsentWay,
    Lapse,
    Missing,
    State,
    Transfer,
    Withdrawal,
)
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


def shown(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def tasks(actor, **facts):
    return [each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, state="open", **facts)]


def agreed(actor, referral, item, at, *, is_given=True, giver="person"):
    return actions.record_consent(
        actor, referral.pk, agreed=Agreed(giver, is_given=is_given, given_at=at, item=item), at=at
    )


def withdrawn(actor, referral, at, **facts):
    told = {"said_by": ConsentGiver.PERSON, "told_at": at, "way": ConsentWay.SPOKEN, "words": "Not now."} | facts
    return actions.withdraw(actor, referral.pk, withdrawal=Withdrawal(**told), at=at)


def lapsed(actor, referral, at, *, reason=Lapse.NOT_REACHED, words="Called on three days."):
    return actions.lapse(actor, referral.pk, reason=reason, words=words, at=at)


def sent_on(actor, referral, at, **facts):
    told = {"to": Authority.COUNTY, "on": legal_day(at), "is_sender_told": True, "is_told_along": False} | facts
    return actions.transfer(actor, referral.pk, transfer=Transfer(**told), at=at)


ENDS = {"withdraw": withdrawn, "lapse": lapsed, "transfer": sent_on}
STATES = {"withdraw": State.WITHDRAWN, "lapse": State.LAPSED, "transfer": State.TRANSFERRED}


@pytest.mark.parametrize("deed", ENDS)
def test_it_ends_with_a_trace_and_nothing_waits_any_more(mikko, aino, at, deed):
    referral = line.referred(mikko)
    actions.ask_supplement(
        mikko, referral.pk, wanted=[Missing.AGE], words="", until_on=legal_day(at) + timedelta(days=5), at=at
    )

    ENDS[deed](aino, referral, at)

    page = queries.referral(aino, referral.pk)
    assert (page.state, page.decided_on, page.case) == (STATES[deed], legal_day(at), None)
    assert page.ended is not None
    assert (page.ended.how, page.ended.recorded_by) == (STATES[deed], "Aino")
    assert page.supplements[0].ended_at is not None
    assert tasks(aino, about=referral.pk) == []
    assert (f"referral.{deed}", "done") in watch.last(3)


@pytest.mark.parametrize("deed", ENDS)
def test_what_has_ended_does_not_end_again_and_is_not_decided(mikko, aino, at, deed):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral)
    ENDS[deed](aino, referral, at)

    for again in (
        *(lambda each=each: ENDS[each](aino, referral, at) for each in ENDS),
        lambda: actions.refuse(aino, referral.pk, at=at),
        lambda: actions.admit(aino, referral.pk, opening=Admission(), at=at),
        lambda: line.proposed_refusal(mikko, referral, is_anew=True),
        lambda: actions.propose(
            mikko, referral.pk, ground="35.1", reasons="x", language="fi", explained_in="en", is_anew=True, at=at
        ),
    ):
        with pytest.raises(Refused):
            again()

    assert len(watch.rows(aino, Ending, Verb.REFERRAL_VIEW)) == 1
    assert [each.state for each in watch.rows(aino, Decision, Verb.DECISION_VIEW)] == ["dropped"]


@pytest.mark.parametrize("deed", ENDS)
def test_a_draft_of_what_has_ended_waits_on_no_desk(mikko, aino, at, deed):
    referral, other = line.referred(mikko), line.referred(mikko)
    drafts = [line.proposed_refusal(mikko, each).reference for each in (referral, other)]
    ENDS[deed](aino, referral, at)

    desk = shown(visiting(aino).get("/"))

    assert (drafts[0] in desk, drafts[1] in desk) == (False, True)


@pytest.mark.parametrize("deed", ENDS)
def test_a_stranger_learns_nothing(mikko, outi, at, deed):
    referral = line.referred(mikko)

    with pytest.raises(NotFound):
        ENDS[deed](outi, referral, at)

    assert watch.last() == [(f"referral.{deed}", "forbidden")]


def test_a_withdrawal_ends_every_consent(mikko, at):
    referral = line.referred(mikko)
    agreed(mikko, referral, "police", at)

    withdrawn(mikko, referral, at)

    page = queries.referral(mikko, referral.pk)
    assert [each.is_withdrawn for each in page.consents] == [True, True]
    assert page.ended is not None
    assert (page.ended.said_by, page.ended.way) == (ConsentGiver.PERSON, ConsentWay.SPOKEN)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"told_at": timedelta(minutes=1)}, "told_at"), ({"told_at": timedelta(days=-2)}, "told_at"),
     ({"said_by": ConsentGiver.GUARDIAN}, "said_by")],
)  # fmt: skip
def test_an_impossible_withdrawal_is_refused(mikko, at, facts, field):
    referral = line.referred(mikko)
    given = {name: at + each if isinstance(each, timedelta) else each for name, each in facts.items()}

    with pytest.raises(Refused) as refusal:
        withdrawn(mikko, referral, at, **given)

    assert refusal.value.field == field
    assert queries.referral(mikko, referral.pk).state == State.RECEIVED


def test_it_lapses_when_consent_is_gone_and_not_while_it_stands(mikko, aino, at):
    stands, gone = line.referred(mikko), line.referred(mikko)
    (consent,) = queries.referral(mikko, gone.pk).consents
    actions.withdraw_consent(mikko, gone.pk, consent=consent.id, at=at)

    with pytest.raises(Refused) as refusal:
        lapsed(aino, stands, at, reason=Lapse.CONSENT, words="")
    lapsed(aino, gone, at, reason=Lapse.CONSENT, words="")

    assert refusal.value.field == "reason"
    assert [queries.referral(aino, each.pk).state for each in (stands, gone)] == [State.RECEIVED, State.LAPSED]


def test_nobody_counts_as_not_reached_without_a_word_on_what_was_tried(mikko, aino, at):
    with pytest.raises(Refused) as refusal:
        lapsed(aino, line.referred(mikko), at, words=" ")

    assert refusal.value.field == "words"


@pytest.mark.parametrize(("facts", "field"), [({"on": timedelta(days=1)}, "on"), ({"on": timedelta(days=-1)}, "on")])
def test_an_impossible_day_of_transfer_is_refused(mikko, aino, at, facts, field):
    with pytest.raises(Refused) as refusal:
        sent_on(aino, line.referred(mikko), at, **{name: legal_day(at) + each for name, each in facts.items()})

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("item", "to", "goes"),
    [("county", Authority.COUNTY, True), ("police", Authority.COUNTY, False), ("police", Authority.BORDER_GUARD, True),
     ("authority", Authority.MIGRI, True), ("county", Authority.MIGRI, False)],
)  # fmt: skip
def test_what_was_told_goes_along_only_with_the_consent_for_that_authority(mikko, aino, at, item, to, goes):
    referral = line.referred(mikko)
    agreed(mikko, referral, item, at)

    if goes:
        sent_on(aino, referral, at, to=to, is_told_along=True)
        assert queries.referral(aino, referral.pk).state == State.TRANSFERRED
        return
    with pytest.raises(Refused) as refusal:
        sent_on(aino, referral, at, to=to, is_told_along=True)
    assert refusal.value.field == "is_told_along"
    assert queries.referral(aino, referral.pk).state == State.RECEIVED


def test_a_withdrawn_sharing_stops_what_goes_along_at_once(mikko, aino, at):
    referral = line.referred(mikko)
    consent = agreed(mikko, referral, "county", at)
    actions.withdraw_consent(mikko, referral.pk, consent=consent.pk, at=at)

    with pytest.raises(Refused):
        sent_on(aino, referral, at, is_told_along=True)


def test_a_sender_who_was_not_told_makes_a_task(mikko, aino, at):
    referral = line.referred(mikko)

    sent_on(aino, referral, at, is_sender_told=False)

    assert tasks(aino, about=referral.pk) == [Reason.TELL_SENDER]


def test_every_end_goes_through_its_page_without_a_script(mikko, aino, veikko, at):
    day, moment = f"{legal_day(at):%d.%m.%Y}", f"{legal_day(at):%d.%m.%Y} 00.01"
    browser = visiting(aino)
    answers = {
        "withdraw": {"said_by": "person", "told_at": moment, "way": "sign", "words": "Not now."},
        "lapse": {"reason": "not_reached", "words": "Called on three days."},
        "transfer": {"to": "county", "on": day, "words": "It is a matter of services.", "is_sender_told": "yes",
                     "is_told_along": "no"},
    }  # fmt: skip
    for deed, answer in answers.items():
        referral = line.referred(mikko)
        address = reverse(f"referrals:{deed}", args=[referral.pk])
        assert address in shown(browser.get(f"/referrals/{referral.pk}/"))
        asked = browser.get(address)

        done = browser.post(address, answer)

        assert (asked.status_code, done.status_code, done.headers["Location"]) == (
            200, 302, f"/referrals/{referral.pk}/",
        ), deed  # fmt: skip
        page = shown(browser.get(f"/referrals/{referral.pk}/"))
        assert "How it ended" in page
        assert "Prepared for signature" not in page
        assert answer["words"] in page
        assert "already moved on" in shown(browser.post(address, answer))


def test_what_ended_without_a_decision_is_not_listed_as_decided(mikko, aino, at):
    withdrawn(mikko, line.referred(mikko), at)

    page = shown(visiting(aino).get("/referrals/decided/"))

    assert "Ended on" in page
    assert "Decided on" not in page


def test_a_blocked_end_says_why_and_keeps_what_was_typed(mikko, aino, at):
    referral = line.referred(mikko)
    browser = visiting(aino)
    words = {"to": "police", "on": f"{legal_day(at):%d.%m.%Y}", "words": "Typed words.", "is_sender_told": "yes"}

    along = shown(browser.post(reverse("referrals:transfer", args=[referral.pk]), words | {"is_told_along": "yes"}))
    reached = shown(browser.post(reverse("referrals:lapse", args=[referral.pk]), {"reason": "not_reached"}))
    consent = shown(
        browser.post(reverse("referrals:lapse", args=[referral.pk]), {"reason": "consent", "words": "Typed."})
    )

    assert "Nobody has consented to sharing with this authority." in along
    assert "Typed words." in along
    assert "Say how and when it was tried to reach the person." in reached
    assert "Consent was neither withdrawn nor refused here." in consent
    assert queries.referral(aino, referral.pk).state == State.RECEIVED


def test_no_sequence_of_deeds_leaves_the_table_or_signs_twice(mikko, aino, marja, at, seed):
    dice = random.Random(seed)
    asked = legal_day(at) + timedelta(days=5)
    court = {"court_reference": "H1", "court_decided_on": legal_day(at), "reason": "Facts were left out."}
    deeds = {
        Verb.REFERRAL_ASSESS: lambda each: actions.assess(aino, each, at=at),
        Verb.REFERRAL_SUPPLEMENT: lambda each: actions.ask_supplement(
            aino, each, wanted=[], words="More?", until_on=asked, at=at
        ),
        Verb.REFERRAL_PROPOSE: lambda each: actions.propose(
            mikko, each, ground="35.1", reasons="Kept.", language="fi", explained_in="en", is_anew=True, at=at
        ),
        Verb.REFERRAL_PROPOSE_REFUSAL: lambda each: line.proposed_refusal(mikko, each, is_anew=True),
        Verb.REFERRAL_ADMIT: lambda each: actions.admit(aino, each, opening=Admission(), at=at),
        Verb.REFERRAL_REFUSE: lambda each: actions.refuse(aino, each, at=at),
        Verb.REFERRAL_REOPEN: lambda each: actions.reopen(aino, each, **court, at=at),
        Verb.REFERRAL_WITHDRAW: lambda each: withdrawn(aino, Referral(pk=each), at),
        Verb.REFERRAL_LAPSE: lambda each: lapsed(aino, Referral(pk=each), at),
        Verb.REFERRAL_TRANSFER: lambda each: sent_on(aino, Referral(pk=each), at),
    }
    ends = {Verb.REFERRAL_WITHDRAW, Verb.REFERRAL_LAPSE, Verb.REFERRAL_TRANSFER}
    often = [verb for verb in deeds for _ in range(1 if verb in ends else 4)]
    steps, done = set(REFERRAL.steps()), 0
    for _ in range(6):
        key = line.referred(mikko).pk
        state, signatures, reopenings = State.RECEIVED, 0, 0
        for verb in [Verb.REFERRAL_ASSESS, *dice.choices(often, k=16)]:
            try:
                deeds[verb](key)
            except Spoken:
                assert queries.referral(aino, key).state == state
                continue
            before, state = state, queries.referral(aino, key).state
            done += 1
            assert before == state or (str(before), str(state), str(verb)) in steps
            signatures += verb in {Verb.REFERRAL_ADMIT, Verb.REFERRAL_REFUSE}
            reopenings += verb is Verb.REFERRAL_REOPEN
            assert signatures <= reopenings + 1
        signed = [each for each in watch.rows(aino, Decision, Verb.DECISION_VIEW, matter=key) if each.signed_at]
        assert len(signed) == signatures
    assert done >= 6  # each begins with a deed that nothing forbids


def test_a_referral_is_joined_by_hand_with_a_word_on_what_goes_on(mikko, aino, at):
    referral = line.referred(mikko)

    with pytest.raises(Refused) as refusal:
        lapsed(aino, referral, at, reason=Lapse.JOINED, words=" ")
    ended = lapsed(aino, referral, at, reason=Lapse.JOINED, words="Agreed with a manager.")

    assert (refusal.value.field, ended.reason) == ("words", Lapse.JOINED)


@pytest.mark.parametrize("deed", ENDS)
def test_the_draft_of_a_referral_that_ends_is_dropped_and_nobody_signs_it(mikko, aino, at, deed):
    referral = line.referred(mikko)
    draft = line.proposed_refusal(mikko, referral)

    ENDS[deed](aino, referral, at)

    (dropped,) = watch.rows(aino, Decision, Verb.DECISION_VIEW, pk=draft.pk)
    assert (dropped.state, dropped.signed_by_id) == ("dropped", None)
    assert "Dropped" in shown(visiting(aino).get(reverse("decisions:decision", args=[draft.pk])))
    with pytest.raises(Refused):
        actions.refuse(aino, referral.pk, at=at)
    with pytest.raises(Refused):
        decisions.drop(aino, draft.pk, at=at)
    assert desk.mine(aino, None, on=legal_day(at)).drafts == ()


def test_what_was_signed_is_not_dropped(mikko, aino, at):
    case = line.admitted(mikko, aino)

    with pytest.raises(Refused):
        decisions.drop(aino, case.decision_id, at=at)
