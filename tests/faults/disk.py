"""Two ways to let the data folder take no more: a small disk of its own that is filled, and files that may not grow."""

from __future__ import annotations

import contextlib
import functools
import resource
import subprocess
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.faults.killing import Mortal

MOUNTED = 'mkdir -p "$0" && mount -t tmpfs -o "size=$1,mode=711" none "$0" && shift && exec "$@"'
MEGABYTES = "420m"
LARGEST_FILE_BYTES = 100_000
NO_LIMIT = resource.RLIM_INFINITY


@functools.cache
def may_mount() -> bool:
    """Tell whether a private disk can be had here; where not, files that may not grow are all that can be tried."""
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def on_small_disk(folder: Path, size: str, words: list[str]) -> list[str]:
    """Give the words that do something with a disk of this size at the folder, seen by nobody else."""
    return ["unshare", "--mount", "sh", "-c", MOUNTED, str(folder), size, *words]


def with_small_files(words: list[str]) -> list[str]:
    """Give the words that do something where no file may become larger than half a megabyte."""
    return ["sh", "-c", 'ulimit -f 1024 && exec "$@"', "sh", *words]


class OnSmallDisk(Mortal):
    """Everything running on a small disk of its own."""

    def words(self) -> list[str]:
        """Give the words that start it."""
        return on_small_disk(self.folder, MEGABYTES, super().words())

    def beside(self, words: list[str]) -> list[str]:
        """Give the words that do something where that disk is seen."""
        assert self.process is not None
        return ["nsenter", "--mount", f"--target={self.process.pid}", *words]

    @property
    def filler(self) -> Path:
        """Name the file that fills the disk, as it is seen from outside."""
        assert self.process is not None
        return Path(f"/proc/{self.process.pid}/root{self.folder}/filler")

    def administrator(self) -> psycopg.Connection[Any]:
        """Connect as the database's administrator."""
        assert self.process is not None
        place = f"/proc/{self.process.pid}/root{self.postgres.socket_dir}"
        return psycopg.connect(f"host={place} dbname=kajo user=postgres", autocommit=True)

    def postmaster(self) -> int | None:
        """Find the server's first process, whose folder has no name out here."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children()
        return next((child.pid for child in children if child.name() == "postgres"), None)

    def squeeze(self) -> None:
        """Fill the disk to its last byte."""
        with contextlib.suppress(OSError), self.filler.open("wb", buffering=0) as filler:
            for size in (2**20, 2**10, 1):
                with contextlib.suppress(OSError):
                    while filler.write(b"\0" * size):
                        pass

    def release(self) -> None:
        """Make room again."""
        self.filler.unlink()


class Limits:
    """The files of what is started from now on may not grow, and the database is started anew."""

    def __init__(self, stack: Mortal) -> None:
        self.stack = stack

    def squeeze(self) -> None:
        """Let no file grow: a limit is handed on to whatever is started under it."""
        self._limit(LARGEST_FILE_BYTES)
        self.stack.kill_the_postmaster()

    def release(self) -> None:
        """Let them grow again."""
        self._limit(NO_LIMIT)

    def _limit(self, most: int) -> None:
        assert self.stack.process is not None
        resource.prlimit(self.stack.process.pid, resource.RLIMIT_FSIZE, (most, NO_LIMIT))
