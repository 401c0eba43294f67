"""Texts: twins in every language, owners and sources, drafts that say so, values that stay text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kajo.bridges import letters
from kajo.content import queries, terms
from kajo.law.acts import cited
from kajo.law.finding import NotKnown
from kajo.law.terms import in_force

ORIGINALS, READERS = frozenset({"fi", "sv"}), frozenset({"fi", "sv", "en", "ar"})
BLOCKS = queries.blocks_of("letters")
EVERY = pytest.mark.parametrize(
    "text", [queries.text(block, language) for block, all_ in BLOCKS.items() for language in sorted(all_)],
    ids=lambda text: f"{text.block}.{text.language}",
)  # fmt: skip
MOST_WORDS, MEAN_WORDS = 20, 12
NO_LONGER_LAW = ("toipumisaika", "återhämtningstid", "recovery period", "asiantuntijaryhmä", "expert group")
HEAD = """---
owner: A
source: S
review_by: 2027-05-31
reviewed_by: {by}
reviewed_on: {on}
---
{body}
"""


def read(body: str, by: str = "", on: str = "") -> terms.Text:
    return queries.read("letters/x", "fi", HEAD.format(by=by, on=on, body=body))


def test_every_block_has_its_twins() -> None:
    for block, languages in BLOCKS.items():
        readers = block.startswith(("letters/explanation-", "letters/explained-", "letters/official", "letters/words"))
        assert languages == (READERS if readers else ORIGINALS), block


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_twins_have_the_same_shape_and_wait_for_the_same_values(block: str) -> None:
    first, *others = (queries.text(block, language) for language in sorted(BLOCKS[block]))

    for other in others:
        assert other.placeholders == first.placeholders
        assert other.owner == first.owner
        assert {part: shape(passages) for part, passages in other.parts.items()} == {
            part: shape(passages) for part, passages in first.parts.items()
        }


def shape(passages: tuple[terms.Passage, ...]) -> list[tuple[str, int]]:
    return [(type(one).__name__, len(one.items) if isinstance(one, terms.Bullets) else 0) for one in passages]


@EVERY
def test_a_text_rests_on_sections_that_were_read(text: terms.Text) -> None:
    basis, _ = cited(f"Law: {text.source}.")

    assert basis.sections
    assert basis.source, "nobody has confirmed any of these texts yet"


@EVERY
def test_a_text_nobody_reviewed_is_a_draft(text: terms.Text) -> None:
    assert text.is_draft
    assert not text.is_stale(date(2027, 5, 31))
    assert text.is_stale(date(2027, 6, 1))


@EVERY
def test_no_text_tells_of_law_that_was_repealed(text: terms.Text) -> None:
    said = str(text.parts).lower()

    assert not [word for word in NO_LONGER_LAW if word in said]


@pytest.mark.parametrize("language", sorted(READERS))
@pytest.mark.parametrize("block", sorted(block for block in BLOCKS if "expla" in block or "official" in block))
def test_explanations_speak_in_short_sentences(block: str, language: str) -> None:
    sentences = [
        sentence.split()
        for passages in queries.text(block, language).parts.values()
        for one in passages
        for piece in (one.items if isinstance(one, terms.Bullets) else (one.words,))
        for sentence in re.split(r"(?<=[.:!?])\s", piece)
    ]

    assert max(map(len, sentences)) <= MOST_WORDS
    assert sum(map(len, sentences)) / len(sentences) <= MEAN_WORDS


def test_words_of_letters_are_complete_in_every_language() -> None:
    names = {language: set(queries.words(language)) for language in READERS}

    assert len(set(map(frozenset, names.values()))) == 1
    assert all(all(queries.words(language).values()) for language in READERS)
    assert all(f"court_{court.value}" in names["fi"] for court in terms.Court)


def test_a_text_that_is_not_there_is_not_replaced_by_another_language() -> None:
    with pytest.raises(LookupError, match="no text letters/refusal in ar"):
        queries.text("letters/refusal", "ar")


def test_no_court_is_named_before_the_act_was_in_force() -> None:
    assert in_force(terms.APPEAL_COURT, date(2020, 1, 1)) is terms.Court.HELSINKI
    with pytest.raises(NotKnown):
        in_force(terms.APPEAL_COURT, date(2019, 12, 31))


def test_parts_headings_paragraphs_and_lists_are_read() -> None:
    text = read("# first\n\n## Heading\n\nOne\nparagraph.\n\n- a\n- b\n  more\n\n# second\n\nOther {x}.")

    assert text.parts == {
        "first": (terms.Headline("Heading"), terms.Prose("One paragraph."), terms.Bullets(("a", "b more"))),
        "second": (terms.Prose("Other {x}."),),
    }
    assert text.placeholders == {"x"}


def test_a_reviewed_text_is_no_draft() -> None:
    text = read("Text.", by="Outi", on="2026-11-20")

    assert (text.is_draft, text.reviewed_on) == (False, date(2026, 11, 20))


@pytest.mark.parametrize(("by", "on"), [("Outi", ""), ("", "2026-11-20")])
def test_a_review_without_name_or_day_is_no_review(by: str, on: str) -> None:
    with pytest.raises(queries.BadText, match="a name and a day"):
        read("Text.", by, on)


@pytest.mark.parametrize("written", ["Text.", "---\nowner: A\n---\nText.", HEAD.replace("owner: A", "owner:")])
def test_a_text_without_its_duties_is_refused(written: str) -> None:
    with pytest.raises(queries.BadText, match="the head names owner"):
        queries.read("letters/x", "fi", written)


def test_a_value_makes_no_heading_no_list_and_asks_for_no_other_value() -> None:
    text = read("Name: {name}.\n\n- {name}")

    assert queries.letter_blocks(text, name="x\n\n## y\n\n- {name}") == (
        letters.Paragraph("Name: \u2068x\n\n## y\n\n- {name}\u2069."),
        letters.Points(("\u2068x\n\n## y\n\n- {name}\u2069",)),
    )


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        queries.letter_blocks(read("Name: {name}."))


def test_headings_become_sections_of_a_letter() -> None:
    text = read("## One {n}\n\nText.\n\n- a\n\n## Two\n\nMore.")

    assert queries.letter_sections(text, n="1") == (
        letters.Section("One \u20681\u2069", (letters.Paragraph("Text."), letters.Points(("a",)))),
        letters.Section("Two", (letters.Paragraph("More."),)),
    )


def test_headings_within_a_part_become_headings() -> None:
    assert queries.letter_blocks(read("# p\n\n## One\n\nText."), "p") == (
        letters.Heading("One"),
        letters.Paragraph("Text."),
    )
