"""Pages of what happened: plain, without scripts, and silent to strangers."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.facts.terms import Coming, Reply, Set, What
from kajo.law.calendar import legal_day
from tests.factories import line
from tests.factories.people import visiting
from tests.factories.telling import asked, case_about, held, planned, told, told_of

TODAY = f"{legal_day(datetime.now(UTC)):%d.%m.%Y}"
pytestmark = pytest.mark.django_db


def page_of(about, name="story", **words):
    return reverse(f"facts:{name}", kwargs={"kind": about.kind, "key": about.key, **words})


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_referrals_page_leads_to_what_happened_and_the_form_records_it(mikko, about, referral):
    browser = visiting(mikko)
    assert page_of(about) in shown(browser, reverse("referrals:referral", args=[referral.pk]))

    sent = browser.post(
        page_of(about, "record", what=What.FORM), {"value": "labour", "is_main": "on", "from_on": "2024"}
    )

    story = shown(browser, page_of(about))
    assert sent.headers["Location"] == page_of(about)
    assert "Forced labour" in story
    assert "Main form" in story
    assert "The person told it, not weighed yet" in story


@pytest.mark.parametrize("what", What)
def test_every_kind_has_a_form_on_which_nothing_is_compulsory(mikko, about, what):
    browser, address = visiting(mikko), page_of(about, "record", what=what)
    assert "required" not in re.sub(r"(?s)<(head|script).*?</\1>", "", shown(browser, address))

    assert browser.post(address, {"answer": "did_not_want"}).status_code == 302
    assert "Did not want to tell" in shown(browser, page_of(about))


def test_an_empty_form_says_in_one_sentence_what_to_do_and_keeps_what_was_typed(mikko, about):
    answer = visiting(mikko).post(page_of(about, "record", what=What.FORM), {"from_on": "2999"})

    assert answer.status_code == 200
    assert "The day is too late" in answer.content.decode()
    assert 'value="2999"' in answer.content.decode()


def test_a_case_records_at_its_own_address_alone(veikko, case):
    browser, about = visiting(veikko), case_about(case)
    assert page_of(about) in shown(browser, reverse("cases:case", args=[case.pk]))
    assert browser.post(page_of(about, "record", what=What.FORM), {"value": "labour"}).status_code == 404

    address = reverse("cases:record_fact", kwargs={"key": case.pk, "what": What.FORM})
    assert address in shown(browser, page_of(about))
    sent = browser.post(address, {"value": "sexual", "is_main": "on"})

    assert sent.headers["Location"] == page_of(about)
    assert "Sexual exploitation" in shown(browser, reverse("cases:case", args=[case.pk]))


def test_a_correction_shows_what_stood_and_why(veikko, case):
    row = told_of(veikko, case, What.PLACE, "TH", from_on="2024-05", goes_on=True, source="document")
    browser = visiting(veikko)
    address = reverse("cases:correct_fact", kwargs={"key": case.pk, "statement": row.pk})
    form = shown(browser, address)
    assert 'value="TH" selected' in form
    assert 'value="5.2024"' in form
    assert browser.post(address, {"value": "FI"}).status_code == 200

    assert browser.post(address, {"value": "FI", "reason": "The paper says so."}).status_code == 302

    story = shown(browser, page_of(case_about(case)))
    assert "The paper says so." in story
    assert "Thailand" in story
    assert "Finland" in story
    assert browser.get(address).status_code == 404
    again = browser.post(address, {"value": "SE", "reason": "Pressed second."}).content.decode()
    assert "This was corrected already." in again
    assert "Pressed second." in again


def test_a_correction_on_a_referral_takes_it_back(mikko, about):
    row = told(mikko, about, What.AGE, "17")
    browser, address = visiting(mikko), page_of(about, "correct", statement=row.pk)
    assert 'value="17"' in shown(browser, address)

    assert browser.post(address, {"is_taken_back": "on", "reason": "Never said."}).status_code == 302

    assert "17 years" in shown(browser, page_of(about)).partition("What was corrected")[2]


def test_the_decider_sees_what_was_told_and_names_no_second_truth(mikko, aino, about, referral):
    told(mikko, about, What.FORM, "labour", is_main=True)
    told(mikko, about, What.PLACE, "FI")

    text = shown(visiting(aino), reverse("referrals:admit", args=[referral.pk]))

    assert 'name="main_form"' not in text
    assert 'name="exploited_in"' not in text
    assert "Forced labour" in text
    assert "In Finland" in text


def test_sheets_are_asked_and_read_again(mikko, about):
    browser = visiting(mikko)
    for kind in Set:
        form = shown(browser, page_of(about, "answer", sheets=kind))
        code = re.search(r'name="(\w+_\w+)" value="not_asked"', form)[1]
        assert "Draft: nobody has reviewed the wording" in form

        answer = browser.post(page_of(about, "answer", sheets=kind), {code: "yes", "version": "1", "note": f"N {kind}"})
        assert answer.status_code == 302

    addresses = re.findall(r'href="(/facts/referrals/[-\w]+/sheets/[-0-9a-f]{36}/)"', shown(browser, page_of(about)))
    assert len(addresses) == len(Set)
    assert all("Not asked" in shown(browser, each) and ">Yes<" in shown(browser, each) for each in addresses)


def test_an_interview_from_plan_to_record(mikko, about):
    browser = visiting(mikko)
    assert "Never press for detail" in shown(browser, page_of(about, "plan"))
    assert browser.post(page_of(about, "wish"), {"wanted": "not_this", "words": "Minh Example"}).status_code == 302

    plan = {"planned_at": f"{TODAY} 00.01", "venue": "The back door.", "interpreter": "MINH example"}
    refused = browser.post(page_of(about, "plan"), plan).content.decode()
    assert "does not want this interpreter" in refused
    assert "The back door." in refused
    assert browser.post(page_of(about, "plan"), plan | {"interpreter": "Anh Other"}).status_code == 302

    (address,) = set(
        re.findall(r'href="(/facts/referrals/[-\w]+/interviews/[-0-9a-f]{36}/)"', shown(browser, page_of(about)))
    )
    assert "The back door." in shown(browser, address)
    went = {"began_at": f"{TODAY} 00.02", "ended_at": f"{TODAY} 00.01", "outcome": "did_not_want"}
    assert "ends after it began" in browser.post(f"{address}hold/", went).content.decode()
    went |= {"began_at": f"{TODAY} 00.00", "ended_at": f"{TODAY} 00.01", "present": ["counsel"], "names": "Liisa"}
    assert browser.post(f"{address}hold/", went).status_code == 302
    text = shown(browser, address)
    assert "Did not want to tell" in text
    assert "Counsel" in text
    assert "Call off the interview" not in text


def test_an_interview_is_called_off_and_a_wish_ends(mikko, about):
    browser, talk = visiting(mikko), planned(mikko, about)
    address = page_of(about, "interview", interview=talk.pk)
    assert browser.post(f"{address}cancel/", {"because": "unsafe", "words": "He waits."}).status_code == 302
    assert "It would not be safe" in shown(browser, address)
    assert browser.post(f"{address}cancel/", {"because": "unsafe"}).status_code == 200

    browser.post(page_of(about, "wish"), {"wanted": "woman"})
    ending = re.search(r'action="(/facts/[^"]+/end/)"', shown(browser, page_of(about)))[1]
    assert browser.post(ending).status_code == 302
    assert "Only a woman" not in shown(browser, page_of(about))
    assert browser.post(ending).status_code == 404


def test_the_page_of_a_client_shows_what_is_safe_first(veikko, case):
    assert "Nobody has asked yet what is safe" in shown(visiting(veikko), page_of(case_about(case)))


def test_pages_say_nothing_of_anybody_in_titles_and_addresses(mikko, about):
    told(mikko, about, What.FORM, "sexual", note="Linh Example")
    talk = held(mikko, planned(mikko, about, Coming("Anh Other")))
    sheet = asked(mikko, about, drawn_debt=Reply.YES)
    browser = visiting(mikko)
    for address in (
        page_of(about), page_of(about, "interview", interview=talk.pk), page_of(about, "sheet", sheet=sheet.pk),
        page_of(about, "plan"), page_of(about, "record", what=What.MEANS),
    ):  # fmt: skip
        title = re.search(r"<title>(.*?)</title>", shown(browser, address))[1]
        assert title in {"What happened – Kajo", "Interview – Kajo", "Questions – Kajo"}
        assert not re.search(r"traffick|exploit|victim", address)


def test_a_stranger_gets_the_same_answer_as_for_nothing(outi, mikko, aino, veikko, about, case):
    talk, sheet = planned(mikko, about), asked(mikko, about, note="Said.")
    row = told(mikko, about)
    mine = told_of(veikko, case)
    browser = visiting(outi)
    for address in (
        page_of(about), page_of(about, "record", what=What.FORM), page_of(about, "correct", statement=row.pk),
        page_of(about, "answer", sheets=Set.ADULTS), page_of(about, "sheet", sheet=sheet.pk), page_of(about, "plan"),
        page_of(about, "wish"), page_of(about, "interview", interview=talk.pk),
        page_of(about, "hold", interview=talk.pk),
        page_of(about, "cancel", interview=talk.pk), page_of(case_about(case)),
        reverse("cases:record_fact", kwargs={"key": case.pk, "what": What.FORM}),
        reverse("cases:correct_fact", kwargs={"key": case.pk, "statement": mine.pk}),
    ):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert browser.get(page_of(case_about(line.admitted(mikko, aino, veikko)))).status_code == 404
