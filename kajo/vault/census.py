"""Does every table know what it holds, for how long, and for whom?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from kajo.vault.classes import Birth, Class, Export
from kajo.vault.fields import SealedField
from kajo.vault.lookup import Lookup

OWN = "kajo."


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a library's table stands outside, and the class of each of its columns (keys and relations not counted)."""

    reason: str
    columns: dict[str, Class]


def _excuse(reason: str, *, open_: str = "", **others: str) -> Excuse:
    columns = dict.fromkeys(open_.split(), Class.OPEN)
    for word, names in others.items():
        columns |= dict.fromkeys(names.split(), Class(word))
    return Excuse(reason, columns)


EXCUSED = {
    "auth.Permission": _excuse("unused words of the framework", open_="name codename"),
    "auth.Group": _excuse("unused; roles stand in kajo.accounts", open_="name"),
    "contenttypes.ContentType": _excuse("names of tables", open_="app_label model"),
    "sessions.Session": _excuse(
        "sessions of staff: keys of accounts, no client data", open_="session_key session_data expire_date"
    ),
    "account.EmailAddress": _excuse("work addresses of staff", open_="verified primary", contact="email"),
    "account.EmailConfirmation": _excuse("about work addresses of staff", open_="created sent key"),
    "mfa.Authenticator": _excuse(
        "second factors of staff; secrets in `data` are sealed by the adapter",
        open_="type data created_at last_used_at",
    ),
    "socialaccount.SocialApp": _excuse(
        "providers of sign-in; their secrets come from the settings, the columns stay empty",
        open_="provider provider_id name client_id secret key settings",
    ),
    "socialaccount.SocialAccount": _excuse(
        "staff known to a provider of sign-in", open_="provider uid last_login date_joined", identity="extra_data"
    ),
    "socialaccount.SocialToken": _excuse("never stored: the setting is off", open_="token token_secret expires_at"),
    "procrastinate.ProcrastinateWorker": _excuse("workers", open_="last_heartbeat"),
    "procrastinate.ProcrastinateJob": _excuse(
        "jobs: their arguments are keys of rows, never words about a person",
        open_="queue_name task_name priority lock args status scheduled_at attempts queueing_lock abort_requested",
    ),
    "procrastinate.ProcrastinateEvent": _excuse("what became of jobs", open_="type at"),
    "procrastinate.ProcrastinatePeriodicDefer": _excuse(
        "jobs of the clock", open_="task_name defer_timestamp periodic_id"
    ),
}


def class_of(field: models.Field[object, object]) -> Class:
    """Tell the class of a column: that of its seal, or open."""
    return field.data_class if isinstance(field, SealedField) else Class.OPEN


def open_fields_of(model: type[models.Model]) -> set[str]:
    """Collect the columns that a model and its abstract bases list as open."""
    return {name for base in model.__mro__ for name in base.__dict__.get("open_fields", ())}


def unclassed(within: Iterable[type[models.Model]] | None = None) -> list[str]:
    """List what is missing, one sentence each; empty if every table is classed and born with its duties."""
    found: list[str] = []
    for model in apps.get_models() if within is None else within:
        if model._meta.proxy or model._meta.swapped:
            continue
        excuse = EXCUSED.get(model._meta.label)
        if excuse is not None:
            found += _faults_of_excuse(model, excuse)
        elif model.__module__.startswith(OWN) or within is not None:
            found += _faults_of(model)
        else:
            found.append(f"{model._meta.label} comes from a library and stands in no excuse.")
    return found


def _faults_of(model: type[models.Model]) -> Iterable[str]:
    label = model._meta.label
    open_fields = open_fields_of(model)
    names = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    for name in sorted(open_fields - names):
        yield f"{label} lists {name} as open and has no such column."
    for field in model._meta.concrete_fields:
        is_open = bool({field.name, field.attname} & open_fields)
        if isinstance(field, (SealedField, Lookup)):
            if is_open:
                yield f"{label}.{field.name} is sealed and listed as open."
        elif not (is_open or field.primary_key or field.remote_field):
            yield f"{label}.{field.name} has no class: seal it or list it in open_fields."
    yield from _faults_of_birth(model)


def _faults_of_birth(model: type[models.Model]) -> Iterable[str]:
    label = model._meta.label
    born = getattr(model, "born", None)
    if not isinstance(born, Birth):
        yield f"{label} does not say how long it lives: give it born = Birth(…)."
        return
    if born.export.rule == Export.NEVER.rule and not born.export.reason:
        yield f"{label} is never exported and does not say why."
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    if born.export == Export.OPEN and sealed:
        yield f"{label} is exported as open and has sealed columns."
    marked = [field.name for field in sealed if field.has_passages or field.is_about_others]
    if born.export == Export.SUBJECT_MASKED and not marked:
        yield f"{label} is masked in exports and has no column with passages or about third parties."
    if born.export == Export.SUBJECT and marked:
        yield f"{label}.{marked[0]} tells about third parties, and the export does not mask them."


def _faults_of_excuse(model: type[models.Model], excuse: Excuse) -> Iterable[str]:
    columns = {field.name for field in model._meta.concrete_fields if not (field.primary_key or field.remote_field)} | (
        {model._meta.pk.name} & set(excuse.columns)
    )
    for name in sorted(columns - set(excuse.columns)):
        yield f"{model._meta.label}.{name} is a library's column without a class."
    for name in sorted(set(excuse.columns) - columns):
        yield f"{model._meta.label} has no column {name}, which its excuse names."
