from __future__ import annotations

import copy
from datetime import date, datetime

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value

from kajo.vault.classes import Class
from kajo.vault.encoding import Pad
from kajo.vault.errors import Unopened
from kajo.vault.fields import SealedColumn, SealedText
from kajo.vault.keyring import Keyring, keyring
from kajo.vault.lookup import Match
from kajo.vault.models import Subject
from kajo.vault.seal import Sealed
from tests.vault.rooms import Story, Twin

WORDS = "Aamu Esimerkki"


def raw(row: Story, column: str = "name") -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from vault_trial_story where id = %s", [row.pk])
        found = cursor.fetchone()[0]
    return None if found is None else bytes(found)


def test_what_is_put_in_comes_out_again_and_is_sealed_in_between(subject: Subject, ring: Keyring) -> None:
    ring.allow(Class.LOCATION)
    row = Story(subject=subject, name=WORDS, note="She left.", born_on=date(1990, 2, 3), facts={"asthma": [1, None]})
    row.picture, row.address = b"\x00\x01\x00", "Somewhere 1"

    row.save()
    found = Story.objects.get(pk=row.pk)

    assert found.name.open() == WORDS
    assert (found.note.open(), found.born_on.open()) == ("She left.", date(1990, 2, 3))
    assert (found.facts.open(), found.picture.open()) == ({"asthma": [1, None]}, b"\x00\x01\x00")
    assert found.address.open() == "Somewhere 1"
    assert WORDS.encode() not in (raw(row) or b"")
    assert (raw(row) or b"")[:4] == b"\x01\x01\x00\x01"


def test_a_cell_is_filled_up_so_that_its_size_tells_little(subject: Subject) -> None:
    short = Story.objects.create(subject=subject, name="Bo", note="x")
    longer = Story.objects.create(subject=subject, name="Bo-Aleksanteri Esimerkki-Malli", note="x" * 60)

    assert len(raw(short) or b"") == len(raw(longer) or b"") == 64
    assert len(raw(short, "note") or b"") == len(raw(longer, "note") or b"") == 96


def test_the_plain_value_leaves_the_object_when_it_is_saved(subject: Subject) -> None:
    row = Story(subject=subject, name=WORDS)
    assert isinstance(row.name, Sealed)

    row.save()

    assert type(row.name) is Sealed
    assert row.name.open() == WORDS
    assert WORDS not in repr(vars(row))


def test_an_empty_value_is_stored_as_nothing(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=WORDS, note="", picture=b"", born_on=None)

    assert (row.note, raw(row, "note"), raw(row, "picture"), Story.objects.get().note) == (None,) * 4
    assert Story.objects.filter(note__isnull=True, name__isnull=False).count() == 1


def test_a_value_that_must_be_there_is_asked_for(subject: Subject) -> None:
    with pytest.raises(ValidationError, match="blank"):
        Story(subject=subject, name="").save()


def test_many_rows_are_sealed_at_once(subject: Subject) -> None:
    rows = Story.objects.bulk_create([Story(subject=subject, name=f"Name {n}", phone="0401234567") for n in range(5)])
    for n, row in enumerate(rows):
        row.name = f"Other {n}"
        row.phone = f"+35840{n}123456"

    Story.objects.bulk_update(rows, ["phone_token", "name", "phone"])

    found = [Story.objects.get(pk=row.pk) for row in rows]
    assert [row.name.open() for row in found] == [f"Other {n}" for n in range(5)]
    assert [row.phone.open() for row in found] == [f"+35840{n}123456" for n in range(5)]
    assert {type(row.name) for row in rows} == {Sealed}


@pytest.mark.parametrize("plain", [WORDS, WORDS.encode(), 1, date(2020, 1, 1)])
def test_a_query_takes_no_plain_value(subject: Subject, plain: object) -> None:
    Story.objects.create(subject=subject, name="Before")

    with pytest.raises(TypeError, match="put the value into a row"), transaction.atomic():
        Story.objects.update(name=plain)

    assert Story.objects.get().name.open() == "Before"


@pytest.mark.parametrize("plain", [Value(WORDS), Value(WORDS.encode()), Value(b"\x01\x01" + b"x" * 20)])
def test_the_database_refuses_what_is_no_cell(subject: Subject, plain: Value) -> None:
    Story.objects.create(subject=subject, name="Before")

    with pytest.raises(IntegrityError, match="check constraint"), transaction.atomic():
        Story.objects.update(name=plain)


def test_an_expression_is_no_value(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name="Before")
    row.name = F("note")

    with pytest.raises(TypeError, match="takes no expression"):
        row.save()


@pytest.mark.parametrize("lookup", ["exact", "in", "contains", "gt", "iexact", "regex"])
def test_a_sealed_column_is_not_searched(vault: None, lookup: str) -> None:
    with pytest.raises(FieldError, match="cannot be searched"):
        Story.objects.filter(**{f"name__{lookup}": ["x"]})


def test_a_value_of_another_row_is_not_saved(subject: Subject) -> None:
    one = Story.objects.create(subject=subject, name=WORDS)
    other = Story.objects.create(subject=subject, name="Other")

    for taken in (one.name, Story.objects.get(pk=one.pk).name, Story(subject=subject, name="Not saved").name):
        other.name = taken
        with pytest.raises(ValueError, match="another row"), transaction.atomic():
            other.save()
    twin = Twin(pk=one.pk, subject=subject, name=one.name)
    with pytest.raises(ValueError, match="another row"), transaction.atomic():
        twin.save()


def test_a_row_does_not_move_to_another_subject_or_key(subject: Subject, at: datetime) -> None:
    row = Story.objects.create(subject=subject, name=WORDS)
    row.subject = Subject.open("person", at=at)
    with pytest.raises(ValueError, match="another row"), transaction.atomic():
        row.save()

    copied = Story.objects.get(pk=row.pk)
    copied.pk, copied._state.adding = Subject.open("person", at=at).pk, True
    with pytest.raises(ValueError, match="another row"), transaction.atomic():
        copied.save()


def test_a_row_without_a_subject_is_not_sealed(vault: None, ring: Keyring) -> None:
    with pytest.raises(ValueError, match="one of them is missing"):
        Story(name=WORDS).save()


def test_a_value_loaded_alone_is_bound_before_it_is_opened(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=WORDS)

    (alone,) = Story.objects.values_list("name", flat=True)

    with pytest.raises(Unopened, match="bind"):
        alone.open()
    assert alone.bound(row.pk, subject.pk).open() == WORDS
    with pytest.raises(Unopened, match="bind"):
        Story.objects.only("name").get().name.open()
    assert Story.objects.only("name", "subject").get().name.open() == WORDS
    assert Story.objects.defer("name").get().name.open() == WORDS


def test_a_row_read_again_holds_what_the_database_holds(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=WORDS, phone="040 123 4567")
    Story.objects.filter(pk=row.pk).update(phone=None, phone_token=None)
    row.name = "Changed my mind"

    row.refresh_from_db()

    assert (row.name.open(), row.phone, row.phone_token) == (WORDS, None, None)


def test_nothing_is_sealed_outside_a_keyring(vault: None, at: datetime) -> None:
    with keyring():
        subject = Subject.open("person", at=at)
    row = Story(subject=subject, name=WORDS)

    with pytest.raises(Unopened), transaction.atomic():
        row.save()
    with pytest.raises(Unopened):
        row.name.open()
    assert Story.objects.count() == 0


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("name", "a\0b", "NUL"),
        ("name", "a\ud800b", "broken character"),
        ("name", "x" * 201, "at most 200 characters"),
        ("note", "x" * 10_000_000, "at most 10000 characters"),
        ("note", "She met [[Matti.", "does not end"),
        ("name", 12, "no text"),
        ("born_on", "1990-02-03", "no day"),
        ("born_on", datetime(1990, 2, 3), "no day"),  # noqa: DTZ001
        ("facts", {"day": date(1990, 2, 3)}, "cannot be kept"),
        ("facts", {"x": float("nan")}, "cannot be kept"),
        ("facts", {"x": "\ud800"}, "cannot be kept"),
        ("facts", ["x" * 300_000], "larger than 262144"),
        ("picture", "text", "cannot be kept"),
        ("picture", b"x" * 100_001, "larger than 100000"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    subject: Subject, column: str, value: object, sentence: str
) -> None:
    row = Story(subject=subject, name="Aamu")
    setattr(row, column, value)

    with pytest.raises(ValidationError, match=sentence) as refused, transaction.atomic():
        row.save()
    with pytest.raises(ValidationError, match=sentence):
        row.clean_fields()

    assert list(refused.value.message_dict) == [column]
    assert Story.objects.count() == 0


def test_a_whole_row_is_checked_without_being_opened(subject: Subject, ring: Keyring) -> None:
    row = Story(subject=subject, name=WORDS, note="Met [[Matti]].")

    row.clean_fields()
    row.save()
    row.clean_fields()

    assert ring.opened == set()
    with pytest.raises(ValidationError):
        Story(subject=subject).clean_fields()


def test_a_column_takes_no_default_and_says_what_it_is() -> None:
    with pytest.raises(TypeError, match="default"):
        SealedText(Class.IDENTITY, default="x")
    with pytest.raises(TypeError, match="unique"):
        SealedText(Class.IDENTITY, unique=True)
    assert [error.id for error in _named(SealedText(Class.OPEN)).check()] == ["vault.E001"]
    assert [error.id for error in _named(SealedText(Class.IDENTITY, subject="owner_id")).check()] == ["vault.E002"]
    assert _named(SealedText(Class.IDENTITY)).check() == []


def _named(field: SealedText) -> SealedText:
    field.set_attributes_from_name("trial")
    field.model = Story
    return field


@pytest.mark.parametrize("name", ["name", "phone", "note", "born_on", "facts", "picture", "address", "phone_token"])
def test_a_column_is_rebuilt_the_same_from_its_own_description(name: str) -> None:
    field = Story._meta.get_field(name)
    _name, path, args, options = field.deconstruct()

    again = field.clone()

    assert again.deconstruct()[1:] == (path, args, options)
    assert path.startswith("kajo.vault.")
    assert "lookup" not in options


def test_what_is_about_others_is_masked_for_the_subject(subject: Subject) -> None:
    column = Story._meta.get_field

    assert column("note").for_subject("Met [[Matti]] twice.") == "Met […] twice."
    assert column("told_by").for_subject("Maija") == "[…]"
    assert column("name").for_subject("Aamu [[x]]") == "Aamu [[x]]"


def test_a_value_kept_aside_while_the_row_is_saved_is_the_same_value(subject: Subject, ring: Keyring) -> None:
    row = Story(subject=subject, name=WORDS, phone="040 123 4567")
    aside = row.name
    assert aside.open() == WORDS
    with pytest.raises(TypeError, match="belongs to its row"):
        aside.bound(row.pk, subject.pk)

    row.save()
    row.name = "Other"
    assert aside.open() == WORDS
    assert aside.cell[:2] == b"\x01\x01"
    row.name = aside
    row.save()

    assert Story.objects.get().name.open() == WORDS
    assert row.phone_token.open() == "040 123 4567"


def test_a_sealed_column_stays_out_of_forms_and_dumps(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=WORDS)

    assert Story._meta.get_field("name").formfield() is None
    assert isinstance(Story.name, SealedColumn)
    with pytest.raises(TypeError, match="serializers"):
        serializers.serialize("json", [row])


def test_a_renamed_column_keeps_its_place(subject: Subject) -> None:
    field = SealedText(Class.IDENTITY, place="people.name", subject="owner_id", pad=Pad.POWER)
    field.set_attributes_from_name("full_name")

    _name, _path, args, options = field.deconstruct()

    assert args == [Class.IDENTITY]
    assert options == {"place": "people.name", "subject": "owner_id", "pad": Pad.POWER}
    assert SealedText(Class.CONTACT, lookup=True).lookup is Match.REFERENCE


def test_copies_of_a_sealed_value_are_the_value(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=WORDS)

    assert copy.copy(row.name) is copy.deepcopy(row.name) is row.name
    assert row.name != Story.objects.get().name
