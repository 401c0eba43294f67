"""Whose keys are there? Subjects and their wrapped data keys."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from kajo.vault.bulk import insert_all
from kajo.vault.classes import KEY_BIRTH
from kajo.vault.keyring import SubjectKeys, about_key, cache, ring_or_none
from kajo.vault.providers import provider


def new_id() -> uuid.UUID:
    """Make a key for a row: a version 7 UUID, in the order of time to the millisecond."""
    millis = time.time_ns() // 1_000_000
    low = secrets.randbits(74)
    value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & (1 << 62) - 1
    return uuid.UUID(int=value)


class Kind(models.TextChoices):
    """What a data key belongs to."""

    CONTACT = "contact", pgettext_lazy("data key", "contact")
    REFERRAL = "referral", pgettext_lazy("data key", "referral")
    PERSON = "person", pgettext_lazy("data key", "person")
    THREAD = "thread", pgettext_lazy("data key", "thread")
    STAFF = "staff", pgettext_lazy("data key", "staff")


class State(models.TextChoices):
    """Where a data key is in its life: used for writing, only for reading, gone."""

    ACTIVE = "active", pgettext_lazy("data key", "active")
    RETIRED = "retired", pgettext_lazy("data key", "retired")
    DESTROYED = "destroyed", pgettext_lazy("data key", "destroyed")


class Subject(models.Model):
    """Whom a data key is for: a contact, a referral, a person, a thread of messages, a staff member's drafts.

    `linked_to` is the subject whose erasure erases this one too: admission links the referral to the person.
    While `held_until` (exclusive) lies ahead, a legal hold keeps the key. `born_in` is the number of the transaction
    that made the row; the database fills it in (`deploy/roles.sql`), and lets that transaction alone tie its maker.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    opened_at = models.DateTimeField()
    linked_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="linked")
    held_until = models.DateField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    born_in = models.BigIntegerField(null=True, editable=False)

    open_fields = {"kind", "opened_at", "held_until", "destroyed_at", "born_in"}
    born = KEY_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="subject_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="subject_not_linked_to_itself", condition=~Q(linked_to=models.F("id"))),
        ]

    def __str__(self) -> str:
        return f"subject {self.pk}"

    @classmethod
    def open(cls, kind: Kind | str, *, at: datetime) -> Self:
        """Make a subject with its first data key. Raises KeysUnavailable, and makes nothing, without a provider."""
        return cls.open_many(kind, [new_id()], at=at)[0]

    @classmethod
    def open_many(cls, kind: Kind | str, ids: Sequence[uuid.UUID], *, at: datetime) -> list[Self]:
        """Make subjects with the given ids, each with its first data key, in two statements."""
        word = Kind(kind).value
        return cls.open_all([cls(id=each, kind=word, opened_at=at) for each in ids], at=at)

    @classmethod
    def open_all(cls, subjects: Sequence[Self], *, at: datetime) -> list[Self]:
        """Make these subjects, each with its first data key, made at `at`, in two statements."""
        with transaction.atomic():
            insert_all(subjects)
            issue([(each.pk, 1) for each in subjects], at=at)
        return list(subjects)


class DataKey(models.Model):
    """One version of a subject's data key, wrapped under the key-encryption key `kek`.

    The row of a destroyed key stays without its `wrapped` bytes, as the proof of when it went.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="data_keys")
    version = models.PositiveSmallIntegerField()
    kek = models.CharField(max_length=80)
    wrapped = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    open_fields = {"version", "kek", "wrapped", "state", "made_at", "retired_at"}
    born = KEY_BIRTH

    class Meta:
        constraints = [
            models.UniqueConstraint(name="datakey_version_once", fields=["subject", "version"]),
            models.UniqueConstraint(name="datakey_one_active", fields=["subject"], condition=Q(state=State.ACTIVE)),
            models.CheckConstraint(
                name="datakey_destroyed_is_empty",
                condition=Q(state=State.DESTROYED, wrapped__isnull=True)
                | (Q(state__in=[State.ACTIVE, State.RETIRED]) & Q(wrapped__isnull=False)),
            ),
            models.CheckConstraint(
                name="datakey_retired_has_moment", condition=~Q(state=State.RETIRED) | Q(retired_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["kek"], name="datakey_kek", condition=~Q(state=State.DESTROYED))]

    def __str__(self) -> str:
        return f"data key {self.pk}"


def issue(wanted: Sequence[tuple[uuid.UUID, int]], *, at: datetime) -> None:
    """Make a fresh active data key for each pair of subject and version, and put version 1 on the ring if one is open.

    The keys are wrapped before the first row is written, so that a provider that fails leaves nothing behind.
    """
    fresh = [secrets.token_bytes(32) for _each in wanted]
    pairs = zip(wanted, fresh, strict=True)
    wrapped = provider().wrap([(key, about_key(subject, version)) for (subject, version), key in pairs])
    insert_all(
        [
            DataKey(subject_id=subject, version=version, kek=each.kek, wrapped=each.data, made_at=at)
            for (subject, version), each in zip(wanted, wrapped, strict=True)
        ]
    )
    first = [
        SubjectKeys(subject, {1: key}, 1) for (subject, version), key in zip(wanted, fresh, strict=True) if version == 1
    ]
    ring = ring_or_none()
    if ring is not None:
        ring.take(first)
    transaction.on_commit(partial(cache.put, first, loaded_at=cache.now()))
