"""Which server, database and role does this process use?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ

from kajo.run.embedded import socket_place

ENGINE = "kajo.access.postgres"
NAME = "kajo"
ROLES = {
    "public": "kajo_public",
    "staff": "kajo_staff",
    "partner": "kajo_partner",
    "worker": "kajo_worker",
    "sealer": "kajo_sealer",
    "backup": "kajo_backup",
    "retention": "kajo_retention",
    "owner": "kajo_owner",
    "mover": "kajo_mover",
}


def data_folder(root: Path) -> Path:
    """Return the folder that holds everything that is kept: KAJO_DATA, else `var` in the project."""
    return (root / os.environ.get("KAJO_DATA", "var")).absolute()


def database(process: str, root: Path) -> dict[str, Any]:
    """Return Django's settings of the connection of one kind of process (a key of ROLES).

    DATABASE_URL names server and database, DATABASE_URL_<PROCESS> overrides all for one role, and for
    migrations DATABASE_OWNER_URL does. Without any, the embedded server of the data folder is meant.
    """
    own = "DATABASE_OWNER_URL" if process == "owner" else f"DATABASE_URL_{process.upper()}"
    settings: dict[str, Any]
    if os.environ.get(own):
        settings = dict(environ.Env.db_url_config(os.environ[own], engine=ENGINE))
    elif os.environ.get("DATABASE_URL"):
        settings = dict(environ.Env.db_url_config(os.environ["DATABASE_URL"], engine=ENGINE))
        settings["USER"] = ROLES[process]
    else:
        folder = socket_place(data_folder(root) / "pg")
        settings = {"NAME": NAME, "USER": ROLES[process], "PASSWORD": "", "HOST": str(folder), "PORT": ""}
    settings |= {
        "ENGINE": ENGINE,
        # Kept for good and not probed before each request: a lost connection is noticed by its first error.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        # The outermost door opens the only transaction.
        "ATOMIC_REQUESTS": False,
    }
    usual = {
        "connect_timeout": 5,
        "application_name": f"kajo-{process}",
        # Statements that come again are planned once: with the policies of the second wall, planning costs as much as
        # answering. Values travel beside the statement, never in it.
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
    settings["OPTIONS"] = usual | settings.get("OPTIONS", {})
    return settings
