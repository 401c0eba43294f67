"""Which roles does the database know, and how does the file that grants them reach it?"""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

ROLES_FILE = Path(__file__).resolve().parents[2] / "deploy" / "roles.sql"
OWNER = "kajo_owner"


def apply_roles(administrator_dsn: str) -> None:
    """Run deploy/roles.sql in this database as its administrator; it may be run any number of times.

    The key that signs contexts goes in as the two pads of its HMAC, which only the gate can read.
    """
    from kajo.access.context import pads  # needs Django, which the supervisor never loads

    with psycopg.connect(administrator_dsn, autocommit=True) as connection:
        connection.add_notice_handler(lambda _notice: None)
        connection.execute(ROLES_FILE.read_bytes())
        inner, outer = pads()
        connection.execute(
            "insert into gate.secret (id, inner_pad, outer_pad) values (1, %s, %s)"
            " on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            [inner, outer],
        )


def ensure_database(administrator_dsn: str, name: str) -> bool:
    """Make the owner role and its database if they are missing; tell whether the database was made now."""
    with psycopg.connect(administrator_dsn, autocommit=True) as connection:
        if connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone() is None:
            connection.execute(sql.SQL("create role {} login createdb").format(sql.Identifier(OWNER)))
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return False
        connection.execute(sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        return True
