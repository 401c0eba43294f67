"""`bin/run`: the supervisor; and, started by it, its children."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kajo.run import preparation, serving, supervisor
from kajo.run.faults import Unusable, spoken
from kajo.run.hardening import die_with, harden
from kajo.run.lines import print_origin
from kajo.vault.errors import KeysUnavailable


def main(words: list[str]) -> int:
    """Run what the first word names, the supervisor without one; what a person can mend is one sentence, exit 2."""
    harden()
    sys.excepthook = print_origin
    try:
        if not words or words[0].startswith("-"):
            return supervisor.main(words)
        return _part(words)
    except (Unusable, KeysUnavailable) as error:
        if str(error):  # else a child has said it already
            print(f"kajo: {error}", file=sys.stderr)
    except OSError as error:
        print(f"kajo: {spoken(error)}", file=sys.stderr)
    return 2


def _part(words: list[str]) -> int:
    if parent := os.environ.get("KAJO_PARENT"):
        die_with(int(parent), signal.SIGTERM)
    harden(holds_keys=True)
    match words:
        case ["site", site, port]:
            return serving.serve_site(site, int(port))
        case ["worker"]:
            return serving.work()
        case ["sealer"]:
            return serving.seal()
        case ["migrate"]:
            return preparation.migrate(Path(os.environ["KAJO_DATA"]))
        case ["keys"]:
            return preparation.check_keys(Path(os.environ["KAJO_DATA"]))
        case ["history"]:
            return preparation.load_history(Path(os.environ["KAJO_DATA"]))
    raise Unusable(f"There is no part called {' '.join(words)}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
