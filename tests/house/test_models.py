"""Every table is guarded or excused, knows the class of each column and its duties, and keeps to the plain form."""

from __future__ import annotations

import ast
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from kajo.access.models import Protected, ProtectedRows
from kajo.access.verbs import Verb
from kajo.lawbook.index import ROOT
from kajo.ledger.guarded import Guarded
from kajo.vault.census import EXCUSED, class_of, unclassed
from kajo.vault.classes import Class, Export
from kajo.vault.fields import SealedField

OUTSIDE = {
    "accounts.Login": "the sign-in library writes it outside doors",
    "accounts.Attempt": "counts tries before anybody is known",
    "accounts.UsedCode": "counts codes before anybody is known",
    "accounts.Session": "a visit begins before anybody is known",
    "ledger.Change": "the ledger itself, written by the database's own trigger",
    "ledger.Event": "the ledger itself",
    "ledger.Head": "the ledger itself, written by the sealer",
    "ledger.Leaf": "the ledger itself, written by the sealer",
    "statistics.Chart": "pictures of sums, made anew by the worker",
    "statistics.Day": "sums without persons, written by the database's own triggers",
    "statistics.Month": "sums without persons, written by the database's own triggers",
    "vault.DataKey": "keys, below the ledger; walled and guarded by deploy/roles.sql",
    "vault.Subject": "keys, below the ledger; walled and guarded by deploy/roles.sql",
}
"""Tables of ours that are neither guarded nor protected, each with its reason."""

MODELS = sorted(apps.get_models(), key=lambda each: each._meta.label)
OURS = [model for model in MODELS if model.__module__.startswith("kajo.")]
GUARDED = [model for model in OURS if issubclass(model, Guarded)]
PROTECTED = [model for model in OURS if issubclass(model, Protected)]
FILES = sorted(path for path in (ROOT / "kajo").rglob("*.py") if "migrations" not in path.parts)
HOOKS = {"django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals"}


def label(model: type[models.Model]) -> str:
    return model._meta.label


every_one_of_ours = pytest.mark.parametrize("model", OURS, ids=label)
every_guarded_one = pytest.mark.parametrize("model", GUARDED, ids=label)
every_protected_one = pytest.mark.parametrize("model", PROTECTED, ids=label)


def test_every_table_is_guarded_or_excused_with_a_reason() -> None:
    loose = {label(model) for model in OURS if model not in GUARDED}

    assert loose == set(OUTSIDE)
    assert all(reason.strip() for reason in OUTSIDE.values())
    assert {label(model) for model in MODELS if model not in OURS} <= set(EXCUSED)


def test_every_column_has_a_class_and_every_table_its_duties() -> None:
    assert unclassed(MODELS) == []


@every_one_of_ours
def test_a_table_is_born_complete(model: Any) -> None:
    born = model.born

    assert born.retention
    assert born.starts.strip()
    assert isinstance(born.hold, bool)
    assert born.export.rule in {"subject", "subject_masked", "open", "never"}
    assert born.export.reason or born.export.rule != "never"


@every_protected_one
def test_what_is_about_a_client_goes_to_the_client_who_asks(model: Any) -> None:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]

    assert model.born.export != Export.OPEN
    assert model.born.hold or model.born.export.rule == "never"
    assert all(class_of(field) is not Class.OPEN for field in sealed)


@every_protected_one
def test_a_protected_table_has_a_kind_whose_view_is_a_verb(model: Any) -> None:
    assert Verb(f"{model.kind}.view")
    assert isinstance(model._default_manager.all(), ProtectedRows)


@every_guarded_one
def test_a_guarded_table_has_keys_made_here_and_nothing_made_by_the_database(model: Any) -> None:
    key = model._meta.pk

    assert isinstance(key, models.UUIDField)
    assert isinstance(key.get_default(), UUID)
    for field in model._meta.concrete_fields:
        assert not isinstance(field, (models.AutoField, models.GeneratedField)), field
        assert field.db_default is models.NOT_PROVIDED, field
        assert not getattr(field, "auto_now", False), field
        assert not getattr(field, "auto_now_add", False), field


@every_guarded_one
def test_nothing_vanishes_with_something_else(model: Any) -> None:
    for field in model._meta.concrete_fields:
        if field.remote_field is not None:
            assert field.remote_field.on_delete is models.PROTECT, field


@every_one_of_ours
def test_a_model_is_plain(model: Any) -> None:
    own = set(vars(model))

    assert not model._meta.ordering
    assert not own & {"save", "delete", "full_clean", "clean", "save_base", "refresh_from_db"}
    assert not [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
    assert (model.__doc__ or "").strip().endswith((".", "."))
    assert not (model.__doc__ or "").startswith(f"{model.__name__}(")


@every_one_of_ours
def test_a_row_prints_its_key_and_nothing_else(model: Any) -> None:
    planted = "Planted"
    row = model(pk=uuid4() if isinstance(model._meta.pk, models.UUIDField) else 7)
    for field in model._meta.concrete_fields:
        if isinstance(field, (models.CharField, models.TextField)) and not field.primary_key:
            row.__dict__[field.attname] = planted

    for printed in (str(row), repr(row), f"{row}"):
        assert planted not in printed
        assert str(row.pk) in printed


def test_nothing_hooks_into_others() -> None:
    hooked = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            hooked += [(str(path.relative_to(ROOT)), name) for name in names if name in HOOKS]

    assert hooked == []
