"""The same call told of many times at the same moment is one row."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from kajo.access.verbs import Verb
from kajo.contacts.models import Ring
from tests.factories import ringing, watch


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kinds", [("newCall", "newCall"), ("newCall", "hangup"), ("answer", "hangup")])
def test_of_two_that_tell_of_one_call_at_once_one_makes_the_row(mikko, as_role, kinds):
    """The first is held at its end, when its row is made, until the second waits for it."""
    ringing.demo_trunk()
    holder, watcher = as_role("postgres"), as_role("postgres", autocommit=True)
    holder.execute("lock table ledger_event in share row exclusive mode")
    answers = []

    def tell(kind):
        try:
            answers.append(ringing.post(ringing.event(kind)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=[kind]) for kind in kinds]
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'kajo_staff'"
    for amount, thread in enumerate(threads, 1):
        thread.start()
        while thread.is_alive() and watcher.execute(waiting).fetchone() != (amount,):
            pass
    holder.rollback()
    for thread in threads:
        thread.join(60)

    (ring,) = watch.rows(mikko, Ring, Verb.RING_VIEW)
    assert answers == [200, 200]
    assert (ring.rung_at is not None, ring.ended_at is not None) == ("newCall" in kinds, "hangup" in kinds)
