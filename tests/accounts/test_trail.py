"""What the sign-in leaves in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kajo.access.gate import NotFound
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.accounts import actions
from kajo.accounts.models import Session
from tests.factories.people import acting_as, hired, visiting
from tests.factories.trail import kept

pytestmark = pytest.mark.django_db


def test_ending_a_visit_of_ones_own_leaves_a_trace(monkeypatch):
    staff = hired("sanna", Role.CASE_WORKER)
    visiting(acting_as(staff))
    traces = kept(monkeypatch)

    actions.end_visit(acting_as(staff), Session.objects.get(login=staff.login).pk, at=datetime.now(UTC))

    assert [(each.verb, each.outcome) for each in traces] == [(str(Verb.SESSION_END), "done")]
    assert Session.objects.get(login=staff.login).ended_at is not None


def test_nobody_ends_somebody_elses_visit(monkeypatch):
    sanna, timo = hired("sanna", Role.CASE_WORKER), hired("timo", Role.CASE_WORKER)
    visiting(acting_as(sanna))
    visit = Session.objects.get(login=sanna.login)

    with pytest.raises(NotFound):
        actions.end_visit(acting_as(timo), visit.pk, at=datetime.now(UTC))

    visit.refresh_from_db()
    assert visit.ended_at is None
