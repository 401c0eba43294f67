"""What runs in a site's process, and in the worker's?"""

from __future__ import annotations

import asyncio
import copy
import gc
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from kajo.run.hardening import die_with, harden
from kajo.run.preparation import set_up_django

STOP_WORKERS_SECONDS = 5
STOP_JOBS_SECONDS = 3
DATABASE_PAUSE_SECONDS = 0.5
# Two for the staff, whose pages are the work of the day; one thread each costs the least processor time.
# Python looks for forgotten cycles after this many new objects, and so seldom that a page seldom waits for it.
COLLECT_AFTER = (20_000, 10, 10)
WORKERS = {"public": 1, "staff": 2, "partner": 1}


def serve_site(site: str, port: int) -> int:
    """Serve one site on the loopback address until told to stop."""
    os.environ["KAJO_SITE"] = site
    set_up_django(site)
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from kajo.run.wsgi import application  # loaded once, before the workers are forked from this process

    _settle_memory()

    lines: dict[str, Any] = copy.deepcopy(settings.LOGGING)
    lines["loggers"]["_granian"] = {"handlers": ["error"], "propagate": False}
    main = os.getpid()
    # A worker born a moment before the order to stop must obey it too, not note it for its parent.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))

    def load(*_words: Any) -> Callable[..., Any]:
        die_with(main, signal.SIGKILL)  # a worker left alone would keep the port
        harden(holds_keys=True)
        return application

    server = Server(
        "kajo.run.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS[site],
        blocking_threads=1,
        backlog=1024,
        log_level=LogLevels.warning,
        log_dictconfig=lines,
        log_access=False,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_WORKERS_SECONDS,
    )
    server.serve(target_loader=load)
    return 0


def _settle_memory() -> None:
    """Set apart what was loaded for good, so that no collection walks through it again or copies its pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def work() -> int:
    """Run the jobs that came with committed acts, until told to stop."""
    set_up_django("worker")
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    assert isinstance(connector, DjangoConnector)

    async def until_told() -> None:
        with app.replace_connector(connector.get_worker_connector()) as own:
            async with own.open_async():
                await own.run_worker_async(concurrency=1, shutdown_graceful_timeout=STOP_JOBS_SECONDS)

    asyncio.run(until_told())
    return 0


def seal() -> int:
    """Seal what happened into the signed tree, until told to stop."""
    set_up_django("sealer")
    from django.conf import settings
    from django.db import InterfaceError, OperationalError, connection

    from kajo.ledger import sealer

    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    while not stopping.is_set():
        try:
            sealer.run(settings.DATA / "anchors", stopping.wait)
        except (OperationalError, InterfaceError):  # the database comes back by itself, or the supervisor brings it
            connection.close()
            stopping.wait(DATABASE_PAUSE_SECONDS)
    return 0
