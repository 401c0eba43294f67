"""Two people at the same record, the same form sent twice, a visit that ends in the middle of a sentence."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kajo.access.doors import acting
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Session
from kajo.accounts.terms import Ended
from tests.factories import leaving, line, telling
from tests.factories.people import PASSWORD, acting_as, code, hired, visiting
from tests.faults.forms import encoded, on_page
from tests.referrals.test_known import client, noted, signed

pytestmark = pytest.mark.django_db(transaction=True)

MET = "Somebody else changed this"
CALL = {"danger": "no", "language": "so", "outcome": "advice"}
AMENDED = {"age_band": "adult", "born_on": "1990", "is_in_finland": "yes", "referrer_kind": "lawyer"}
KEPT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
KEPT_LONG = re.compile(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', re.DOTALL)


def shown(answer) -> str:
    return answer.content.decode()


def said(answer) -> list[str]:
    """Give the sentences of the errors of a page."""
    return re.findall(r'<a href="#[^"]*">(.*?)</a>|class="field__error[^>]*>(.*?)</', shown(answer), re.DOTALL)


def opened(browser: Client, address: str) -> dict[str, str]:
    """Open a page and fill in its form: the one with the most fields."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return max(on_page(shown(answer), address), key=lambda form: len(form.fields)).filled()


def sent(browser: Client, address: str, words: dict[str, str]) -> Any:
    return browser.post(address, encoded(words), content_type="application/x-www-form-urlencoded")


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do several things at the same instant, each on a connection of its own."""
    barrier, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(number: int) -> None:
        try:
            barrier.wait(30)
            results[number] = deeds[number]()
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


# -- two people --

EDITED = {
    "referrals/{referral}/amend/": (AMENDED | {"need": "A doctor."}, AMENDED | {"need": "A lawyer."}),
    "cases/{case}/standing/": (
        {"municipality": "091", "asylum_seeker": "no", "temporary_protection": "no", "from_on": "1.5.2025"},
        {"municipality": "837", "asylum_seeker": "no", "temporary_protection": "no", "from_on": "2.5.2025"},
    ),
    "clients/{person}/contact/": (
        {"channel": "phone", "is_allowed": "no", "value": "12", "wish": "Never."},
        {"channel": "phone", "is_allowed": "no", "value": "12", "wish": "After six."},
    ),
}


@pytest.mark.parametrize("place", EDITED)
def test_of_two_who_edit_the_same_record_the_later_is_refused_and_told(mikko, aino, tables, place):
    case, chief = line.admitted(mikko, aino), hired("chief", Role.DIRECTOR)
    keys = {"referral": line.referred(mikko).pk, "case": case.pk, "person": case.person_id}
    address = "/" + place.format(**keys)
    first, second = visiting(aino), visiting(acting_as(chief))
    forms = [opened(browser, address) for browser in (first, second)]
    mine, later = EDITED[place]

    done = sent(first, address, forms[0] | mine)
    before = tables.counts()
    refused = sent(second, address, forms[1] | later)

    assert done.status_code == 302, said(done)
    assert (refused.status_code, MET in shown(refused)) == (200, True), said(refused)
    assert tables.counts() == before
    assert html.unescape(list(later.values())[-1]) in html.unescape(shown(refused))


def test_of_two_who_send_at_the_same_instant_one_is_refused_and_told(mikko, aino):
    referral = line.referred(mikko)
    address = f"/referrals/{referral.pk}/amend/"
    browsers = [visiting(mikko), visiting(aino)]
    forms = [opened(browser, address) | AMENDED | {"need": f"Need {n}."} for n, browser in enumerate(browsers)]

    answers = at_once(*(lambda b=b, f=f: sent(b, address, f) for b, f in zip(browsers, forms, strict=True)))

    assert sorted(each.status_code for each in answers) == [200, 302], [said(each) for each in answers]
    winner = [each.status_code for each in answers].index(302)
    assert MET in shown(answers[1 - winner])
    page = shown(browsers[0].get(f"/referrals/{referral.pk}/"))
    assert (f"Need {winner}." in page, f"Need {1 - winner}." in page) == (True, False)


def test_a_call_is_closed_or_referred_never_both(mikko, aino, tables):
    call = line.called(mikko)
    browsers = [visiting(mikko), visiting(aino)]
    refer = opened(browsers[0], f"/calls/{call.pk}/refer/") | {"need": "A bed."}
    close = opened(browsers[1], f"/calls/{call.pk}/") | {"outcome": "advice"}

    answers = at_once(
        lambda: sent(browsers[0], f"/calls/{call.pk}/refer/", refer),
        lambda: sent(browsers[1], f"/calls/{call.pk}/close/", close),
    )

    assert sorted(each.status_code for each in answers) == [200, 302], [said(each) for each in answers]
    made = tables.counts()["public.referrals_referral"]
    assert made == (1 if answers[0].status_code == 302 else 0)


# -- twice --


@pytest.mark.parametrize("times", [2, 5])
def test_sent_twice_or_more_at_the_same_instant_makes_one(mikko, tables, times):
    browser = visiting(mikko)
    words = opened(browser, "/calls/new/") | CALL | {"note": "Once."}
    browsers = [Client() for _ in range(times)]
    for each in browsers:
        each.cookies = browser.cookies.copy()

    answers = at_once(*(lambda each=each: sent(each, "/calls/new/", words) for each in browsers))

    assert {each.status_code for each in answers} == {302}
    assert len({each.headers["Location"] for each in answers}) == 1
    counts = tables.counts()
    assert (counts["public.contacts_contact"], counts["public.access_once"]) == (1, 1)


def test_two_presses_make_one_referral_and_lead_to_it(mikko, tables):
    browser, call = visiting(mikko), line.called(mikko)
    words = opened(browser, f"/calls/{call.pk}/refer/") | {"need": "A bed."}

    answers = [sent(browser, f"/calls/{call.pk}/refer/", words) for _ in range(2)]

    assert {each.headers["Location"] for each in answers} == {answers[0].headers["Location"]}
    assert tables.counts()["public.referrals_referral"] == 1


def test_two_who_admit_at_the_same_instant_open_one_case(mikko, aino, tables):
    from kajo.referrals import actions

    referral = line.referred(mikko)
    actions.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en",
                    at=datetime.now(UTC))  # fmt: skip
    address = f"/referrals/{referral.pk}/admit/"
    browsers = [visiting(aino), visiting(aino)]
    forms = [opened(each, address) for each in browsers]

    answers = at_once(*(lambda b=b, f=f: sent(b, address, f) for b, f in zip(browsers, forms, strict=True)))

    assert sorted(each.status_code for each in answers) == [200, 302], [said(each) for each in answers]
    counts = tables.counts()
    assert (counts["public.cases_case"], counts["public.decisions_decision"]) == (1, 1)


def test_of_two_main_forms_of_one_person_at_the_same_instant_the_later_is_refused_and_keeps_what_was_typed(
    mikko, aino, veikko, tables, at
):
    former = client(mikko, aino, veikko, at)
    leaving.removed(veikko, aino, former, at)
    present = signed(mikko, aino, veikko, noted(mikko, at), at, person=former.person_id)
    address, browser = f"/cases/{present.pk}/facts/form/", visiting(veikko)
    words = {"value": "sexual", "is_main": "on", "note": "She said it twice."}
    answers: list[Any] = []

    def send() -> None:
        try:
            answers.append(sent(browser, address, words))
        finally:
            connection.close()

    later = threading.Thread(target=send)
    with acting(aino, Verb.FACT_RECORD):
        telling.told_of(aino, former, is_main=True)
        later.start()
        tables.wait_for_a_waiting_one()
    later.join(60)

    (refused,) = answers
    assert refused.status_code == 200
    assert "Somebody else recorded a main form at the same moment." in html.unescape(shown(refused))
    assert "She said it twice." in shown(refused)
    counts = "select about, is_main from facts_statement where superseded_at is null"
    assert tables.administrator.execute(counts).fetchall() == [(former.pk, True)]
    assert sent(browser, address, words).status_code == 302
    assert sorted(tables.administrator.execute(counts).fetchall()) == sorted([(former.pk, False), (present.pk, True)])


# -- in the middle of a sentence --


def _ended(how: str) -> None:
    at = datetime.now(UTC)
    live = Session.objects.filter(ended_at=None, login__isnull=False)
    live.update(ended_at=at, ended_because=str(Ended.IDLE)) if how == "ended" else live.update(until_at=at)


@pytest.mark.parametrize("how", ["ended", "the hours are over"])
def test_a_visit_that_ends_in_the_middle_of_a_sentence_loses_no_word(tables, how):
    hired("maija", Role.DUTY_OFFICER)
    browser = Client()
    signed_in(browser)
    note = "She whispers: do not ring back.\nHe is at the door, älä soita «takaisin»."
    words = opened(browser, "/calls/new/") | CALL | {"note": note}
    _ended(how)

    away = sent(browser, "/calls/new/", words)
    kept = signed_in(browser, away.headers["Location"], steps=1)
    fields = [*KEPT.findall(shown(kept)), *KEPT_LONG.findall(shown(kept))]
    back = sent(browser, "/calls/new/", dict(fields))
    again = on_page(shown(back), "/calls/new/")
    done = sent(browser, "/calls/new/", max(again, key=lambda form: len(form.fields)).filled() | CALL)

    assert away.status_code == 302
    assert away.headers["Location"].startswith("/sign-in/?")
    assert "do not ring back" in shown(kept)
    assert back.status_code == 200
    assert "He is at the door, älä soita «takaisin»." in shown(back)
    assert done.status_code == 302
    assert "He is at the door" in shown(browser.get(done.headers["Location"]))
    assert (tables.counts()["public.contacts_contact"], tables.holding("do not ring back")) == (1, [])


def signed_in(browser: Client, address: str = "/sign-in/", steps: int = 0) -> Any:
    """Sign in with password and code; give the page it leads to."""
    browser.get(address)
    asked = browser.post(address, {"login": "maija", "password": PASSWORD})
    assert asked.status_code == 302, shown(asked)[-800:]
    answer = browser.post(asked.headers["Location"], {"code": code(steps)}, follow=True)
    assert answer.status_code == 200
    return answer
