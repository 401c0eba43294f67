"""`bin/kajo administrators`: two people to begin with, or one sentence and nothing made."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from kajo.accounts.models import Login, RoleAssignment
from kajo.run.commands import administrators
from tests.run.test_command import kajo

LOGIN = "a login has 2 to 40 small letters, digits, points and hyphens"
SHAPE = "two people are wanted, each as LOGIN=NAME"
NAME = "a name has at most 120 signs"


def run(*words: str) -> int:
    """Run the command in this process, on the database of the tests."""
    parser = argparse.ArgumentParser()
    administrators.add(parser)
    return administrators.run(parser.parse_args(words))


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Anna Virta=Anna", LOGIN),
        ("anna!=Anna", LOGIN),
        ("Anna=Anna", LOGIN),
        ("a=Anna", LOGIN),
        ("änna=Anna", LOGIN),
        (".anna=Anna", LOGIN),
        ("=Anna", LOGIN),
        ("a" * 41 + "=Anna", LOGIN),
        ("anna=" + "A" * 121, NAME),
        ("anna=", SHAPE),
        ("anna= ", SHAPE),
        ("anna", SHAPE),
        ("", SHAPE),
        ("anna=An\nna", SHAPE),
        ("anna=An\udcffna", SHAPE),
    ],
    ids=ascii,
)
def test_who_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path, word: str, sentence: str) -> None:
    ended = kajo("administrators", "otto=Otto Example", word, data=tmp_path / "data")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"kajo: argument LOGIN=NAME: {sentence}; see bin/kajo administrators --help.\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.django_db
def test_two_are_made_with_a_password_to_hand_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("anna=Anna Example", "otto.o=" + "O" * 120) == 0

    handed = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert {login.login for login in Login.objects.all() if login.check_password(handed[login.login])} == set(handed)
    assert set(handed) == {"anna", "otto.o"}
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == {"administrator"}


@pytest.mark.django_db
def test_two_of_one_login_leave_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("anna=Anna Example", "anna=Otto Example") == 2

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "kajo: This login is taken.\n")
    assert not Login.objects.exists()


@pytest.mark.django_db
def test_they_are_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    run("anna=Anna Example", "otto=Otto Example")
    capsys.readouterr()

    assert run("ulla=Ulla Example", "olli=Olli Example") == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert Login.objects.count() == 2
