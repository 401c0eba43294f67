"""Two people swap a turn: both agree, and a manager."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import Dated
from kajo.rota import actions, queries
from kajo.rota.actions import swapping
from kajo.rota.models import Override, Swap
from kajo.rota.terms import Duty, Layer, Span, SwapState
from tests.factories import watch
from tests.rota.conftest import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(at):
    return Span(at + 10 * HOUR, at + 18 * HOUR)


@pytest.fixture
def back(at):
    return Span(at + 40 * HOUR, at + 48 * HOUR)


@pytest.fixture
def swap(mikko, veikko, put, give, back, at):
    """Mikko asks Veikko to take his turn and gives one of Veikko's in return."""
    put(mikko, 10, 18)
    put(veikko, 40, 48)
    return actions.ask(mikko, None, asked=veikko.id, duty=Duty.LINE, give=give, back=back, at=at)


def whose(span):
    return [(each.who, each.layer) for each in queries.turns({Duty.LINE}, span)[Duty.LINE]]


def test_a_swap_holds_once_both_and_a_manager_agree(swap, mikko, veikko, marja, give, back, at):
    assert watch.last() == [("swap.ask", "done")]
    actions.accept(veikko, swap.pk, at=at)
    assert watch.last() == [("swap.accept", "done")]
    assert whose(give) == [(str(mikko.id), Layer.OVERRIDE)], "nothing changes before a manager agrees"

    actions.approve(marja, swap.pk, at=at)

    assert watch.last() == [("swap.approve", "done")]
    assert whose(give) == [(str(veikko.id), Layer.SWAP)]
    assert whose(back) == [(str(mikko.id), Layer.SWAP)]
    row = Swap.objects.get()
    assert (row.state, row.settled_by_id) == (SwapState.AGREED, marja.id)
    assert Override.objects.filter(superseded_at__isnull=False).count() == 2, "what was before stays readable"


def test_where_no_manager_has_to_agree_it_holds_at_once(monkeypatch, swap, mikko, veikko, give, at):
    with pytest.raises(Refused):
        actions.settle(veikko, swap.pk, at=at)
    monkeypatch.setattr(swapping, "SWAP_NEEDS_MANAGER", (Dated(False, legal_day(at) - DAY),))

    found = actions.accept(veikko, swap.pk, at=at)

    assert found.state == SwapState.AGREED
    assert whose(give) == [(str(veikko.id), Layer.SWAP)]


@pytest.mark.parametrize(
    ("who", "deed", "state"),
    [("veikko", "decline", "declined"), ("mikko", "withdraw", "withdrawn"), ("marja", "refuse", "refused")],
)
def test_a_swap_that_does_not_come_about_changes_nothing(member, swap, mikko, veikko, give, at, who, deed, state):
    if deed == "refuse":
        actions.accept(veikko, swap.pk, at=at)

    getattr(actions, deed)(member(who), swap.pk, at=at)

    assert watch.last() == [(f"swap.{deed}", "done")]
    assert Swap.objects.get().state == state
    assert whose(give) == [(str(mikko.id), Layer.OVERRIDE)]
    with pytest.raises(Refused):
        getattr(actions, deed)(member(who), swap.pk, at=at)


def test_only_whom_it_concerns_answers(swap, mikko, tuuli, veikko, marja, at):
    for deed in (actions.accept, actions.decline, actions.withdraw):
        with pytest.raises(NotFound):
            deed(tuuli, swap.pk, at=at)
    with pytest.raises(NotFound):
        actions.accept(mikko, swap.pk, at=at)
    with pytest.raises(NotFound):
        actions.withdraw(veikko, swap.pk, at=at)
    with pytest.raises(Refused):
        actions.approve(marja, swap.pk, at=at)
    with pytest.raises(NotFound):
        actions.approve(tuuli, swap.pk, at=at)


def test_a_manager_does_not_agree_to_an_own_swap(mikko, marja, aino, put, give, at):
    put(mikko, 10, 18)
    swap = actions.ask(mikko, None, asked=marja.id, duty=Duty.LINE, give=give, at=at)
    actions.accept(marja, swap.pk, at=at)

    for deed in (actions.approve, actions.refuse):
        with pytest.raises(Refused):
            deed(marja, swap.pk, at=at)

    actions.approve(aino, swap.pk, at=at)
    assert whose(give) == [(str(marja.id), Layer.SWAP)]


def test_what_is_not_theirs_has_begun_or_is_asked_about_is_refused(swap, mikko, veikko, tuuli, outi, put, give, at):
    for facts in (
        {"asked": mikko.id, "give": give},
        {"asked": tuuli.id, "give": give},  # is asked about already
        {"asked": outi.id, "give": Span(at + 200 * HOUR, at + 201 * HOUR)},  # nobody's turn
        {"asked": veikko.id, "give": Span(at + 17 * HOUR, at + 19 * HOUR)},  # only half an own turn
    ):
        with pytest.raises(Refused):
            actions.ask(mikko, None, duty=Duty.LINE, at=at, **facts)
    put(mikko, -1, 5)
    with pytest.raises(Refused):
        actions.ask(mikko, None, asked=tuuli.id, duty=Duty.LINE, give=Span(at - HOUR, at + 5 * HOUR), at=at)
    assert Swap.objects.count() == 1


def test_a_turn_that_changed_hands_meanwhile_is_not_swapped(swap, veikko, tuuli, marja, put, give, at):
    actions.accept(veikko, swap.pk, at=at)
    put(tuuli, 10, 18)

    with pytest.raises(Refused):
        actions.approve(marja, swap.pk, at=at)

    assert whose(give) == [(str(tuuli.id), Layer.OVERRIDE)]
    actions.refuse(marja, swap.pk, at=at)


def test_one_who_is_on_leave_or_has_another_duty_takes_no_turn(mikko, veikko, tuuli, marja, put, give, at):
    put(mikko, 10, 18)
    put(veikko, 12, 13, Duty.BACKUP)
    actions.leave(marja, None, staff=tuuli.id, from_on=legal_day(at), until_on=legal_day(at) + 3 * DAY, at=at)

    for other in (veikko, tuuli):
        with pytest.raises(Refused):
            actions.ask(mikko, None, asked=other.id, duty=Duty.LINE, give=give, at=at)


def test_a_later_override_prevails_over_a_swap(swap, veikko, tuuli, marja, put, give, at):
    actions.accept(veikko, swap.pk, at=at)
    actions.approve(marja, swap.pk, at=at)

    put(tuuli, 12, 14)

    assert [who for who, _layer in whose(give)] == [str(veikko.id), str(tuuli.id), str(veikko.id)]
    assert give.length == timedelta(hours=8)
