"""Pages of reflection periods, as the people who use them meet them, without any script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.cases.models import ReflectionPeriod
from kajo.decisions.models import Decision
from kajo.disclosures.models import Disclosure
from tests.factories import deciding, reflecting
from tests.factories.people import visiting
from tests.factories.reflecting import DAY, EXTEND, TODAY

pytestmark = pytest.mark.django_db
SAID = {"reasons": "Needs time to think.", "decided_in": "fi", "explained_in": "en"}
ANSWERS = {"right_of_residence": "no", "admitted_first": "yes"}


def address(case, deed="case", *more):
    return reverse(f"cases:{deed}", args=[case.pk, *more])


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def proposed(actor, case, what, **words):
    answer = visiting(actor).post(address(case, "propose_reflection", what), SAID | words)
    assert answer.status_code == 302, answer.context["form"].errors
    return rows(actor, Decision, matter=case.pk, state="draft")[0]


def decided(actor, case, draft):
    answer = visiting(actor).post(address(case, "decide_reflection", draft.pk), {"once": ""})
    assert answer.url == address(case)


def test_a_period_is_granted_extended_interrupted_and_the_police_are_told(veikko, aino, case):
    grant = proposed(
        veikko, case, "grant", from_on=TODAY.isoformat(), last_on=(TODAY + 59 * DAY).isoformat(), **ANSWERS
    )
    page = visiting(aino).get(address(case)).content.decode()
    assert "Read the draft and decide" in page
    read = visiting(aino).get(address(case, "decide_reflection", grant.pk)).content.decode()
    assert "Harkinta-ajan tarkoitus" in read
    assert "Keskeyttäminen ja sen perusteet" in read
    decided(aino, case, grant)

    page = visiting(veikko).get(address(case)).content.decode()
    assert "59 days left" in page
    assert "Police not told yet" in page
    extension = proposed(veikko, case, "extend", last_on=(TODAY + 89 * DAY).isoformat(), **ANSWERS)
    decided(aino, case, extension)
    page = visiting(veikko).get(address(case)).content.decode()
    assert "89 days left" in page
    assert " of 18" in page

    stop = proposed(veikko, case, "interrupt", ground="ties", own_will="on")
    unheard = {"skipped": "endangers", "reason": "The suspects wait outside."}
    visiting(veikko).post(reverse("decisions:skip_hearing", args=[stop.pk]), unheard)
    decided(aino, case, stop)
    page = visiting(veikko).get(address(case)).content.decode()
    assert "Interrupted on" in page
    assert [each.interrupted_on for each in rows(aino, ReflectionPeriod)] == [TODAY, TODAY + 60 * DAY]
    told = {"unit": "Unit of the day", "extent": ["name"], "told_on": TODAY.isoformat()}
    for each in (grant, extension, stop):
        assert visiting(veikko).post(address(case, "tell_police", each.pk), told).url == address(case)
    page = visiting(veikko).get(address(case)).content.decode()
    assert page.count("Police told on") == 3
    assert len(rows(aino, Disclosure)) == 3
    assert "In the system" in page


def test_once_the_last_day_is_over_nothing_runs_and_the_case_stays_as_it_was(veikko, aino, case):
    reflecting.granted(veikko, aino, case, days=30, on=-40)

    page = visiting(veikko).get(address(case)).content.decode()

    own = page[page.index('id="reflection"') : page.index("</section>", page.index('id="reflection"'))]
    assert "days left" not in own
    assert "30 of 18" in own
    assert "Grant a reflection period" in page
    assert "In the system" in page


@pytest.mark.parametrize(
    ("words", "sentence", "field"),
    [
        ({"right_of_residence": "yes"}, "The person has another right to stay in Finland.", "right_of_residence"),
        ({"admitted_first": "no"}, "Police or border authority decides", "admitted_first"),
        ({"last_on": (TODAY + 28 * DAY).isoformat()}, "A reflection period lasts at least thirty days.", "last_on"),
        ({"last_on": (TODAY + 200 * DAY).isoformat()}, "together last at most six months", "last_on"),
        ({"last_on": (TODAY - DAY).isoformat()}, "The last day is not before the first one.", "last_on"),
        ({"from_on": (TODAY - DAY).isoformat()}, "does not begin before it is proposed", "from_on"),
        ({"last_on": "31.2.2027"}, "There is no day 31 in month 2 of 2027.", "last_on"),
        ({"right_of_residence": ""}, "Answer this: it is needed.", "right_of_residence"),
        ({"reasons": "Alone \N{PILE OF POO}"}, "The letter cannot print the character", ""),
        ({"decided_in": ""}, "Answer this: it is needed.", "decided_in"),
        ({"decided_in": "en"}, "Choose from the list.", "decided_in"),
    ],
)
def test_a_draft_that_cannot_be_made_keeps_what_was_written(veikko, case, words, sentence, field):
    days = {"from_on": TODAY.isoformat(), "last_on": (TODAY + 40 * DAY).isoformat()}

    answer = visiting(veikko).post(address(case, "propose_reflection", "grant"), SAID | ANSWERS | days | words)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in shown
    assert not field or field in answer.context["form"].errors
    assert "reasons" in words or "Needs time to think." in shown
    assert rows(veikko, Decision, matter=case.pk) == []


def test_a_draft_that_waits_is_written_anew_and_not_doubled(veikko, aino, case):
    draft = reflecting.proposed(veikko, case)
    browser = visiting(veikko)
    propose = address(case, "propose_reflection", "grant")
    again = address(case, "reflection_anew", "grant", draft.pk)
    words = SAID | ANSWERS | {"from_on": TODAY.isoformat(), "last_on": (TODAY + 34 * DAY).isoformat()}

    told, refused, shown = browser.get(propose), browser.post(propose, words), browser.get(again).content.decode()

    assert again in told.content.decode()
    assert "waits already" in refused.content.decode()
    assert "Needs time to think." in shown
    assert browser.post(again, words).url == address(case)
    decided(aino, case, draft)
    assert [each.until_on for each in rows(aino, ReflectionPeriod)] == [TODAY + 35 * DAY]
    assert "This decision was signed already." in browser.get(again).content.decode()


def test_an_interruption_and_an_extension_are_written_anew_too(veikko, aino, case):
    reflecting.granted(veikko, aino, case)
    draft = reflecting.proposed(veikko, case, kind=EXTEND)
    browser = visiting(veikko)

    shown = browser.get(address(case, "reflection_anew", "extend", draft.pk)).content.decode()
    other = browser.post(
        address(case, "reflection_anew", "interrupt", draft.pk), SAID | {"ground": "ties", "own_will": "on"}
    )
    stop = browser.get(address(case, "reflection_anew", "interrupt", draft.pk)).content.decode()

    assert f"{TODAY + 69 * DAY:%d.%m.%Y}" in shown
    assert other.url == address(case)
    assert [each.decision_kind for each in rows(aino, Decision, matter=case.pk, state="draft")] == ["REFL_INTERRUPT"]
    assert 'value="ties" ' in stop


def test_whoever_wrote_the_draft_is_offered_no_signature(aino, case):
    draft = reflecting.proposed(aino, case)
    decide = address(case, "decide_reflection", draft.pk)

    shown = visiting(aino).get(decide).content.decode()
    refused = visiting(aino).post(decide, {"once": ""}).content.decode()

    assert "Whoever prepared a decision does not sign it." in shown
    assert "Whoever prepared a decision does not sign it." in refused
    assert rows(aino, ReflectionPeriod) == []


def test_the_second_of_two_deciders_reads_that_it_was_signed(veikko, aino, case, at):
    draft = reflecting.proposed(veikko, case)
    decide = address(case, "decide_reflection", draft.pk)
    browser = visiting(aino)
    seen = browser.get(decide).context["form"].seen
    decided(aino, case, draft)

    late, again = browser.post(decide, {"once": "", "seen": seen}), browser.post(decide, {"once": ""})

    assert "Somebody else changed this after you opened it." in late.content.decode()
    assert "This decision was signed already." in again.content.decode()
    assert len(rows(aino, ReflectionPeriod)) == 1


def test_a_manager_signs_with_a_delegation_for_this_very_kind(veikko, aino, marja, case):
    draft = reflecting.proposed(veikko, case)
    decide = address(case, "decide_reflection", draft.pk)
    deciding.delegated(aino, marja, EXTEND)

    shown = visiting(marja).get(decide).content.decode()
    deciding.delegated(aino, marja, draft.decision_kind)

    assert "You hold no delegation for this kind of decision today." in shown
    decided(marja, case, draft)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"unit": ""}, "Answer this: it is needed."),
        ({"told_on": (TODAY + DAY).isoformat()}, "The day is too late"),
        ({"told_on": (TODAY - DAY).isoformat()}, "The police are told after the decision was made."),
        ({"extent": ["secrets"]}, "Choose from the list."),
    ],
)
def test_a_disclosure_that_makes_no_sense_is_not_recorded(veikko, aino, case, words, sentence):
    period = reflecting.granted(veikko, aino, case)
    told = {"unit": "Unit of the day", "told_on": TODAY.isoformat()} | words

    answer = visiting(veikko).post(address(case, "tell_police", period.decision_id), told)

    assert sentence in answer.content.decode()
    assert rows(aino, Disclosure) == []


def test_once_told_the_page_says_so(veikko, aino, case, at):
    period = reflecting.granted(veikko, aino, case)
    tell = address(case, "tell_police", period.decision_id)
    words = {"unit": "Unit of the day", "told_on": TODAY.isoformat()}
    visiting(veikko).post(tell, words)

    shown = visiting(veikko).get(tell).content.decode()

    assert "were told of this decision already" in shown
    assert "Unit of the day" in shown
    assert tell.removeprefix(address(case)) in visiting(veikko).get(address(case)).content.decode()
    assert "were told of this decision already" in visiting(veikko).post(tell, words).content.decode()


def test_a_stranger_finds_none_of_these_pages(outi, veikko, aino, case):
    period = reflecting.granted(veikko, aino, case)
    draft = reflecting.proposed(veikko, case, kind=EXTEND)

    for where in (
        address(case, "propose_reflection", "grant"), address(case, "reflection_anew", "extend", draft.pk),
        address(case, "decide_reflection", draft.pk), address(case, "tell_police", period.decision_id),
    ):  # fmt: skip
        assert visiting(outi).get(where).status_code == 404
        assert visiting(outi).post(where, {"once": ""}).status_code == 404


def test_other_decisions_are_not_decided_or_told_here(veikko, aino, case):
    draft = reflecting.proposed(veikko, case)

    assert visiting(aino).get(address(case, "decide_reflection", case.decision_id)).status_code == 404
    assert visiting(veikko).get(address(case, "tell_police", draft.pk)).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Harkinta-aika", "Viimeinen päivä", "päivästä on myönnetty")),
        ("sv", ("Betänketid", "Sista dag", "har beviljats eller använts")),
        ("en", ("Reflection period", "Last day", "are granted or were used")),
    ],
)
def test_the_case_speaks_the_readers_language(veikko, aino, case, language, words):
    reflecting.granted(veikko, aino, case)

    page = visiting(veikko).get(address(case), headers={"accept-language": language}).content.decode()

    assert all(each in page for each in words)


def test_a_draft_of_a_reflection_period_on_the_desk_leads_to_its_case(veikko, aino, case):
    reflecting.proposed(veikko, case)

    assert address(case) in visiting(aino).get("/").content.decode()


def test_recovery_periods_of_older_law_are_shown_and_counted_for_nothing(veikko, aino, case):
    reflecting.recovered(case)

    page = visiting(veikko).get(address(case)).content.decode()

    assert "Recovery period (law before 2023)" in page
    assert "are granted or were used" not in page
    assert "Grant a reflection period" in page
