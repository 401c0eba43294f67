"""Acts, sections, and how a docstring names them."""

from __future__ import annotations

import re

import pytest

from kajo.law.acts import ACTS, ALIENS_ACT, PROCEDURE_ACT, RECEPTION_ACT, Act, Basis, UnknownSection, cited
from kajo.law.treaties import TRAFFICKING_CONVENTION, TREATIES


@pytest.mark.parametrize(
    ("ref", "en", "fi", "sv"),
    [
        ("34", "s. 34", "34 §", "34 §"),
        ("38 b.1", "s. 38b(1)", "38 b § 1 mom.", "38 b § 1 mom."),
        ("33.1(5)", "s. 33(1)(5)", "33 § 1 mom. 5 kohta", "33 § 1 mom. 5 punkten"),
        ("59 a", "s. 59a", "59 a §", "59 a §"),
    ],
)
def test_a_place_is_written_as_lawyers_of_each_language_write_it(ref: str, en: str, fi: str, sv: str) -> None:
    section = RECEPTION_ACT.section(ref)

    assert [section.place(language) for language in ("en", "fi", "sv")] == [en, fi, sv]


def test_a_chapter_stands_before_the_section() -> None:
    section = next(section for act in ACTS for section in act if ":" in section.ref)

    assert section.place("en").startswith("ch. ")
    assert "luku" in section.place("fi")
    assert "kap." in section.place("sv")


def test_a_treaty_is_quoted_by_article() -> None:
    paragraph, whole = TRAFFICKING_CONVENTION.section("12.7"), TREATIES[0].section("3")

    assert [paragraph.place(language) for language in ("en", "fi", "sv")] == [
        "art. 12(7)",
        "12 artiklan 7 kohta",
        "artikel 12.7",
    ]
    assert [whole.place(language) for language in ("en", "fi", "sv")] == ["art. 3", "3 artikla", "artikel 3"]


def test_an_unknown_section_raises() -> None:
    with pytest.raises(UnknownSection, match=r"35\.9"):
        RECEPTION_ACT.section("35.9")


def test_a_basis_quotes_the_sections_of_one_act_together() -> None:
    basis = Basis(
        (
            RECEPTION_ACT.section("13"),
            PROCEDURE_ACT.section("59"),
            RECEPTION_ACT.section("33.1(5)"),
            RECEPTION_ACT.section("59 a"),
        )
    )

    assert (
        str(basis)
        == "Reception Act 746/2011, s. 13, s. 33(1)(5) and s. 59a; Administrative Procedure Act 434/2003, s. 59"
    )
    assert (
        basis.cite("fi") == "vastaanottolaki 746/2011, 13 §, 33 § 1 mom. 5 kohta ja 59 a §; hallintolaki 434/2003, 59 §"
    )
    assert basis.cite("sv").startswith("mottagandelagen 746/2011, 13 §, 33 § 1 mom. 5 punkten och 59 a §; ")


def test_what_is_to_confirm_says_so_with_its_source() -> None:
    assert str(Basis.to_confirm("old form")) == "to confirm (old form)"
    assert str(Basis.to_confirm("old form", RECEPTION_ACT.section("34"))) == (
        "Reception Act 746/2011, s. 34; to confirm (old form)"
    )


def test_a_section_that_is_to_confirm_makes_every_basis_so() -> None:
    unsure = ALIENS_ACT.section("191.1(10)")

    assert "to confirm" in str(unsure)
    assert Basis((RECEPTION_ACT.section("34"), unsure)).source == unsure.source


def test_to_confirm_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="source"):
        Basis.to_confirm("")


@pytest.mark.parametrize("act", ACTS, ids=Act.name)
def test_every_act_has_link_names_and_well_formed_sections(act: Act) -> None:
    if act in TREATIES:
        assert act.link.startswith(("https://www.unodc.org/", "https://www.coe.int/", "https://eur-lex.europa.eu/"))
    else:
        assert act.link.startswith("https://www.finlex.fi/")
        assert re.fullmatch(r"\d+/\d{4}", act.number)
    assert all(act.name(language).endswith(act.number) for language in ("en", "fi", "sv"))
    for section in act:
        assert section.cite("en").startswith(act.en)
        assert section.says.gist.endswith(".") or section.says.gist.endswith(").")
        assert section.says.since is None or section.says.until is None or section.says.since < section.says.until


def test_a_docstring_names_sections_sources_and_table() -> None:
    basis, path = cited(
        """Tell something.

        Law: Reception Act 746/2011, 13, 33.1(5) and 38 b.1; Administrative Procedure Act 434/2003, 59;
        to confirm (practice, abroad). Table: kajo/law/tables/a/b.csv.
        """
    )

    assert [section.ref for section in basis.sections] == ["13", "33.1(5)", "38 b.1", "59"]
    assert (basis.source, path) == ("practice, abroad", "kajo/law/tables/a/b.csv")


@pytest.mark.parametrize(
    "docstring",
    ["Tell something.", "Law: Reception Act 746/2011, 13"],
)
def test_a_docstring_without_its_law_at_the_end_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match="law"):
        cited(docstring)


@pytest.mark.parametrize(
    "docstring",
    [
        "Law: Reception Act 746/2011, 13 b.",
        "Law: Invented Act 1/2000, 1.",
        "Law: Reception Act 746/2011, 13. And more.",
    ],
)
def test_a_docstring_with_an_unknown_act_or_section_is_refused(docstring: str) -> None:
    with pytest.raises(UnknownSection):
        cited(docstring)
