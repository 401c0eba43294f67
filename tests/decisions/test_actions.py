"""Decisions: drafting, signing, serving, and what stays as it was signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused, StepUpNeeded
from kajo.access.roles import SYSTEM, Role
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.bridges.letters import Unprintable
from kajo.decisions import actions, queries
from kajo.decisions.models import Decision, Delegation, Letter, Service
from kajo.decisions.terms import DecisionKind, LetterRole, ServedBy
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.work.models import Task
from tests.factories import deciding, line
from tests.factories.people import acting_as, hired, proven

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def rows(actor, model, **facts):
    with acting(actor, Verb.DECISION_VIEW):
        return list(model.objects.within(actor).filter(**facts))


def proposed(by, **facts):
    told = {"ground": "35.1", "reasons": "Kept and made to work.", "language": "fi", "explained_in": "en"}
    referral = line.referred(by)
    return referrals.propose(by, referral, **(told | facts), at=datetime.now(UTC)), referral


def test_a_draft_has_its_preparer_and_a_record_number(mikko):
    drafted, _ = proposed(mikko)

    assert (drafted.state, drafted.prepared_by_id) == ("draft", mikko.id)
    assert drafted.reference.startswith(f"D-{TODAY.year}-")


def test_a_draft_that_no_letter_can_print_is_refused_and_leaves_nothing(mikko):
    with pytest.raises(Unprintable):
        proposed(mikko, reasons="Kept \N{PILE OF POO} and made to work.")

    assert rows(mikko, Decision) == []


def test_signing_orders_the_letters_with_the_deed(mikko, aino, at):
    _, referral = proposed(mikko)

    referrals.admit(aino, referral, opening=referrals.Admission(), at=at)

    assert deciding.worked() == 1


def test_nothing_remains_of_a_signature_that_fails_halfway(mikko, aino, at, monkeypatch):
    drafted, referral = proposed(mikko)
    monkeypatch.setattr(jobs, "order", lambda *_words, **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        referrals.admit(aino, referral, opening=referrals.Admission(), at=at)

    assert [each.state for each in rows(aino, Decision, pk=drafted.pk)] == ["draft"]
    assert deciding.worked() == 0


def test_a_signature_that_no_letter_can_print_is_refused_and_leaves_nothing(mikko, at):
    drafted, referral = proposed(mikko)
    signer = acting_as(hired("raija", Role.DIRECTOR, name="\N{CJK UNIFIED IDEOGRAPH-738B} Decider"))

    with pytest.raises(Unprintable):
        referrals.admit(signer, referral, opening=referrals.Admission(), at=at)

    assert [(each.pk, each.state) for each in rows(mikko, Decision)] == [(drafted.pk, "draft")]
    assert deciding.worked() == 0


def test_a_delegation_is_needed_by_whoever_is_not_the_director(mikko, aino, marja, at):
    drafted, _ = proposed(mikko)

    with pytest.raises(Refused, match="You hold no delegation for this kind of decision"):
        actions.sign(marja, drafted, is_urgent=False, at=at)
    deciding.delegated(aino, marja, DecisionKind.ADMIT_35_1)
    signed = actions.sign(marja, drafted, is_urgent=False, at=at)

    assert (signed.state, signed.signed_by_id) == ("signed", marja.id)


def test_whoever_holds_no_role_that_decides_does_not_sign(veikko, mikko, outi, at):
    drafted, _ = proposed(mikko)

    for actor in (veikko, mikko, outi):
        with pytest.raises(NotFound):
            actions.sign(actor, drafted, is_urgent=False, at=at)


def test_the_worker_keeps_a_letter_once(signed, at):
    first, second = (
        actions.keep_letter(
            SYSTEM, None, decision=signed.pk, role=LetterRole.ORIGINAL, language="fi", pdf=pdf, at=at
        )
        for pdf in (b"%PDF-one", b"%PDF-two")
    )  # fmt: skip

    assert first.pk == second.pk
    assert bytes(second.digest) == bytes(first.digest)


def test_no_letter_is_kept_of_a_draft(mikko, at):
    drafted, _ = proposed(mikko)

    with pytest.raises(NotFound):
        actions.keep_letter(SYSTEM, None, decision=drafted.pk, role=LetterRole.ORIGINAL, language="fi", pdf=b"%", at=at)


def test_the_worker_does_not_change_the_edition_somebody_reads(veikko, signed):
    before = queries.decision(veikko, signed.pk, on=TODAY).edition

    deciding.worked()

    assert queries.decision(veikko, signed.pk, on=TODAY).edition == before


def test_a_letter_by_post_counts_as_received_on_the_seventh_day(veikko, signed, at):
    made = actions.serve(veikko, signed, served_by=ServedBy.POST, sent_on=TODAY, received_on=None, at=at)

    assert made.received_on == TODAY + timedelta(days=7)
    assert made.appeal_ends_on >= TODAY + timedelta(days=37)
    assert queries.decision(veikko, signed.pk, on=TODAY).served.received.because.startswith("A letter counts")


def test_serving_completes_the_task_that_waited_for_it(veikko, aino, signed):
    deciding.served(veikko, signed)

    with acting(aino, Verb.TASK_VIEW):
        tasks = Task.objects.within(aino).filter(about=signed.pk)
        assert [(each.state, each.done_by_id) for each in tasks] == [("done", veikko.id)]


def test_a_decision_is_not_served_before_it_was_made(veikko, signed, at):
    with pytest.raises(Refused) as refused:
        actions.serve(
            veikko, signed, served_by=ServedBy.POST, sent_on=TODAY - timedelta(days=1), received_on=None, at=at
        )

    assert refused.value.field == "sent_on"
    assert rows(veikko, Service) == []


def test_a_draft_is_not_served(mikko, at):
    drafted, _ = proposed(mikko)

    with pytest.raises(Refused):
        actions.serve(mikko, drafted, served_by=ServedBy.POST, sent_on=TODAY, received_on=None, at=at)


def test_a_stranger_does_not_serve(outi, signed, at):
    with pytest.raises(NotFound):
        actions.serve(outi, signed, served_by=ServedBy.POST, sent_on=TODAY, received_on=None, at=at)


def test_delegating_wants_a_fresh_code_for_this_very_official(aino, marja, at):
    other = acting_as(hired("raija", Role.MANAGER))

    for actor in (aino, proven(aino, "decision.delegate"), proven(aino, "decision.delegate", other.id)):
        with pytest.raises(StepUpNeeded):
            actions.delegate(actor, marja.id, kinds=[DecisionKind.REFUSE], from_on=TODAY, until_on=None, at=at)

    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "texts = (select texts from decisions_decision where state = 'draft' limit 1)",
        "party = null",
        "decision_kind = 'REFUSE'",
        "language = 'sv'",
        "signed_by_id = prepared_by_id, is_signed_alone = true",
        "decided_on = decided_on - 1",
        "matter = gen_random_uuid()",
        "reference = 'D-1999-0001'",
        "state = 'draft', signed_by_id = null, signed_at = null, decided_on = null",
    ],
)
def test_what_was_signed_stays_whatever_sql_says(mikko, aino, signed, change):
    proposed(mikko)

    with (
        acting(aino, Verb.DECISION_SIGN),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update decisions_decision set {change} where id = %s", [signed.pk])


@pytest.mark.parametrize("change", ["role = 'explanation', language = 'fi'", "made_at = now()", "digest = ''::bytea"])
def test_a_letter_stays_as_it_was_made(signed, change):
    deciding.worked()

    with (
        acting(SYSTEM, Verb.DECISION_TYPESET),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update decisions_letter set {change} where decision_id = %s", [signed.pk])


def test_a_draft_may_still_be_changed_by_whoever_becomes_its_preparer(mikko, aino):
    drafted, _ = proposed(mikko)

    with acting(aino, Verb.DECISION_DRAFT), connection.cursor() as cursor:
        cursor.execute(
            "update decisions_decision set language = 'sv', prepared_by_id = %s where id = %s", [aino.id, drafted.pk]
        )
        assert cursor.rowcount == 1


def test_letters_hold_what_was_signed(veikko, signed):
    deciding.worked()

    with acting(veikko, Verb.DECISION_LETTER):
        kept = Letter.objects.within(veikko).filter(decision=signed)
        assert {each.language for each in kept} == {"fi", "en"}
