"""What lies in all tables, seen by the database's administrator."""

from __future__ import annotations

import time
from typing import Any

import psycopg

# Each is asked of the finished installation; the answer is 0.
HALVES = {
    "a call without its subject": "select count(*) from contacts_contact c left join vault_subject s"
    " on s.id = c.subject_id and s.kind = 'contact' where s.id is null",
    "a call without exactly one key": "select count(*) from contacts_contact c where 1 <> (select count(*) from"
    " vault_datakey k where k.subject_id = c.subject_id and k.state = 'active' and k.wrapped is not null)",
    # Case workers see their own calls by a tie; whoever sees all calls anyway gets none.
    "a call without the tie its writer needs, or with another": "select count(*) from contacts_contact c where (select"
    " count(*) from accounts_roleassignment r where r.staff_id = c.taken_by_id and r.role = 'case_worker') <> (select"
    " count(*) from access_tie t where t.subject_id = c.subject_id and t.staff = c.taken_by_id)",
    "a subject without its call": "select count(*) from vault_subject s where s.kind = 'contact'"
    " and not exists (select 1 from contacts_contact c where c.subject_id = s.id)",
    "a subject shared by two calls": "select count(*) - count(distinct subject_id) from contacts_contact",
    "a token without its call": "select count(*) from access_once o left join contacts_contact c"
    " on c.id = o.result where o.verb = 'contact.log' and c.id is null",
    "a call without its token": "select count(*) from contacts_contact c where 1 <> (select count(*)"
    " from access_once o where o.result = c.id)",
}

# A visit, a try of a password and what is noted in the ledger are no half of a deed.
APART = ("accounts_session", "accounts_attempt", "ledger_event")


class Tables:
    """All tables of the installation."""

    def __init__(self, administrator: psycopg.Connection[Any]) -> None:
        self.administrator = administrator
        self.names = [
            row[0]
            for row in administrator.execute(
                "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
                " where schemaname <> 'information_schema' and schemaname not like 'pg\\_%' order by 1"
            )
        ]
        self._counts = " union all ".join(
            f"select '{name}', count(*) from {name}" for name in self.names if not name.endswith(APART)
        )

    def wait_for_a_waiting_one(self) -> None:
        """Come back when some connection waits for a row that another one holds. Raises TimeoutError after a while."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.administrator.execute("select from pg_locks where not granted").fetchone() is not None:
                return
        raise TimeoutError("Nobody waits.")

    def counts(self) -> dict[str, int]:
        """Count the rows of every table."""
        return dict(self.administrator.execute(self._counts).fetchall())

    def holding(self, words: str) -> list[str]:
        """Name the tables in which these words stand in plain, as text or as bytes."""
        patterns = [f"%{words}%", f"%{words.encode().hex()}%"]
        return [
            name
            for name in self.names
            if self.administrator.execute(
                f"select 1 from {name} t where t::text like any(%s) limit 1", [patterns]
            ).fetchone()
        ]
