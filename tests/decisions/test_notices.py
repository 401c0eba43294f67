"""The notice of a reflection period: its four parts, the ban on appeal, and that none of them can be left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kajo.bridges import letters as bridge
from kajo.content import queries as content
from kajo.content.terms import Text
from kajo.decisions.queries import letters, notices, provisions
from kajo.decisions.queries.notices import Incomplete
from kajo.decisions.terms import REFLECTION, DecisionKind, Reflection, Words

KINDS = sorted(REFLECTION)
OFFICIAL, READERS = ("fi", "sv"), ("fi", "sv", "en")
SAID = Words(
    kind=DecisionKind.REFL_GRANT, record="D 2026/1", on=date(2026, 3, 2), party="Linh Example", born_on="1999",
    pending_on=date(2026, 3, 1), reasons="Told of being kept.", language="fi", explained_in="en",
    contact=("Veikko", ""), signer=("Aino", ""),
    reflection=Reflection(date(2026, 3, 2), date(2026, 9, 2), "ties"),
)  # fmt: skip
PROVISION = {
    "fi": "ulkomaalaislaki 301/2004, 191 § 1 mom. 10 kohta",
    "sv": "utlänningslagen 301/2004, 191 § 1 mom. 10 punkten",
}


def plain(letter: bridge.Letter) -> str:
    """The words of a letter without the signs that keep values apart and words together."""
    return bridge.preview_text(letter).translate({0x2068: None, 0x2069: None, 0xA0: " "})


def without(kind: DecisionKind, language: str, part: str) -> Text:
    """The text of an original in which one part was forgotten."""
    own = content.text(f"letters/{letters.BLOCKS[kind][0]}", language)
    return replace(own, parts={name: passages for name, passages in own.parts.items() if name != part})


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("kind", KINDS)
def test_the_notice_tells_purpose_start_length_and_interruption(kind: DecisionKind, language: str) -> None:
    words = content.words(language)

    letter = letters.original(replace(SAID, kind=kind, language=language))

    headings = [section.heading for section in letter.sections]
    first = headings.index(words["reflection_purpose"])
    assert headings[first : first + 4] == [words[f"reflection_{part}"] for part in notices.PARTS]
    said = plain(letter)
    for value in (bridge.written_date(date(2026, 3, 2), language), bridge.written_date(date(2026, 9, 1), language)):
        assert value in said
    assert "184" in said


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("kind", KINDS)
def test_it_says_that_no_appeal_lies_and_by_which_provision(kind: DecisionKind, language: str) -> None:
    letter = letters.original(replace(SAID, kind=kind, language=language))

    said = plain(letter)

    assert PROVISION[language] in said
    assert content.words(language)["instructions"] not in [section.heading for section in letter.sections]


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_explanation_tells_the_days_and_that_nothing_can_be_appealed(kind: DecisionKind, language: str) -> None:
    letter = letters.explanation(replace(SAID, kind=kind, explained_in=language))

    said = plain(letter)

    assert letter.language == language
    assert bridge.written_date(date(2026, 9, 1), language) in said
    assert {"fi": "ei voi valittaa", "sv": "kan inte överklagas", "en": "cannot appeal"}[language] in said


@pytest.mark.parametrize("part", notices.PARTS)
@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_without_one_of_its_four_parts_cannot_be_made(kind: DecisionKind, language: str, part: str) -> None:
    said, words = replace(SAID, kind=kind, language=language), content.words(language)
    told = notices.values(said, words, language) | {"party": "", "pending_on": ""}

    with pytest.raises(Incomplete, match=part):
        notices.sections(kind, without(kind, language, part), words, told)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_without_its_days_cannot_be_made(kind: DecisionKind) -> None:
    with pytest.raises(Incomplete, match="start and its length"):
        letters.original(replace(SAID, kind=kind, reflection=None))


def test_an_interruption_without_its_ground_cannot_be_told() -> None:
    days = Reflection(date(2026, 3, 2), date(2026, 9, 2))

    with pytest.raises(Incomplete, match="ground"):
        letters.original(replace(SAID, kind=DecisionKind.REFL_INTERRUPT, reflection=days))


@pytest.mark.parametrize("kind", sorted(set(letters.BLOCKS) - {DecisionKind.REMOVE}))  # that one names its ground's
def test_every_kind_with_letters_names_its_provisions(kind: DecisionKind) -> None:
    assert provisions.PROVISIONS[kind].sections


@pytest.mark.parametrize(
    ("kind", "language", "told"),
    [
        (DecisionKind.REFL_GRANT, "fi", "harkinta-aikana laillista"),
        (DecisionKind.REFL_EXTEND, "sv", "laglig under betänketiden"),
        (DecisionKind.REFL_INTERRUPT, "fi", "ei ole enää laillista harkinta-ajan perusteella"),
        (DecisionKind.REFL_INTERRUPT, "sv", "inte längre laglig på grund av betänketid"),
    ],
)
def test_the_notice_tells_whether_the_stay_is_lawful_and_by_which_section(kind, language, told):
    its = Reflection(date(2026, 10, 15), date(2027, 1, 15), "ties" if kind is DecisionKind.REFL_INTERRUPT else "")

    words = replace(SAID, kind=kind, language=language, reflection=its)
    shown = " ".join(bridge.preview_text(letters.original(words)).split())

    assert told in shown
    assert shown.count("40 § 1 mom. 7") == 2
