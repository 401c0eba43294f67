"""What the outside may rely on: the telephone exchange's events, and how each broken one is answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.contacts import actions
from kajo.contacts.models import Ring
from kajo.contacts.terms import Ringing
from tests.factories import ringing, watch
from tests.factories.ringing import event, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trunk():
    return ringing.demo_trunk()


@pytest.fixture
def rings(mikko):
    return lambda: watch.rows(mikko, Ring, Verb.RING_VIEW)


def test_a_call_from_its_first_ring_to_its_end(rings, mikko):
    for kind, more in (
        ("newCall", {"queue": "line", "user": ["Nobody Known"]}),
        ("answer", {"answeringNumber": "mikko"}),
        ("hangup", {"cause": "normalClearing"}),
    ):
        answer = post(event(kind, **more))
        assert (answer.status_code, answer.json()) == (200, {})

    (ring,) = rings()
    assert (ring.state, ring.queue, ring.cause, ring.answered_by_id) == (
        Ringing.OVER, "line", "normalClearing", mikko.id,
    )  # fmt: skip
    assert ring.rung_at <= ring.answered_at <= ring.ended_at
    assert ring.number is None


@pytest.mark.parametrize(
    "body",
    [
        urlencode(event()).encode(),
        urlencode({**event(), "user[]": ["A", "B"]}, doseq=True).encode(),
        urlencode({**event(), "foo": ["1", "2"]}, doseq=True).encode(),
    ],
)
def test_a_form_is_taken_too(rings, body):
    assert post(body, content_type="application/x-www-form-urlencoded").status_code == 200
    assert len(rings()) == 1


def test_a_form_of_parts_is_taken_too(rings):
    assert Client().post("/cti/demo-trunk", event()).json() == {}
    assert len(rings()) == 1


NOT_A_TEXT = [None, 7, 1.5, True, [], {}, ["x"], "", " ", "x" * 65, "a\0b", "a\nb", "\ud800"]
BROKEN = [
    *[("from", value) for value in NOT_A_TEXT],
    *[("to", value) for value in NOT_A_TEXT],
    *[("callId", value) for value in [None, 7, 1.5, True, [], {}, "", " ", "x" * 201, "a\0b", "\ud800"]],
    *[("direction", value) for value in [None, "", "IN", "both", 1, ["in"], {}]],
    *[("event", value) for value in [None, "", "newcall", "NEWCALL", "dial", 1, ["newCall"], {}, "newCall\0"]],
    *[("user", value) for value in [7, True, {}, [7], [[]], ["a\0"], ["x"] * 21, "x" * 65]],
    *[("queue", value) for value in [7, True, {}, ["x"], "x" * 65, "a\0b"]],
]


@pytest.mark.parametrize(("name", "value"), BROKEN, ids=lambda each: repr(each)[:30])
def test_a_missing_or_wrong_field_is_answered_with_a_sentence(rings, name, value):
    answer = post({**event(), name: value})

    assert answer.status_code == 422
    assert name in answer.json()["error"]
    assert answer.json()["error"].endswith(".")
    assert rings() == []


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        *[("hangup", "cause", value) for value in [None, "", "NormalClearing", "16", 16, ["busy"], {}]],
        *[("hangup", "answeringNumber", value) for value in [7, ["x"], {}, "x" * 65, "a\0b"]],
        *[("answer", "answeringNumber", value) for value in [7, True, ["x"], {}, "x" * 65, "a\0b"]],
    ],
)
def test_the_own_fields_of_later_events_are_looked_at_too(rings, kind, name, value):
    answer = post({**event(kind), name: value})

    assert answer.status_code == 422
    assert name in answer.json()["error"]
    assert rings() == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b" ", b"{", b"null", b"true", b"7", b'"newCall"', b"[]", b"{}", b"NaN", b"\xff\xfe", b"\0",
        json.dumps([event()]).encode(), json.dumps(event()).encode()[:-1], json.dumps(event()).encode() + b"x",
        b'{"callId": NaN}', b'{"callId": ' + b"9" * 9000 + b"}", b"[" * 16_000, b'{"a":' * 3000,
        b'{"callId": "a", "callId": "b"}', urlencode(event()).encode(), json.dumps(event()).encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_event_is_answered_with_a_sentence(rings, body):
    answer = post(body)

    assert answer.status_code == 422
    assert answer.json()["error"]
    assert rings() == []


@pytest.mark.parametrize(
    "body", [b"", b"event=newCall", b"%ff=%ff", urlencode({**event(), "from": ["1", "2"]}, doseq=True).encode(),
             urlencode({**event(), "user": "a", "user[]": "b"}).encode(), urlencode({**event(), "to": "a\0"}).encode()]
)  # fmt: skip
def test_a_broken_form_is_answered_with_a_sentence(rings, body):
    answer = post(body, content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, rings()) == (422, [])


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain"])
def test_a_body_that_is_not_what_it_says(rings, kind):
    assert post(b"--y\r\nrubbish", content_type=kind).status_code == 422
    assert rings() == []


def test_a_body_above_16_kb_is_not_read(rings):
    fits = json.dumps(event(more="x" * 16_000)).encode().ljust(16 * 1024)
    assert post(fits).status_code == 200
    assert post(fits + b" ").status_code == 413
    assert post(fits + b" ", token="other").status_code == 413


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_other_methods_are_not_offered(method):
    assert getattr(Client(), method)("/cti/demo-trunk").status_code == 405


@pytest.mark.parametrize("token", ["demo-trunk2", "Demo-Trunk", "demo", "x" * 500, "%00", "ä"])
def test_a_wrong_token_is_answered_with_401_whatever_the_body(rings, token):
    for body in (event(), b"{", event(callId=7)):
        assert post(body, token=token).status_code == 401
    assert rings() == []


def test_unknown_fields_are_left_out(rings):
    assert post(event(note="x", name="Somebody", nested={"a": [1]})).status_code == 200
    assert len(rings()) == 1


@pytest.mark.parametrize("withheld", ["anonymous", "Anonymous", "unknown", "private", "restricted"])
def test_a_withheld_number_is_none(rings, withheld):
    post(event(from_=withheld))

    (ring,) = rings()
    assert (ring.is_withheld, ring.number) == (True, None)


def test_a_token_that_was_ended_is_wrong(rings, at):
    actions.end_trunk(CONSOLE, None, name="demo-trunk", at=at)

    assert post(event()).status_code == 401
    assert rings() == []


def test_the_demonstrations_trunk_is_none_where_nothing_is_demonstrated(rings, settings):
    settings.DEMO = False

    assert post(event()).status_code == 401
    assert rings() == []


@pytest.mark.parametrize(("age", "status"), [(0, 200), (299, 200), (301, 401), (3600, 401), (-299, 200), (-305, 401)])
def test_a_signature_holds_for_five_minutes(age, status):
    given = ringing.signed_trunk()
    body = json.dumps(event()).encode()
    signed = {"Kajo-Signature": ringing.signature(body, given.signing_key, age=age)}

    assert post(body, given.token, **signed).status_code == status


@pytest.mark.parametrize(
    "broken",
    [
        lambda _signed: "", lambda _signed: "x", lambda signed: signed.replace("v1=", "v2="),
        lambda signed: signed[:-1], lambda signed: signed.replace("t=", "t=0"), lambda signed: signed.split(",")[0],
        lambda signed: signed[:-4] + ("0000" if not signed.endswith("0000") else "1111"),
    ],
)  # fmt: skip
def test_a_trunk_with_a_key_must_sign(rings, broken):
    given = ringing.signed_trunk()
    body = json.dumps(event()).encode()

    answer = post(body, given.token, **{"Kajo-Signature": broken(ringing.signature(body, given.signing_key))})

    assert answer.status_code == 401
    assert rings() == []


def test_a_signature_is_of_this_body_and_this_key(rings):
    given, other = ringing.signed_trunk(), ringing.signed_trunk("other")
    body = json.dumps(event()).encode()

    assert post(body, given.token).status_code == 401
    for signed in (ringing.signature(body + b" ", given.signing_key), ringing.signature(body, other.signing_key)):
        assert post(body, given.token, **{"Kajo-Signature": signed}).status_code == 401
    assert rings() == []


def test_during_a_change_both_tokens_hold_each_with_its_key(at):
    first = ringing.signed_trunk()
    until = at + timedelta(hours=1)
    second = actions.rotate_trunk(CONSOLE, None, name="signing", former_until=until, at=at)
    body = json.dumps(event()).encode()

    def told(given, key):
        return post(body, given.token, **{"Kajo-Signature": ringing.signature(body, key)}).status_code

    assert [told(first, first.signing_key), told(second, second.signing_key)] == [200, 200]
    assert [told(first, second.signing_key), told(second, first.signing_key)] == [401, 401]
    third = actions.rotate_trunk(CONSOLE, None, name="signing", former_until=datetime.now(UTC), at=at)
    assert [told(each, each.signing_key) for each in (first, second, third)] == [401, 401, 200]


def test_the_answer_carries_all_headers():
    from tests.access.judging import without

    for answer in (post(event()), post(b"{"), post(event(), token="no"), Client().get("/cti/demo-trunk")):
        assert without(answer.headers, "staff") == []
        assert "Set-Cookie" not in answer.headers
