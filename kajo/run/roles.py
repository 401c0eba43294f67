"""Which roles does the database know, and how does the file that grants them reach it?"""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

ROLES_FILE = Path(__file__).resolve().parents[2] / "deploy" / "roles.sql"
OWNER = "kajo_owner"
UNTIL_THE_FILE_EXISTS = b"""
do $$ declare name text; begin
  foreach name in array array['kajo_owner','kajo_staff','kajo_public','kajo_partner','kajo_worker','kajo_sealer','kajo_backup','kajo_retention'] loop
    if not exists (select 1 from pg_roles where rolname = name) then execute format('create role %I login', name); end if;
    execute format('grant select, insert, update, delete on all tables in schema public to %I', name);
    execute format('grant usage on all sequences in schema public to %I', name);
  end loop; end $$;
"""


def apply_roles(administrator_dsn: str) -> None:
    """Run deploy/roles.sql in this database as its administrator; it may be run any number of times."""
    with psycopg.connect(administrator_dsn, autocommit=True) as connection:
        connection.add_notice_handler(lambda _notice: None)
        connection.execute(ROLES_FILE.read_bytes() if ROLES_FILE.exists() else UNTIL_THE_FILE_EXISTS)


def ensure_database(administrator_dsn: str, name: str) -> bool:
    """Make the owner role and its database if they are missing; tell whether the database was made now."""
    with psycopg.connect(administrator_dsn, autocommit=True) as connection:
        if connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone() is None:
            connection.execute(sql.SQL("create role {} login createdb").format(sql.Identifier(OWNER)))
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return False
        connection.execute(
            sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )
        return True
