from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import transaction

from kajo.vault import lookup
from kajo.vault.errors import KeysUnavailable
from kajo.vault.keyfile import FileProvider
from kajo.vault.keyring import Keyring, keyring
from kajo.vault.lookup import Match, matching, normal, token
from kajo.vault.models import Subject
from tests.vault.rooms import Story, Twin


@pytest.mark.parametrize(
    ("kind", "written", "form"),
    [
        (Match.PHONE, "040 123 4567", "+358401234567"),
        (Match.PHONE, "+358 40 123-4567", "+358401234567"),
        (Match.PHONE, "00358401234567", "+358401234567"),
        (Match.PHONE, "+358 (0)40 1234567", "+358401234567"),
        (Match.PHONE, "(040) 1234567", "+358401234567"),
        (Match.PHONE, "٠٤٠١٢٣٤٥٦٧", "+358401234567"),
        (Match.PHONE, "\u200f+84 90 123 4567", "+84901234567"),
        (Match.PHONE, "040 123 4567 (sister)", ""),
        (Match.PHONE, "112", ""),
        (Match.PHONE, "unknown", ""),
        (Match.PHONE, "", ""),
        (Match.CONTACT, "040 123 4567", "+358401234567"),
        (Match.CONTACT, "Aamu@Example.org", "aamu@example.org"),
        (Match.IDENTITY_CODE, " 010190-900n ", "010190-900N"),
        (Match.IDENTITY_CODE, "010190\N{EN DASH}900N", "010190-900N"),
        (Match.IDENTITY_CODE, "010190A900N", "010190A900N"),
        (Match.REFERENCE, "NAS / 2026-12", "nas/2026-12"),
        (Match.REFERENCE, "ＮＡＳ/1", "nas/1"),
        (Match.REFERENCE, "  ", ""),
    ],
)
def test_ways_of_writing_the_same_value_have_one_form(kind: Match, written: str, form: str) -> None:
    assert normal(kind, written) == form


# Pinned: a token in a database must be found again by every later version. The lookup key is 0, 1, … 31.
@pytest.mark.parametrize(
    ("kind", "realm", "value", "found"),
    [
        (Match.PHONE, "register", "040 123 4567", 7393606530008583309),
        (Match.PHONE, "contacts", "+358401234567", 4350066817208730764),
        (Match.IDENTITY_CODE, "register", "010190-900n", -3259105315106028265),
    ],
)
def test_a_token_is_what_it_always_was(
    monkeypatch: pytest.MonkeyPatch, kind: Match, realm: str, value: str, found: int
) -> None:
    monkeypatch.setattr(lookup, "named_key", lambda _name: bytes(range(32)))

    assert token(kind, realm, value) == found


def test_the_same_value_has_another_token_in_another_realm_kind_or_installation(provider: FileProvider) -> None:
    tokens = {token(kind, realm, "12345678") for kind in Match for realm in ("register", "contacts")}
    assert len(tokens) == 8
    assert token(Match.PHONE, "register", "12345678") in tokens


def test_equal_values_are_found_and_others_are_not(subject: Subject) -> None:
    one = Story.objects.create(subject=subject, name="Aamu", phone="040 123 4567", code="010190-900N")
    Story.objects.create(subject=subject, name="Other", phone="040 123 4568")
    Story.objects.create(subject=subject, name="None")

    assert Story.objects.get(matching(Story, "phone", "+358401234567")) == one
    assert Story.objects.get(matching(Story, "code", "010190-900n")) == one
    assert Story.objects.get(matching(Story, "phone", "0401234567") & matching(Story, "code", "010190-900N")) == one
    assert not Story.objects.filter(matching(Story, "phone", "0409999999")).exists()
    assert not Story.objects.filter(matching(Story, "phone", "")).exists()
    assert not Story.objects.filter(matching(Story, "phone", "no number")).exists()


def test_the_token_follows_its_value(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name="Aamu", phone="040 123 4567")
    row.phone = "040 765 4321"
    row.save()
    assert Story.objects.filter(matching(Story, "phone", "0407654321")).exists()
    assert not Story.objects.filter(matching(Story, "phone", "0401234567")).exists()

    found = Story.objects.get()
    found.phone = ""
    found.save(update_fields=["phone", "phone_token"])
    assert Story.objects.get().phone_token is None

    found.phone = "somewhere, ask Maria"
    found.save()
    assert Story.objects.get().phone_token is None
    assert Story.objects.get().phone.open() == "somewhere, ask Maria"


def test_saving_something_else_keeps_the_token(subject: Subject) -> None:
    Story.objects.create(subject=subject, name="Aamu", phone="040 123 4567")
    row = Story.objects.get()
    row.city = "Oulu"
    row.save()

    assert Story.objects.filter(matching(Story, "phone", "0401234567")).exists()


def test_a_value_saved_without_its_token_is_told_before_the_door_shuts(vault: None, at: object) -> None:
    with keyring():
        row = Story.objects.create(subject=Subject.open("person", at=at), name="Aamu", phone="040 123 4567")

    row.phone = "040 765 4321"
    with pytest.raises(ValueError, match=r"name both columns: vault_trial_story\.phone"), keyring():
        row.save(update_fields=["phone"])
    with keyring():
        row.phone = "040 765 4321"
        row.save(update_fields=["phone", "phone_token"])


def test_tables_that_inherit_a_value_have_its_token(subject: Subject) -> None:
    Twin.objects.create(subject=subject, name="Aamu", phone="040 123 4567")

    assert Twin.objects.filter(matching(Twin, "phone", "+358401234567")).exists()
    assert [field.name for field in Twin._meta.concrete_fields].count("phone_token") == 1


def test_a_token_is_matched_and_nothing_else(subject: Subject) -> None:
    row = Story.objects.create(subject=subject, name="Aamu", phone="040 123 4567")

    with pytest.raises(TypeError, match="no token"):
        matching(Story, "name", "Aamu")
    with pytest.raises(TypeError, match=r"matching\(\)"):
        Story.objects.filter(phone_token="0401234567").exists()
    with pytest.raises(FieldError):
        Story.objects.filter(phone_token__gt=1).exists()
    assert Story.objects.filter(phone_token=row.phone_token).exists()
    assert Story.objects.filter(phone_token__isnull=False).exists()


def test_without_the_lookup_key_nothing_is_written(
    subject: Subject, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_name: str) -> bytes:
        raise KeysUnavailable("down")

    monkeypatch.setattr(lookup, "named_key", down)
    with pytest.raises(KeysUnavailable), transaction.atomic():
        Story.objects.create(subject=subject, name="Aamu", phone="040 123 4567")
    assert Story.objects.count() == 0
