from __future__ import annotations

import os
import random
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kajo.run.pgplugin import DEEP, SEED
from kajo.vault.classes import Class
from kajo.vault.encoding import Pad, padded
from kajo.vault.errors import Destroyed, Tampered, Unopened
from kajo.vault.keyring import Keyring, SubjectKeys, cache, keyring
from kajo.vault.keys import rotate_subject
from kajo.vault.models import Subject
from kajo.vault.seal import Sealed, close_cell, open_cell, open_named, row_text, seal_named
from tests.vault.rooms import Story, Twin

SUBJECT = UUID("01900000-0000-7000-8000-00000000000a")
ROW = UUID("01900000-0000-7000-8000-00000000000b")
KEYS = {1: bytes(range(32)), 258: bytes(range(32, 64))}
SECRET = "Aamu Esimerkki-Salaisuus"
# A pinned cell: data key, class, place, row, plain value, padding -> the bytes at rest. They never change.
VECTORS = [
    (
        1, "identity", "clients_person.name", ROW, "Aamu Esimerkki", Pad.STEP,
        (
            "010100016465666768696a6b6c6d6e6fcb7815a14b2b802ab88e7ce3761fb04c9f99f588277ffe5aa9dd491f16afefd5"
            "a651d16f39ef312ca14864917ba5f799"
        ),
    ),
    (
        258, "location", "clients_address.line", ROW, "Näytekatu 1 A 2", Pad.POWER,
        (
            "010101026465666768696a6b6c6d6e6f0ea195edad111f309a17b9c38f01a3b3e3b04fba0b54b7f7cb388b0c12d972df"
            "91974dc2de956b4b6cecc86583f4591a369a45d2866d8e24f2dd2def328916a1388e94b2b481b2127c12068dfeeba353"
        ),
    ),
    (258, "open_x", "t.c", 17, "", Pad.NONE, "010101026465666768696a6b6c6d6e6f7d302fadf662db814fa1e6ab59e7f024cb"),
]  # fmt: skip


def given_nonce(size: int) -> bytes:
    return bytes(range(100, 100 + size))


@pytest.mark.parametrize(("version", "word", "place", "row", "plain", "pad", "cell"), VECTORS)
def test_a_cell_is_written_as_it_always_was(
    version: int, word: str, place: str, row: object, plain: str, pad: Pad, cell: str
) -> None:
    keys = SubjectKeys(SUBJECT, KEYS, version)

    sealed = close_cell(keys, word, place, row_text(row), padded(plain.encode(), pad), draw=given_nonce)

    assert sealed.hex() == cell
    assert open_cell(keys, word, place, row_text(row), sealed).startswith(plain.encode() + b"\x80")


def test_a_cell_can_be_opened_by_its_description_alone() -> None:
    version, word, place, _row, plain, _pad, cell = VECTORS[0]
    raw = bytes.fromhex(cell)
    key = HKDFExpand(algorithm=SHA256(), length=32, info=b"kajo|class|" + word.encode()).derive(KEYS[version])
    about = f"kajo|{place}|{ROW.hex}|{SUBJECT.hex}|{version}".encode()

    opened = AESGCM(key).decrypt(raw[4:16], raw[16:], about)

    assert opened.rstrip(b"\0") == plain.encode() + b"\x80"
    assert len(raw) - len(opened) == 32


def _stories(at: object) -> list[Story]:
    one, other = Subject.open("person", at=at), Subject.open("person", at=at)
    made = []
    for subject in (one, one, other):
        row = Story(subject=subject, name=SECRET, note="A note", told_by="Somebody")
        row.save()
        made.append(row)
    return made


def _cells(model: type[Story] | type[Twin]) -> dict[tuple[str, UUID], bytes]:
    names = [name for name in ("name", "note", "told_by") if hasattr(model, name)]
    rows = model.objects.all()
    return {(name, row.pk): getattr(row, name).cell for row in rows for name in names if getattr(row, name)}


def _put(model: type[Story] | type[Twin], column: str, row: UUID, cell: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update {model._meta.db_table} set {column} = %s where id = %s", [cell, row])


@pytest.fixture
def all_allowed(ring: Keyring) -> Keyring:
    ring.allow(Class.LOCATION, Class.INFORMANT)
    return ring


def test_a_cell_moved_to_any_other_place_does_not_open(vault: None, all_allowed: Keyring, at: object) -> None:
    stories = _stories(at)
    twin = Twin.objects.create(pk=stories[0].pk, subject=stories[0].subject, name=SECRET, note="A note")
    rotate_subject(stories[0].subject, at=at)
    cells = _cells(Story) | {(f"twin.{name}", row): cell for (name, row), cell in _cells(Twin).items()}
    tried = 0

    for (column, row), home in _cells(Story).items():
        for cell in cells.values():
            if cell != home:
                _put(Story, column, row, cell)
                with pytest.raises(Tampered):
                    getattr(Story.objects.get(pk=row), column).open()
                tried += 1
        _put(Story, column, row, home)
        getattr(Story.objects.get(pk=row), column).open()

    assert twin.name.open() == SECRET
    assert tried == 9 * 10


def test_a_cell_under_another_key_version_does_not_open(vault: None, all_allowed: Keyring, at: object) -> None:
    story = _stories(at)[0]
    old = story.name.cell
    rotate_subject(story.subject, at=at)
    story.name = SECRET
    story.save()
    new = story.name.cell

    for head, body in ((old, new), (new, old)):
        _put(Story, "name", story.pk, head[:4] + body[4:])
        with pytest.raises(Tampered):
            Story.objects.get(pk=story.pk).name.open()
    _put(Story, "name", story.pk, new[:2] + (3).to_bytes(2) + new[4:])
    with pytest.raises(Destroyed):
        Story.objects.get(pk=story.pk).name.open()


def test_no_altered_cell_opens() -> None:
    draw = random.Random(SEED)
    keys = SubjectKeys(SUBJECT, KEYS, 1)
    places = ["clients_person.name", "clients_person.note", "cases_case.name"]
    tried = 0

    for _turn in range(10_000 if DEEP else 1_500):
        place, word, row = draw.choice(places), draw.choice(["identity", "safety"]), os.urandom(8).hex()
        keys.active = draw.choice([1, 258])
        cell = bytearray(close_cell(keys, word, place, row, padded(draw.randbytes(draw.randrange(80)), Pad.STEP)))
        _mutate(draw, cell)
        with pytest.raises((Tampered, Destroyed)):
            open_cell(keys, word, place, row, bytes(cell))
        tried += 1

    assert tried >= 1_000


def _mutate(draw: random.Random, cell: bytearray) -> None:
    before = bytes(cell)
    while bytes(cell) == before:
        how = draw.randrange(5)
        spot = draw.randrange(len(cell))
        if how == 0:
            cell[spot] ^= 1 << draw.randrange(8)
        elif how == 1:
            del cell[spot:]
        elif how == 2:
            cell.insert(spot, draw.randrange(256))
        elif how == 3:
            other = draw.randrange(len(cell))
            cell[spot], cell[other] = cell[other], cell[spot]
        else:
            cell += draw.randbytes(draw.randrange(1, 40))


def test_the_key_of_one_class_opens_no_other() -> None:
    keys = SubjectKeys(SUBJECT, KEYS, 1)
    cell = close_cell(keys, "location", "t.c", "1", b"x\x80")

    for word in ("identity", "contact", "open", "location "):
        with pytest.raises(Tampered):
            open_cell(keys, word, "t.c", "1", cell)


# -- opening --


def test_opening_notes_the_class_and_nothing_else_does(subject: Subject, ring: Keyring) -> None:
    row = Story.objects.create(subject=subject, name=SECRET, note="A note", facts={"a": 1})
    found = Story.objects.get(pk=row.pk)
    assert ring.opened == set()

    found.name.open()
    found.facts.open()

    assert ring.opened == {Class.IDENTITY, Class.HEALTH}


def test_where_a_person_is_opens_only_when_the_door_allowed_it(subject: Subject, ring: Keyring) -> None:
    row = Story(subject=subject, name=SECRET, address="Somewhere 1", told_by="Somebody")
    row.save()

    for _saved in (False, True):
        for name in ("address", "told_by"):
            with pytest.raises(Unopened, match="one by one"):
                getattr(row, name).open()
        row = Story.objects.get(pk=row.pk)
    assert ring.opened == set()

    ring.allow(Class.LOCATION)
    assert row.address.open() == "Somewhere 1"
    with pytest.raises(Unopened):
        row.told_by.open()
    assert ring.opened == {Class.LOCATION}


def test_nothing_opens_when_the_door_is_shut(vault: None, at: object) -> None:
    with keyring():
        subject = Subject.open("person", at=at)
        row = Story.objects.create(subject=subject, name=SECRET)
        assert row.name.open() == SECRET
        pending = Story(subject=subject, name=SECRET)

    for value in (row.name, pending.name, Story.objects.get(pk=row.pk).name):
        with pytest.raises(Unopened):
            value.open()


def test_an_inner_door_shares_the_ring_of_the_outer(subject: Subject, ring: Keyring) -> None:
    row = Story.objects.create(subject=subject, name=SECRET)

    with keyring() as inner:
        row.name.open()

    assert inner is ring
    assert row.name.open() == SECRET
    assert ring.opened == {Class.IDENTITY}


# -- round trips --

WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, note=WORDS, facts=JSON.filter(lambda value: value not in (None, "")), picture=st.binary(min_size=1))
def test_every_value_comes_back_as_it_was(
    subject: Subject, name: str, note: str, facts: object, picture: bytes
) -> None:
    row = Twin(subject=subject, name=name, note=note)
    row.save()
    story = Story(subject=subject, name=name, facts=facts, picture=picture)
    story.save()

    twin, found = Twin.objects.get(pk=row.pk), Story.objects.get(pk=story.pk)

    assert (twin.name.open(), twin.note.open(), found.name.open()) == (name, note, name)
    assert (found.facts.open(), found.picture.open()) == (facts, picture)


# -- what belongs to the installation --


def test_a_value_of_the_installation_opens_only_at_its_place() -> None:
    cell = seal_named("mfa", b"secret seed", place="mfa_authenticator.data", row="7")

    assert open_named("mfa", cell, place="mfa_authenticator.data", row="7") == b"secret seed"
    assert b"secret" not in cell
    for name, place, row, altered in (
        ("other", "mfa_authenticator.data", "7", cell),
        ("mfa", "mfa_authenticator.date", "7", cell),
        ("mfa", "mfa_authenticator.data", "8", cell),
        ("mfa", "mfa_authenticator.data", "7", cell[:-1] + bytes([cell[-1] ^ 1])),
        ("mfa", "mfa_authenticator.data", "7", b"plain text that was never sealed at all"),
    ):
        with pytest.raises(Tampered):
            open_named(name, altered, place=place, row=row)


def test_a_sealed_value_says_where_it_belongs_and_no_more(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name=SECRET)
    cache.clear()

    assert isinstance(row.name, Sealed)
    assert row.name.place == "vault_trial_story.name"
    assert repr(SubjectKeys(SUBJECT, KEYS, 1)) == f"<SubjectKeys {SUBJECT.hex}>"
    assert repr(Keyring()) == "<Keyring>"
