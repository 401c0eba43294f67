"""Every letter of every kind of decision: the file holds what was shown, and it tells nothing aside."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from kajo.bridges import letters as bridge
from kajo.content import queries as content
from kajo.decisions.queries import letters
from kajo.decisions.terms import DecisionKind, Heard, HearingSkip
from tests.bridges.reading import bare, letters_of, tag_names, text_of
from tests.factories import said
from tests.factories.said import PARTY, READERS, RECORD

ORIGINALS, EXPLANATIONS = said.originals(), said.explanations()
EVERY_ORIGINAL = pytest.mark.parametrize("name", sorted(ORIGINALS))
EVERY_EXPLANATION = pytest.mark.parametrize("name", sorted(EXPLANATIONS))
PHONE = "+358 29 54 63 177"
NO_PERMIT = {"fi": "oleskelulup", "sv": "uppehållstillstånd", "en": "residence permit", "ar": "تصريح إقامة"}
APPEAL = {"fi": "30 päivää", "sv": "30 dagar", "en": "30 days", "ar": "30 يوما"}
NO_APPEAL = {"fi": "ei voi valittaa", "sv": "kan inte överklagas", "en": "cannot appeal", "ar": "لا يمكن الطعن"}
NOT_YET = {
    "fi": "Apu ei lopu vielä",
    "sv": "tar inte slut ännu",
    "en": "does not end yet",
    "ar": "لا تنتهي المساعدة الآن",
}
DRAFT = {"fi": "Luonnos", "sv": "Utkast", "en": "Draft", "ar": "مسودة"}


HEADING = {"fi": "Kuuleminen", "sv": "Hörande"}


def plain(letter):
    """The words of a letter without the signs that keep values apart."""
    return " ".join(bridge.preview_text(letter).translate(dict.fromkeys((0x2068, 0x2069))).split())


def check_file(letter):
    """The file of a letter: its words, its tags, its language, and metadata that name nobody."""
    pdf = bridge.typeset(letter)
    same = letters_of if letter.language == "ar" else bare
    assert same(text_of(pdf)) == same(bridge.preview_text(letter))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == letter.language
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
        told = " ".join([root.Metadata.read_bytes().decode(), *map(str, opened.docinfo.values())])
        assert str(opened.docinfo["/Title"]) == f"{letter.title} {RECORD}"
    assert not [each for each in (*PARTY.split(), "Aino", "Veikko") if each in told]
    names = tag_names(pdf)
    assert (names[0], names.count("H1"), names.count("H2")) == ("Document", 1, len(letter.sections))


@EVERY_ORIGINAL
def test_a_decision_reads_in_its_file_as_it_did_on_the_page(name):
    letter = letters.original(ORIGINALS[name])

    assert letter.language == name.partition(".")[2]
    check_file(letter)


@EVERY_EXPLANATION
def test_an_explanation_reads_in_its_file_as_it_did_on_the_page(name):
    letter = letters.explanation(EXPLANATIONS[name])

    assert letter.language == name.partition(".")[2]
    check_file(letter)


@EVERY_EXPLANATION
def test_an_explanation_tells_what_can_be_done_until_when_and_whom_to_call(name):
    words = EXPLANATIONS[name]
    language = words.explained_in

    shown = plain(letters.explanation(words))

    assert PHONE in shown
    assert NO_PERMIT[language] in shown
    may_appeal = letters.rules.appealable(words.kind).outcome
    assert (APPEAL[language] in shown) is may_appeal
    assert (NO_APPEAL[language] in shown) is not may_appeal or words.removal is not None
    assert DRAFT[language] in shown


def test_every_kind_with_letters_is_among_those_that_are_looked_at():
    assert {each.kind for each in ORIGINALS.values()} == set(letters.BLOCKS)
    assert {each.language for each in map(letters.explanation, EXPLANATIONS.values())} == set(READERS)


def test_an_explanation_in_a_language_without_words_is_in_english():
    for language in ("fa", "so", "other"):
        assert letters.explanation_language(replace(said.PLAIN, explained_in=language)) == "en"


@pytest.mark.parametrize("language", READERS)
def test_a_removal_that_waits_until_it_is_final_is_not_explained_as_an_end_of_help(language):
    now, later = (EXPLANATIONS[f"removal-{each}.{language}"] for each in ("r1", "later"))
    shown = plain(letters.explanation(later))

    assert NOT_YET[language] in shown
    assert NOT_YET[language] not in plain(letters.explanation(now))
    assert bridge.written_date(date(2027, 1, 31), language) in shown


@pytest.mark.parametrize("language", READERS)
def test_where_nobody_has_reviewed_an_explanation_only_whom_to_ask_stands_there(language, settings):
    settings.DEMO = False
    words = replace(said.PLAIN, kind=DecisionKind.REFUSE, explained_in=language)

    letter = letters.explanation(words)

    assert [each.heading for each in letter.sections] == [content.words(language)["ask"]]
    assert PHONE in plain(letter)
    assert DRAFT[language] not in plain(letter)
    check_file(letter)


@pytest.fixture
def summaries_reviewed(tmp_path, monkeypatch):
    """Put texts in the place of ours in which somebody has reviewed the summaries, and nothing else."""
    folder = tmp_path / "texts"
    shutil.copytree(content.FOLDER, folder)
    for path in (folder / "letters").glob("explained-in-short.*.md"):
        words = path.read_text(encoding="utf-8")
        signed = words.replace("reviewed_by:", "reviewed_by: Somebody").replace(
            "reviewed_on:", "reviewed_on: 2026-11-20"
        )
        path.write_text(signed, encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", folder)
    content.text.cache_clear()
    yield
    monkeypatch.undo()
    content.text.cache_clear()


@pytest.mark.usefixtures("summaries_reviewed")
@pytest.mark.parametrize("language", READERS)
def test_a_summary_that_was_reviewed_takes_the_place_of_an_explanation_that_was_not(language, settings):
    settings.DEMO = False

    letter = letters.explanation(replace(said.PLAIN, explained_in=language))

    summary = content.letter_sections(content.text("letters/explained-in-short", language))
    assert [each.heading for each in letter.sections] == [
        *(each.heading for each in summary),
        content.words(language)["ask"],
    ]
    assert DRAFT[language] not in plain(letter)
    check_file(letter)


HEARD = {
    "replied": (
        Heard(DecisionKind.REFUSE, date(2026, 11, 20), date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 12)),
        "2",
        "12",
    ),
    "silent": (Heard(DecisionKind.REFUSE, date(2026, 11, 20), date(2026, 11, 2), date(2026, 11, 16)), "2", "16"),
}


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("case", HEARD)
def test_the_decision_tells_how_its_party_was_heard(case, language):
    heard, asked, answered = HEARD[case]
    told = replace(said.PLAIN, kind=DecisionKind.REFUSE, language=language, heard=heard)

    section = next(each for each in letters.original(told).sections if each.heading == HEADING[language])

    (paragraph,) = section.blocks
    assert f"{asked}." in paragraph.text or f"den {asked} november" in paragraph.text
    assert f"{answered}." in paragraph.text or f"{answered} november" in paragraph.text


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("skipped", HearingSkip)
def test_the_decision_tells_why_nobody_was_heard(skipped, language):
    heard = Heard(DecisionKind.REFUSE, date(2026, 11, 20), skipped=skipped)
    told = replace(said.PLAIN, kind=DecisionKind.REFUSE, language=language, heard=heard)

    section = next(each for each in letters.original(told).sections if each.heading == HEADING[language])

    assert "434/2003, 34 § 2 mom." in section.blocks[0].text.replace("\u00a0", " ")


def test_a_draft_that_waits_for_its_hearing_says_nothing_of_it():
    told = replace(
        said.PLAIN, kind=DecisionKind.REFUSE, language="fi", heard=Heard(DecisionKind.REFUSE, date(2026, 11, 20))
    )

    assert HEADING["fi"] not in [each.heading for each in letters.original(told).sections]
