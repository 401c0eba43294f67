"""What the vault's tests stand on: two tables of their own, a provider of their own, a role that sees all rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from kajo.run.embedded import EmbeddedPostgres
from kajo.vault import keyring as rings
from kajo.vault import providers
from kajo.vault.keyfile import FileProvider
from kajo.vault.keyring import Keyring, keyring
from kajo.vault.models import Subject
from tests.vault.rooms import TABLES

MOVER = "kajo_mover"


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def vault_tables(django_db_setup: None, postgres: EmbeddedPostgres, django_db_blocker: Any) -> Iterator[None]:
    """Make the tables, and take them away when the vault's tests are left: others read the whole catalogue."""
    with django_db_blocker.unblock():
        with connection.schema_editor(collect_sql=True) as editor:
            for model in TABLES:
                editor.create_model(model)
        name = connection.settings_dict["NAME"]
        connection.close()
    with psycopg.connect(postgres.dsn(name), autocommit=True) as administrator:
        administrator.execute("\n".join(editor.collected_sql))
        for model in TABLES:
            administrator.execute(f"alter table {model._meta.db_table} owner to kajo_owner")
    yield
    with psycopg.connect(postgres.dsn(name), autocommit=True) as administrator:
        administrator.execute("set lock_timeout = '20s'")
        administrator.execute(f"drop table {', '.join(model._meta.db_table for model in TABLES)}")


@pytest.fixture
def mover(vault_tables: None, django_db_blocker: Any) -> Iterator[None]:
    """Connect as the role that moves data: what the vault does is tested here, who may do it elsewhere."""
    serving = connection.settings_dict["USER"]
    with django_db_blocker.unblock():
        connection.close()
    connection.settings_dict["USER"] = MOVER
    yield
    with django_db_blocker.unblock():
        connection.close()
    connection.settings_dict["USER"] = serving


@pytest.fixture
def vault(mover: None, db: None) -> None:
    """A database of which every test leaves nothing."""


@pytest.fixture
def committed_vault(mover: None, transactional_db: None, postgres: EmbeddedPostgres) -> Iterator[None]:
    """A database with real commits, taken away afterwards: what cleans after a test does not know these tables."""
    yield
    with psycopg.connect(postgres.dsn(connection.settings_dict["NAME"]), autocommit=True) as administrator:
        administrator.execute("set lock_timeout = '20s'")
        administrator.execute(f"truncate {', '.join(model._meta.db_table for model in TABLES)}")


@pytest.fixture(autouse=True)
def provider(tmp_path: Path) -> Iterator[FileProvider]:
    """A key file of this test alone."""
    own = FileProvider(tmp_path / "keys")
    former = providers.use(own)
    rings.cache.clear()
    yield own
    rings.cache.clear()
    providers.use(former)


@pytest.fixture
def ring() -> Iterator[Keyring]:
    with keyring() as ring:
        yield ring


@pytest.fixture
def subject(vault: None, ring: Keyring, at: datetime) -> Subject:
    return Subject.open("person", at=at)
