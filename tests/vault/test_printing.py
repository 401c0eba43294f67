"""Wherever a sealed value is printed, it says ‹sealed›."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.template import Context, Engine

from kajo.vault.errors import KeysUnavailable, Tampered, Unopened
from kajo.vault.keyring import Keyring
from kajo.vault.models import Subject
from tests.vault.rooms import Story

SECRET = "Aamu Esimerkki-Salaisuus"

WAYS: dict[str, Callable[[object], str]] = {
    "str": str,
    "repr": repr,
    "f-string": lambda value: f"{value} {value!r} {value!s} {value:>40} {value:d}",
    "percent": lambda value: "%s %r" % (value, value),  # noqa: UP031
    "format": lambda value: "{} {!r} {:x}".format(value, value, value),  # noqa: UP032
    "list": lambda value: str([value, {"a": value}, (value,)]),
    "json by text": lambda value: json.dumps({"a": value}, default=str),
    "template": lambda value: Engine().from_string("{{ v }} {{ v.open }} {{ v|length }}").render(Context({"v": value})),
    "ascii": ascii,
}


@pytest.mark.parametrize("way", WAYS)
def test_printing_never_leaks(subject: Subject, way: str) -> None:
    row = Story(subject=subject, name=SECRET, facts={"plain": SECRET}, phone=SECRET)
    pending = [row.name, row.facts, row.phone]
    row.save()

    for value in [*pending, row.name, row.facts, row.phone_token, Story.objects.get(pk=row.pk).name]:
        written = WAYS[way](value)
        assert "Salaisuus" not in written
        assert "sealed" in written


@pytest.mark.parametrize(
    "way",
    [
        json.dumps,
        lambda value: json.dumps(value, cls=DjangoJSONEncoder),
        pickle.dumps,
        lambda value: pickle.dumps(value, protocol=0),
        len,
        list,
        bytes,
        sorted,
        lambda value: "".join(value),
        lambda value: "%d" % value,  # noqa: UP031
        lambda value: value < value,
        lambda value: value + "",
        lambda value: "x" in value,
        vars,
    ],
)
def test_what_would_have_to_read_a_sealed_value_is_refused(subject: Subject, way: Callable[[object], object]) -> None:
    row = Story(subject=subject, name=SECRET)
    pending = row.name
    row.save()

    for value in (pending, row.name):
        with pytest.raises(TypeError):
            way(value)


def test_no_row_with_a_sealed_value_is_pickled(subject: Subject) -> None:
    row = Story(subject=subject, name=SECRET)

    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(row)


def test_a_sealed_value_is_there_and_equals_only_itself(subject: Subject) -> None:
    one, other = Story(subject=subject, name=SECRET), Story(subject=subject, name=SECRET)

    assert one.name
    assert one.name == one.name
    assert one.name != other.name
    assert one.name != SECRET


def test_logs_hold_no_sealed_value(subject: Subject, caplog: pytest.LogCaptureFixture) -> None:
    row = Story(subject=subject, name=SECRET)

    logging.getLogger("trial").warning("saving %s %r", row.name, {"row": vars(row)})

    assert "‹sealed›" in caplog.text
    assert "Salaisuus" not in caplog.text


@pytest.mark.parametrize("fault", ["too long", "keys down", "tampered", "unopened"])
def test_no_frame_of_the_vault_shows_the_plain_value_in_a_crash_report(
    subject: Subject, ring: Keyring, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Story(subject=subject, name=SECRET if fault != "too long" else SECRET * 20, facts={"x": SECRET})
    if fault == "too long":
        row.note = SECRET
    elif fault == "keys down":
        ring.drop([subject.pk])
        monkeypatch.setattr("kajo.vault.keyring.provider", _down)
    report = ""
    try:
        with transaction.atomic():
            if fault == "tampered":
                row.save()
                _alter(row)
                Story.objects.get(pk=row.pk).name.open()
            elif fault == "unopened":
                ring.drop([subject.pk])
                ring.close()
                row.address = SECRET
                row.address.open()
            else:
                row.save()
    except (ValidationError, KeysUnavailable, Tampered, Unopened) as error:
        whole = traceback.TracebackException.from_exception(error, capture_locals=True)
        report = "".join(whole.format())

    assert "Traceback" in report
    assert "Salaisuus" not in report


def _down() -> object:
    raise KeysUnavailable("down")


def _alter(row: Story) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update vault_trial_story set name = %s where id = %s", [row.name.cell[:-1] + b"x", row.pk])
