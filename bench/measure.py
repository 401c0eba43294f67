"""Fill, warm and measure the pages that are used all day."""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.visitor import Visitor

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
WARMING = 20
SEED = 7
NEW_CALL = "/calls/new/"
CALL = {"note": "Asks where to sleep tonight.", "danger": "unknown", "outcome": "advice"}
CASE = re.compile(r'href="(/cases/[0-9a-f-]{36}/)"')


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request of a page cost: CPU of the site and of PostgreSQL in ms, wall time in ms."""

    web: float
    database: float
    p50: float
    p95: float


class Stack:
    """A running Kajo: its supervisor, and the processes to watch."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        self.environment = dict(os.environ) | {"KAJO_DATA": str(data), "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-P", "-m", "kajo.run", "--port", str(port), "--data", str(data)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=self.environment, cwd=ROOT)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line == "kajo is ready\n":
                break
        else:
            raise SystemExit("kajo did not start")
        everybody = psutil.Process(self.process.pid).children(recursive=True)
        self.postmaster = next(each for each in everybody if each.name() == "postgres")
        self.site = next(each for each in everybody if str(port + 1) in " ".join(each.cmdline()))

    def add(self, people: int) -> float:
        """Add invented people; give the seconds it took."""
        began = time.monotonic()
        words = [sys.executable, "-P", "-m", "kajo.run.command", "demo", "--people", str(people)]
        subprocess.run(words, check=True, env=self.environment, cwd=ROOT)
        return time.monotonic() - began

    def spent(self) -> tuple[float, float]:
        """Give the CPU seconds of the site and of PostgreSQL so far, ended backends included."""
        return _tree(self.site), _tree(self.postmaster)

    def memory(self) -> float:
        """Give the resident memory of the site's largest process, in MB."""
        family = [self.site, *self.site.children(recursive=True)]
        return max(each.memory_info().rss for each in family) / 1_000_000

    def stop(self) -> None:
        """Stop everything in order."""
        self.process.terminate()
        self.process.wait(30)


def _tree(root: psutil.Process) -> float:
    times = root.cpu_times()
    total = times.user + times.system + times.children_user + times.children_system
    for each in root.children(recursive=True):
        own = each.cpu_times()
        total += own.user + own.system
    return total


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure: who asks for one of which addresses, what it must say, and what is filled in and sent."""

    who: Visitor
    addresses: list[str]
    must: str = "main"
    words: dict[str, str] | None = None

    def prepare(self, dice: random.Random) -> tuple[str, str]:
        """Choose the address and, where a form is sent, open and fill it in before the clock runs."""
        address = dice.choice(self.addresses)
        return address, "" if self.words is None else self.who.fill_in(address, self.words)

    def ask(self, address: str, body: str) -> None:
        """Ask for the page, or send the form."""
        if body:
            self.who.post(address, body)
        else:
            self.who.get(address, must=self.must)


def cost(stack: Stack, page: Page, times: int) -> Cost:
    """Measure one page: warm it, then three rounds, of which the median counts."""
    dice = random.Random(SEED)
    for _ in range(WARMING):
        page.ask(*page.prepare(dice))
    rounds = []
    for _ in range(ROUNDS):
        ready = [page.prepare(dice) for _ in range(times)]
        web, database = stack.spent()
        walls = []
        for each in ready:
            began = time.perf_counter()
            page.ask(*each)
            walls.append((time.perf_counter() - began) * 1000)
        web_after, database_after = stack.spent()
        walls.sort()
        rounds.append(
            Cost(
                (web_after - web) * 1000 / times,
                (database_after - database) * 1000 / times,
                walls[len(walls) // 2],
                walls[int(len(walls) * 0.95)],
            )
        )
    return Cost(
        *(statistics.median(getattr(each, name) for each in rounds) for name in ("web", "database", "p50", "p95"))
    )


def pages(port: int) -> dict[str, Page]:
    """Give the pages by name, each asked for by somebody who uses it."""
    mikko, veikko, marja, aino = (Visitor(port + 1, name) for name in ("mikko", "veikko", "marja", "aino"))

    def opener(who: Visitor) -> Page:
        return Page(who, sorted(set(CASE.findall(who.get("/cases/")))))

    return {
        "intake, the form": Page(mikko, [NEW_CALL]),
        "intake, log a call": Page(mikko, [NEW_CALL], words=CALL),
        "open a case (veikko)": opener(veikko),
        "open a case (marja)": opener(marja),
        "open a case (aino)": opener(aino),
        "queue of referrals": Page(mikko, ["/referrals/"]),
        "list of cases (aino)": Page(aino, ["/cases/"]),
        "figures": Page(aino, ["/figures/?on=2024-12-31"], must='class="figure'),
    }


def statements(stack: Stack, measured: dict[str, Page]) -> dict[str, int]:
    """Count the statements of each page beside the running site, as the same people."""
    dice, asked = random.Random(SEED), []
    for name, page in measured.items():
        ready = [page.prepare(dice) for _ in range(2)]
        cookies = "; ".join(f"{key}={value}" for key, value in page.who.cookies.items())
        asked.append(
            {
                "name": name,
                "host": f"127.0.0.1:{page.who.port}",
                "address": ready[0][0],
                "bodies": [body for _address, body in ready],
                "cookies": cookies,
            }
        )
    environment = stack.environment | {"KAJO_SITE": "staff", "KAJO_DEMO": "1"}
    words = [sys.executable, "-P", "-m", "bench.counted"]
    done = subprocess.run(
        words, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True, env=environment, cwd=ROOT
    )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def yardstick() -> float:
    """Give the CPU ms of a fixed piece of Python, to compare tables from different machines and hours."""
    began, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number * number
    return (time.process_time() - began) * 1000


def main() -> None:
    """Do it all and print the table."""
    parser = argparse.ArgumentParser(prog="bench.measure")
    parser.add_argument("--people", type=int, default=0, help="invented people to add to the published history")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--times", type=int, default=200, help="requests a round")
    asked = parser.parse_args()
    stack = Stack(asked.data.absolute(), asked.port)
    try:
        if asked.people:
            print(f"{asked.people} people added in {stack.add(asked.people):.0f} s")
        measured = pages(asked.port)
        queries = statements(stack, measured)
        print(f"| page | web ms | PostgreSQL ms | together | queries | p50 | p95 |\n|{'---|' * 7}")
        speeds = [yardstick()]
        for name, page in measured.items():
            page.who.come_again()
            found = cost(stack, page, asked.times)
            together = found.web + found.database
            print(
                f"| {name} | {found.web:.2f} | {found.database:.2f} | {together:.2f}"
                f" | {queries[name]} | {found.p50:.1f} | {found.p95:.1f} |",
                flush=True,
            )
            speeds.append(yardstick())
        yard = statistics.median(speeds)
        print(f"site: {stack.memory():.0f} MB; load {os.getloadavg()[0]:.1f}; yardstick {yard:.0f} ms")
    finally:
        stack.stop()


if __name__ == "__main__":
    main()
