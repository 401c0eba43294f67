"""Every code of ours has its row in the one mapping, and every value of HTCDS that it names exists."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from kajo.facts.terms import COUNTED, LISTS, Exploitation, Form, What, mapping, meaning
from kajo.facts.terms.mapping import ANY, DATA, NONE

HTCDS = DATA / "htcds"
CONCEPTS = {
    "purpose", "purpose detail", "means", "event: industry", "event: recruitment", "event: route, place",
    "victim: age at event", "victim: needs", NONE,
}  # fmt: skip
OURS = [(what, code) for what, words in LISTS.items() for code in words]


def rows(name: str) -> list[dict[str, str]]:
    with (HTCDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIELDS = {each["full_name"] for each in rows("htcds_2.0_fields.csv") if each["status"] == "DRAFT"}
VALUES = {(each["field"], each["value"]) for each in rows("htcds_2.0_codelists.csv")}


@pytest.mark.parametrize(("what", "code"), OURS)
def test_every_code_has_a_row(what: What, code: str) -> None:
    assert meaning(what, code).code == code


@pytest.mark.parametrize("what", [each for each in What if each not in LISTS])
def test_every_kind_without_a_list_has_a_row(what: What) -> None:
    assert meaning(what, "whatever").code == ANY


def test_there_is_no_row_but_for_our_codes_and_none_twice() -> None:
    with (DATA / "mapping.csv").open(encoding="utf-8", newline="") as file:
        written = Counter((each["what"], each["code"]) for each in csv.DictReader(file))

    assert set(written) == {(str(what), str(code)) for what, code in OURS} | {
        (str(what), ANY) for what in What if what not in LISTS
    }
    assert set(written.values()) == {1}


@pytest.mark.parametrize("row", mapping().values(), ids=lambda row: f"{row.what} {row.code}")
def test_what_a_row_names_exists_there(row) -> None:
    assert row.htcds_field in FIELDS | {NONE}
    assert row.htcds_value == NONE or (row.htcds_field, row.htcds_value) in VALUES
    assert row.ictip in CONCEPTS
    assert row.eurostat in {"sexual", "labour", "other", NONE}
    assert row.ctdc


def test_only_forms_have_a_form_of_eurostat() -> None:
    assert {row.what for row in mapping().values() if row.eurostat != NONE} == {What.FORM}


def test_the_copied_lists_name_their_source_and_licence() -> None:
    said = (HTCDS / "SOURCE.md").read_text(encoding="utf-8")

    assert "CC BY 4.0" in said
    assert "3c2f6537cd76c3305975aa5eef7a1bf26fe20a30" in said


def test_every_form_counts_under_one_of_the_figures() -> None:
    assert set(COUNTED) == set(Exploitation)
    assert set(COUNTED.values()) == set(Form)
