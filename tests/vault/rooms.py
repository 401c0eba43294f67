"""Two tables that belong to no room, with every kind of sealed column, and a transaction that comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.encoding import Pad
from kajo.vault.fields import SealedBytes, SealedDate, SealedJSON, SealedText
from kajo.vault.lookup import Match
from kajo.vault.models import Subject, new_id

BORN = Birth(retention=Retention.MATTER, starts="matter closed", hold=True, export=Export.SUBJECT_MASKED)


class Told(models.Model):
    """What one person told; abstract, as rows of real rooms are."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    told_by = SealedText(Class.INFORMANT, blank=True, third_party=True)
    phone = SealedText(Class.CONTACT, lookup=Match.PHONE, blank=True, max_length=60)
    open_fields = {"city"}
    born = BORN

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"told {self.pk}"


class Story(Told):
    name = SealedText(Class.IDENTITY, max_length=200)
    code = SealedText(Class.IDENTITY, lookup=Match.IDENTITY_CODE, blank=True)
    note = SealedText(Class.SAFETY, pad=Pad.POWER, passages=True, blank=True)
    born_on = SealedDate(Class.IDENTITY, blank=True)
    facts = SealedJSON(Class.HEALTH, blank=True)
    picture = SealedBytes(Class.IDENTITY, blank=True, max_bytes=100_000)
    address = SealedText(Class.LOCATION, blank=True)
    city = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "vault_trial"


class Twin(Told):
    name = SealedText(Class.IDENTITY, max_length=200)
    note = SealedText(Class.SAFETY, pad=Pad.POWER, blank=True)
    city = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "vault_trial"


TABLES = [Story, Twin]


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that is rolled back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
