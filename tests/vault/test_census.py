from __future__ import annotations

import pytest
from django.db import models

from kajo.vault.census import EXCUSED, Excuse, _faults_of_excuse, class_of, open_fields_of, unclassed
from kajo.vault.classes import KEY_BIRTH, LEDGER_BIRTH, Birth, Class, Export, Retention
from kajo.vault.fields import SealedText
from kajo.vault.models import DataKey, Subject
from tests.vault.rooms import BORN, TABLES, Story


def table(**content: object) -> type[models.Model]:
    """Make a model with these columns."""
    meta = type("Meta", (), {"app_label": "vault_census", "managed": False})
    name = f"Trial{table.count}"
    table.count += 1
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, "born": BORN} | content)


table.count = 0


def faults(**content: object) -> list[str]:
    return [fault.split(" ", 1)[1] if " " in fault else fault for fault in unclassed([table(**content)])]


class Retold(Story):
    """Another name for a table is no table."""

    class Meta:
        proxy = True
        app_label = "vault_census"


def note() -> SealedText:
    return SealedText(Class.SAFETY, passages=True)


def test_a_table_with_classes_and_duties_has_no_fault() -> None:
    assert unclassed([*TABLES[:1], Subject, DataKey]) == []
    assert open_fields_of(Story) == {"city"}
    assert unclassed([Retold]) == []
    assert class_of(Story._meta.get_field("note")) is Class.SAFETY
    assert class_of(Story._meta.get_field("city")) is Class.OPEN


def test_an_unlisted_column_is_named() -> None:
    (fault,) = unclassed([table(note=note(), nickname=models.TextField())])

    assert ".nickname has no class" in fault


def test_open_columns_are_collected_from_the_bases_too() -> None:
    class Base(models.Model):
        office = models.IntegerField()
        open_fields = {"office"}

        class Meta:
            abstract = True

    meta = type("Meta", (), {"app_label": "vault_census", "managed": False})
    body = {"__module__": __name__, "Meta": meta, "born": BORN, "open_fields": {"day"}}
    model = type("Inheriting", (Base,), body | {"day": models.DateField(), "note": note()})

    assert unclassed([model]) == []


def test_keys_and_relations_need_no_list() -> None:
    assert faults(subject=models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+"), note=note()) == []


def test_a_listed_column_that_is_not_there_or_is_sealed_is_a_fault() -> None:
    found = faults(note=note(), open_fields={"note", "gone"})

    assert found == ["lists gone as open and has no such column.", "is sealed and listed as open."]


def test_a_table_without_duties_is_a_fault() -> None:
    assert faults(born=None)[0].startswith("does not say how long it lives")


def test_an_export_that_does_not_fit_the_columns_is_a_fault() -> None:
    def born(export: Export) -> Birth:
        return Birth(retention=Retention.MATTER, starts="made", hold=True, export=export)

    assert faults(note=note(), born=born(Export.SUBJECT)) == [
        "tells about third parties, and the export does not mask them."
    ]
    assert faults(witness=SealedText(Class.IDENTITY, third_party=True), born=born(Export.SUBJECT_MASKED)) == []
    assert "no column with passages" in faults(born=born(Export.SUBJECT_MASKED))[0]
    assert "does not say why" in faults(born=born(Export.NEVER))[0]
    assert "has sealed columns" in faults(note=note(), born=born(Export.OPEN))[0]
    assert faults(born=born(Export.OPEN)) == []
    assert faults(note=note(), born=born(Export.never("a reason"))) == []


def test_the_start_of_retention_is_asked_for() -> None:
    with pytest.raises(ValueError, match="starts"):
        Birth(retention=Retention.MATTER, starts=" ", hold=True, export=Export.OPEN)
    assert LEDGER_BIRTH.retention is Retention.LEDGER
    assert KEY_BIRTH.hold


def test_every_class_says_what_it_holds_and_demands() -> None:
    for each in Class:
        assert each.demands.holds
        assert str(each) == each.value
        assert each.demands.is_sealed == (each is not Class.OPEN)
    assert {each for each in Class if each.demands.is_revealed} == {Class.LOCATION, Class.INFORMANT}


def test_a_library_table_outside_the_excuses_is_a_fault() -> None:
    from django.contrib.auth.models import Group

    excuse = EXCUSED.pop("auth.Group")
    try:
        found = [fault for fault in unclassed() if fault.startswith("auth.Group")]
    finally:
        EXCUSED["auth.Group"] = excuse
    assert found == ["auth.Group comes from a library and stands in no excuse."]
    assert list(_faults_of_excuse(Group, Excuse("x", {"nme": Class.OPEN}))) == [
        "auth.Group.name is a library's column without a class.",
        "auth.Group has no column nme, which its excuse names.",
    ]


def test_all_excuses_fit_their_tables() -> None:
    labels = tuple(EXCUSED)

    assert [fault for fault in unclassed() if fault.startswith(labels)] == []
