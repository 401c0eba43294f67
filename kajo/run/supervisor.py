"""What must be running, in which order, and what happens when a part of it dies?"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from kajo.run.children import ROOT, Child, stop_all
from kajo.run.faults import Unusable
from kajo.run.ground import Ground, fingerprint
from kajo.run.place import SITES, check_ports, hold_folder, prepare_folder
from kajo.settings.databases import data_folder

LOOK_SECONDS = 0.1
SITES_READY_SECONDS = 120.0
EARLY_DEATHS = 3
SAID = 2  # exit code of a child that has told the person its one sentence already
SITES_STOP_SECONDS = 7.0
DATABASE_PAUSE_SECONDS = 2.0
REST_STOP_SECONDS = 5.0

CAST = """  staff     aino (director), veikko, hilla, tuuli (case workers), mikko (duty officer), marja (manager),
            tove (data protection officer), outi (without any case)
  partners  pekka (a county), pihla (a housing provider)
  password  kajo-demo-password, second factor (TOTP) KRSXG5DTNFXGOIDXNF2GQIDL"""


def main(words: list[str]) -> int:
    """Run everything until a signal says stop; return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/run", description="Start the database, the three sites and the worker.")
    parser.add_argument("--port", type=int, default=8000, help="port of the public site; staff +1, partner +2")
    parser.add_argument("--data", type=Path, help="folder of everything that is kept (default: var)")
    parser.add_argument("--empty", action="store_true", help="do not load the invented people")
    asked = parser.parse_args(words)
    folder = asked.data.absolute() if asked.data else data_folder(ROOT)
    os.environ["KAJO_DATA"] = str(folder)
    return Supervisor(folder, asked.port, is_empty=asked.empty).run()


class Stopped(Exception):
    """A signal came while something was still starting."""


class Supervisor:
    """Starts the parts in order, starts again what dies, and stops them in the opposite order."""

    def __init__(self, folder: Path, port: int, *, is_empty: bool) -> None:
        self.folder = folder
        self.port = port
        self.is_empty = is_empty
        self.ground = Ground(folder)
        self.stopping = threading.Event()
        self.sites: list[Child] = []
        self.rest: list[Child] = []
        self._database_trouble = ""
        self._database_again_at = 0.0

    def run(self) -> int:
        """Do all of it; return 0 after an ordered stop."""
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self._asked_to_stop)
        prepare_folder(self.folder)
        lock = hold_folder(self.folder)
        try:
            check_ports(self.port)
            self._start()
            self._watch()
        except Stopped:
            pass
        finally:
            self._stop()
            lock.close()
        return 0

    def _asked_to_stop(self, _sign: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    # -- start --

    def _start(self) -> None:
        say("starting the database")
        self.ground.start(self.stopping)
        standing = self.ground.standing()
        if standing.made_of != fingerprint():
            say("bringing the database up to date")
            self._finish(self._child("preparation", "owner", "migrate"))
        if not self.is_empty and not standing.demo and (self.ground.is_embedded or os.environ.get("KAJO_DEMO") == "1"):
            self._finish(self._child("loading of the invented people", "worker", "history"))
            standing = self.ground.standing()
        if standing.demo:
            os.environ["KAJO_DEMO"] = "1"
        say("starting the sites")
        self.sites = [
            self._child(f"{site} site", site, "site", site, str(self.port + number))
            for number, site in enumerate(SITES)
        ]
        self.rest = [self._child("worker", "worker", "worker"), self._child("sealer", "sealer", "sealer")]
        checks = [self._child("check of the keys", "mover", "keys")] if self.ground.is_embedded else []
        for child in checks + self.sites:
            child.start()
        try:
            for check in checks:
                self._wait_for(check)
            self._wait_for_sites()
        except Unusable:
            stop_all(self.sites, 0.0)  # they have served nobody, and the refusal shall be the last word
            raise
        finally:
            stop_all(checks, 0.0)
        for child in self.rest:
            child.start()
        self._greet(is_demo=os.environ.get("KAJO_DEMO") == "1")

    def _child(self, name: str, process: str, *words: str) -> Child:
        environment = {"DJANGO_SETTINGS_MODULE": "kajo.settings.dev", **os.environ, "KAJO_PROCESS": process}
        environment |= {"KAJO_DATA": str(self.folder), "KAJO_PORT": str(self.port)}
        if process in SITES:
            environment["KAJO_SITE"] = process
        return Child(name, words, environment)

    def _finish(self, child: Child) -> None:
        """Start a short-lived process and let it do its work."""
        child.start()
        self._wait_for(child)

    def _wait_for(self, child: Child) -> None:
        """Wait for the end of a short-lived process; its own sentence has been said if it fails."""
        while child.ended() is None:
            if self.stopping.wait(LOOK_SECONDS):
                stop_all([child], REST_STOP_SECONDS)
                raise Stopped
        if code := child.ended():
            raise Unusable("" if code == SAID else f"The {child.name} failed.")

    def _wait_for_sites(self) -> None:
        waiting = {self.port + number: child for number, child in enumerate(self.sites)}
        end = time.monotonic() + SITES_READY_SECONDS
        while waiting:
            if self.stopping.wait(LOOK_SECONDS):
                raise Stopped
            self._tend()
            for child in self.sites + self.rest:
                if child.ended() == SAID:
                    raise Unusable("")
                if child.deaths >= EARLY_DEATHS:
                    raise Unusable(f"The {child.name} does not start.")
            waiting = {port: child for port, child in waiting.items() if not answers(port)}
            if waiting and time.monotonic() > end:
                raise Unusable(f"The {next(iter(waiting.values())).name} does not answer.")

    def _greet(self, *, is_demo: bool) -> None:
        for number, site in enumerate(SITES):
            print(f"  {site:8} http://{site}.localhost:{self.port + number}/")
        if is_demo:
            print(CAST)
        print("kajo is ready", flush=True)

    # -- watch --

    def _watch(self) -> None:
        while not self.stopping.wait(LOOK_SECONDS):
            self._tend()

    def _tend(self) -> None:
        if self.ground.is_embedded and not self.ground.server.alive():
            self._restart_database()
        for child in self.sites + self.rest:
            if said := child.tend():
                say(said)

    def _restart_database(self) -> None:
        """Start the database again, as often as it takes; meanwhile the sites show the number of the hotline."""
        if time.monotonic() < self._database_again_at:
            return
        try:
            if not self._database_trouble:
                say("the database ended and is started again")
            self.ground.server.start(stopping=self.stopping)
            self._database_trouble = ""
        except Unusable as error:
            if str(error) != self._database_trouble:
                self._database_trouble = str(error)
                say(self._database_trouble)
            self._database_again_at = time.monotonic() + DATABASE_PAUSE_SECONDS

    # -- stop --

    def _stop(self) -> None:
        """Stop taking requests first, then what works behind them, and the database last."""
        stop_all(self.sites, SITES_STOP_SECONDS)
        stop_all(self.rest, REST_STOP_SECONDS)
        self.ground.stop()


def answers(port: int) -> bool:
    """Tell whether the site on this port says it can serve."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(sentence: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(f"kajo: {sentence}", file=sys.stderr, flush=True)
