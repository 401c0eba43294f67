"""Pages of the advice line: found, asked, done, answered; and hidden from strangers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kajo.access.verbs import Verb
from kajo.contacts import queries
from kajo.contacts.models import Contact
from kajo.contacts.terms import Outcome, State
from kajo.referrals import queries as referrals
from kajo.referrals.models import Referral
from kajo.vault.models import new_id
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

CALL = {
    "note": "Wants to know about [[her brother]].",
    "danger": "no",
    "language": "so",
    "topic": "law",
    "caller": "person",
}
REFERRAL = {
    "need": "A safe place tonight.", "reach": "After six, by text", "whereabouts": "Example street 1",
    "is_urgent": "on", "age_band": "adult", "consent": "yes", "given_by": "person", "how": "spoken",
    "given_at": "1.11.2026 10.00", "consent_language": "so", "interpreter": "Service 12",
}  # fmt: skip


@pytest.fixture
def duty(mikko) -> Client:
    return visiting(mikko)


def shown(answer) -> str:
    return answer.content.decode()


def token(answer) -> str:
    found = re.search(r'name="once" value="([^"]+)"', shown(answer))
    assert found is not None
    return found[1]


def all_calls(actor):
    return watch.rows(actor, Contact, Verb.CONTACT_LIST)


def test_a_call_is_taken_with_the_note_first(duty):
    page = shown(duty.get("/calls/new/"))

    assert re.search(r"<textarea[^>]*name=\"note\"[^>]*autofocus", page)
    assert page.index('name="note"') < page.index('name="danger"') < page.index('name="language"')
    assert not re.search(r'name="(name|phone|number)"', page)


def test_advice_is_saved_with_one_press(duty, mikko):
    answer = duty.post("/calls/new/", CALL | {"outcome": "advice"})

    (call,) = all_calls(mikko)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/calls/{call.pk}/")
    page = shown(duty.get(f"/calls/{call.pk}/"))
    assert "<mark>" in page
    assert "Somali" in page


@pytest.mark.parametrize("outcome", ["silent", "hang_up", "wrong_number", "abusive"])
def test_a_call_in_which_nothing_was_asked_needs_one_press_and_no_words(duty, mikko, outcome):
    answer = duty.post("/calls/new/", {"danger": "unknown", "outcome": outcome})

    (found,) = queries.calls(mikko, None).lines
    assert (answer.headers["Location"], found.state, found.outcome) == ("/calls/", State.CLOSED, Outcome(outcome))


def test_a_call_may_go_on_as_a_referral(duty, mikko):
    answer = duty.post("/calls/new/", CALL | {"danger": "yes", "outcome": "refer"})
    page = shown(duty.get(answer.headers["Location"]))

    assert answer.headers["Location"] == f"/calls/{all_calls(mikko)[0].pk}/refer/"
    assert "Wants to know about [[her brother]]." in page
    assert re.search(r'name="is_urgent"[^>]*checked', page)
    assert re.search(r'id="id_need_helptext">[^<]*between \[\[ and \]\]', page)


def test_a_call_began_when_the_page_was_opened(duty, mikko):
    page = shown(duty.get("/calls/new/"))
    began = re.search(r'type="hidden" name="started_at" value="([^"]+)"', page)
    assert began

    duty.post("/calls/new/", CALL | {"outcome": "advice", "started_at": began[1]})
    duty.post("/calls/new/", CALL | {"outcome": "advice", "started_at": "1.1.1999 10.00"})

    found = queries.calls(mikko, None).lines
    assert all(each.started_at.year > 2000 for each in found)


def test_a_second_press_makes_no_second_call(duty, mikko):
    once = token(duty.get("/calls/new/"))

    answers = [duty.post("/calls/new/", CALL | {"outcome": "advice", "once": once}) for _ in range(2)]

    assert len(all_calls(mikko)) == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_taking_a_call_takes_ten_queries_at_most_however_many_there_are(duty, mikko):
    counts = []

    for more in (0, 20):
        for _ in range(more):
            line.called(mikko)
        once = token(duty.get("/calls/new/"))
        with watch.Counted() as asked:
            answer = duty.post("/calls/new/", CALL | {"outcome": "silent", "once": once})
        assert answer.status_code == 302
        counts.append(asked.queries)

    assert len(counts[0]) == len(counts[1]) <= 10, counts


def test_three_things_make_a_referral(duty, mikko):
    call = line.called(mikko)

    answer = duty.post(f"/calls/{call.pk}/refer/", REFERRAL | {"seen": "1"})

    (made,) = watch.rows(mikko, Referral, Verb.REFERRAL_LIST)
    assert answer.headers["Location"] == f"/referrals/{made.pk}/"
    found = referrals.referral(mikko, made.pk)
    assert (found.need, found.reach, found.is_urgent, found.has_whereabouts) == (
        "A safe place tonight.", "After six, by text", True, True,
    )  # fmt: skip
    (said,) = found.consents
    assert (said.is_given, said.how, said.language, said.interpreter) == (True, "spoken", "so", "Service 12")


def test_a_referral_needs_no_consent_name_age_or_paper_to_be_received(duty, mikko):
    call = line.called(mikko)
    bare = {"need": "Help.", "age_band": "unknown", "consent": "unasked", "given_by": "person", "how": "spoken"}

    answer = duty.post(f"/calls/{call.pk}/refer/", bare | {"given_at": "1.11.2026 10.00"})

    assert answer.status_code == 302
    page = shown(duty.get("/calls/new/")) + shown(duty.get(f"/calls/{line.called(mikko).pk}/refer/"))
    assert not re.search(r'name="[^"]*(citizen|permit|immigration|police|personal_code)[^"]*"', page)


def test_no_consent_is_kept_of_nobody_asked(duty, mikko):
    call = line.called(mikko)

    duty.post(f"/calls/{call.pk}/refer/", REFERRAL | {"consent": "unasked"})

    (made,) = watch.rows(mikko, Referral, Verb.REFERRAL_LIST)
    assert referrals.referral(mikko, made.pk).consents == ()


def test_a_late_writer_is_told_and_nothing_is_written(duty, mikko, at):
    call = line.called(mikko)
    duty.post(f"/calls/{call.pk}/close/", {"outcome": "advice"})

    answer = duty.post(f"/calls/{call.pk}/refer/", REFERRAL | {"seen": "1"})

    assert answer.status_code == 200
    assert "Somebody else changed this" in shown(answer)
    assert "A safe place tonight." in shown(answer)
    assert watch.rows(mikko, Referral, Verb.REFERRAL_LIST) == []


def test_an_open_call_is_closed_on_its_page(duty, mikko):
    call = line.called(mikko)

    answer = duty.post(f"/calls/{call.pk}/close/", {"outcome": "referred_on", "seen": "1"})

    assert answer.headers["Location"] == f"/calls/{call.pk}/"
    assert queries.call(mikko, call.pk).line.state == State.CLOSED


def test_the_list_goes_on_where_it_ended(duty, mikko, monkeypatch):
    monkeypatch.setattr("kajo.contacts.queries.calling.PAGE", 1)
    line.called(mikko)
    older = line.called(mikko)

    page = shown(duty.get("/calls/"))
    onward = re.search(r'href="(/calls/\?after=[^"]+)"', page)

    assert onward
    assert len(set(re.findall(r"/calls/[0-9a-f-]{36}/", page))) == 1
    assert str(older.pk) in page + shown(duty.get(onward[1].replace("&amp;", "&")))


WRONG = {
    "empty": ({"danger": ""}, "Answer this"),
    "NUL": (CALL | {"note": "He\x00ard"}, "cannot be stored"),
    "turned letters": (CALL | {"note": "abc\u202edef"}, "invisible mark"),
    "half a mark": (CALL | {"note": "about [[him"}, "does not end"),
    "too long": (CALL | {"note": "a" * 100_001}, "Write at most"),
    "no such language": (CALL | {"language": "xx"}, "Choose from the list"),
    "no such danger": (CALL | {"danger": "perhaps"}, "Choose from the list"),
    "no such outcome": (CALL | {"outcome": "married"}, "Choose from the list"),
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG.keys())
def test_bad_words_get_a_sentence_and_write_nothing(duty, mikko, facts):
    posted, sentence = facts

    answer = duty.post("/calls/new/", posted)

    assert answer.status_code == 200
    assert sentence in shown(answer)
    assert shown(answer).count("<title>Error:") == 1
    assert all_calls(mikko) == []


WRONG_REFERRALS = {
    "no need": ({"need": ""}, "Answer this"),
    "no such day": ({"given_at": "31.2.2026 10.00"}, "There is no day 31"),
    "no such time": ({"given_at": "1.11.2026 25.00"}, "There is no such time"),
    "far past": ({"given_at": "1.1.1950 10.00"}, "too early"),
    "future": ({"given_at": "1.11.2090 10.00"}, "not given in the future"),
    "NUL in a line": ({"reach": "a\x00b"}, "cannot be stored"),
    "two lines": ({"name": "Aino\nVeikko"}, "one line only"),
    "no such giver": ({"given_by": "neighbour"}, "Choose from the list"),
}


@pytest.mark.parametrize("facts", WRONG_REFERRALS.values(), ids=WRONG_REFERRALS.keys())
def test_bad_words_of_a_referral_get_a_sentence_and_write_nothing(duty, mikko, facts):
    wrong, sentence = facts
    call = line.called(mikko)

    answer = duty.post(f"/calls/{call.pk}/refer/", REFERRAL | {"reach": "After six", "seen": "1"} | wrong)

    assert answer.status_code == 200
    assert sentence in shown(answer)
    assert "Service 12" in shown(answer)
    assert watch.rows(mikko, Referral, Verb.REFERRAL_LIST) == []


def test_emoji_and_right_to_left_words_are_kept_as_they_are(duty, mikko):
    words = "هي تخاف 😟 – \u2067מחר\u2069"

    duty.post("/calls/new/", CALL | {"note": words, "outcome": "advice"})

    assert queries.call(mikko, all_calls(mikko)[0].pk).note == words


def test_ten_megabytes_are_refused_in_one_sentence(duty, mikko):
    answer = duty.post("/calls/new/", CALL | {"note": "a" * 10_000_000})

    assert (answer.status_code, "Write at most" in shown(answer)) == (200, True)
    assert all_calls(mikko) == []


@pytest.mark.parametrize("after", ["", "x", "2026_", "0001-01-01_zz", "\x00", "2026-11-23T10:00:00_" + "0" * 32])
def test_a_list_asked_for_a_senseless_place_begins_at_its_beginning(duty, mikko, after):
    line.called(mikko)

    assert "/calls/" in shown(duty.get("/calls/", {"after": after}))


def test_a_stranger_gets_the_same_page_for_hidden_and_for_none(mikko, outi):
    stranger = visiting(outi)
    call = line.called(mikko)

    for rest in ("", "close/", "refer/"):
        answers = [stranger.get(f"/calls/{key}/{rest}") for key in (call.pk, new_id())]
        posted = [
            stranger.post(f"/calls/{key}/{rest}", REFERRAL | {"outcome": "advice"}) for key in (call.pk, new_id())
        ]
        assert {each.status_code for each in answers} == {404}
        assert {each.status_code for each in posted} <= {404, 405}
        assert answers[0].content == answers[1].content


def test_nobody_who_takes_no_calls_gets_the_page(member):
    assert visiting(member("tove")).get("/calls/new/").status_code == 404
    assert visiting(member("tove")).get("/calls/").status_code == 404


def test_the_pages_say_nothing_of_a_person_in_their_title(duty, mikko):
    call = line.called(mikko)

    for path in ("/calls/", "/calls/new/", f"/calls/{call.pk}/", f"/calls/{call.pk}/refer/"):
        title = re.search(r"<title>(.*?)</title>", shown(duty.get(path)))
        assert title
        assert title[1] in {"Calls – Kajo", "New call – Kajo", "Call – Kajo", "New referral – Kajo"}
