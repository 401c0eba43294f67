"""What may a log line say?

Only words written by a programmer: an exception's message, a request's body and the values of a
statement can all quote a person, so none of them is printed.
"""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

# Loggers whose arguments are facts about the machine, never about a person.
FACTUAL = ("kajo.run", "granian", "_granian", "procrastinate")


class Line(logging.Formatter):
    """One line per record: moment, level, logger, constant text, status, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the text stays unfilled unless its logger only states facts about the machine."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        status = getattr(record, "status_code", None)
        if status is not None:  # an answer: its address may name somebody
            text = f"answered {status}"
        elif record.name.startswith(FACTUAL):
            text = record.getMessage()
        else:
            text = str(record.msg)
        words = [moment, record.levelname.lower(), record.name, " ".join(text.split())]
        if record.exc_info and record.exc_info[0] is not None:
            words.append(_origin(record.exc_info[0], record.exc_info[2]))
        return " ".join(words)


def print_origin(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say what stopped a process (a `sys.excepthook`): the kind of exception and the places, never its message."""
    print(f"kajo: {_origin(kind, trace)}", file=sys.stderr)


def _origin(kind: type[BaseException], trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in frames[-6:]]
    return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(reversed(places))}"
