"""What is written about people lies readable nowhere: in no dump, no file, no log line, nothing a process prints."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import pkgutil
import signal
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms as django_forms

import kajo
from kajo.ui.forms import Form
from tests.factories.stack import Stack, reachable_folder, until
from tests.secrets.invented import Inventor, Secret
from tests.secrets.planter import Planter
from tests.secrets.planting import URLENCODED, Garden
from tests.secrets.search import dumped, opened, search

AT_LEAST = 200
ABOUT_STAFF = {"kajo.accounts.forms.Person"}  # colleagues stand openly: who did what must be readable for years


@pytest.fixture
def stack() -> Iterator[Stack]:
    """An empty installation whose passing files lie beside its data."""
    with reachable_folder() as folder:
        stack = Stack(folder, is_empty=True)
        (folder / "passing").mkdir()
        stack.environment["TMPDIR"] = str(folder / "passing")
        try:
            yield stack
        finally:
            stack.stop()


def test_nothing_written_about_people_is_readable_outside_the_pages(
    stack: Stack, seed: int, amount: Callable[[int, int], int], tmp_path: Path
) -> None:
    stack.start()
    stack.inside("cast")
    garden = Garden(stack, seed, calls=amount(16, 200))
    with contextlib.closing(garden):
        taken = garden.plant()
        garden.strew()
        _while_the_program_errs(garden)
        _while_the_database_is_gone(garden)
    written_openly = _written_openly(stack, seed)
    dump = dumped(stack, tmp_path)
    printed = _stopped(stack, tmp_path)

    secrets = [*garden.seen.inventor.made, written_openly]
    found = search(secrets, [dump, opened(dump), printed, stack.folder.parent], tmp_path)

    assert len(taken) >= AT_LEAST
    assert taken - garden.seen.shown == set(), "whoever may see it is shown what was taken"
    assert _not_sent(garden) == {}, "every form that takes free text was sent"
    assert {secret.kind: files for secret, files in found.items() if secret is not written_openly} == {}
    in_cluster = {file for file in found[written_openly] if file.startswith(str(stack.folder / "pg" / "base"))}
    assert in_cluster, "what is written openly is found in the data folder"
    assert str(dump) in found[written_openly]


def _while_the_program_errs(garden: Garden) -> None:
    """Let the database refuse rows and columns that the program thinks good: its sentences quote the row."""
    mikko, typed = garden.mikko, garden.mikko.note()
    call = mikko.hidden_of("/calls/new/") | {"note": typed, "danger": "no", "outcome": "advice"}
    for wrong, right in (
        ("add constraint never check (false) not valid", "drop constraint never"),
        ("rename column note to noted", "rename column noted to note"),
    ):
        with garden.stack.administrator() as administrator:
            administrator.execute(f"alter table contacts_contact {wrong}")
        assert _send(mikko, call) == 500
        with garden.stack.administrator() as administrator:
            administrator.execute(f"alter table contacts_contact {right}")


def _while_the_database_is_gone(garden: Garden) -> None:
    mikko = garden.mikko
    call = mikko.hidden_of("/calls/new/") | {"note": mikko.note(), "danger": "no", "outcome": "advice"}
    postmaster = (garden.stack.postgres.data_dir / "postmaster.pid").read_text().split()[0]
    os.kill(int(postmaster), signal.SIGKILL)
    assert _send(mikko, call) in (302, 503)
    until(garden.stack.serves)


def _send(planter: Planter, words: dict[str, Any]) -> int:
    body = urllib.parse.urlencode(words, doseq=True).encode()
    origin = {"Origin": f"http://127.0.0.1:{planter.port}", "Host": f"127.0.0.1:{planter.port}"}
    return planter.strew("POST", "/calls/new/", body, URLENCODED | origin)


def _written_openly(stack: Stack, seed: int) -> Secret:
    """Write a name where none belongs, past all that would refuse it: the search must find this one."""
    secret = Inventor(seed + 1).name()
    with stack.administrator() as administrator, administrator.transaction():
        administrator.execute("set local session_replication_role = replica")
        changed = administrator.execute("update accounts_office set name_en = %s where code = 1", [secret.text])
        assert changed.rowcount == 1
    return secret


def _stopped(stack: Stack, room: Path) -> Path:
    """Stop everything; gives what was printed on the way. What was said as errors lies in the folder."""
    assert stack.process is not None
    assert stack.process.stdout is not None
    stack.process.send_signal(signal.SIGTERM)
    printed = room / "printed"
    printed.write_text(stack.process.stdout.read())
    assert stack.gone() == 0
    said = stack.said.read_text()
    assert "starting the sites" in said
    assert "IntegrityError" in said, "the error of the program stands in the log, without its words"
    return printed


def _not_sent(garden: Garden) -> dict[str, set[str]]:
    """Give the forms with free text that nobody sent whole, with their fields."""
    sent = [names for _address, names in garden.seen.sent]
    forms = {f"{each.__module__}.{each.__qualname__}": _typed(each) for each in _forms()}
    return {
        name: fields
        for name, fields in forms.items()
        if fields and name not in ABOUT_STAFF and not any(fields <= names for names in sent)
    }


def _forms() -> set[type[Form]]:
    for room in pkgutil.iter_modules(kajo.__path__):
        if importlib.util.find_spec(f"kajo.{room.name}.forms"):
            importlib.import_module(f"kajo.{room.name}.forms")
    left, found = [Form], set()
    while left:
        each = left.pop()
        left += each.__subclasses__()
        found.add(each)
    return {each for each in found if each.__module__.endswith(".forms")}


def _typed(form: type[Form]) -> set[str]:
    return {
        name
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]  # made by Django's metaclass
        if isinstance(field, django_forms.CharField) and not isinstance(field.widget, django_forms.PasswordInput)
    }
