"""Compiled queries say what their querysets say, for every shape of reach."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kajo.access import ties
from kajo.access.crossing import READ, crossing
from kajo.access.doors import acting
from kajo.access.models import Tied
from kajo.access.verbs import Verb
from kajo.cases import queries
from kajo.cases.queries import page
from kajo.clients.queries import parts
from tests.factories import line


def shown(rows: list[Any]) -> list[dict[str, Any]]:
    """Give what can be compared of rows: everything but sealed cells, which compare by identity."""
    hidden = {"_state", "_person_cache"}
    return [{name: str(value) for name, value in vars(row).items() if name not in hidden} for row in rows]


@pytest.mark.parametrize("name", ["aino", "marja", "veikko", "outi"])
@pytest.mark.parametrize("is_barred", [False, True])
def test_compiled_queries_give_what_their_querysets_give(mikko, aino, veikko, member, name, is_barred):
    actor = member(name)
    case = line.admitted(mikko, aino, veikko)
    line.admitted(mikko, aino)
    if is_barred:
        with acting(aino, Verb.TIE_MAKE):
            ties.tie(case.subject_id, actor.id, Tied.CONFLICT, at=datetime.now(UTC))
    asked = [
        (page.case_and_children, {"key": case.pk}),
        (page.decision_rows, {"case": case.pk, "admission": case.decision_id}),
        (page.organiser_rows, {"case": case.pk}),
        (parts.detail_rows, {"people": [case.person_id]}),
        (parts.relation_rows, {"person": case.person_id}),
        (parts.wish_rows, {"people": [case.person_id]}),
    ]

    with crossing(actor, Verb.CASE_VIEW, READ, datetime.now(UTC)):
        for compiled, values in asked:
            for _ in range(2):
                assert shown(compiled(actor, **values)) == shown(compiled.plainly(actor, **values))


def test_the_page_of_a_case_takes_eight_queries(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    apart = ("SAVEPOINT", "RELEASE", "/* door */")

    with CaptureQueriesContext(connection) as captured:
        queries.case(veikko, case.pk)

    asked = [each["sql"] for each in captured if not any(word in each["sql"] for word in apart)]
    assert len(asked) <= 8, asked
