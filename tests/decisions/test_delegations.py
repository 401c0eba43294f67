"""Delegations: who signs by one, what ends it, and that the database asks for it too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused, StepUpNeeded
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases import queries as seen_of_cases
from kajo.cases.terms import ChildFound
from kajo.clients.terms import Known
from kajo.decisions import actions, queries
from kajo.decisions.models import Decision, Delegation
from kajo.decisions.terms import DecisionKind
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals import queries as seen_of_referrals
from kajo.vault.keyring import cache
from kajo.vault.models import new_id
from tests.factories import deciding, line, trail, watch
from tests.factories.leaving import CONSIDERED
from tests.factories.people import proven

TODAY = legal_day(datetime.now(UTC))
A_DAY = timedelta(days=1)
VICTIM, CHILD, REFUSAL = DecisionKind.ADMIT_35_1, DecisionKind.ADMIT_35_3, DecisionKind.REFUSE
NO_DELEGATION = "You hold no delegation for this kind of decision today."
pytestmark = pytest.mark.django_db


def ready(mikko, at):
    referral = line.referred(mikko)
    referrals.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    return referral


def childs_draft(veikko, case, at):
    words = {"reasons": "Needs help.", "language": "fi", "explained_in": "en"}
    return cases.add_child(veikko, case, known=Known(), found=tuple(ChildFound), considered=CONSIDERED, **words, at=at)


def ended(aino, marja, at):
    given = deciding.delegated(aino, marja, VICTIM, CHILD)
    actions.end_delegation(proven(aino, "decision.end_delegation", given), given, at=at - timedelta(minutes=1))


def lasting(*kinds, **period):
    return lambda aino, marja, _at: deciding.delegated(aino, marja, *kinds, **period)


NOT_IN_FORCE = {
    "none": lambda *_nobody: None,
    "another kind": lasting(REFUSAL),
    "from tomorrow": lasting(VICTIM, CHILD, from_on=TODAY + A_DAY),
    "until today": lasting(VICTIM, CHILD, from_on=TODAY - 9 * A_DAY, until_on=TODAY),
    "until yesterday": lasting(VICTIM, CHILD, from_on=TODAY - 9 * A_DAY, until_on=TODAY - A_DAY),
    "ended a minute ago": ended,
}
not_in_force = pytest.mark.parametrize("given", NOT_IN_FORCE.values(), ids=NOT_IN_FORCE.keys())


def test_a_manager_admits_by_a_delegation_and_leaves_a_trace(mikko, aino, marja, veikko, at):
    referral = ready(mikko, at)
    deciding.delegated(aino, marja, REFUSAL, VICTIM, until_on=TODAY + A_DAY)

    case = referrals.admit(marja, referral, opening=referrals.Admission(worker=veikko.id), at=at)

    signed = deciding.decision_of(aino, case)
    assert (signed.state, signed.signed_by_id, signed.is_signed_alone) == ("signed", marja.id, False)
    assert ("referral.admit", "done") in watch.last(2)


@not_in_force
def test_a_manager_without_one_in_force_admits_nobody(mikko, aino, marja, at, given):
    referral = ready(mikko, at)
    given(aino, marja, at)

    with pytest.raises(Refused, match=NO_DELEGATION):
        referrals.admit(marja, referral, opening=referrals.Admission(), at=at)

    page = seen_of_referrals.referral(marja, referral.pk)
    assert (page.state, page.prepared.state, page.may.admit) == ("received", "draft", False)
    assert page.right.because == NO_DELEGATION
    assert desk.mine(marja, None, on=TODAY).drafts == ()


def test_a_manager_is_offered_what_a_delegation_is_for(mikko, aino, marja, at):
    referral, bare = ready(mikko, at), line.referred(mikko)
    deciding.delegated(aino, marja, VICTIM)

    assert seen_of_referrals.referral(marja, referral.pk).may.admit
    assert seen_of_referrals.referral(marja, bare.pk).may.admit
    assert [each.matter for each in desk.mine(marja, None, on=TODAY).drafts] == [referral.pk]


def test_what_may_be_decided_takes_no_query_of_its_own(mikko, aino, marja, veikko, case, at):
    referral = ready(mikko, at)
    cases.add_child(
        veikko,
        case,
        known=Known(),
        found=tuple(ChildFound),
        considered=CONSIDERED,
        reasons="Needs help.",
        language="fi",
        explained_in="en",
        at=at,
    )
    deciding.delegated(aino, marja, VICTIM, CHILD)

    for page in (
        lambda who: seen_of_referrals.referral(who, referral.pk),
        lambda who: seen_of_cases.case(who, case.pk),
        lambda who: desk.mine(who, None, on=TODAY),
    ):
        asked = []
        for who in (aino, marja):
            cache.clear()
            with watch.Counted() as counted:
                page(who)
            asked.append(len(counted.queries))
        assert asked[0] == asked[1] <= 8


def test_a_child_is_admitted_by_a_delegation(aino, marja, veikko, case, at):
    draft = childs_draft(veikko, case, at)
    assert Verb.CASE_ADMIT_CHILD not in seen_of_cases.case(marja, case.pk).may
    deciding.delegated(aino, marja, CHILD)

    assert Verb.CASE_ADMIT_CHILD in seen_of_cases.case(marja, case.pk).may
    child = cases.admit_child(marja, case, decision=draft.pk, at=at)

    assert deciding.decision_of(aino, child).signed_by_id == marja.id


@not_in_force
def test_no_child_is_admitted_without_one_in_force(aino, marja, veikko, case, at, given):
    draft = childs_draft(veikko, case, at)
    given(aino, marja, at)

    with pytest.raises(Refused, match=NO_DELEGATION):
        cases.admit_child(marja, case, decision=draft.pk, at=at)

    assert Verb.CASE_ADMIT_CHILD not in seen_of_cases.case(marja, case.pk).may
    assert not seen_of_cases.with_draft(marja, case.pk, decision=draft.pk, on=TODAY)[1].right.outcome


def test_alone_a_delegate_signs_only_in_an_urgent_matter_with_reason_and_code(mikko, aino, marja, at):
    referral = line.referred(mikko)
    deciding.delegated(aino, marja, VICTIM)
    opening = referrals.Admission(reasons="Kept.", alone_reason="Nobody else tonight.")

    with pytest.raises(StepUpNeeded):
        referrals.admit(marja, referral, opening=opening, at=at)
    case = referrals.admit(proven(marja, "referral.admit", referral), referral, opening=opening, at=at)

    signed = deciding.decision_of(aino, case)
    assert (signed.prepared_by_id, signed.signed_by_id, signed.is_signed_alone) == (marja.id, marja.id, True)


def test_a_delegation_is_worth_nothing_without_a_role_that_decides(mikko, aino, veikko, at):
    referral = ready(mikko, at)
    with acting(aino, Verb.DECISION_DELEGATE):
        Delegation.objects.create(
            staff_id=veikko.id, kinds="ADMIT_35_1", from_on=TODAY, given_by_id=aino.id, given_at=at
        )

    with pytest.raises(NotFound):
        referrals.admit(veikko, referral, opening=referrals.Admission(), at=at)


# -- ending --


def test_a_delegation_ends_now_and_stays_in_the_list(aino, marja, at, monkeypatch):
    given, traced = deciding.delegated(aino, marja, VICTIM), trail.kept(monkeypatch)

    actions.end_delegation(proven(aino, "decision.end_delegation", given), given.pk, at=at)

    assert traced == [trail.trace(aino, "decision.end_delegation", "done", given)]
    (shown,) = queries.delegations(aino, None, on=TODAY).given
    assert (shown.staff, shown.kinds, shown.is_over, shown.ended_by, shown.ended_at) == (
        "Marja", (VICTIM,), True, "Aino", at,
    )  # fmt: skip


def test_ending_a_delegation_wants_a_fresh_code_for_this_very_one(aino, marja, at):
    given, other = deciding.delegated(aino, marja, VICTIM), deciding.delegated(aino, marja, REFUSAL)

    for actor in (aino, proven(aino, "decision.end_delegation", other), proven(aino, "decision.delegate", given)):
        with pytest.raises(StepUpNeeded):
            actions.end_delegation(actor, given, at=at)

    assert not Delegation.objects.filter(ended_at__isnull=False).exists()


def test_what_has_ended_is_not_ended_again(aino, marja, at):
    ended(aino, marja, at)
    past = deciding.delegated(aino, marja, VICTIM, from_on=TODAY - A_DAY, until_on=TODAY)

    for given in (*Delegation.objects.filter(ended_at__isnull=False), past):
        with pytest.raises(Refused):
            actions.end_delegation(proven(aino, "decision.end_delegation", given), given.pk, at=at)


def test_nobody_ends_an_own_delegation(aino, marja, at):
    given = deciding.delegated(aino, marja, VICTIM)
    marja_as_director = replace(proven(marja, "decision.end_delegation", given), roles=frozenset({Role.DIRECTOR}))

    with pytest.raises(Refused, match="Another director ends"):
        actions.end_delegation(marja_as_director, given.pk, at=at)


def test_nobody_ends_what_is_not_there_or_not_theirs_to_end(aino, marja, at):
    given, absent = deciding.delegated(aino, marja, VICTIM), new_id()

    with pytest.raises(NotFound):
        actions.end_delegation(proven(aino, "decision.end_delegation", absent), absent, at=at)
    with pytest.raises(NotFound):
        actions.end_delegation(proven(marja, "decision.end_delegation", given), given.pk, at=at)


# -- the second wall --

SIGNED = (
    "update decisions_decision set state = 'signed', signed_by_id = %s, signed_at = now(), decided_on = %s"
    " where id = %s"
)


def signing(actor, verb, draft, *, by=None):
    with acting(actor, verb), connection.cursor() as cursor:
        cursor.execute(SIGNED, [(by or actor).id, TODAY, draft])
        return cursor.rowcount


@not_in_force
def test_the_database_refuses_a_signature_without_a_delegation_in_force(mikko, aino, marja, at, given):
    draft = seen_of_referrals.referral(aino, ready(mikko, at).pk).prepared.id
    given(aino, marja, at)

    with pytest.raises(NotFound) as refused:
        signing(marja, Verb.REFERRAL_ADMIT, draft)

    assert "is signed by whoever may decide" in str(refused.value.__cause__)
    with acting(aino, Verb.DECISION_VIEW):
        assert Decision.objects.within(aino).get(pk=draft).state == "draft"


def test_the_database_lets_a_delegate_sign_in_the_own_name_and_by_a_deed_that_signs(mikko, aino, marja, at):
    draft = seen_of_referrals.referral(aino, ready(mikko, at).pk).prepared.id
    deciding.delegated(aino, marja, VICTIM)

    for verb, by in ((Verb.REFERRAL_ADMIT, aino), (Verb.DECISION_DRAFT, marja)):
        with pytest.raises(NotFound):
            signing(marja, verb, draft, by=by)
    assert signing(marja, Verb.REFERRAL_ADMIT, draft) == 1


@pytest.mark.parametrize("verb", [Verb.DECISION_DELEGATE, Verb.DECISION_END_DELEGATION])
def test_the_database_lets_nobody_delegate_to_oneself(aino, verb, at):
    with pytest.raises(NotFound), acting(aino, verb):
        Delegation.objects.create(staff_id=aino.id, kinds="ADMIT_35_1", from_on=TODAY, given_at=at)

    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "change",
    ["kinds = 'REMOVE'", "staff_id = given_by_id", "until_on = null", "from_on = from_on - 1", "given_at = now()"],
)
def test_what_was_delegated_stays_whatever_sql_says(aino, marja, change):
    given = deciding.delegated(aino, marja, VICTIM, until_on=TODAY + A_DAY)

    with pytest.raises(NotFound), acting(aino, Verb.DECISION_DELEGATE), connection.cursor() as cursor:
        cursor.execute(f"update decisions_delegation set {change} where id = %s", [given.pk])


def test_what_has_ended_does_not_begin_again_whatever_sql_says(aino, marja, at):
    ended(aino, marja, at)

    with pytest.raises(NotFound), acting(aino, Verb.DECISION_END_DELEGATION), connection.cursor() as cursor:
        cursor.execute("update decisions_delegation set ended_at = null, ended_by_id = null")
