"""For and against beside a draft: buttons that keep what was typed, and a page of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.facts.terms import Criterion, Way, What
from tests.factories import leaving, line, reflecting
from tests.factories.people import visiting
from tests.factories.telling import case_about, told, told_of, weighed

pytestmark = pytest.mark.django_db
TYPED = {"found": ["in_finland"], "reasons": "Hän kertoi velasta.", "language": "fi", "explained_in": "en"}


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def weighed_by(actor):
    return f"Weighed by <bdi>{actor.name}</bdi>"


@pytest.mark.parametrize("name", ["propose", "propose_refusal", "admit"])
def test_a_button_says_which_way_a_thing_speaks_and_keeps_what_was_typed(aino, mikko, about, name):
    row = told(mikko, about, What.MEANS, "debt")
    address, item = reverse(f"referrals:{name}", args=[about.key]), f"told.{row.pk}.0"

    text = shown(visiting(aino).post(address, TYPED | {f"criterion-{item}": "may_be_victim", "aside": f"for {item}"}))

    assert "Hän kertoi velasta." in text
    assert weighed_by(aino) in text
    assert "Speaks for it</h4>" in text
    assert 'class="errors"' not in text
    back = shown(visiting(aino).post(address, TYPED | {"aside": f"none {item} may_be_victim"}))
    assert weighed_by(aino) not in back


def test_without_a_criterion_nothing_is_weighed_and_one_sentence_says_so(mikko, about):
    row = told(mikko, about, What.MEANS, "debt")
    address = reverse("referrals:propose", args=[about.key])

    text = shown(visiting(mikko).post(address, TYPED | {"aside": f"for told.{row.pk}.0"}))

    assert "Choose what it speaks for or against." in text
    assert "Hän kertoi velasta." in text
    assert "Weighed by" not in text


@pytest.mark.parametrize(
    "asked", ["for", "for x", "put", "put told.x.0", "nonsense", "none", "for  ", "against told.x"]
)
def test_bad_words_of_a_button_change_nothing_and_are_no_fault(mikko, about, asked):
    told(mikko, about)
    address = reverse("referrals:propose", args=[about.key])

    text = shown(visiting(mikko).post(address, TYPED | {"aside": asked}))

    assert "Weighed by" not in text
    assert "Hän kertoi velasta." in text


def test_a_thing_is_put_into_the_reasons_in_the_language_of_the_decision(mikko, about):
    row = told(mikko, about, What.MEANS, "debt", source="authority", note="The police said [[of Pekka]] so.")
    address = reverse("referrals:propose_refusal", args=[about.key])

    text = shown(visiting(mikko).post(address, TYPED | {"language": "sv", "aside": f"put told.{row.pk}.0"}))

    reasons = re.search(r"(?s)<textarea[^>]*name=\"reasons\"[^>]*>(.*?)</textarea>", text)[1]
    assert reasons.strip().startswith("Hän kertoi velasta.")
    assert "en myndighet" in reasons
    assert "Pekka" not in reasons


def test_reasons_that_would_become_too_long_stay_as_they_are(mikko, about):
    row = told(mikko, about)
    address = reverse("referrals:propose", args=[about.key])

    text = shown(visiting(mikko).post(address, TYPED | {"reasons": "a" * 9_990, "aside": f"put told.{row.pk}.0"}))

    assert "The reasons would become too long." in text
    assert re.search(r"(?s)<textarea[^>]*name=.reasons.[^>]*>(.*?)</textarea>", text)[1].strip() == "a" * 9_990


def test_an_observation_has_no_buttons(mikko, about):
    row = told(mikko, about, source="seen", reliability="firm")
    address = reverse("referrals:propose", args=[about.key])

    text = shown(visiting(mikko).get(address))

    assert "Observation: grounds no decision" in text
    assert f"for told.{row.pk}.0" not in text
    assert "not put into the reasons" in shown(visiting(mikko).post(address, TYPED | {"aside": f"put told.{row.pk}.0"}))


def test_who_signs_reads_what_was_weighed_and_has_no_buttons(mikko, aino, about, referral):
    row = told(mikko, about)
    weighed(mikko, about, row.pk, Criterion.MAY_BE_VICTIM, Way.AGAINST)
    line.proposed_refusal(mikko, referral)

    text = shown(visiting(aino).get(reverse("referrals:refuse", args=[referral.pk])))

    assert "Speaks against it</h4>" in text
    assert weighed_by(mikko) in text
    assert 'name="aside"' not in text


def test_the_page_of_its_own_says_what_was_said_before(mikko, about):
    row = told(mikko, about)
    weighed(mikko, about, row.pk, way=Way.FOR)
    browser, address = visiting(mikko), reverse("referrals:weigh", args=[about.key])
    item = f"told.{row.pk}.0"

    said = {f"criterion-{item}": "may_be_victim", "aside": f"against {item}"}
    text = shown(browser.post(address, said, follow=True))

    assert "Speaks against it</h4>" in text
    assert "Held until" in text.partition("What was said before")[2]
    assert address in shown(browser.get(reverse("facts:story", kwargs={"kind": about.kind, "key": about.key})))


@pytest.mark.parametrize("what", ["grant", "interrupt", "child"])
def test_drafts_on_a_case_have_it_too(veikko, aino, case, what):
    row = told_of(veikko, case, What.MEANS, "threats")
    criterion = {"grant": "no_other_right", "interrupt": "ties", "child": "needs_help"}[what]
    if what == "interrupt":
        reflecting.granted(veikko, aino, case)
    address = (
        reverse("cases:add_child", args=[case.pk])
        if what == "child"
        else reverse("cases:propose_reflection", args=[case.pk, what])
    )
    item = f"told.{row.pk}.0"
    sent = {"reasons": "Syy.", "decided_in": "fi", f"criterion-{item}": criterion}

    text = shown(visiting(veikko).post(address, sent | {"aside": f"open {item}"}))
    put = shown(visiting(veikko).post(address, sent | {"aside": f"put {item}"}))

    assert "Leaves it open</h4>" in text
    assert "Syy." in text
    assert "What the law asks" in text
    assert "(henkilö kertoi" in put


def test_who_signs_a_childs_admission_or_a_period_reads_it(veikko, aino, case):
    row = told_of(veikko, case)
    about = case_about(case)
    weighed(veikko, about, row.pk, Criterion.NEEDS_HELP)
    weighed(veikko, about, row.pk, Criterion.NO_OTHER_RIGHT)
    child = leaving.childs_draft(veikko, case, datetime.now(UTC))
    period = reflecting.proposed(veikko, case)
    browser = visiting(aino)

    first = shown(browser.get(reverse("cases:admit_child", args=[case.pk, child.pk])))
    second = shown(browser.get(reverse("cases:decide_reflection", args=[case.pk, period.pk])))

    assert weighed_by(veikko) in first
    assert "What the law asks" in first
    assert weighed_by(veikko) in second
    assert 'name="aside"' not in first + second


def test_strangers_find_no_page(hilla, about, case):
    browser = visiting(hilla)
    assert browser.get(reverse("referrals:weigh", args=[about.key])).status_code in (403, 404)
    assert browser.get(reverse("cases:weigh", args=[case.pk])).status_code in (403, 404)
