"""Pages of referrals: found, asked, done, answered; and hidden from strangers."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.decisions.models import Decision
from kajo.referrals import actions, queries
from kajo.referrals.models import Referral
from kajo.referrals.terms import Agreed, State, Told
from kajo.vault.models import new_id
from tests.factories import line, watch
from tests.factories.people import acting_as, code, confirmed, hired, visiting

pytestmark = pytest.mark.django_db

AMENDED = {
    "need": "A doctor.", "reach": "After six", "age_band": "adult", "name": "Linh", "language": "vi",
    "is_in_finland": "yes", "referrer_kind": "lawyer", "account": "Came in May.", "is_urgent": "on",
}  # fmt: skip
CONSENT = {
    "item": "contact",
    "is_given": "yes",
    "given_by": "person",
    "how": "spoken",
    "given_at": "1.11.2026 10.00",
    "language": "vi",
}
DRAFT = {
    "found": ["in_finland", "may_be_victim", "needs_assistance"], "ground": "35.1", "reasons": "Kept and worked.",
    "language": "sv", "explained_in": "en",
}  # fmt: skip
PAGES = ("", "amend/", "consent/", "where/", "assign/", "assess/", "supplement/", "propose/", "admit/")


@pytest.fixture
def duty(mikko) -> Client:
    return visiting(mikko)


@pytest.fixture
def director(aino) -> Client:
    return visiting(aino)


def shown(answer) -> str:
    return answer.content.decode()


def received(actor, at, *, is_urgent=True, consent=True, **facts):
    agreed = Agreed("person", is_given=True, given_at=at) if consent else None
    told = {"age_band": "adult", "need": "A bed.", "reach": "By text."} | facts
    return actions.receive(actor, None, told=Told(**told), is_urgent=is_urgent, agreed=agreed, at=at)


def proposed(actor, referral, at):
    return actions.propose(
        actor, referral, ground="35.1", reasons="Kept and worked.", language="fi", explained_in="en", at=at
    )


def state(actor, referral) -> str:
    return queries.referral(actor, referral.pk).state


def test_the_queue_shows_age_urgency_and_what_is_missing(duty, mikko, at):
    received(mikko, at - timedelta(days=2), consent=False)

    page = shown(duty.get("/referrals/"))

    assert "Has waited 2 days" in page
    assert "Urgent" in page
    assert "the person&#x27;s consent" in page


def test_the_queue_goes_on_by_its_link(duty, mikko, at):
    for each in range(26):
        received(mikko, at - timedelta(minutes=each))

    page = shown(duty.get("/referrals/"))
    onward = re.search(r'href="(/referrals/\?after=[^"]+)"', page)

    assert onward
    assert len(set(re.findall(r"/referrals/[0-9a-f-]{36}/", page))) == 25
    rest = shown(duty.get(onward[1].replace("&amp;", "&")))
    assert len(set(re.findall(r"/referrals/[0-9a-f-]{36}/", rest))) == 1


@pytest.mark.parametrize("after", ["x", "1_", "1_2026-11-23_x", "9_0001-01-01T00:00:00+00:00_" + "f" * 32, "\x00_\x00"])
def test_a_queue_asked_for_a_senseless_place_answers(duty, mikko, at, after):
    received(mikko, at)

    assert duty.get("/referrals/", {"after": after}).status_code == 200


def test_the_page_tells_everything_but_where(duty, mikko, at):
    referral = received(
        mikko, at, whereabouts="Secret street 1", account="Came in May. [[The manager]] took the papers."
    )

    page = shown(duty.get(f"/referrals/{referral.pk}/"))

    assert "Secret street" not in page
    assert "‹sealed›" in page
    assert re.search(r"<mark>.*The manager.*</mark>", page)
    assert "Administrative Procedure Act 434/2003" in page


def test_where_is_shown_only_after_a_fresh_second_factor_for_this_referral(duty, mikko, at):
    referral = received(mikko, at, whereabouts="Secret street 1")
    other = visiting(mikko, **confirmed("referral.reveal", str(received(mikko, at).pk)))
    address = f"/referrals/{referral.pk}/where/"

    answers = [each.post(address, {"why": "danger"}) for each in (duty, other)]

    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, "/step-up/")] * 2
    assert watch.last() == [("referral.reveal", "refused")]


def test_where_is_shown_once_for_a_reason_and_not_stored_in_the_browser(mikko, at):
    referral = received(mikko, at, whereabouts="Secret street 1")
    address = f"/referrals/{referral.pk}/where/"
    duty = visiting(mikko, **confirmed("referral.reveal", str(referral.pk)))

    without = duty.post(address, {})
    answer = duty.post(address, {"why": "danger"})

    assert "Secret street" not in shown(without)
    assert "Answer this" in shown(without)
    assert "Secret street 1" in shown(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert duty.get(address).status_code == 405
    assert watch.events()[-1].reason == "danger"


def test_a_referral_by_letter_is_received_and_its_birth_tells_the_age(duty, mikko):
    answer = duty.post(
        "/referrals/new/",
        AMENDED | {"path": "letter", "arrived_at": "1.11.2026 10.00", "age_band": "unknown", "born_on": "5.1990"},
    )

    (made,) = watch.rows(mikko, Referral, Verb.REFERRAL_LIST)
    assert answer.headers["Location"] == f"/referrals/{made.pk}/"
    assert (made.path, made.age_band, made.referrer_kind) == ("letter", "adult", "lawyer")


def test_what_is_told_later_is_amended_with_the_old_words_in_the_form(duty, mikko, at):
    referral = received(mikko, at, born_on="1990-05", whereabouts="Secret street 1")
    page = shown(duty.get(f"/referrals/{referral.pk}/amend/"))
    assert re.search(r'id="id_need_helptext">[^<]*between \[\[ and \]\]', page)
    assert 'value="5.1990"' in page
    assert "A bed." in page
    assert "Secret street" not in page

    duty.post(f"/referrals/{referral.pk}/amend/", AMENDED | {"seen": "2"})

    found = queries.referral(mikko, referral.pk)
    assert (found.need, found.name, found.is_in_finland, found.has_whereabouts) == ("A doctor.", "Linh", True, True)


def test_consent_by_word_of_mouth_is_recorded_on_the_page(duty, mikko, at):
    referral = received(mikko, at, consent=False)

    answer = duty.post(f"/referrals/{referral.pk}/consent/", CONSENT)

    assert answer.headers["Location"] == f"/referrals/{referral.pk}/"
    assert "agreed" in shown(duty.get(f"/referrals/{referral.pk}/"))


def test_two_presses_record_one_consent(duty, mikko, at):
    referral = received(mikko, at, consent=False)
    page = shown(duty.get(f"/referrals/{referral.pk}/consent/"))
    once = re.search(r'action=""|name="once" value="([^"]+)"', page)
    assert once

    for _ in range(2):
        duty.post(f"/referrals/{referral.pk}/consent/", CONSENT | {"once": once[1]})

    assert len(queries.referral(mikko, referral.pk).consents) == 1


def test_a_manager_gives_the_referral_to_a_case_worker(mikko, marja, veikko, at):
    referral = received(mikko, at)
    manager = visiting(marja)
    assert "Veikko" in shown(manager.get(f"/referrals/{referral.pk}/assign/"))

    answer = manager.post(f"/referrals/{referral.pk}/assign/", {"worker": str(veikko.id)})

    assert answer.status_code == 302
    assert visiting(veikko).get(f"/referrals/{referral.pk}/").status_code == 200


def test_somebody_who_is_no_worker_is_not_on_the_list(mikko, marja, at):
    referral = received(mikko, at)

    answer = visiting(marja).post(f"/referrals/{referral.pk}/assign/", {"worker": str(mikko.id)})

    assert "Choose from the list" in shown(answer)


def test_assessing_begins_with_a_press(duty, mikko, at):
    referral = received(mikko, at)

    duty.post(f"/referrals/{referral.pk}/assess/", {"seen": "2"})
    again = duty.post(f"/referrals/{referral.pk}/assess/", {})

    assert state(mikko, referral) == State.ASSESSING
    assert (again.status_code, "already moved on" in shown(again)) == (200, True)


def test_more_is_asked_for_until_a_day(duty, mikko, at):
    referral = received(mikko, at)
    until = (at + timedelta(days=9)).strftime("%d.%m.%Y")

    answer = duty.post(f"/referrals/{referral.pk}/supplement/", {"wanted": ["age"], "until_on": until, "seen": "2"})

    assert answer.status_code == 302
    assert state(mikko, referral) == State.SUPPLEMENT_ASKED


def test_the_grounds_are_looked_at_without_losing_a_word(duty, mikko, at):
    referral = received(mikko, at)

    look = duty.post(f"/referrals/{referral.pk}/propose/", DRAFT | {"ground": "", "look": "1"})

    page = shown(look)
    assert look.status_code == 200
    assert "shall be admitted" in page
    assert "Reception Act 746/2011, s. 35(1)" in page
    assert "Kept and worked." in page
    assert 'value="35.2"' not in page
    assert "Error:" not in page
    assert watch.rows(mikko, Decision, Verb.DECISION_VIEW) == []


def test_a_ground_that_the_facts_do_not_open_is_refused_with_the_rules_reason(duty, mikko, at):
    referral = received(mikko, at)

    answer = duty.post(f"/referrals/{referral.pk}/propose/", DRAFT | {"found": ["may_be_victim"]})

    assert "The person is not in Finland." in shown(answer)
    assert watch.rows(mikko, Decision, Verb.DECISION_VIEW) == []


def test_a_draft_is_prepared_by_one_and_signed_by_another(duty, director, mikko, aino, veikko, at):
    referral = received(mikko, at)
    assert duty.post(f"/referrals/{referral.pk}/propose/", DRAFT | {"seen": "2"}).status_code == 302
    read = shown(director.get(f"/referrals/{referral.pk}/admit/"))
    assert "Kept and worked." in read

    words = {"worker": str(veikko.id), "main_form": "labour"}
    answer = director.post(f"/referrals/{referral.pk}/admit/", words, follow=True)

    assert "Admission and identification as a victim" in shown(answer)
    assert answer.request["PATH_INFO"].startswith("/cases/"), "the decider goes on from the case"
    assert state(aino, referral) == State.ADMITTED


def test_a_draft_is_written_anew_with_its_old_words_in_the_form(duty, mikko, at):
    referral = received(mikko, at)
    proposed(mikko, referral, at)
    page = shown(duty.get(f"/referrals/{referral.pk}/propose/"))
    assert "Kept and worked." in page
    assert re.search(r'value="35.1"[^>]*checked', page)

    duty.post(f"/referrals/{referral.pk}/propose/", DRAFT | {"reasons": "Better words."})

    assert "Better words." in shown(duty.get(f"/referrals/{referral.pk}/"))


def test_an_admission_without_the_consent_that_is_needed_says_why(duty, director, mikko, aino, at):
    referral = received(mikko, at, consent=False)
    proposed(mikko, referral, at)

    page = shown(director.get(f"/referrals/{referral.pk}/"))
    answer = director.post(f"/referrals/{referral.pk}/admit/", {})

    sentence = "own consent is not recorded yet"
    assert re.search(rf"disabled.*?{sentence}", page, re.DOTALL)
    assert sentence in shown(answer)
    assert state(aino, referral) == State.RECEIVED


def test_alone_the_director_confirms_with_a_fresh_factor_and_the_text_is_kept(mikko, at):
    chief = acting_as(hired("chief", Role.DIRECTOR))
    director = visiting(chief)
    referral = received(mikko, at)
    address = f"/referrals/{referral.pk}/admit/"
    once = re.search(r'name="once" value="([^"]+)"', shown(director.get(address)))
    assert once

    asked = director.post(address, DRAFT | {"alone_reason": "Nobody else tonight.", "once": once[1], "seen": "2"})
    confirmed = director.post(asked.headers["Location"], {"code": code()})
    kept = shown(director.get(confirmed.headers["Location"]))
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', kept)
    words = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', kept, re.DOTALL)
    done = director.post(address, urlencode([*fields, *words]), content_type="application/x-www-form-urlencoded")

    assert asked.headers["Location"] == "/step-up/"
    assert "Nobody else tonight." in kept
    assert done.status_code == 302
    assert state(chief, referral) == State.ADMITTED


def test_alone_and_not_urgent_is_refused_before_anything_is_asked(director, mikko, aino, at):
    referral = received(mikko, at, is_urgent=False)

    answer = director.post(f"/referrals/{referral.pk}/admit/", DRAFT | {"alone_reason": "In a hurry."})

    assert answer.status_code == 200
    assert "does not sign it" in shown(answer)
    assert state(aino, referral) == State.RECEIVED


def test_a_late_writer_is_told_and_keeps_the_words(duty, mikko, at):
    referral = received(mikko, at)
    duty.post(f"/referrals/{referral.pk}/amend/", AMENDED | {"seen": "2"})

    answer = duty.post(f"/referrals/{referral.pk}/amend/", AMENDED | {"need": "Something else.", "seen": "2"})

    assert "Somebody else changed this" in shown(answer)
    assert "Something else." in shown(answer)
    assert queries.referral(mikko, referral.pk).need == "A doctor."


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_gets_the_same_page_for_hidden_and_for_none(mikko, outi, at, path):
    stranger = visiting(outi)
    referral = received(mikko, at)

    got = [stranger.get(f"/referrals/{key}/{path}") for key in (referral.pk, new_id())]
    posted = [stranger.post(f"/referrals/{key}/{path}", AMENDED | CONSENT | DRAFT) for key in (referral.pk, new_id())]

    assert {each.status_code for each in got} <= {404, 405}
    assert {each.status_code for each in posted} <= {404, 405}
    assert got[0].content == got[1].content
    assert not {each.status_code for each in (*got, *posted)} <= {405}


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [("marja", "", 200), ("marja", "amend/", 404), ("marja", "admit/", 200), ("marja", "assign/", 200),
     ("mikko", "admit/", 404), ("mikko", "assign/", 404), ("aino", "admit/", 200), ("tove", "", 404)],
)  # fmt: skip
def test_each_page_is_for_whom_the_matrix_says(member, mikko, at, name, path, status):
    referral = received(mikko, at)

    assert visiting(member(name)).get(f"/referrals/{referral.pk}/{path}").status_code == status


def test_titles_say_nothing_of_a_person(duty, mikko, at):
    referral = received(mikko, at, name="Linh Example")

    for path in ("", "amend/", "consent/", "supplement/", "propose/"):
        title = re.search(r"<title>(.*?)</title>", shown(duty.get(f"/referrals/{referral.pk}/{path}")))
        assert title
        assert title[1] in {"Referral – Kajo", "Consent – Kajo"}


def test_a_part_of_a_page_is_given_to_htmx_alone(duty, mikko, at):
    referral = received(mikko, at)

    part = shown(duty.get(f"/referrals/{referral.pk}/propose/", headers={"HX-Request": "true"}))

    assert "<html" not in part
    assert 'id="form"' in part


def test_the_line_leads_from_a_call_to_an_admission(duty, director, mikko, at):
    call = line.called(mikko)
    told = {"need": "A bed.", "reach": "By text", "age_band": "adult", "is_urgent": "on"}
    consent = {"consent": "yes", "given_by": "person", "how": "spoken", "given_at": "1.11.2026 10.00"}
    made = duty.post(f"/calls/{call.pk}/refer/", told | consent).headers["Location"]
    duty.post(made + "propose/", DRAFT)

    answer = director.post(made + "admit/", {"worker": ""})

    assert answer.status_code == 302
    assert "Admitted" in shown(director.get(made))
