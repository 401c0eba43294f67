"""`bin/kajo rules`: facts in, one line out for each, and never a word more."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kajo.lawbook.rulebook import RULEBOOK, Entry
from kajo.lawbook.terms import LONGEST_LINE
from kajo.run.commands import rules
from tests.run.cells import PLAINLY, READ, SHOWN, cell_of
from tests.tables import table

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "kajo.run.command")
ORGANISER = "cases.organiser_of_services"
CODE = "clients.personal_code"
HOME = {"municipality": "091", "asylum_seeker": False, "temporary_protection": False, "on": "2026-03-02"}


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: bytes
    stderr: bytes


def kajo(*words: str, given: bytes = b"") -> Done:
    """Run the command in this process, with these bytes as its standard input."""
    parser = argparse.ArgumentParser()
    rules.add(parser)
    shown, said = io.StringIO(), io.StringIO()
    with patched_input(given), contextlib.redirect_stdout(shown), contextlib.redirect_stderr(said):
        code = rules.run(parser.parse_args(words))
    return Done(code, shown.getvalue().encode(), said.getvalue().encode())


def bin_kajo(*words: str, given: bytes = b"") -> Done:
    """Run the whole command line in a process of its own."""
    done = subprocess.run([*PROGRAM, *words], input=given, capture_output=True, cwd=ROOT, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


@contextlib.contextmanager
def patched_input(given: bytes) -> Iterator[None]:
    """Put these bytes where standard input is read."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(given))
    try:
        yield
    finally:
        sys.stdin = before


def run(rule: str, *lines: str | dict[str, object]) -> list[dict[str, object]]:
    """Run a rule on lines, as JSON text or as facts; every line must get its line."""
    raw = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    done = kajo("run", rule, given="\n".join(raw).encode("utf-8", "surrogatepass") + b"\n")
    assert (done.returncode, done.stderr) == (0, b"")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    return answers


def test_the_list_has_a_line_a_rule_with_basis_and_table() -> None:
    done = bin_kajo("rules", "list")
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]

    assert (done.returncode, [name for name, _, _ in lines]) == (0, list(RULEBOOK))
    assert all(basis and (ROOT / path).is_file() for _, basis, path in lines)


@pytest.mark.parametrize("entry", RULEBOOK.values(), ids=RULEBOOK)
def test_every_case_of_the_table_has_the_same_answer_from_outside(entry: Entry) -> None:
    rows = table(entry.table.removeprefix("kajo/law/tables/"))

    answers = run(
        entry.name, *({fact.name: cell_of(row, fact.name, fact.kind) for fact in entry.facts} for row in rows)
    )

    for row, answer in zip(rows, answers, strict=True):
        if row["outcome"] in ("error", "not known"):
            assert set(answer) == {"error"}, row["note"]
        else:
            assert list(answer) == ["outcome", "basis", "because"], row["note"]
            told_outcome = READ.get(entry.name, lambda outcome: outcome)(answer["outcome"])
            assert told_outcome == SHOWN.get(entry.name, PLAINLY)(row["outcome"]), row["note"]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "null",
        "7",
        '"text"',
        "true",
        '[{"on": "2026-03-02"}]',
        json.dumps(HOME | {"asylum_seeker": None}),
        json.dumps({name: value for name, value in HOME.items() if name != "temporary_protection"}),
        json.dumps(HOME | {"asylum_seeker": 0}),
        json.dumps(HOME | {"asylum_seeker": "false"}),
        json.dumps(HOME | {"asylum_seeker": []}),
        json.dumps(HOME | {"on": None}),
        json.dumps(HOME | {"on": ""}),
        json.dumps(HOME | {"on": "2026-3-2"}),
        json.dumps(HOME | {"on": "20260302"}),
        json.dumps(HOME | {"on": "2026-W10-1"}),
        json.dumps(HOME | {"on": "2026-02-30"}),
        json.dumps(HOME | {"on": "0000-01-01"}),
        json.dumps(HOME | {"on": "2026-03-02T00:00:00"}),
        json.dumps(HOME | {"on": " 2026-03-02"}),
        json.dumps(HOME | {"on": "2026-03-02\n"}),
        json.dumps(HOME | {"on": "２０２６-03-02"}),
        json.dumps(HOME | {"on": 20260302}),
        json.dumps(HOME | {"on": "1e9-01-01"}),
        json.dumps(HOME | {"municipality": 91}),
        json.dumps(HOME | {"municipality": 91.0}),
        json.dumps(HOME | {"municipality": ""}),
        json.dumps(HOME | {"municipality": "91"}),
        json.dumps(HOME | {"municipality": "091 "}),
        json.dumps(HOME | {"municipality": "091\u0000"}),
        json.dumps(HOME | {"municipality": "\ud800"}),
        json.dumps(HOME | {"municipality": ["091"]}),
        json.dumps(HOME | {"municipality": {"code": "091"}}),
        json.dumps(HOME | {"municipality": True}),
        json.dumps(HOME | {"citizen": True}),
        json.dumps(HOME | {"ON": "2026-03-02"}),
        json.dumps(HOME | {"": 1}),
        json.dumps(HOME)[:-1] + ', "on": "2026-03-02"}',
        json.dumps(HOME)[:-1] + ', "x": {"a": 1, "a": 2}}',
        '{"on": 1' + "0" * 5000 + "}",
        '{"on": 1e999}',
        "[" * 100_000 + "]" * 100_000,
    ],
    ids=lambda line: line[:60],
)
def test_facts_that_make_no_sense_get_one_line_with_an_error(line: str) -> None:
    wrong, right = run(ORGANISER, line, HOME)

    assert list(wrong) == ["error"]
    assert wrong["error"].endswith(".")
    assert right["outcome"] == {"organiser": "helsinki", "code": "90"}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"  ",
        b"{",
        b"not json",
        b"{'code': 'x'}",
        b'{"code": NaN}',
        b'{"code": Infinity}',
        b'{"code": -Infinity}',
        b'{"code": "\xff"}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\x00}\x00",
        b'{"code": "a\tb"}',
        b'{"code": "x"} {"code": "y"}',
        b'{"code": "x",}',
        b'{"code": 0123}',
        b"\x00",
        b"<facts/>",
        b"code,outcome",
    ],
    ids=repr,
)
def test_what_is_not_json_lines_ends_with_two_and_one_sentence(line: bytes) -> None:
    done = kajo("run", CODE, given=b'{"code": "x"}\n' + line + b'\n{"code": "y"}\n')

    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b"kajo: Line 2 is not JSON; facts come as JSON Lines in UTF-8.\n"


def test_an_overlong_line_is_answered_and_the_next_one_too() -> None:
    wrong, right = run(CODE, '{"code": "' + "x" * (3 * LONGEST_LINE) + '"}', '{"code": "x"}')

    assert list(wrong) == ["error"]
    assert right["outcome"] == {"valid": False, "temporary": False, "born_on": None}


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_last_line_may_end_as_it_likes(end: bytes) -> None:
    done = kajo("run", CODE, given=b'{"code": "x"}' + end)

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)


def test_only_a_line_feed_ends_a_line() -> None:
    (answer,) = run(CODE, '{"code": "a\u2028b\u0085c"}')

    assert answer["outcome"] == {"valid": False, "temporary": False, "born_on": None}


@pytest.mark.parametrize(
    "line",
    [
        '{"code": 131052}',
        '{"code": 131052.5}',
        '{"code": 1' + "0" * 5000 + "}",
        '{"code": 1e999}',
        '{"code": true}',
        '{"code": null}',
        '{"code": []}',
        '{"code": ["131052-308T"]}',
        '{"code": {"code": "131052-308T"}}',
        '{"code": ""}',
        '{"code": "\\ud800"}',
        "{}",
    ],
    ids=lambda line: line[:40],
)
def test_what_is_no_personal_code_is_answered_and_no_error(line: str) -> None:
    (answer,) = run(CODE, line)

    assert list(answer) == ["outcome", "basis", "because"]
    assert answer["outcome"] == {"valid": False, "temporary": False, "born_on": None}


def test_nothing_in_gives_nothing_out() -> None:
    done = kajo("run", CODE)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("name", ["", "cases", "organiser_of_services", "cases.organiser_of_services ", "../law", "ä"])
def test_an_unknown_rule_ends_with_two_and_one_sentence(name: str) -> None:
    done = kajo("run", name, given=b"{}")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"kajo: There is no rule of that name; `bin/kajo rules list` prints them.\n"


@pytest.mark.parametrize("words", [("rules",), ("rules", "run"), ("rules", "jump")])
def test_half_a_command_ends_with_two(words: tuple[str, ...]) -> None:
    done = bin_kajo(*words)

    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_an_error_never_repeats_what_it_was_given() -> None:
    secret = "Maija Merkillinen"
    lines = [
        json.dumps({"code": [secret]}),
        json.dumps({secret: "x"}),
        json.dumps({"code": "x", secret: secret}),
        json.dumps([secret]),
        '{"code": "x", "code": "' + secret + '"}',
    ]

    done = kajo("run", CODE, given="\n".join([*lines, secret]).encode())

    assert done.returncode == 2
    assert secret.split()[0].encode() not in done.stdout + done.stderr


def test_an_unknown_fact_is_named_with_those_that_are_known() -> None:
    (answer,) = run(CODE, {"kode": "x"})

    assert answer == {"error": "The rule knows no fact kode; it asks for code."}


def test_a_fact_not_given_counts_as_null() -> None:
    given, left_out = run(
        ORGANISER, HOME | {"municipality": None}, {name: HOME[name] for name in HOME if name != "municipality"}
    )

    assert given == left_out
    assert given["outcome"] == {"organiser": "nas", "code": None}


def test_a_reader_that_goes_away_is_no_fault() -> None:
    line = json.dumps(HOME).encode() + b"\n"
    with subprocess.Popen(
        [*PROGRAM, "rules", "run", ORGANISER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(line)
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(line * 2)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_an_answer_comes_before_the_next_question() -> None:
    with subprocess.Popen(
        [*PROGRAM, "rules", "run", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b'{"code": "x"}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"]["valid"] is False
        process.stdin.close()
        assert process.wait(30) == 0


def test_the_command_loads_neither_django_nor_a_database_driver() -> None:
    program = "import sys; from kajo.run.command import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"

    done = subprocess.run(
        [sys.executable, "-c", program, "rules", "list"], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert not {"django", "psycopg", "cryptography"} & set(done.stderr.split())
