"""For and against: an officer says which way a thing speaks; nothing is counted, and nothing is overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kajo.access import doors
from kajo.access.gate import Forbidden, NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import queries as cases
from kajo.cases.terms import CRITERIA as OF_CASES
from kajo.decisions.terms import DecisionKind
from kajo.facts import actions as facts
from kajo.facts.models import Weighing
from kajo.facts.terms import UNQUOTED, About, Criterion, Matter, Recorded, Reply, Way, What
from kajo.facts.views.weighing import sentence
from kajo.referrals import actions as referrals
from kajo.referrals import queries
from kajo.referrals.terms.weighing import ASKED, CRITERIA
from tests.factories import line, reflecting, risks, watch
from tests.factories.telling import asked, case_about, told, told_of, weighed

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def of(actor, about):
    return queries.weighed(actor, about.key)[1]


def rows(actor, **facts):
    return watch.rows(actor, Weighing, Verb.FACT_VIEW, **facts)


def test_what_an_officer_said_stands_under_what_the_law_asks_with_source_day_and_who(mikko, about):
    row = told(mikko, about, What.MEANS, "debt", source="document", reliability="firm", note="A paper of the debt.")
    weighed(mikko, about, row.pk, Criterion.MAY_BE_VICTIM, Way.FOR)
    weighed(mikko, about, row.pk, Criterion.NEEDS_HELP, Way.OPEN)

    found = of(mikko, about)

    ((shown, said),) = found.speaking(Criterion.MAY_BE_VICTIM, Way.FOR)
    assert (shown.item, shown.by, said.by) == (row.pk, mikko.name, mikko.name)
    assert (shown.source, shown.reliability) == ("a document shows it", "reliable")
    assert [each.item for each, _said in found.speaking(Criterion.NEEDS_HELP, Way.OPEN)] == [row.pk]
    assert found.speaking(Criterion.MAY_BE_VICTIM, Way.AGAINST) == []


def test_saying_it_anew_keeps_what_was_said_before_and_the_same_again_changes_nothing(mikko, aino, about):
    row = told(mikko, about)
    first = weighed(mikko, about, row.pk, way=Way.FOR)
    again = weighed(mikko, about, row.pk, way=Way.FOR)
    weighed(aino, about, row.pk, way=Way.AGAINST)
    weighed(mikko, about, row.pk, way=None)

    (shown,) = [each for each in of(mikko, about).lines if each.item == row.pk]

    assert first.pk == again.pk
    assert shown.said == ()
    assert [(each.way, each.by, each.ended_by) for each in shown.before] == [
        (Way.FOR, mikko.name, aino.name),
        (Way.AGAINST, aino.name, mikko.name),
    ]


def test_an_observation_grounds_no_decision_and_so_speaks_neither_way(mikko, about):
    row = told(mikko, about, source="seen", reliability="firm")

    with pytest.raises(Refused, match="observation grounds no decision"):
        weighed(mikko, about, row.pk)
    assert rows(mikko, about=about.key) == []


def test_what_was_corrected_is_weighed_anew_and_is_marked_until_then(mikko, about):
    row = told(mikko, about, What.MEANS, "debt")
    weighed(mikko, about, row.pk)
    facts.correct(mikko, about, statement=row.pk, told=None, reason="It was never said.", at=datetime.now(UTC))

    (shown,) = [each for each in of(mikko, about).lines if each.item == row.pk]

    assert shown.is_stale
    with pytest.raises(Refused, match="corrected already"):
        weighed(mikko, about, row.pk, way=Way.AGAINST)
    weighed(mikko, about, row.pk, way=None)
    assert of(mikko, about).speaking(Criterion.MAY_BE_VICTIM, Way.FOR) == []


def test_answers_of_a_sheet_stand_one_by_one_and_yield_no_number(mikko, about):
    sheet = asked(mikko, about, drawn_debt=Reply.YES, drawn_promise=Reply.NO)
    found = [each for each in of(mikko, about).lines if each.record is Recorded.ANSWER]

    assert {each.words for each in found} <= {"yes", "no", "not known"}
    assert {each.item for each in found} == {sheet.pk}
    made = referrals.weigh(mikko, about, item=found[0].key, criterion=Criterion.MAY_BE_VICTIM, way=Way.FOR, at=NOW)
    assert (made.item, made.place) == (sheet.pk, found[0].place)
    numbers = {field.name for field in Weighing._meta.concrete_fields if "Integer" in field.get_internal_type()}
    assert numbers == {"office", "edition", "place"}


def test_a_referral_adds_what_it_holds_itself(mikko, about, referral):
    records = {each.record for each in of(mikko, about).lines}

    assert {Recorded.ACCOUNT, Recorded.CONSENT} <= records


def test_a_childs_own_view_stands_beside_the_draft_with_its_best_interest(mikko):
    referral = line.referred(mikko, age_band="15_17", guardian="available")
    line.childs_view(mikko, referral)
    found = queries.to_draft(mikko, referral.pk, doing=Verb.REFERRAL_PROPOSE)[1]

    assert [each.heading for each in found.lines if each.record is Recorded.CHILD] == [
        "The child's own view",
        "The child's best interest",
    ]
    assert Criterion.BEST_INTEREST in found.criteria


@pytest.mark.parametrize("item", ["told.00000000-0000-7000-8000-000000000000.0", "told", "", "risk.x.1"])
def test_what_is_not_recorded_there_is_not_weighed(mikko, about, item):
    with pytest.raises(NotFound):
        referrals.weigh(mikko, about, item=item, criterion=Criterion.IN_FINLAND, way=Way.FOR, at=NOW)


def test_another_persons_fact_is_not_weighed_here(mikko, about):
    other = line.referred(mikko)
    row = told(mikko, About(Matter.REFERRAL, other.pk))
    with pytest.raises(NotFound):
        weighed(mikko, about, row.pk)


@pytest.mark.parametrize("criterion", sorted(set(Criterion) - set(ASKED)))
def test_what_the_law_does_not_ask_of_an_admission_is_not_weighed_for_it(mikko, about, criterion):
    row = told(mikko, about)
    with pytest.raises(Refused, match="does not ask"):
        weighed(mikko, about, row.pk, criterion)


def test_only_the_ground_of_persons_assisting_asks_about_an_investigation():
    asking = {kind for kind, asked in (*CRITERIA.items(), *OF_CASES.items()) if Criterion.ASSISTS in asked}
    assert asking == {DecisionKind.ADMIT_35_2, DecisionKind.REFUSE}


def test_who_may_not_see_what_happened_weighs_nothing(mikko, veikko, about):
    row = told(mikko, about)
    with pytest.raises((NotFound, Forbidden)):
        weighed(veikko, about, row.pk)


def test_a_signed_decision_keeps_what_it_stood_on_and_nothing_is_weighed_after(mikko, aino, about, referral):
    row = told(mikko, about)
    made = weighed(mikko, about, row.pk, way=Way.AGAINST)
    draft = line.proposed_refusal(mikko, referral)
    referrals.refuse(aino, referral.pk, at=datetime.now(UTC))

    (kept,) = rows(aino, about=about.key)
    assert (kept.pk, kept.decision, kept.superseded_at) == (made.pk, draft.pk, None)
    with pytest.raises(Refused, match="decided already"):
        weighed(aino, about, row.pk)


def test_a_reflection_period_stands_on_its_own_and_its_extension_begins_anew(veikko, aino, case):
    row = told_of(veikko, case)
    weighed(veikko, case_about(case), row.pk, Criterion.NO_OTHER_RIGHT)
    period = reflecting.granted(veikko, aino, case)

    (kept,) = rows(veikko, about=case.pk)
    assert kept.decision == period.decision_id
    again = weighed(veikko, case_about(case), row.pk, Criterion.NO_OTHER_RIGHT)
    assert again.pk != kept.pk


def test_the_risk_stands_beside_a_draft_on_a_case_and_goes_into_no_reasons(veikko, case):
    risks.noted(veikko, case, datetime.now(UTC))
    found = cases.to_draft(veikko, case.pk, doing=Verb.CASE_PROPOSE_REFLECTION, kind=DecisionKind.REFL_GRANT)[1]
    noted = [each for each in found.lines if each.record is Recorded.RISK]

    assert noted
    assert {each.record for each in noted} <= UNQUOTED


def test_the_sentence_names_its_source_and_leaves_out_what_is_about_others(mikko, about):
    row = told(
        mikko, about, What.MEANS, "debt", note="She owes [[Pekka, the cook]] for the journey.", source="person",
        told_on=datetime(2026, 3, 2, tzinfo=UTC).date(),
    )  # fmt: skip
    (shown,) = [each for each in of(mikko, about).lines if each.item == row.pk]

    written = sentence(shown, "fi")

    assert "Pekka" not in written
    assert "owes … for the journey" in written
    assert "2.3.2026" in written
    assert written.endswith(").")
    assert sentence(shown, "sv") != written


def test_the_database_keeps_one_word_for_one_thing(mikko, about):
    made = weighed(mikko, about, told(mikko, about).pk)
    made.pk, made.way = uuid4(), str(Way.AGAINST)
    refused = pytest.raises(IntegrityError, match="weighing_once_now")
    with doors.acting(mikko, Verb.FACT_WEIGH), refused, transaction.atomic():
        made.save(force_insert=True)
