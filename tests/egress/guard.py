"""A Python that notes every attempt to reach another machine: `python -m tests.egress.guard -P -m module words`.

It stands in for the interpreter of the supervisor, which starts its children with the interpreter it runs in itself.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from tests.closed_network import Outside, refuse_beyond
from tests.factories.stack import Stack

NOTED, PYTHON = "TEST_EGRESS_NOTED", "TEST_EGRESS_PYTHON"


def guard(stack: Stack) -> Path:
    """Let all processes of a stack run watched; gives the file of what they try."""
    folder = stack.folder.parent
    noted, python = folder / "noted", folder / "python"
    noted.touch()
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m tests.egress.guard "$@"\n')
    python.chmod(0o755)
    stack.environment |= {NOTED: str(noted), PYTHON: str(python)}
    stack.python = str(python)
    return noted


def watch() -> None:
    """Note what this process tries from now on, and refuse it."""
    noted = os.open(os.environ[NOTED], os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)

    def look(event: str, words: tuple[Any, ...]) -> None:
        try:
            refuse_beyond(event, words)
        except Outside as outside:
            os.write(noted, f"{event} {outside} {' '.join(sys.argv)}\n".encode())
            raise

    sys.addaudithook(look)


def main(words: list[str]) -> None:
    """Run a module as `python -P -m` does, watched."""
    assert words[:2] == ["-P", "-m"]
    watch()
    sys.executable = os.environ[PYTHON]
    sys.argv = words[2:]
    runpy.run_module(words[2], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
