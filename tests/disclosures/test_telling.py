"""What is told of a client: prepared by one, approved by another, given, and then for good in the register."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused, StepUpNeeded
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.disclosures import actions, queries
from kajo.disclosures.models import Disclosure, Inquiry
from kajo.disclosures.terms import (
    Approver,
    Asked,
    DisclosureState,
    InquiryState,
    Purpose,
    Recipient,
    Way,
)
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.work.models import Task
from tests.factories import line, reflecting
from tests.factories.exchanging import (
    DAY,
    SERVICE,
    answered,
    approved,
    given,
    matter_of,
    prepared,
    received,
)
from tests.factories.trail import trace
from tests.factories.watch import rows

pytestmark = pytest.mark.django_db
TO_MIGRI = Asked(Recipient.MIGRI, Purpose.ALIENS_ACT, on_request=True, necessary=True)
YES_OR_NO = Asked(Recipient.REFERRER, Purpose.OUTCOME, wish=True)


@pytest.fixture
def tove(member):
    """Return the data protection officer."""
    return member("tove")


def tasks(actor, about, state="open"):
    return [each.reason for each in rows(actor, Task, Verb.TASK_VIEW, about=about, state=state)]


def test_a_threat_is_told_after_the_director_approved(veikko, aino, matter, traced):
    made = prepared(veikko, matter)
    assert (made.state, made.approver) == (DisclosureState.PREPARED, Approver.DIRECTOR)
    assert tasks(aino, made.pk) == ["approve_disclosure"]

    approved(aino, made)
    assert tasks(veikko, made.pk) == ["give_disclosure"]
    given(veikko, made)

    shown = queries.disclosure(veikko, made.pk)
    assert (shown.state, shown.words, shown.unit, shown.way) == (
        DisclosureState.GIVEN, "The threat, and where it comes from.", "Unit of the day", Way.PHONE,
    )  # fmt: skip
    assert (shown.made_by, shown.approved_by) == (veikko.name, aino.name)
    assert shown.basis == "Reception Act 746/2011, s. 37"
    assert tasks(veikko, made.pk) == []
    for actor, verb in ((veikko, "prepare"), (aino, "approve"), (veikko, "give")):
        assert trace(actor, f"disclosure.{verb}", "done", made) in traced


def test_what_a_service_needs_is_told_without_asking_anybody(veikko, matter):
    made = prepared(veikko, matter, asked=SERVICE)

    assert made.state == DisclosureState.APPROVED
    assert given(veikko, made).state == DisclosureState.GIVEN


def test_the_approver_is_not_the_preparer(aino, matter):
    made = prepared(aino, matter)

    with pytest.raises(Refused, match="Somebody else approves"):
        approved(aino, made)


def test_a_manager_does_not_approve_what_the_director_decides(veikko, marja, matter):
    with pytest.raises(Refused, match="The director decides"):
        approved(marja, prepared(veikko, matter))


def test_approval_wants_a_fresh_second_factor(veikko, aino, matter, at):
    made = prepared(veikko, matter)

    with pytest.raises(StepUpNeeded):
        actions.approve(aino, made.pk, at=at)


def test_the_database_lets_nobody_else_approve(veikko, aino, matter, at):
    made = prepared(veikko, matter)

    for approver in (aino.id, veikko.id):
        with pytest.raises(NotFound), acting(veikko, Verb.DISCLOSURE_GIVE):
            Disclosure.objects.within(veikko).filter(pk=made.pk).update(approved_by=approver, approved_at=at)
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW)[0].approved_by_id is None


@pytest.mark.parametrize(
    "asked",
    [
        Asked(Recipient.POLICE, Purpose.CRIME),
        Asked(Recipient.MIGRI, Purpose.ALIENS_ACT, necessary=True, wish=True),
        Asked(Recipient.COUNTY, Purpose.TASK, necessary=True),
        Asked(Recipient.OTHER, Purpose.SERVICE, necessary=True, wish=True),
        Asked(Recipient.POLICE, Purpose.REFLECTION),
        Asked(Recipient.CHILD_WELFARE, Purpose.CHILD, about_child=True),
        Asked(Recipient.POLICE, Purpose.CRIME, about_child=True, listed_offence=True),
    ],
)
def test_what_the_rule_does_not_allow_is_not_prepared(veikko, matter, traced, asked):
    with pytest.raises(Refused) as refusal:
        prepared(veikko, matter, asked=asked)

    assert refusal.value.field == "purpose"
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW) == []
    assert trace(veikko, "disclosure.prepare", "refused") in traced


def test_the_permit_side_is_told_on_request_and_by_the_director_only(veikko, marja, aino, matter):
    made = prepared(veikko, matter, asked=TO_MIGRI)

    with pytest.raises(Refused):
        approved(marja, made)
    with pytest.raises(Refused):
        given(veikko, made)
    assert approved(aino, made).state == DisclosureState.APPROVED


def test_nothing_is_given_before_it_is_approved_or_on_a_day_that_makes_no_sense(veikko, aino, matter, at):
    made = prepared(veikko, matter)
    with pytest.raises(Refused):
        given(veikko, made)
    approved(aino, made)

    for day in (legal_day(at) + DAY, legal_day(at) - DAY):
        with pytest.raises(Refused) as refusal:
            given(veikko, made, told_on=day)
        assert refusal.value.field == "told_on"


def test_a_private_person_is_not_told_on_a_way_that_the_client_forbade(veikko, case, matter, at):
    clients.wish_contact(
        veikko, case.person_id, channel=Channel.LETTER, is_allowed=False, value="", wish="Opened by another.", at=at
    )  # fmt: skip
    line.agrees(veikko, case, "referrer")
    made = prepared(veikko, matter, asked=YES_OR_NO, words="Yes.")

    with pytest.raises(Refused) as refusal:
        given(veikko, made, way=Way.LETTER)
    assert refusal.value.field == "way"
    assert given(veikko, made, way=Way.PHONE).way == Way.PHONE


def test_what_was_given_stays(veikko, matter, at):
    made = given(veikko, prepared(veikko, matter, asked=SERVICE))

    with pytest.raises(Refused):
        actions.decline(veikko, made.pk, reason="Should not have been.", at=at)
    with pytest.raises(NotFound), acting(veikko, Verb.DISCLOSURE_GIVE):
        Disclosure.objects.within(veikko).filter(pk=made.pk).update(told_on=legal_day(at) - DAY)


def test_it_may_be_left_untold_with_a_reason(veikko, aino, matter, traced, at):
    made = prepared(veikko, matter)
    with pytest.raises(Refused):
        actions.decline(aino, made.pk, reason=" ", at=at)

    actions.decline(aino, made.pk, reason="No threat any more.", at=at)

    shown = queries.disclosure(veikko, made.pk)
    assert (shown.state, shown.declined_because) == (DisclosureState.DECLINED, "No threat any more.")
    assert tasks(aino, made.pk) == []
    assert trace(aino, "disclosure.decline", "done", made) in traced


# -- requests from others --


def test_a_request_from_others_is_answered_and_stands_in_the_register(veikko, marja, matter, traced):
    inquiry = received(veikko, matter)
    assert tasks(veikko, inquiry.pk) == ["answer_inquiry"]
    made = answered(veikko, inquiry)
    assert (made.approver, queries.inquiry(veikko, inquiry.pk).state) == (Approver.ANOTHER, InquiryState.PREPARED)

    approved(marja, made)
    given(veikko, made)

    shown = queries.inquiry(veikko, inquiry.pk)
    assert (shown.state, [each.id for each in shown.lines]) == (InquiryState.ANSWERED, [made.pk])
    assert (shown.claimed, shown.extent) == ("Their task.", "The address.")
    assert shown.lines[0].unit == shown.unit
    for verb in ("inquiry.receive", "inquiry.answer"):
        assert trace(veikko, verb, "done", inquiry) in traced


def test_an_answer_that_is_not_given_after_all_is_to_be_answered_anew(veikko, marja, matter, at):
    inquiry = received(veikko, matter)
    made = answered(veikko, inquiry)

    actions.decline(marja, made.pk, reason="Too much.", at=at)

    assert queries.inquiry(veikko, inquiry.pk).state is InquiryState.RECEIVED
    assert tasks(veikko, inquiry.pk) == ["answer_inquiry"]
    assert answered(veikko, inquiry, words="Less.").inquiry_id == inquiry.pk


def test_what_is_not_necessary_is_not_answered(veikko, matter):
    inquiry = received(veikko, matter)

    with pytest.raises(Refused):
        answered(veikko, inquiry, necessary=False)
    assert queries.inquiry(veikko, inquiry.pk).state is InquiryState.RECEIVED


def test_a_request_is_refused_with_reason_and_advice(veikko, matter, traced, at):
    inquiry, on = received(veikko, matter), legal_day(at)
    for facts in ({"reason": " "}, {"is_advised": False}, {"refused_on": on + DAY}):
        with pytest.raises(Refused):
            actions.refuse(
                veikko, inquiry.pk, **({"refused_on": on, "reason": "Not theirs.", "is_advised": True} | facts), at=at
            )

    actions.refuse(veikko, inquiry.pk, refused_on=on, reason="Not theirs.", is_advised=True, at=at)

    shown = queries.inquiry(veikko, inquiry.pk)
    assert (shown.state, shown.refusal, shown.lines) == (InquiryState.REFUSED, "Not theirs.", ())
    assert tasks(veikko, inquiry.pk) == []
    assert trace(veikko, "inquiry.refuse", "done", inquiry) in traced
    with pytest.raises(Refused):
        answered(veikko, inquiry)


# -- the register --


def test_what_the_police_were_told_of_a_reflection_period_is_a_line_too(veikko, aino, case, matter, at):
    period = reflecting.granted(veikko, aino, case)
    cases.tell_police(
        veikko, case, decision=period.decision_id, unit="Unit of the day", extent=[], told_on=legal_day(at), at=at
    )

    lines = queries.disclosed(veikko, None, matter=matter).lines

    assert [(each.recipient, each.purpose, each.state) for each in lines] == [
        (Recipient.POLICE, Purpose.REFLECTION, DisclosureState.GIVEN)
    ]
    assert (lines[0].unit, lines[0].approved_by, lines[0].record) == ("Unit of the day", aino.name, case.reference)


def test_what_was_told_of_a_referral_is_on_the_page_of_the_case(aino, mikko, veikko, at):
    referral = line.referred(mikko)
    made = prepared(aino, matter_of(referral), asked=SERVICE)
    referrals.propose(
        mikko, referral, ground="35.1", reasons="Kept and made to work.", language="fi", explained_in="en", at=at
    )
    case = referrals.admit(aino, referral, opening=referrals.Admission(worker=veikko.id), at=at)

    assert [each.id for each in queries.disclosed(veikko, None, matter=matter_of(case)).lines] == [made.pk]


def test_the_data_protection_officer_reads_the_register_and_no_record_number(tove, veikko, aino, matter, traced):
    made = given(veikko, prepared(veikko, matter, asked=SERVICE))
    prepared(veikko, matter)

    listed, shown = queries.register(tove, None), queries.disclosure(tove, made.pk)

    assert [(each.id, each.words, each.unit, each.record) for each in listed.lines] == [(made.pk, "", "", "")]
    assert (shown.unit, shown.matter, shown.record) == ("Unit of the day", None, "")
    assert trace(tove, "disclosure.view", "read", made) in traced
    with pytest.raises(NotFound):
        queries.disclosed(tove, None, matter=matter)
    assert [each.record for each in queries.register(aino, None).lines] != [""]


def test_the_register_goes_on_after_its_page(aino, veikko, matter):
    made = [given(veikko, prepared(veikko, matter, asked=SERVICE)) for _ in range(27)]

    first = queries.register(aino, None)
    second = queries.register(aino, None, after=first.next)

    assert (len(first.lines), len(second.lines), second.next) == (25, 2, None)
    assert {each.id for each in (*first.lines, *second.lines)} == {each.pk for each in made}


def test_a_stranger_finds_nothing_of_it(outi, mikko, veikko, matter, traced, at):
    made, inquiry = prepared(veikko, matter), received(veikko, matter)

    for stranger in (outi, mikko):
        for deed in (
            lambda who: prepared(who, matter),
            lambda who: queries.disclosure(who, made.pk),
            lambda who: queries.disclosed(who, None, matter=matter),
            lambda who: queries.register(who, None),
            lambda who: actions.decline(who, made.pk, reason="Why not.", at=at),
            lambda who: received(who, matter),
            lambda who: answered(who, inquiry),
        ):
            with pytest.raises(NotFound):
                deed(stranger)
    assert trace(outi, "disclosure.prepare", "forbidden") in traced


def test_nothing_remains_when_answering_fails_halfway(veikko, matter, monkeypatch):
    inquiry = received(veikko, matter)

    def fails(*_args, **_facts):
        raise IntegrityError("halfway")

    monkeypatch.setattr("kajo.work.models.Task.save_base", fails)
    with pytest.raises(IntegrityError):
        answered(veikko, inquiry)

    monkeypatch.undo()
    assert rows(veikko, Disclosure, Verb.DISCLOSURE_VIEW) == []
    assert [each.state for each in rows(veikko, Inquiry, Verb.INQUIRY_VIEW)] == ["received"]
