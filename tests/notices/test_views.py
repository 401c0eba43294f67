"""Pages of messages that wait for somebody, and of how messages reach oneself."""

from __future__ import annotations

import pytest

from kajo.access.verbs import Verb
from kajo.accounts import queries as accounts
from kajo.bridges.carrying import Means
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.notices import actions, queries
from kajo.notices.models import Notice
from kajo.notices.terms import NoticeText, ToClient, ToStaff
from tests.factories import watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


def shown(answer) -> str:
    return answer.content.decode()


def edition(actor, notice) -> str:
    return str(queries.notice(actor, notice.pk).edition)


@pytest.fixture
def stuck(told, marja):
    return told(to=ToStaff(marja.id))


def test_a_manager_finds_what_did_not_get_through_and_why(marja, mikko, stuck):
    page = shown(visiting(marja).get("/messages/"))

    assert f'href="/messages/{stuck.pk}/"' in page
    assert "No number or address is noted for this." in page
    assert 'href="/messages/"' in shown(visiting(marja).get("/unattended/"))
    assert visiting(mikko).get("/messages/").status_code == 404
    assert [each.id for each in queries.undelivered(marja, None)[0]] == [stuck.pk]
    assert watch.last() == [("notice.list", "read")]


def test_a_page_of_a_message_shows_its_words_and_asks_of_a_wish_only_for_a_client(marja, stuck):
    browser = visiting(marja)
    page = shown(browser.get(f"/messages/{stuck.pk}/"))

    assert "Sinua odottaa kiireellinen asia. Kirjaudu sisään nyt." in page
    assert "<dt>Goes to</dt><dd><bdi>Marja</bdi></dd>" in page
    assert "is_wish_read" not in shown(browser.get(f"/messages/{stuck.pk}/redo/"))


def test_the_task_leads_to_the_message(marja, stuck):
    assert f'href="/messages/{stuck.pk}/"' in shown(visiting(marja).get("/tasks/"))


def test_a_message_is_given_up_with_a_reason(marja, stuck):
    browser, seen = visiting(marja), edition(marja, stuck)
    address = f"/messages/{stuck.pk}/give-up/"

    assert "This has to be put right" in shown(browser.post(address, {"seen": seen}))
    assert (
        browser.post(address, {"seen": seen, "because": "not_needed"}).headers["Location"] == f"/messages/{stuck.pk}/"
    )

    assert "It is not needed any more" in shown(browser.get(f"/messages/{stuck.pk}/"))
    assert queries.undelivered(marja, None)[0] == ()


def test_what_still_must_not_be_sent_says_so_beside_the_form(veikko, person, at):
    facts = {"channel": Channel.TEXT, "is_allowed": True, "value": "040 333 0000", "at": at}
    way = clients.wish_contact(veikko, person, wish="Only before noon.", **facts)
    notice = actions.tell(
        veikko, None, about=person, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
    )
    browser, seen = visiting(veikko), edition(veikko, notice)
    address = f"/messages/{notice.pk}/redo/"

    assert "Somebody must read them first" in shown(browser.post(address, {"seen": seen}))
    assert browser.post(address, {"seen": seen, "is_wish_read": "on"}).status_code == 302

    assert watch.rows(veikko, Notice, Verb.NOTICE_VIEW, pk=notice.pk)[0].state == "queued"


def test_the_page_of_a_message_names_no_client_to_whoever_may_not_see_them(veikko, mikko, hilla, person, way, at):
    notice = actions.tell(
        veikko, None, about=person, to=ToClient(way.pk), means=Means.VOICE, text=NoticeText.GET_IN_TOUCH, at=at
    )
    address = f"/messages/{notice.pk}/"

    assert f"/clients/{person.pk}/" in shown(visiting(veikko).get(address))
    assert str(person.pk) not in shown(visiting(mikko).get(address))
    assert visiting(hilla).get(address).status_code == 404


@pytest.mark.parametrize("number", ["12", "my number", "0401", "+358 40 123 4567 or so", "x" * 41])
def test_what_is_no_number_is_said_beside_the_field_and_kept(mikko, number):
    answer = visiting(mikko).post("/my-sign-in/reach/", {"text": number, "voice": "", "mail": ""})

    assert answer.status_code == 200
    assert number in shown(answer)
    assert accounts.own_reach(mikko, None) == {}


@pytest.mark.parametrize("who", ["aino", "mikko", "outi", "tove", "anna"])
def test_everybody_who_works_here_notes_how_messages_reach_them(member, who):
    actor = member(who)
    browser = visiting(actor)

    answer = browser.post("/my-sign-in/reach/", {"text": "040 110 0000", "voice": "", "mail": "a.b@example.org"})

    assert answer.headers["Location"] == "/my-sign-in/"
    assert accounts.own_reach(actor, None) == {Means.TEXT: "+358401100000", Means.MAIL: "a.b@example.org"}
    assert "+358401100000" in shown(browser.get("/my-sign-in/reach/"))
