"""Preparer and decider are two persons, and the database knows of no way round."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection

from kajo.access.doors import acting
from kajo.access.gate import NotFound
from kajo.access.verbs import Verb
from kajo.decisions import actions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.vault.models import new_id
from kajo.work import actions as work
from kajo.work.terms import Reason
from tests.factories import deciding, line

TODAY = legal_day(datetime.now(UTC))
SIGNED = "state = 'signed', signed_by_id = %(me)s, signed_at = now(), decided_on = current_date"
REASON = "alone_reason = decode('01010001' || repeat('00', 60), 'hex')"
WORDS = "texts = decode('01010001' || repeat('00', 60), 'hex')"
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(mikko, at):
    """Return a draft that Mikko prepared."""
    words = {"ground": "35.1", "reasons": "Kept.", "language": "fi", "explained_in": "en"}
    return referrals.propose(mikko, line.referred(mikko), **words, at=at)


def changing(actor, verb, change, row):
    with acting(actor, verb), connection.cursor() as cursor:
        cursor.execute(f"update decisions_decision set {change} where id = %(row)s", {"me": actor.id, "row": row.pk})
        return cursor.rowcount


@pytest.mark.parametrize("verb", [Verb.DECISION_SIGN, Verb.REFERRAL_ADMIT, Verb.DECISION_DRAFT])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("is_as_recorded = true, decided_on = current_date", "as recorded only in loaded history"),
        (f"is_as_recorded = true, prepared_by_id = %(me)s, {SIGNED}", "as recorded only in loaded history"),
        (f"is_signed_alone = true, {REASON}", "signed alone only when it is signed"),
        (REASON, "signed alone only when it is signed"),
        ("prepared_by_id = null", "prepared in the own name"),
        (WORDS, "prepared in the own name"),
        (f"{WORDS}, {SIGNED}", "prepared in the own name"),
        ("decision_kind = 'ADMIT_35_2'", "prepared in the own name"),
        ("party = null", "prepared in the own name"),
    ],
)
def test_nobody_lifts_the_rule_of_two_persons_from_a_draft(aino, draft, verb, change, sentence):
    with pytest.raises(NotFound) as refused:
        changing(aino, verb, change, draft)

    assert sentence in str(refused.value.__cause__)


@pytest.mark.parametrize(
    "change",
    [
        f"prepared_by_id = %(me)s, {SIGNED}",
        f"prepared_by_id = %(me)s, is_signed_alone = true, {SIGNED}",
        f"prepared_by_id = %(me)s, is_signed_alone = true, {REASON}, decision_kind = 'REFUSE', {SIGNED}",
        f"is_signed_alone = true, {REASON}, {SIGNED}",
        f"is_signed_alone = true, {SIGNED}",
    ],
)
def test_alone_is_only_an_admission_by_its_own_preparer_with_a_reason(aino, draft, change):
    with pytest.raises(IntegrityError):
        changing(aino, Verb.REFERRAL_ADMIT, change, draft)


def signing_alone(aino, draft, review, at):
    """Sign alone in one transaction, with a task made about it, and let the database see to its end."""
    whole = f"prepared_by_id = %(me)s, is_signed_alone = true, {REASON}, {SIGNED}"
    with acting(aino, Verb.REFERRAL_ADMIT), connection.cursor() as cursor:
        cursor.execute(f"update decisions_decision set {whole} where id = %(row)s", {"me": aino.id, "row": draft.pk})
        if review is not None:
            task = work.make(aino, draft, due_on=TODAY, **review, at=at)
            if review["not_for"] is None:
                work.complete(aino, task, at=at)
        cursor.execute("set constraints all immediate")


def test_alone_an_admission_with_a_reason_and_a_review_is_let_through(aino, draft, at):
    signing_alone(aino, draft, {"reason": Reason.REVIEW_SIGNED_ALONE, "not_for": aino.id}, at)

    with acting(aino, Verb.DECISION_VIEW):
        assert Decision.objects.within(aino).get(pk=draft.pk).is_signed_alone


def test_nobody_signs_alone_without_a_review_that_somebody_else_has_still_to_do(mikko, aino, draft, at):
    for review in (
        None,
        {"reason": Reason.SERVE_DECISION, "not_for": aino.id},
        {"reason": Reason.REVIEW_SIGNED_ALONE, "not_for": mikko.id},
        {"reason": Reason.REVIEW_SIGNED_ALONE, "not_for": None},
    ):
        with pytest.raises(NotFound) as refused:
            signing_alone(aino, draft, review, at)
        assert "only with a review to come" in str(refused.value.__cause__)


def test_somebody_else_is_not_made_the_preparer(mikko, aino, draft):
    with pytest.raises(NotFound):
        changing(aino, Verb.DECISION_SIGN, f"prepared_by_id = '{new_id()}'", draft)
    assert changing(aino, Verb.DECISION_SIGN, "prepared_by_id = %(me)s", draft) == 1

    with pytest.raises(NotFound):
        changing(aino, Verb.DECISION_SIGN, f"prepared_by_id = '{mikko.id}'", draft)


@pytest.mark.parametrize("change", ["is_as_recorded = true", "is_signed_alone = true", REASON])
def test_what_was_signed_is_not_freed_afterwards(aino, signed, change):
    with pytest.raises((NotFound, DatabaseError)):
        changing(aino, Verb.DECISION_SERVE, change, signed)

    with acting(aino, Verb.DECISION_VIEW):
        row = Decision.objects.within(aino).get(pk=signed.pk)
        assert (row.is_as_recorded, row.is_signed_alone, row.alone_reason) == (False, False, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"is_as_recorded": True, "decided_on": TODAY},
        {"is_as_recorded": True, "decided_on": TODAY, "state": "served"},
        {"is_signed_alone": True},
        {"is_signed_alone": True, "alone_reason": "Night."},
        {"alone_reason": "Night."},
        {"prepared_by_id": None},
        {"prepared_by": "mikko"},
    ],
)
def test_no_draft_is_born_free_of_the_rule(mikko, aino, draft, facts):
    words = actions.Draft(
        kind=DecisionKind.ADMIT_35_1, subject=draft.subject_id, office=draft.office, sealed=draft.sealed,
        matter=draft.matter,
        language="fi", explained_in="en", party="", texts={"reasons": "Kept."},
    )  # fmt: skip
    preparer = mikko.id if facts.pop("prepared_by", "") else aino.id

    def born():
        with acting(aino, Verb.DECISION_DRAFT):
            row = actions.draft_row(words, reference="D-0", prepared_by=preparer, at=datetime.now(UTC))
            for name, value in facts.items():
                setattr(row, name, value)
            row.save(force_insert=True)

    with pytest.raises(NotFound):
        born()


def test_an_own_draft_is_signed_by_somebody_else_with_nothing_said_of_being_alone(aino, mikko, veikko):
    signed = deciding.decision_of(aino, line.admitted(mikko, aino, veikko))

    assert (signed.prepared_by_id, signed.signed_by_id) == (mikko.id, aino.id)
    assert (signed.is_signed_alone, signed.alone_reason, signed.is_as_recorded) == (False, None, False)
