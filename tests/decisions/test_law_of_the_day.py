"""An old decision shows the law of its day: which rules, which values, and dates that no later change moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import NotFound
from kajo.access.verbs import Verb
from kajo.decisions import actions, queries, rules
from kajo.decisions.models import Decision
from kajo.decisions.terms import RULES_OF, DecisionKind, ServedBy
from kajo.law.acts import RECEPTION_ACT
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding
from kajo.law.terms import Dated, Term
from kajo.law.used import judged_by
from kajo.lawbook import index
from tests.factories import deciding, line, reflecting
from tests.factories.leaving import removed
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
CHANGE = TODAY + timedelta(days=30)
LATER = CHANGE + timedelta(days=60)
pytestmark = pytest.mark.django_db


@pytest.fixture
def shorter_appeal(monkeypatch):
    """From a day to come, the law gives fourteen days to appeal: one dated row more, the present one ends."""
    *former, present = rules.APPEAL_TIME
    rows = (*former, Dated(present.value, present.from_on, CHANGE), Dated(Term(present.value.basis, days=14), CHANGE))

    def enacted() -> None:
        monkeypatch.setattr(rules, "APPEAL_TIME", rows)

    return enacted


def found(actor, kind):
    with acting(actor, Verb.DECISION_VIEW):
        return Decision.objects.within(actor).exclude(state="draft").filter(decision_kind=kind).get()


def shown(actor, decision, on=TODAY):
    page = queries.decision(actor, decision.pk, on=on)
    return page.judged_by, page.served.received, page.served.appeal_ends


def test_a_new_length_changes_nothing_that_was_decided_and_served_before(aino, veikko, case, shorter_appeal):
    decision = deciding.decision_of(aino, case)
    deciding.served(veikko, decision)
    before = shown(veikko, decision)
    written = found(aino, DecisionKind.ADMIT_35_1).judged_by

    shorter_appeal()

    assert shown(veikko, decision, on=LATER) == before
    assert found(aino, DecisionKind.ADMIT_35_1).judged_by == written
    assert {
        "rule": "decisions.appeal_ends_on",
        "values": {"APPEAL_TIME": "30 days", "LETTER_ARRIVES": "7 days"},
    } in written
    serving = rules.Serving(ServedBy.HANDED_OVER, LATER, LATER)
    assert rules.appeal_ends_on(DecisionKind.ADMIT_35_1, serving).outcome < LATER + timedelta(days=21)
    told = [each for each in judged_by([rules.appeal_ends_on], LATER) if each["rule"] == "decisions.appeal_ends_on"]
    assert told[0]["values"]["APPEAL_TIME"] == "14 days"


def test_even_a_row_that_is_rewritten_by_mistake_does_not_move_a_day_that_was_told(aino, veikko, case, monkeypatch):
    decision = deciding.decision_of(aino, case)
    deciding.served(veikko, decision)
    _, _, before = shown(veikko, decision)
    (*_, present) = rules.APPEAL_TIME
    monkeypatch.setattr(rules, "APPEAL_TIME", (Dated(Term(present.value.basis, days=3), date(1996, 12, 1)),))

    _, _, after = shown(veikko, decision)

    assert after.outcome == before.outcome


def test_the_page_links_each_rule_to_the_law_of_its_day(aino, veikko, case, shorter_appeal):
    decision = deciding.decision_of(aino, case)
    deciding.served(veikko, decision)
    shorter_appeal()
    browser = visiting(veikko)

    page = browser.get(reverse("decisions:decision", args=[decision.pk])).content.decode()

    for rule in ("referrals.admission_grounds", "decisions.appealable", "decisions.appeal_ends_on"):
        assert f'href="{reverse("lawbook:rule", args=[rule])}?on={TODAY.isoformat()}"' in page
    assert "Until when may a decision be appealed?" in page
    address = reverse("lawbook:rule", args=["decisions.appeal_ends_on"])
    old, new = (browser.get(f"{address}?on={day.isoformat()}").content.decode() for day in (TODAY, LATER))
    assert ("30 days" in in_force(old), "14 days" in in_force(old)) == (True, False)
    assert ("30 days" in in_force(new), "14 days" in in_force(new)) == (False, True)


def in_force(page):
    """What the page of a rule shows before the list of all rows."""
    return page.partition("<details")[0]


def test_an_amended_rule_is_a_new_function_by_day_and_the_old_one_goes_on_answering(aino, veikko, case, monkeypatch):
    decision = deciding.decision_of(aino, case)
    deciding.served(veikko, decision)
    before = shown(veikko, decision)
    appeal_ends_on_until_then = rules.appeal_ends_on

    def appeal_ends_on(kind, serving):
        """Tell the last day of an appeal: from a day on, none lies any more."""
        if serving.received_on < CHANGE:
            return appeal_ends_on_until_then(kind, serving)
        return Finding(None, RECEPTION_ACT.section("55.1"), "By the amended rule.")

    monkeypatch.setattr(rules, "appeal_ends_on", appeal_ends_on)

    assert shown(veikko, decision, on=LATER) == before
    late = rules.appeal_ends_on(DecisionKind.REFUSE, rules.Serving(ServedBy.HANDED_OVER, LATER, LATER))
    assert (late.outcome, late.because) == (None, "By the amended rule.")


def test_every_signature_keeps_by_which_rules_it_was_judged(mikko, aino, veikko, case):
    reflecting.granted(veikko, aino, case)
    removed(veikko, aino, case, datetime.now(UTC))

    for kind in (DecisionKind.ADMIT_35_1, DecisionKind.REFL_GRANT, DecisionKind.REMOVE):
        written = [each["rule"] for each in found(aino, kind).judged_by]
        assert set(written) >= {*RULES_OF[kind], "decisions.may_sign", "decisions.appealable"}


def test_what_a_draft_is_judged_by_is_not_written_before_it_is_signed(mikko):
    from kajo.referrals import actions as referrals

    draft = referrals.propose(
        mikko, line.referred(mikko), ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=NOW
    )

    assert draft.judged_by == []
    named = [each.rule for each in queries.decision(mikko, draft.pk, on=TODAY).judged_by]
    assert named == [*RULES_OF[DecisionKind.ADMIT_35_1], "decisions.appealable"]


def test_what_a_decision_was_judged_by_stays_whatever_sql_says(aino, case):
    decision = deciding.decision_of(aino, case)

    with pytest.raises(NotFound), acting(aino, Verb.DECISION_SERVE):
        Decision.objects.within(aino).filter(pk=decision.pk).update(judged_by=[])


def test_every_rule_that_decisions_name_stands_in_the_lawbook():
    known = {each.name for each in index.rules()}

    assert {name for names in RULES_OF.values() for name in names} <= known
    assert {each["rule"] for each in judged_by(actions.deciding.OF_DECIDING, TODAY)} <= known
