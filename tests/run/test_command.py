"""The command line lists itself, and says in one sentence what a person can mend."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kajo.run.children import ROOT
from kajo.run.command import known
from kajo.run.commands import messages


def kajo(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("KAJO_", "DATABASE_"))}
    environment |= {"PYTHONPATH": str(ROOT), "KAJO_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "kajo.run.command", *words],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_help_lists_every_command_with_one_line(tmp_path: Path) -> None:
    ended = kajo("--help", data=tmp_path)

    lines = [line.split(maxsplit=1) for line in ended.stdout.splitlines() if line.startswith("    ")]
    assert ended.returncode == 0
    assert [line for line in lines if line[0] in known()] == [[name, module.HELP] for name, module in known().items()]


@pytest.mark.parametrize("name", sorted(known()))
def test_each_command_has_help(tmp_path: Path, name: str) -> None:
    ended = kajo(name, "--help", data=tmp_path)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"usage: bin/kajo {name}")


@pytest.mark.parametrize(
    "words", [["no-such-deed"], [], ["database"], ["messages", "--no-such-option"], ["keys"], ["keys", "destroy"]]
)
def test_words_that_make_no_sense_are_refused(tmp_path: Path, words: list[str]) -> None:
    ended = kajo(*words, data=tmp_path)

    assert (ended.returncode, ended.stdout) == (2, "")


def test_the_address_of_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    ended = kajo("database", "--owner", data=tmp_path / "nothing")

    assert ended.returncode == 2
    assert ended.stderr == f"kajo: There is no data folder {tmp_path / 'nothing'} of yours.\n"


def test_a_catalogue_is_compiled_without_what_is_fuzzy(tmp_path: Path) -> None:
    source = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Open"\nmsgstr "Auki"\n\n#, fuzzy\nmsgid "Closed"\nmsgstr "Kai kiinni"\n'
    )

    assert messages.said(messages.compile_catalogue(source)) == {"Open": "Auki"}
