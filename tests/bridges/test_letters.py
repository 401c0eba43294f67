"""Letters: what is in the file is what was shown, anyone can read it, and it tells nothing aside."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from kajo.bridges import letters
from tests.bridges.examples import PARTY, RECORD, decision, edges, examples, explanation
from tests.bridges.reading import bare, letters_of, scopes, tag_names, text_of

LETTERS = examples()
SIGNER = "Aino Johtaja"
MIXED = {"arabic-name.sv", "right-to-left.ar"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: letters.typeset(letter) for name, letter in LETTERS.items()}


def with_paragraph(text: str) -> letters.Letter:
    return replace(decision("admission-35-1", "fi"), sections=(letters.Section("Asia", (letters.Paragraph(text),)),))


@pytest.mark.parametrize("name", sorted(set(LETTERS) - MIXED))
def test_the_file_holds_the_letters_of_the_preview(name, files):
    assert bare(text_of(files[name])) == bare(letters.preview_text(LETTERS[name]))


@pytest.mark.parametrize("name", sorted(MIXED))
def test_the_file_holds_the_letters_of_the_preview_in_other_scripts_too(name, files):
    assert letters_of(text_of(files[name])) == letters_of(letters.preview_text(LETTERS[name]))


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_file_is_tagged_for_a_screen_reader(name, files):
    letter = LETTERS[name]

    with pikepdf.open(io.BytesIO(files[name])) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == letter.language
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
        assert all("/StructParents" in page for page in opened.pages)

    names = tag_names(files[name])
    assert names[0] == "Document"
    assert names.count("H1") == 1
    assert names.count("H2") == len(letter.sections)
    assert {"P", "L", "LI"} <= set(names)


def test_the_appeal_instructions_have_headings_below_their_own(files):
    assert tag_names(files["refusal.fi"]).count("H3") == 6


def test_each_column_of_a_table_has_its_header(files):
    assert scopes(files["long-word.fi"]) == ["/Column"] * 3


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_metadata_name_the_authority_and_the_record_and_nobody(name, files):
    letter = LETTERS[name]

    with pikepdf.open(io.BytesIO(files[name])) as opened:
        info = {key: str(value) for key, value in opened.docinfo.items()}
        xmp = opened.Root.Metadata.read_bytes().decode()

    assert info["/Author"] == letter.authority.name
    assert info["/Title"] == f"{letter.title} {letter.record[1]}"
    assert set(info) == {"/Author", "/Title", "/Creator", "/CreationDate", "/ModDate"}
    for secret in (PARTY, *PARTY.split(), "Aino", "Veikko", "نور"):
        assert secret not in xmp
        assert secret not in " ".join(info.values())


def test_the_only_clock_is_the_date_of_the_letter(files):
    letter = LETTERS["admission-35-1.fi"]

    assert letters.typeset(letter) == files["admission-35-1.fi"]
    assert letters.typeset(replace(letter, date=date(2026, 11, 25))) != files["admission-35-1.fi"]


def test_every_page_says_its_number_and_how_many_there_are(files):
    with pikepdf.open(io.BytesIO(files["many-pages.fi"])) as opened:
        assert len(opened.pages) > 3


@pytest.mark.parametrize("lines", range(8))
def test_a_signature_takes_what_stands_before_it_along_to_its_page(lines):
    letter = decision("admission-35-1", "fi")
    reasons = letters.Section("Perustelut", (letters.Paragraph("Perustelu."),) * lines)
    sections = tuple(reasons if each.heading == "Perustelut" else each for each in letter.sections)
    file = letters.typeset(replace(letter, sections=sections))

    page = next(text for text in (each.extract_text() for each in PdfReader(io.BytesIO(file)).pages) if SIGNER in text)

    assert "Veikko Malli" in page.partition(SIGNER)[0]


@pytest.mark.parametrize(
    "written",
    [
        '#read("parts.typ")',
        "#sys.inputs",
        '#{ panic("x") }',
        "= Otsikko *lihava* _kursiivi_ $x^2$ @viite <nimi>",
        "\\u{41} \\# // huomautus /* toinen */ `koodi`",
        '","is":"table","header":["',
        "{party} {days} %(name)s %s {0}",
        "- ei luetteloa\n= ei otsikkoa\n+ ei numeroa",
    ],
)
def test_what_somebody_wrote_stays_text(written):
    letter = with_paragraph(written)

    pdf = letters.typeset(letter)

    assert bare(written) in bare(text_of(pdf))
    assert tag_names(pdf).count("H2") == 1
    assert "L" not in [name for name in tag_names(pdf) if name == "L"][1:]


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("😀", "GRINNING FACE"),
        ("王", "CJK"),
        ("\x00", "U+0000"),
        ("\ud800", "U+D800"),
        ("\ue000", "U+E000"),
        ("አ", "ETHIOPIC"),
    ],
)
def test_a_character_without_a_glyph_is_named(sign, named):
    for make in (letters.typeset, letters.preview_text):
        with pytest.raises(letters.Unprintable) as refusal:
            make(with_paragraph(f"Salainen nimi {sign} loppu"))

        assert named in str(refusal.value)
        assert "Salainen" not in str(refusal.value)


def test_an_accent_no_font_can_put_on_its_letter_is_named():
    with pytest.raises(letters.Unprintable, match="ARABIC FATHA"):
        letters.typeset(with_paragraph("a\u064e"))


def test_a_letter_written_in_two_signs_is_printed_as_one():
    assert "Ä" in letters.preview_text(with_paragraph("A\u0308iti"))


@pytest.mark.parametrize("turning", ["\u202e", "\u202a", "\u2066", "\u2069", "\u2068"])
def test_signs_that_turn_other_words_are_left_out(turning):
    text = letters.preview_text(with_paragraph(f"maksetaan {turning}100 euroa"))

    assert turning not in text.split("\n\n")[-1]


def test_a_value_keeps_its_direction_to_itself():
    assert letters.isolated("\u202eabc\u2069") == "\u2068abc\u2069"


def test_a_letter_without_what_makes_it_one_is_refused():
    with pytest.raises(ValueError, match="record number"):
        replace(decision("refusal", "fi"), record=("Diaarinumero", " "))


def test_a_row_without_all_its_cells_is_refused():
    with pytest.raises(ValueError, match="cell"):
        letters.Table(("a", "b"), (("c",),))


def test_a_letter_handed_over_has_no_recipient_lines():
    posted = decision("refusal", "fi", recipient=(PARTY, "Näytekatu 1 A 2"))

    assert "Näytekatu" in letters.preview_text(posted)
    assert "Näytekatu" not in letters.preview_text(decision("refusal", "fi"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("original", ["fi", "sv"])
def test_an_explanation_says_which_version_is_official(language, original):
    letter = explanation("35-1", language, original=original)

    name = {"fi": ("suomeksi", "ruotsiksi"), "sv": ("finska", "svenska"), "en": ("Finnish", "Swedish")}[language]
    assert name[original == "sv"] in letters.preview_text(letter)


def test_numbered_points_and_signatures_are_shown_as_they_are_printed():
    letter = replace(
        with_paragraph("x"),
        sections=(
            letters.Section(
                "Asia",
                (
                    letters.Points(("yksi", "kaksi"), numbered=True),
                    letters.Signature((("Aino Johtaja", "johtaja"), ("Veikko Malli", "ylitarkastaja"))),
                    letters.Note("Huomio"),
                ),
            ),
        ),
    )

    assert bare(text_of(letters.typeset(letter))) == bare(letters.preview_text(letter))


def test_a_letter_the_typesetter_refuses_is_refused_without_its_words():
    with pytest.raises(letters.NotTypeset) as refusal:
        letters.typeset(replace(with_paragraph(PARTY), sections=(letters.Section("", (letters.Paragraph(PARTY),)),)))

    assert PARTY not in repr(refusal.value)
    assert refusal.value.__suppress_context__


def test_the_fonts_are_the_ones_that_were_copied() -> None:
    folder = Path(letters.__file__).parent.parent / "fonts"

    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "4.2.2026"), ("sv", "4.2.2026"), ("en", "4 February 2026"), ("zh-hans", "2026年2月4日")],
)
def test_a_day_is_written_as_letters_of_the_language_do(language: str, written: str) -> None:
    assert letters.written_date(date(2026, 2, 4), language) == written


def test_edges_are_among_the_examples():
    assert set(edges()) <= set(LETTERS)
    assert all(letter.record[1] == RECORD for letter in LETTERS.values())


@pytest.mark.parametrize(
    ("written", "together"),
    [
        ("It ends on 2 February 2027 at the latest.", "2\u00a0February\u00a02027 at"),
        ("Se kestää 68 päivää.", "68\u00a0päivää"),
        (f"Den är {letters.isolated('68')} dagar lång.", f"{letters.isolated('68')}\u00a0dagar"),
        ("Soita hätänumeroon 112.", "hätänumeroon\u00a0112."),
        ("vastaanottolaki 746/2011, 38 f § 1 mom.", "38\u00a0f\u00a0§\u00a01\u00a0mom."),
        ("10 20 30 40", "10 20 30 40"),
    ],
)
def test_a_number_stays_on_the_line_of_what_it_counts(written, together):
    assert together in letters.preview_text(with_paragraph(written))
