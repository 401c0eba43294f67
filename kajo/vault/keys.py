"""How do keys begin, change and end?"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from kajo.law.calendar import legal_day
from kajo.vault.errors import Held, KeysUnavailable, Tampered
from kajo.vault.fields import SealedField
from kajo.vault.keyring import KEEP_SECONDS, about_key, cache, keyring, ring_or_none
from kajo.vault.models import DataKey, Kind, State, Subject, issue, new_id
from kajo.vault.providers import Wrapped, named_key, provider
from kajo.vault.seal import Sealed

__all__ = [
    "DataKey",
    "Kind",
    "State",
    "Subject",
    "cells_under",
    "check_keys",
    "destroy_kek",
    "destroy_key",
    "destroy_retired",
    "hold",
    "link",
    "mark_of_keys",
    "named_key",
    "new_id",
    "reseal",
    "rotate_kek",
    "rotate_subject",
    "subjects_of",
]

NOT_ITS_KEYS = "The keys of this installation do not open its database; put back those it was used with."
# A process may still write under a key it fetched before the change; twelve times what it may keep one.
RETIRED_AT_LEAST = timedelta(seconds=12 * KEEP_SECONDS)


def link(subject: Subject, to: Subject) -> None:
    """Tie a subject's key to another's: whoever erases `to` erases `subject` with it.

    Linking to the same subject again changes nothing. Raises ValueError if the subject is tied elsewhere already, if
    the tie would go in a circle, if a staff key is meant, or if one of the two keys was destroyed.
    """
    rows = Subject.objects.select_for_update().in_bulk([subject.pk, to.pk])
    here, there = rows[subject.pk], rows[to.pk]
    if here.linked_to_id == there.pk:
        return
    if here.destroyed_at or there.destroyed_at:
        raise ValueError("A destroyed key is not tied to another.")
    if Kind.STAFF in (here.kind, there.kind):
        raise ValueError("The key of a staff member's drafts is tied to nobody.")
    if here.linked_to_id is not None:
        raise ValueError("This key is tied to another subject already.")
    if there.pk in subjects_of(here):
        raise ValueError("Keys are not tied in a circle.")
    Subject.objects.filter(pk=here.pk).update(linked_to=there)
    subject.linked_to_id = there.pk


def hold(subject: Subject, until: date | None) -> None:
    """Set the legal hold of a subject's key: nobody destroys it before this day; None lifts the hold."""
    Subject.objects.filter(pk=subject.pk).update(held_until=until)
    subject.held_until = until


def subjects_of(subject: Subject) -> list[UUID]:
    """List the subject's own id and, level by level, those of all subjects tied to it."""
    found = [subject.pk]
    level = [subject.pk]
    while level:
        level = list(Subject.objects.filter(linked_to__in=level).order_by("pk").values_list("pk", flat=True))
        found += level
    return found


def destroy_key(subject: Subject, *, at: datetime) -> list[UUID]:
    """Destroy every version of the subject's key and of all keys tied to it: this is erasure. Gives the ids erased.

    What was sealed is unreadable here at once, and in other processes after five minutes at most. Copies of the
    wrapped key in older backups die with their key-encryption key (`destroy_kek`). Raises Held, and destroys
    nothing, while a legal hold on one of them runs.
    """
    with transaction.atomic():
        erased = subjects_of(subject)
        today = legal_day(at)
        rows = Subject.objects.select_for_update().filter(pk__in=erased).order_by("pk")
        if any(each.held_until is not None and each.held_until > today for each in rows):
            raise Held("A legal hold keeps this key.")
        DataKey.objects.filter(subject__in=erased).update(state=State.DESTROYED, wrapped=None)
        Subject.objects.filter(pk__in=erased, destroyed_at__isnull=True).update(destroyed_at=at)
        cache.bury(erased)
        transaction.on_commit(partial(cache.bury, erased))
        _drop_from_ring(erased)
    return erased


def rotate_subject(subject: Subject, *, at: datetime) -> int:
    """Give the subject a new key version for all new writing and say which; older versions stay readable.

    Raises ValueError if the key was destroyed.
    """
    with transaction.atomic():
        Subject.objects.select_for_update().get(pk=subject.pk)
        active = DataKey.objects.filter(subject=subject, state=State.ACTIVE).first()
        if active is None:
            raise ValueError("A destroyed key has no next version.")
        DataKey.objects.filter(pk=active.pk).update(state=State.RETIRED, retired_at=at)
        issue([(subject.pk, active.version + 1)], at=at)
        transaction.on_commit(partial(cache.drop, [subject.pk]))
        cache.drop([subject.pk])
        _drop_from_ring([subject.pk])
    return active.version + 1


def sealed_models() -> list[type[models.Model]]:
    """List the models of all rooms that have a sealed column."""
    return [each for each in apps.get_models() if _sealed_fields(each)]


def reseal(
    subject: Subject,
    *,
    within: Iterable[type[models.Model]] | None = None,
    write: Callable[[type[models.Model], UUID, dict[str, bytes]], None] | None = None,
) -> int:
    """Seal everything of one subject anew that lies under an older key version; gives the number of rows changed.

    May be stopped and started again. Nothing is shown, so no class counts as opened. `write` puts the new cells of
    one row where they belong, for rooms whose rows change only by an act of their own.
    """
    changed = 0
    with keyring() as ring:
        keys = ring.renewed(subject.pk)
        for model in sealed_models() if within is None else within:
            for row, cells in _cells(model, subject.pk):
                fresh = {
                    field.attname: field.resealed(cell, row, keys)
                    for field, cell in cells
                    if field.version_of(cell) != keys.active
                }
                if fresh:
                    (write or _write)(model, row, fresh)
                    changed += 1
    return changed


def cells_under(subject: Subject, version: int, *, within: Iterable[type[models.Model]] | None = None) -> int:
    """Count the sealed values of one subject that lie under this key version."""
    return sum(
        field.version_of(cell) == version
        for model in (sealed_models() if within is None else within)
        for _row, cells in _cells(model, subject.pk)
        for field, cell in cells
    )


def destroy_retired(subject: Subject, *, at: datetime, within: Iterable[type[models.Model]] | None = None) -> list[int]:
    """Destroy the retired key versions of a subject that nothing needs any more; gives their numbers.

    Versions retired less than an hour ago stay, because another process may still write under them.
    """
    gone = []
    with transaction.atomic():
        Subject.objects.select_for_update().get(pk=subject.pk)
        before = at - RETIRED_AT_LEAST
        old = DataKey.objects.filter(subject=subject, state=State.RETIRED, retired_at__lte=before).order_by("version")
        for key in old:
            if cells_under(subject, key.version, within=within) == 0:
                DataKey.objects.filter(pk=key.pk).update(state=State.DESTROYED, wrapped=None)
                gone.append(key.version)
        transaction.on_commit(partial(cache.drop, [subject.pk]))
        cache.drop([subject.pk])
        _drop_from_ring([subject.pk])
    return gone


def rotate_kek(*, batch: int = 500) -> int:
    """Wrap up to `batch` data keys anew that are not under the current key-encryption key; gives how many were.

    Called again, each time in a transaction of its own, until it gives 0: a stopped run is simply started again.
    Keys stay readable throughout, and what they sealed is not touched. Rows that another transaction holds are left
    to the next call.
    """
    with transaction.atomic():
        kek = provider().current()
        rows = list(
            DataKey.objects.select_for_update(skip_locked=True, of=("self",))
            .exclude(kek=kek)
            .exclude(state=State.DESTROYED)
            .order_by("pk")[:batch]
        )
        abouts = [about_key(row.subject_id, row.version) for row in rows]
        old = [Wrapped(row.kek, bytes(row.wrapped or b"")) for row in rows]
        opened = provider().unwrap(list(zip(old, abouts, strict=True)))
        for row, fresh in zip(rows, provider().wrap(list(zip(opened, abouts, strict=True))), strict=True):
            row.kek, row.wrapped = fresh.kek, fresh.data
        DataKey.objects.bulk_update(rows, ["kek", "wrapped"])
    return len(rows)


def destroy_kek(kek: str) -> None:
    """Destroy an old key-encryption key, and with it every older copy of the keys it wrapped.

    Raises ValueError while a living data key lies under it, and where no data key is visible at all: without a signed
    context the table looks empty. Leave an hour between the last `rotate_kek` and this: a deed that began before the
    rotation may still bring a key under the old one.
    """
    if not DataKey.objects.exists():
        raise ValueError("No data key is visible here, so nobody can tell what lies under this key-encryption key.")
    if DataKey.objects.filter(kek=kek).exclude(state=State.DESTROYED).exists():
        raise ValueError("Living keys lie under this key-encryption key; wrap them anew first.")
    provider().destroy(kek)


def mark_of_keys() -> str:
    """Give the mark by which these keys are known again; it tells nothing of them, and no rotation changes it."""
    return hmac.new(named_key("mark-of-keys"), b"kajo", hashlib.sha256).hexdigest()[:32]


def check_keys(known: str = "") -> None:
    """See whether the provider serves and holds the keys of this very database, as far as its rows are visible here.

    `known` is the mark of the keys it was used with, where one was noted. Raises KeysUnavailable, with one sentence,
    if not: the start is refused before anybody meets an unreadable page.
    """
    health = provider().health()
    if not health.is_well:
        raise KeysUnavailable(health.sentence)
    newest = DataKey.objects.exclude(state=State.DESTROYED).order_by("pk").last()
    if newest is not None:
        wrapped = Wrapped(newest.kek, bytes(newest.wrapped or b""))
        try:
            provider().unwrap([(wrapped, about_key(newest.subject_id, newest.version))])
        except Tampered:
            raise KeysUnavailable(NOT_ITS_KEYS) from None
    if known and not hmac.compare_digest(known, mark_of_keys()):
        raise KeysUnavailable(NOT_ITS_KEYS)


def _sealed_fields(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def _cells(model: type[models.Model], subject: UUID) -> Iterable[tuple[UUID, list[tuple[SealedField, bytes]]]]:
    """Give for each row of the subject its key and its sealed columns that hold something."""
    for attribute in sorted({field.subject_attribute for field in _sealed_fields(model)}):
        fields = [field for field in _sealed_fields(model) if field.subject_attribute == attribute]
        rows = model._base_manager.filter(**{attribute: subject}).order_by("pk")
        for row, *values in rows.values_list("pk", *(field.attname for field in fields)):
            yield row, [(field, value.cell) for field, value in zip(fields, values, strict=True) if value is not None]


def _write(model: type[models.Model], row: UUID, cells: dict[str, bytes]) -> None:
    fields = {field.attname: field for field in _sealed_fields(model)}
    model._base_manager.filter(pk=row).update(**{name: Sealed(fields[name], cell) for name, cell in cells.items()})


def _drop_from_ring(subjects: Iterable[UUID]) -> None:
    ring = ring_or_none()
    if ring is not None:
        ring.drop(subjects)
