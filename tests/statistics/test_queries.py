"""Figures: they grow with the deed that makes them, and agree with the rows."""

from __future__ import annotations

from kajo.law.calendar import legal_day
from kajo.statistics import queries
from tests.factories import line


def test_an_admission_counts_at_once(mikko, aino, at):
    before = queries.figures(aino, None, on=legal_day(at))
    line.admitted(mikko, aino)
    after = queries.figures(aino, None, on=legal_day(at))

    assert after.clients_since_2006 == before.clients_since_2006 + 1
    assert after.in_services == before.in_services + 1
    assert after.by_year[-1].referrals == before.by_year[-1].referrals + 1
    assert after.by_year[-1].new_clients == before.by_year[-1].new_clients + 1


def test_what_is_kept_agrees_with_what_is_there(mikko, aino):
    line.admitted(mikko, aino)

    assert queries.differences(aino, None) == []
