"""Reflection periods: no sequence of deeds reaches more than six months, and nothing of older law is drafted."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import ReflectionPeriod
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import LEGACY
from kajo.law.terms import months_later
from tests.factories import line, reflecting
from tests.factories.reflecting import DAY, EXTEND, GRANT, INTERRUPT, TODAY, later

pytestmark = pytest.mark.django_db


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


STEPS = st.lists(
    st.tuples(st.sampled_from([GRANT, EXTEND, INTERRUPT]), st.integers(0, 60), st.integers(1, 190)),
    min_size=3,
    max_size=9,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_no_sequence_of_deeds_reaches_more_than_six_months(mikko, aino, veikko, steps):
    case, on = line.admitted(mikko, aino, veikko), 0
    for kind, pause, length in steps:
        on += pause
        day = TODAY + on * DAY
        facts = {} if kind is INTERRUPT else {"until_on": day + length * DAY}
        try:
            draft = reflecting.proposed(veikko, case, kind=kind, on=on, **facts)
        except Refused:
            continue
        actions.decide_reflection(aino, case, decision=draft.pk, at=later(on))

    made = rows(aino, ReflectionPeriod, case=case.pk)
    ran = sum(((each.interrupted_on or each.until_on) - each.from_on).days for each in made)
    if made:
        first = min(each.from_on for each in made)
        assert first + ran * DAY <= months_later(first, 6)
    assert rows(aino, Decision, matter=case.pk, state="draft") == []
    assert rows(aino, type(case), pk=case.pk)[0].state == "open"


@pytest.mark.parametrize("kind", sorted(LEGACY))
def test_no_deed_drafts_a_decision_of_older_law(veikko, case, at, kind):
    words = decisions.Draft(
        kind=kind, subject=case.subject_id, office=case.office, sealed=case.sealed, matter=case.pk, language="fi",
        explained_in="en",
        party="", texts={},
    )  # fmt: skip
    waiting = reflecting.proposed(veikko, case)

    with pytest.raises(Refused, match="older law"):
        decisions.draft(veikko, None, words=words, at=at)
    with pytest.raises(Refused, match="older law"):
        decisions.redraft(veikko, waiting, words=words, at=at)

    assert [each.decision_kind for each in rows(veikko, Decision, matter=case.pk)] == ["REFL_GRANT"]
