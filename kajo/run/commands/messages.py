"""Compiles the translations."""

from __future__ import annotations

import argparse
import gettext
import io
import sys
from pathlib import Path

from kajo.run.children import ROOT

NAME = "messages"
HELP = "compile the translations (--check: only tell whether they are compiled)"


def add(parser: argparse.ArgumentParser) -> None:
    """Offer the check."""
    parser.add_argument("--check", action="store_true", help="compile nothing, and tell whether all is current")


def run(args: argparse.Namespace) -> int:
    """Compile what is not current, or name it and return 1."""
    stale = []
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        compiled = compile_catalogue(source)
        target = source.with_suffix(".mo")
        if target.is_file() and said(target.read_bytes()) == said(compiled):
            continue
        stale.append(target.relative_to(ROOT))
        if not args.check:
            target.write_bytes(compiled)
    for target in stale:
        print(f"kajo: {target} was not current", file=sys.stderr)
    return 1 if stale and args.check else 0


def compile_catalogue(source: Path) -> bytes:
    """Return the compiled form of one .po file, without what is marked as fuzzy."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def said(compiled: bytes) -> dict[object, str]:
    """Return what a catalogue says, without its header: two compilers write that differently."""
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled))._catalog  # type: ignore[attr-defined]  # noqa: SLF001
    return {key: text for key, text in catalogue.items() if key != ""}
