"""Whatever the exchange tells, in whatever order: a call is one row, and its number is gone when it should be."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from kajo.access.gate import NotFound, Refused
from kajo.access.roles import EXCHANGE, SYSTEM
from kajo.access.verbs import Verb
from kajo.contacts import actions, queries, tasks
from kajo.contacts.models import Contact, Ring, Trunk
from kajo.contacts.terms import Outcome, Privacy, Ringing, Told
from kajo.ledger.guarded import row_id
from tests.factories import ringing, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

STREAM = json.loads((Path(__file__).parent / "pbx_stream.json").read_text())
NUMBER = "+358 45 900 1177"


@pytest.fixture(autouse=True)
def trunk():
    return ringing.demo_trunk()


def rings(by, **facts):
    return watch.rows(by, Ring, Verb.RING_VIEW, **facts)


def number_of(by, ring):
    return rings(by, pk=ring.pk)[0].number


def what_is_known(by):
    """Give of each call what may not depend on the order in which its moments were told of."""
    return sorted(
        (bytes(each.call), each.state, each.direction, each.queue, each.is_withheld, each.cause,
         each.rung_at is not None, each.answered_at is not None, each.answered_by_id, each.number is None)
        for each in rings(by)
    )  # fmt: skip


def told(events):
    for each in events:
        assert ringing.post(each).json() == {}


def test_a_real_stream(mikko):
    told(STREAM)

    found = sorted(rings(mikko), key=lambda each: each.heard_at)
    assert [each.state for each in found] == [Ringing.OVER] * 5
    assert [each.cause for each in found] == ["normalClearing", "cancel", "noAnswer", "normalClearing", "forwarded"]
    assert [each.answered_by_id for each in found] == [mikko.id, None, None, mikko.id, None]
    assert [each.is_withheld for each in found] == [False, True, False, False, False]
    assert [each.number for each in found] == [None] * 5


def test_in_any_order_and_any_number_of_times_it_comes_to_the_same(mikko, seed, amount):
    told(STREAM)
    wanted, dice = what_is_known(mikko), random.Random(seed)

    for turn in range(amount(8, 300)):
        shuffled = [each | {"callId": f"{turn}.{each['callId']}"} for each in STREAM + dice.choices(STREAM, k=6)]
        dice.shuffle(shuffled)
        before = {each.pk for each in rings(mikko)}
        told(shuffled)
        new = [each for each in rings(mikko) if each.pk not in before]
        assert sorted(row_of(each) for each in new) == sorted(each[1:] for each in wanted), shuffled
        for each in new:
            moments = [at for at in (each.rung_at, each.answered_at, each.ended_at) if at is not None]
            assert moments == sorted(moments)


def row_of(each):
    return (
        each.state, each.direction, each.queue, each.is_withheld, each.cause, each.rung_at is not None,
        each.answered_at is not None, each.answered_by_id, each.number is None,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["newCall", "answer", "hangup"])
def test_a_repeated_event_changes_nothing(mikko, kind):
    first = ringing.heard(kind)
    (before,) = rings(mikko)

    again = ringing.heard(kind, from_="+358 45 900 2222", cause="busy" if kind == "hangup" else None)

    (after,) = rings(mikko)
    assert again.pk == first.pk
    assert {f.attname: getattr(after, f.attname) for f in Ring._meta.fields if f.attname != "number"} == {
        f.attname: getattr(before, f.attname) for f in Ring._meta.fields if f.attname != "number"
    }


def test_a_hang_up_that_comes_first_makes_the_row_and_never_a_number(mikko):
    ringing.heard("hangup", cause="cancel")
    ringing.heard("newCall")

    (ring,) = rings(mikko)
    assert (ring.state, ring.number, ring.rung_at) == (Ringing.OVER, None, ring.ended_at)


def test_two_trunks_may_use_the_same_ids(mikko, at):
    given = ringing.signed_trunk()
    body = json.dumps(ringing.event()).encode()
    ringing.post(body, given.token, **{"Kajo-Signature": ringing.signature(body, given.signing_key)})
    ringing.heard()

    assert len(rings(mikko)) == 2


def test_a_number_lies_there_while_the_call_lasts_and_is_gone_with_it(mikko):
    ring = ringing.heard()
    assert number_of(mikko, ring) is not None

    ringing.heard("hangup")

    assert number_of(mikko, ring) is None


@pytest.mark.parametrize("fields", [{"from_": "anonymous"}, {"direction": "out"}])
def test_a_withheld_number_and_one_that_we_called_never_lie_there(mikko, fields):
    ring = ringing.heard(**fields)

    assert number_of(mikko, ring) is None


@pytest.mark.parametrize("privacy", [None, Privacy.ANONYMOUS, Privacy.CONFIDENTIAL, Privacy.SHARED])
@pytest.mark.parametrize("is_asked_for", [True, False])
@pytest.mark.parametrize("is_over", [True, False])
def test_only_a_shared_number_that_was_asked_for_is_kept_with_the_call(mikko, at, privacy, is_asked_for, is_over):
    ring = ringing.heard()
    if is_asked_for:
        actions.keep_number(mikko, ring.pk, at=at)
    if is_over:
        ringing.heard("hangup")

    call = actions.log_call(
        mikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, privacy=privacy, ring=ring.pk, at=at
    )

    is_kept = is_asked_for and privacy is Privacy.SHARED
    assert queries.call(mikko, call.pk).reach == (NUMBER if is_kept else "")
    assert number_of(mikko, ring) is None
    assert rings(mikko)[0].contact_id == call.pk


def test_a_call_in_which_nothing_was_asked_keeps_no_number(mikko, at):
    ring = ringing.heard()
    actions.keep_number(mikko, ring.pk, at=at)

    call = actions.log_call(
        mikko, None, told=Told(), note="", outcome=Outcome.SILENT, privacy=Privacy.SHARED, ring=ring.pk, at=at
    )

    assert watch.rows(mikko, Contact, Verb.CONTACT_VIEW, pk=call.pk)[0].reach is None
    assert number_of(mikko, ring) is None


def test_a_number_that_is_gone_cannot_be_kept(mikko, at):
    ring = ringing.heard()
    ringing.heard("hangup")

    with pytest.raises(Refused, match="not here any more"):
        actions.keep_number(mikko, ring.pk, at=at)


def test_what_is_left_is_destroyed_after_some_hours(mikko, at):
    kept = ringing.heard(call="1", at=at - timedelta(hours=5))
    actions.keep_number(mikko, kept.pk, at=at)
    ringing.heard("hangup", call="1")
    forgotten = ringing.heard(call="2", at=at - timedelta(hours=4))
    young = ringing.heard(call="3", at=at - timedelta(hours=3))

    assert [tasks.forget(at=at), tasks.forget(at=at)] == [2, 0]

    assert [number_of(mikko, each) is None for each in (kept, forgotten, young)] == [True, True, False]


def test_a_second_call_does_not_take_the_ring_of_the_first(mikko, aino, at):
    ring = ringing.heard()
    first = actions.log_call(mikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, ring=ring.pk, at=at)

    second = actions.log_call(aino, None, told=Told(), note="y", outcome=Outcome.ADVICE, ring=ring.pk, at=at)

    assert rings(mikko)[0].contact_id == first.pk != second.pk


@pytest.mark.parametrize("ring", [row_id(), None])
def test_a_call_is_saved_whatever_ring_its_page_names(mikko, veikko, at, ring):
    for by in (mikko, veikko):
        call = actions.log_call(by, None, told=Told(), note="x", outcome=Outcome.ADVICE, ring=ring, at=at)
        assert queries.call(by, call.pk).note == "x"


def test_a_case_worker_who_sees_no_ring_saves_the_call_all_the_same(mikko, veikko, at):
    ring = ringing.heard()

    call = actions.log_call(veikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, ring=ring.pk, at=at)

    assert queries.call(veikko, call.pk).note == "x"
    assert rings(mikko)[0].contact_id is None


def test_what_rings_is_seen_by_the_line_alone(mikko, marja, aino, veikko, outi, at):
    ring = ringing.heard(queue="line")
    mine = ringing.heard("answer", call="2", answeringNumber="MIKKO")
    ringing.heard("hangup", call="3")
    ringing.heard(call="4", direction="out")

    for by in (mikko, marja, aino):
        found = queries.ringing(by, None, at=at + timedelta(seconds=9))
        assert {(each.id, each.state) for each in found} == {(ring.pk, Ringing.RINGING), (mine.pk, Ringing.TALKING)}
    assert [each.is_mine for each in queries.ringing(mikko, None, at=at)] == [True, False]
    for by in (veikko, outi, EXCHANGE):
        with pytest.raises(NotFound):
            queries.ringing(by, None, at=at)
    assert queries.ringing(mikko, None, at=at + timedelta(hours=7)) == ()


def test_missed_calls_are_listed_and_looked_at_once(mikko, marja, at):
    ringing.heard(call="1", at=at - timedelta(minutes=3))
    missed = ringing.heard("hangup", call="1", cause="cancel", at=at - timedelta(minutes=2))
    ringing.heard("answer", call="2")
    answered = ringing.heard("hangup", call="2")

    (line,) = queries.missed(mikko, None).lines
    assert (line.id, line.seconds, line.is_withheld, line.looked_at) == (missed.pk, 60, False, None)
    actions.look(mikko, missed.pk, at=at)
    actions.look(marja, missed.pk, at=at)
    assert queries.missed(mikko, None).lines[0].looked_at == at
    with pytest.raises(Refused):
        actions.look(mikko, answered.pk, at=at)


def test_the_missed_calls_go_on_on_the_next_page(mikko, at):
    for each in range(27):
        ringing.heard("hangup", call=str(each), at=at - timedelta(minutes=each))

    first = queries.missed(mikko, None)
    rest = queries.missed(mikko, None, after=first.next)

    assert (len(first.lines), len(rest.lines), rest.next) == (25, 2, None)
    assert not {each.id for each in first.lines} & {each.id for each in rest.lines}


def test_the_exchange_reads_of_nobody(mikko, at):
    actions.log_call(mikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, at=at)
    ring = ringing.heard()

    assert [each.pk for each in watch.rows(EXCHANGE, Ring, Verb.RING_VIEW)] == [ring.pk]
    for deed in (
        lambda: queries.calls(EXCHANGE, None), lambda: queries.missed(EXCHANGE, None),
        lambda: actions.look(EXCHANGE, ring.pk, at=at), lambda: actions.keep_number(EXCHANGE, ring.pk, at=at),
        lambda: actions.forget_number(mikko, ring.pk, at=at),
        lambda: actions.hang_up(SYSTEM, ring.pk, cause="", at=at),
        lambda: actions.answer(mikko, ring.pk, by=None, at=at),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            deed()


def test_of_a_token_and_a_call_id_only_keyed_hashes_are_kept(trunk, mikko):
    ring = ringing.heard(call="rare-call-id")
    with connection.cursor() as cursor:
        cursor.execute("select encode(token_hash, 'escape') from contacts_trunk")
        assert "demo-trunk" not in cursor.fetchone()[0]
    assert b"rare-call-id" not in bytes(rings(mikko, pk=ring.pk)[0].call)
    assert Trunk.objects.get(pk=trunk.pk).name == "demo-trunk"


def test_the_pages(mikko, client):
    visiting(mikko, client)
    ringing.heard(queue="line")
    ringing.heard("hangup", call="2", from_="anonymous", cause="cancel")

    shown = client.get("/calls/ringing/").content.decode()
    assert "Rings" in shown
    assert "900" not in shown
    strip = client.get("/calls/ringing/", headers={"HX-Request": "true", "Kajo-Polled": "1"}).content.decode()
    assert "<main" not in strip
    missed = client.get("/calls/missed/").content.decode()
    assert "number withheld" in missed
    assert "tel:" not in missed.replace("tel:+358295463177", "")


def test_a_page_that_asks_by_itself_leads_nobody_away(client):
    answer = client.get("/calls/ringing/", headers={"HX-Request": "true", "Kajo-Polled": "1"})

    assert (answer.status_code, answer.content) == (286, b"")
    assert "HX-Redirect" not in answer.headers
