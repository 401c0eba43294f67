"""Is this answer the one the access table promises?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from django.db import connection

from kajo.access.roles import Actor
from kajo.ui.headers import ALWAYS
from tests.access.table import (
    ABSENT,
    ANYONE,
    KINDS,
    MALFORMED,
    MIXED,
    NOT_OFFERED,
    OPEN,
    Cell,
    holds,
    kind_of,
    reaches,
    sees,
)
from tests.access.threads import PROTECTED, Thread
from tests.access.walls import DATABASE, NEITHER, PYTHON

READING_NOTHING = {"contacts:consult", "contacts:log", "referrals:receive", "accounts:add_passkey", "accounts:set_app"}
"""Pages that show an empty form, or one that was filled in wrongly, and nothing else."""

POLICY = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
    "require-trusted-types-for 'script'",
)  # fmt: skip
FINE = {200, 204, 302, 303, 400, 413, 422}
NOT_MINE = {"visit", "passkey", "deputy", "mine"}
"""Places in addresses whose records belong to one person each; the table names somebody else's."""


@dataclass(frozen=True)
class Answer:
    """What came of a request: the answer, how many changes were noted and how many acts recorded."""

    status: int
    headers: Mapping[str, str]
    body: str
    changes: int
    acts: int

    @property
    def location(self) -> str:
        """Tell where the answer leads."""
        return self.headers.get("Location", "")


def look_beside(administrator: psycopg.Connection[object]) -> None:
    """Let tests count, inside any transaction, what was written and recorded, whoever serves."""
    administrator.execute("create schema if not exists beside")
    administrator.execute("grant usage on schema beside to public")
    counts = "(select count(*) from public.ledger_change), (select count(distinct act) from public.ledger_event)"
    administrator.execute(
        "create or replace function beside.written(out changes bigint, out acts bigint) language sql security definer"
        f" as 'select {counts}'"
    )
    administrator.execute(
        "create or replace function beside.trail(after bigint) returns setof jsonb language sql security definer as"
        " 'select to_jsonb(e) || jsonb_build_object(''tie'', (select to_jsonb(t) from public.access_tie t"
        " where ''tie:'' || t.id = e.because)) from public.ledger_event e order by e.id offset after'"
    )


def beside(walls: str) -> tuple[int, int]:
    """Give how many changes and acts there are so far."""
    with connection.cursor() as cursor:
        cursor.execute("select changes, acts from beside.written()")
        changes, acts = cursor.fetchone()
        if walls in (PYTHON, NEITHER):
            # No trigger notes anything here; the server counts what it wrote by itself.
            tables = [model._meta.db_table for model in PROTECTED]
            others = "^accounts_(staff|role|posting|office|team)|^vault_|^access_tie"
            cursor.execute(
                "select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_xact_user_tables"
                " where relname = any(%s) or relname ~ %s",
                [tables, others],
            )
            changes = int(cursor.fetchone()[0] or 0)
    return changes, acts


def without(headers: Mapping[str, str], site: str) -> list[str]:
    """List the headers that an answer of a site lacks, or carries with another word than it should."""
    wanting = [name for name, value in ALWAYS.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "").split("; ")
    wanting += [each for each in POLICY if each not in policy]
    if site != "public" and "noindex" not in headers.get("X-Robots-Tag", ""):
        wanting.append("X-Robots-Tag")
    return wanting + [name for name in ("ETag", "Last-Modified", "Server", "X-Powered-By") if name in headers]


def is_at_home(cell: Cell, actor: Actor | None) -> bool:
    """Tell whether somebody is signed in at this site: our people at staff, partners' people at partner."""
    if actor is None or cell.row.site == "public":
        return False
    return (actor.office is None) is (cell.row.site == "partner")


def may(cell: Cell, actor: Actor, threads: dict[str, Thread]) -> bool:
    """Tell by table and matrix whether somebody signed in may do this."""
    asked = cell.row.asked(cell.method)
    if cell.relation in (ABSENT, MALFORMED, MIXED) or set(cell.row.words) & NOT_MINE:
        return False
    if asked in (OPEN, ANYONE):
        return True
    if cell.row.is_protected(threads):
        return reaches(actor, asked, cell.relation, kind_of(cell.row, threads))
    return holds(actor, asked)


def fault(cell: Cell, actor: Actor | None, walls: str, answer: Answer, threads: dict[str, Thread]) -> str:
    """Say in a few words what is wrong with an answer; nothing if it is right."""
    if answer.status >= 500:
        return f"failed with {answer.status}"
    if wanting := without(answer.headers, cell.row.site):
        return f"comes without {', '.join(wanting)}"
    if answer.changes and cell.method != "POST":
        return f"written by {cell.method}"
    here = actor if is_at_home(cell, actor) else None
    shown = sorted(name for name, thread in threads.items() if _shows(answer, thread, here))
    if shown:
        return f"shows what is {', '.join(shown)}"
    if cell.relation == MALFORMED:
        return "" if answer.status == 404 else f"{answer.status} for an address that is none"
    if here is None:
        return _of_nobody(cell, answer)
    return _of_somebody(cell, here, walls, answer, threads)


def _of_nobody(cell: Cell, answer: Answer) -> str:
    if answer.changes:
        return "written by nobody"
    if not cell.row.open:
        is_led = answer.status == 302 and answer.location.startswith("/sign-in/")
        return "" if is_led else f"{answer.status} instead of the sign-in"
    return _as_offered(cell, answer)


def _as_offered(cell: Cell, answer: Answer) -> str:
    if cell.row.asked(cell.method) == NOT_OFFERED:
        return "" if answer.status == 405 else f"{answer.status} for a method that is not offered"
    if cell.method == "HEAD" and answer.status == 405:
        return ""
    return "" if answer.status in FINE else f"{answer.status} for what is open"


def _of_somebody(cell: Cell, actor: Actor, walls: str, answer: Answer, threads: dict[str, Thread]) -> str:
    asked = cell.row.asked(cell.method)
    if asked in (NOT_OFFERED, OPEN) or (cell.method == "HEAD" and answer.status == 405):
        return _as_offered(cell, answer)
    if answer.location == "/step-up/" and holds(actor, asked) and not cell.row.is_protected(threads):
        is_recorded = answer.acts or cell.method != "POST" or walls == DATABASE
        return "written before the proof" if answer.changes else "" if is_recorded else "not recorded"
    is_allowed = may(cell, actor, threads)
    if answer.changes and not is_allowed:
        return "written without a right"
    if (
        walls != DATABASE
        and asked != ANYONE
        and not answer.acts
        and not (is_allowed and cell.row.name in READING_NOTHING)
    ):
        return "not recorded"
    if walls == DATABASE and not is_allowed:
        # What Python would have refused by the verb alone shows nothing here, or an empty form.
        hidden = cell.row.is_protected(threads) and not reaches(actor, "", cell.relation, kind_of(cell.row, threads))
        return f"{answer.status} for what is not there" if hidden and answer.status != 404 else ""
    if is_allowed:
        return "" if answer.status in FINE else f"{answer.status} for what is allowed"
    return "" if answer.status == 404 else f"{answer.status} for what is not allowed"


def _shows(answer: Answer, thread: Thread, actor: Actor | None) -> bool:
    """Tell whether an answer shows something of a thread of which this person may see nothing, or not this kind.

    To whoever is tied to a thread, its tasks name the records they concern, and no more.
    """
    hidden = [kind for kind in KINDS if actor is None or not sees(actor, thread, kind)]
    if hidden == KINDS:
        return any(mark in answer.body for mark in thread.marks)
    is_tied = thread.relation in ("own", "sealed_own")
    return not is_tied and any(mark in answer.body for kind in hidden for mark in thread.named[kind])
