"""Everything running, as `bin/run` starts it, on a folder and ports of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from kajo.run.children import ROOT

OURS = ("DATABASE_", "KAJO_", "DJANGO_")


class Stack:
    """A data folder with the invented people, and the supervisor that serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        folder.chmod(0o711)
        for parent in folder.parents[:2]:
            parent.chmod(0o711)
        self.port = _free_port()
        self.staff = f"http://127.0.0.1:{self.port + 1}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and wait until it says that it is ready."""
        outside = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
        words = [sys.executable, "-P", "-m", "kajo.run", "--port", str(self.port), "--data", str(self.folder)]
        with (self.folder.parent / "errors").open("w") as errors:
            self.process = subprocess.Popen(
                words, stdout=subprocess.PIPE, stderr=errors, text=True, env=outside | {"PYTHONPATH": str(ROOT)}
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line == "kajo is ready\n":
                return
        raise AssertionError((self.folder.parent / "errors").read_text()[-2000:])

    def stop(self) -> None:
        """Stop in order."""
        if self.process is not None:
            self.process.terminate()
            assert self.process.wait(60) == 0


def _free_port() -> int:
    for first in range(20_000 + os.getpid() % 10_000, 40_000, 3):
        try:
            for number in range(first, first + 3):
                with socket.socket() as tried:
                    tried.bind(("127.0.0.1", number))
        except OSError:
            continue
        return first
    raise AssertionError("no free ports")
