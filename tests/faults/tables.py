"""What lies in all tables, seen by the database's administrator."""

from __future__ import annotations

from typing import Any

import psycopg

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
