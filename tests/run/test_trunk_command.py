"""`bin/kajo trunk`: what the bridge is given, or one sentence."""

from __future__ import annotations

import argparse
import json

import pytest

from kajo.contacts.models import Trunk
from kajo.run.commands import trunk
from tests.factories import ringing


def run(*words: str) -> int:
    """Run the command in this process, on the database of the tests."""
    parser = argparse.ArgumentParser()
    trunk.add(parser)
    return trunk.run(parser.parse_args(words))


def given(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Run it and give what it prints, without its words."""
    assert run(*words) == 0
    return [line.split()[1] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.django_db
def test_a_trunk_is_added_changed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    (first,) = given(capsys, "add", "main")
    (second,) = given(capsys, "rotate", "main", "--hours", "0")

    assert [ringing.post(ringing.event(), each).status_code for each in (first, second)] == [401, 200]
    assert given(capsys, "end", "main") == []
    assert ringing.post(ringing.event(), second).status_code == 401
    assert Trunk.objects.get().ended_at is not None


@pytest.mark.django_db
def test_a_signed_trunk_is_given_a_key_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    body = json.dumps(ringing.event()).encode()
    for words in (("add", "main", "--signed"), ("rotate", "main")):
        token, key = given(capsys, *words)
        signed = {"Kajo-Signature": ringing.signature(body, key)}
        assert [ringing.post(body, token).status_code, ringing.post(body, token, **signed).status_code] == [401, 200]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "demo-trunk"), "kajo: A trunk of this name is there already.\n"),
        (("rotate", "other"), "kajo: There is no trunk of this name.\n"),
        (("end", "other"), "kajo: There is no trunk of this name.\n"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    ringing.demo_trunk()

    assert run(*words) == 2
    assert capsys.readouterr().err == sentence


@pytest.mark.parametrize(
    "words",
    [(), ("add",), ("add", ""), ("add", "x" * 41), ("add", "a\nb"), ("rotate", "x", "--hours", "-1"),
     ("rotate", "x", "--hours", "800"), ("other", "x")],
)  # fmt: skip
def test_words_that_make_no_sense_end_with_2(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)

    assert ended.value.code == 2
