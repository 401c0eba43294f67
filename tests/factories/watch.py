"""What the ledger and the tables hold, seen by somebody who may look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kajo.access.crossing import READ, crossing
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.ledger.models import Event
from tests.factories import cast

APART = ("SAVEPOINT", "/* door */", "accounts_session", "BEGIN", "COMMIT")
"""Statements of transaction, context and session, which the budgets of pages leave out."""


def events() -> list[Event]:
    """All events so far, in their order, but for those of the cast that comes in, among them whoever looks."""
    with crossing(cast.member("tove"), Verb.LEDGER_VIEW, READ, datetime.now(UTC)):
        return list(Event.objects.exclude(verb=Verb.STAFF_MAKE, object_ref=None).order_by("id"))


def last(count: int = 1) -> list[tuple[str, str]]:
    """The verbs and outcomes of the latest events."""
    return [(each.verb, each.outcome) for each in events()[-count:]]


def rows(actor: Actor, model: Any, verb: Verb, **facts: Any) -> list[Any]:
    """The rows of a table that somebody may see."""
    with crossing(actor, verb, READ, datetime.now(UTC)):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


class Counted(CaptureQueriesContext):
    """Counts the queries of a page: `with Counted() as asked: …; len(asked.queries)`."""

    def __init__(self) -> None:
        super().__init__(connection)

    @property
    def queries(self) -> list[str]:
        return [each["sql"] for each in self.captured_queries if not any(word in each["sql"] for word in APART)]
