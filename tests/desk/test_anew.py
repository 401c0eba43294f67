"""A faulty decision is decided anew by another one, and what follows for its matter is done at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.cases import actions as cases
from kajo.cases.models import Case, Removal
from kajo.decisions import actions as decisions
from kajo.decisions import queries, rules
from kajo.decisions.models import Decision
from kajo.decisions.terms import Anew, DecisionKind, Error, Faulty, HearingSkip, LetterRole, State
from kajo.desk import actions
from kajo.desk import queries as desk
from kajo.law.calendar import DAY, legal_day
from kajo.law.finding import Senseless
from kajo.referrals import actions as referrals
from kajo.referrals import queries as of_referrals
from kajo.referrals.models import Referral, Reopening
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.desk.test_court import answered, forwarded
from tests.factories import anew, deciding, leaving, line, watch
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(mikko, aino):
    return line.refused(mikko, aino)


@pytest.fixture
def refusal(aino, referral):
    return anew.decided(aino, referral.pk, DecisionKind.REFUSE)


@pytest.fixture
def admission(mikko, aino, veikko):
    return deciding.decision_of(aino, line.admitted(mikko, aino, veikko))


def annul(actor, draft):
    return actions.annul(actor, draft.pk, at=datetime.now(UTC))


def whole(actor: Any, decision: Decision) -> list[Any]:
    """Give the whole row as it lies in the database, but how often it was counted."""
    with acting(actor, Verb.DECISION_VIEW), connection.cursor() as cursor:
        cursor.execute("select to_jsonb(d) - 'edition' from decisions_decision d where id = %s", [decision.pk])
        return list(cursor.fetchall())


def changed(actor: Any, verb: Verb, row: Decision, what: str) -> None:
    with acting(actor, verb), connection.cursor() as cursor:
        cursor.execute(f"update decisions_decision set {what} where id = %s", [row.pk])


def open_reasons(actor, about):
    return {each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, about=about, state="open")}


def test_a_refusal_is_taken_back_and_its_referral_is_decided_anew(mikko, aino, referral, refusal, marja):
    before = whole(aino, refusal)
    draft = anew.drafted(marja, refusal)
    [still] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert still.state == "refused"

    done = annul(aino, draft)

    assert (done.state, done.corrects_id, done.decision_kind) == (State.SIGNED, refusal.pk, "REFUSE")
    assert done.judged_by[0]["rule"] == "decisions.correction_allowed"
    [again] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert (again.state, again.decided_on, again.draft) == ("assessing", None, None)
    assert str(Reason.ASSESS_REFERRAL) in open_reasons(aino, referral.pk)
    assert str(Reason.SERVE_DECISION) in open_reasons(aino, done.pk)
    assert whole(aino, refusal) == before
    old, new = (queries.decision(aino, each.pk, on=TODAY) for each in (refusal, done))
    assert old.is_removed
    assert (old.corrected_by.id, new.corrects.id) == (done.pk, refusal.pk)
    assert not old.may_correct
    assert not old.may_decide_anew
    [told] = of_referrals.referral(aino, referral.pk).reopened
    assert (told.correction, told.correction_record, told.court_decided_on) == (done.pk, done.reference, None)

    line.proposed_refusal(mikko, again, reasons="Refused on the right letter.")
    referrals.refuse(aino, again.pk, at=datetime.now(UTC))
    rows = watch.rows(aino, Decision, Verb.DECISION_VIEW, matter=referral.pk, decision_kind="REFUSE")
    assert len([each for each in rows if each.signed_at]) == 3


def test_a_removal_is_taken_back_from_its_date(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, case, NOW)
    removal = anew.decided(aino, case.pk, DecisionKind.REMOVE)
    draft = anew.drafted(veikko, removal, error=Error.NEW_EVIDENCE)

    done = annul(aino, draft)

    [again] = watch.rows(aino, Case, Verb.CASE_VIEW, pk=case.pk)
    assert (again.state, again.removed_on, again.removal_ground) == ("open", None, "")
    [row] = watch.rows(aino, Removal, Verb.CASE_VIEW, case=case.pk)
    assert (row.correction_id, row.annulled_on, row.court_reference) == (done.pk, TODAY, None)
    shown = visiting(aino).get(reverse("cases:leaving", args=[case.pk])).content.decode()
    assert "Taken back by our own correction" in shown
    leaving.removed(veikko, aino, again, datetime.now(UTC))


def test_who_may_not_undo_a_removal_signs_nothing(mikko, aino, veikko, marja):
    case = line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, case, NOW)
    draft = anew.drafted(veikko, anew.decided(aino, case.pk, DecisionKind.REMOVE))
    deciding.delegated(aino, marja, DecisionKind.REMOVE)

    with pytest.raises(Refused, match="Only the director undoes a removal"):
        annul(marja, draft)

    assert queries.decision(aino, draft.pk, on=TODAY).state is State.DRAFT
    [still] = watch.rows(aino, Case, Verb.CASE_VIEW, pk=case.pk)
    assert still.state == "removed"


def test_another_decision_of_the_same_kind_takes_an_admissions_place(aino, veikko, admission):
    draft = anew.drafted(veikko, admission, anew=Anew.NO_WORSE, error=Error.LAW)

    done = annul(aino, draft)

    assert (done.decision_kind, done.matter) == (admission.decision_kind, admission.matter)
    assert queries.decision(aino, admission.pk, on=TODAY).is_removed
    deciding.served(veikko, done)
    assert queries.decision(veikko, done.pk, on=TODAY).served.appeal_ends.outcome is not None


def test_a_worse_decision_needs_consent_and_a_hearing(aino, veikko, admission):
    with pytest.raises(Refused, match="needs the party's consent"):
        anew.drafted(veikko, admission, anew=Anew.WORSE)
    agreed = {"anew": Anew.WORSE, "consented_on": TODAY, "consent": "Said so with an interpreter present."}
    draft = anew.drafted(veikko, admission, **agreed)
    original, _explained = queries.decision(aino, draft.pk, on=TODAY).previews
    assert agreed["consent"] in original.text
    with pytest.raises(Refused, match="has not been heard"):
        annul(aino, draft)

    decisions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Agreed at a meeting.", at=NOW)
    assert annul(aino, draft).state == State.SIGNED


def test_an_obvious_error_of_the_partys_own_needs_no_consent(aino, veikko, admission):
    draft = anew.drafted(veikko, admission, anew=Anew.WORSE, is_obvious=True, is_partys_own=True)

    original, _explained = queries.decision(aino, draft.pk, on=TODAY).previews
    assert "ilmeinen" in original.text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"anew": Anew.ANNULLED}, "Only a refusal or a removal"),
        ({"error": Error.CLERICAL}, "corrected in words"),
        (
            {"anew": Anew.WORSE, "error": Error.NEW_EVIDENCE, "consented_on": TODAY, "consent": "Yes."},
            "New information",
        ),
        ({"mistaken": " "}, "how the matter really stands"),
        ({"reasons": " "}, "reasons of the new decision"),
        ({"consented_on": TODAY, "consent": ""}, "A consent has its day"),
        ({"consented_on": None, "consent": "Yes."}, "A consent has its day"),
        ({"consented_on": TODAY + DAY, "consent": "Yes."}, "not in the future"),
    ],
    ids=["an admission", "clerical", "new", "no fault", "no reasons", "no words", "no day", "ahead"],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(aino, veikko, admission, said, why):
    with pytest.raises(Refused, match=why):
        anew.drafted(veikko, admission, **({"anew": Anew.NO_WORSE} | said))

    assert queries.decision(aino, admission.pk, on=TODAY).corrected_by is None


def test_a_correction_raised_ahead_or_before_the_decision_is_refused(veikko, admission):
    for day in (TODAY + DAY, TODAY - DAY):
        with pytest.raises((Refused, Senseless), match="raised after the decision"):
            anew.drafted(veikko, admission, anew=Anew.NO_WORSE, raised_on=day)


def test_the_preparer_does_not_sign_and_nobody_out_of_reach(aino, marja, outi, refusal):
    own = anew.drafted(aino, refusal)
    with pytest.raises(Refused, match="prepared a decision does not sign"):
        annul(aino, own)
    with pytest.raises(Refused, match="no delegation"):
        annul(marja, own)
    for deed in ("decisions:decide_anew", "desk:annul"):
        assert visiting(outi).get(reverse(deed, args=[own.pk])).status_code == 404

    deciding.delegated(aino, marja, DecisionKind.REFUSE)
    assert annul(marja, own).state == State.SIGNED


def test_a_decision_is_decided_anew_once_and_two_drafts_never_wait(mikko, aino, refusal, marja):
    draft = anew.drafted(marja, refusal)
    again = anew.drafted(marja, refusal, right="Told otherwise.")
    assert again.pk == draft.pk
    annul(aino, again)

    with pytest.raises(Refused):
        annul(aino, again)
    with pytest.raises(Refused, match="corrected already"):
        anew.drafted(marja, refusal)


def test_each_draft_is_signed_on_its_own_page_alone(aino, veikko, admission):
    draft = anew.drafted(veikko, admission, anew=Anew.NO_WORSE)
    with pytest.raises(Refused, match="on a page of its own"):
        decisions.sign_correction(aino, draft.pk, at=NOW)
    words = decisions.correct(
        veikko, admission.pk, error=Error.CLERICAL, mistaken="wrok", right="work", party="Linh", reasons="Told.",
        unreasonable=False, at=NOW,
    )  # fmt: skip

    assert (words.pk, words.anew, words.raised_on) == (draft.pk, "", None)
    with pytest.raises(Refused, match="takes no decision's place"):
        annul(aino, words)


def test_what_a_court_annulled_is_not_decided_anew(mikko, aino, referral, refusal, marja):
    draft = anew.drafted(marja, refusal)
    answered(aino, forwarded(aino, referral.pk, "REFUSE"))

    with pytest.raises(Refused, match="not in force"):
        annul(aino, draft)
    assert not queries.decision(aino, refusal.pk, on=TODAY).may_decide_anew


def test_a_court_that_annuls_what_was_taken_back_finds_it_done(mikko, aino, referral, refusal, marja):
    appeal = forwarded(aino, referral.pk, "REFUSE")
    annul(aino, anew.drafted(marja, refusal))

    answered(aino, appeal)

    assert str(Reason.CARRY_OUT_JUDGMENT) not in open_reasons(aino, refusal.pk)
    assert len(watch.rows(aino, Reopening, Verb.REFERRAL_VIEW, referral=referral.pk)) == 1


def test_only_a_signed_correction_opens_a_matter_again(mikko, aino, veikko, referral, refusal, marja):
    draft = anew.drafted(marja, refusal)
    with pytest.raises(Refused, match="takes a refusal back"):
        referrals.take_back(aino, referral.pk, correction=draft, reason="Wrong.", at=NOW)
    case = line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, case, NOW)
    removal = anew.drafted(veikko, anew.decided(aino, case.pk, DecisionKind.REMOVE))
    with pytest.raises(Refused, match="takes a removal back"):
        cases.take_back(aino, case.pk, correction=removal, reason="Wrong.", at=NOW)


def test_nothing_remains_of_a_signature_that_fails_halfway(mikko, aino, referral, refusal, monkeypatch, marja):
    draft = anew.drafted(marja, refusal)
    monkeypatch.setattr(jobs, "order", lambda *_words, **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        annul(aino, draft)
    monkeypatch.undo()

    assert queries.decision(aino, draft.pk, on=TODAY).state is State.DRAFT
    [still] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert still.state == "refused"


def test_the_database_holds_consent_kind_matter_and_that_a_decision_is_corrected_once(aino, veikko, admission, refusal):
    draft = anew.drafted(veikko, admission, anew=Anew.NO_WORSE)
    broken = (
        "anew = 'worse'",
        "anew = 'worse', error = 'new_evidence', consented_on = current_date",
        "anew = 'annulled'",
        "anew = ''",
        "error = 'clerical'",
        "raised_on = null",
        "decision_kind = 'REFUSE'",
        "matter = gen_random_uuid()",
        f"corrects_id = '{refusal.pk}'",
    )
    for what in broken:
        with pytest.raises((NotFound, DatabaseError)):
            changed(veikko, Verb.DECISION_DECIDE_ANEW, draft, what)
    [row] = watch.rows(aino, Decision, Verb.DECISION_VIEW, pk=draft.pk)
    assert (row.anew, row.decision_kind, row.corrects_id) == ("no_worse", admission.decision_kind, admission.pk)

    done = annul(aino, draft)
    for what in ("anew = 'worse', consented_on = current_date", "raised_on = null", "corrects_id = null, error = ''"):
        with pytest.raises((NotFound, DatabaseError)):
            changed(aino, Verb.DECISION_ANNUL, done, what)


@pytest.mark.parametrize("told", ["fi", "sv", "en", "ar"])
def test_the_letters_say_what_was_wrong_and_how_to_appeal_and_never_that_somebody_is_refused(mikko, aino, told, marja):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral, explained_in=told, language="sv" if told == "sv" else "fi")
    referrals.refuse(aino, referral.pk, at=datetime.now(UTC))
    draft = anew.drafted(marja, anew.decided(aino, referral.pk, DecisionKind.REFUSE))

    original, explained = queries.decision(aino, draft.pk, on=TODAY).previews

    assert anew.SAID["right"] in original.text
    assert "50 §" in original.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "hylkää esityksen" not in original.text
    assert "avslår" not in original.text
    assert "30" in original.text
    assert explained.language == told
    assert "30" in explained.text
    annul(aino, draft)
    deciding.worked()
    for role in LetterRole:
        assert queries.letter(aino, draft.pk, role=role).pdf.startswith(b"%PDF-")


def test_an_annulment_stands_on_its_own_texts_and_waits_until_they_are_reviewed(aino, marja, refusal, settings):
    draft = anew.drafted(marja, refusal)
    settings.DEMO = False

    with pytest.raises(Refused) as refused:
        annul(aino, draft)

    assert "letters/annulment.fi" in str(refused.value)
    assert "letters/correction-anew.fi" in str(refused.value)
    assert "letters/refusal.fi" not in str(refused.value)


def test_the_desk_leads_to_its_page(mikko, aino, refusal, marja):
    draft = anew.drafted(marja, refusal)

    assert [(each.id, each.is_anew) for each in desk.mine(aino, None, on=TODAY).drafts] == [(draft.pk, True)]
    assert reverse("desk:annul", args=[draft.pk]) in visiting(aino).get("/").content.decode()


def test_the_form_keeps_what_was_typed_when_it_is_refused(veikko, admission):
    typed = {
        "error": "law", "anew": "worse", "raised_on": f"{TODAY:%d.%m.%Y}", "mistaken": "Wrong law.",
        "right": "Right law.", "consent": "", "is_obvious": "no", "is_partys_own": "no", "party": "Linh",
        "reasons": "Kept as typed.",
    }  # fmt: skip
    address = reverse("decisions:decide_anew", args=[admission.pk])

    shown = visiting(veikko).post(address, typed).content.decode()

    assert "needs the party" in shown
    assert "Kept as typed." in shown
    assert "annulled" not in visiting(veikko).get(address).content.decode()


def test_whatever_is_told_of_a_fault_a_detriment_without_consent_or_own_doing_is_never_allowed():
    told = product(DecisionKind, Error, Anew, *[(False, True)] * 4, (0, 4 * 365, 6 * 365))
    allowed = 0
    for kind, error, how, consent, obvious, own, in_force, days in told:
        facts = Faulty(kind, error, how, TODAY - timedelta(days=days), TODAY, TODAY, consent, obvious, own, in_force)
        if not rules.correction_allowed(facts).outcome:
            continue
        allowed += 1
        assert in_force
        assert not error.is_clerical
        assert how is not Anew.ANNULLED or kind in {DecisionKind.REFUSE, DecisionKind.REMOVE}
        if how is Anew.WORSE:
            assert consent or (obvious and own)
            assert error is not Error.NEW_EVIDENCE
            assert days < 5 * 365
    assert allowed
