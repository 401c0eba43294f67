"""`bin/kajo`: which command was meant, and what does it need before it can run?"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from types import ModuleType
from typing import NoReturn

from kajo.run import commands
from kajo.run.faults import Unusable, spoken
from kajo.run.hardening import harden
from kajo.run.lines import print_origin
from kajo.vault.errors import KeysUnavailable

BAD_INPUT = 2


Listing = argparse.RawDescriptionHelpFormatter


class Parser(argparse.ArgumentParser):
    """Complains in one sentence, where the library prints its usage first."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and end with 2."""
        self.exit(BAD_INPUT, f"kajo: {message}; see {self.prog} --help.\n")


def known(asked: str = "") -> dict[str, ModuleType]:
    """Return every command by its name, or the asked one alone: the others may be slow to load."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    if asked in names:
        names = [asked]
    modules = [importlib.import_module(f"{commands.__name__}.{name}") for name in names]
    return {module.NAME: module for module in modules}


def main(words: list[str]) -> int:
    """Run one command; what a person can mend is one sentence on standard error, exit 2."""
    harden()
    sys.excepthook = print_origin
    parser = Parser(prog="bin/kajo", description="The command line of kajo.", formatter_class=Listing)
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = known(words[0] if words else "")
    for name, module in modules.items():
        module.add(choices.add_parser(name, description=module.HELP))
    # Written here: the library breaks the line of a long name.
    parser.epilog = "commands:\n" + "\n".join(f"    {name:<16}{module.HELP}" for name, module in modules.items())
    asked = parser.parse_args(words)
    try:
        return _run(modules[asked.command], asked)
    except (Unusable, KeysUnavailable) as error:
        print(f"kajo: {error}", file=sys.stderr)
    except OSError as error:
        print(f"kajo: {spoken(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return BAD_INPUT


def _run(module: ModuleType, asked: argparse.Namespace) -> int:
    process: str | None = getattr(module, "PROCESS", None)
    if process is None:
        return int(module.run(asked))
    # The database, its driver and Django load here: a command that needs none of them answers at once.
    from kajo.run.children import ROOT
    from kajo.run.ground import borrowed, fingerprint
    from kajo.run.preparation import set_up_django
    from kajo.settings.databases import data_folder

    # An order to stop must let the borrowed database stop too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    folder = data_folder(ROOT)
    os.environ["KAJO_DATA"] = str(folder)
    with borrowed(folder) as ground:
        standing = ground.standing()
        if process != "owner" and standing.made_of != fingerprint():
            raise Unusable("The database is not up to date: run bin/kajo migrate.")
        if standing.demo or (ground.is_embedded and getattr(module, "IS_DEMO", False)):
            os.environ["KAJO_DEMO"] = "1"
        harden(holds_keys=True)
        set_up_django(process)
        return int(module.run(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
