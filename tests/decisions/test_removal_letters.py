"""Decisions: the letters of a removal say its ground, what follows, and what was weighed of a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kajo.bridges.letters import preview_text
from kajo.cases.terms import Removal
from kajo.decisions.queries import letters
from kajo.decisions.terms import ChildSaid, DecisionKind, RemovalSaid, Words

SAID = Words(
    kind=DecisionKind.REMOVE,
    record="D-2026-1",
    on=date(2026, 11, 27),
    party="Linh Example",
    born_on="1999-02-14",
    pending_on=date(2026, 11, 20),
    reasons="A home and work.\n\nPeople of trust.",
    language="fi",
    explained_in="en",
    contact=("Veikko", "case worker"),
    removal=RemovalSaid(ground="R1"),
)
EVERY = pytest.mark.parametrize("language", ["fi", "sv"])
OWN_WORDS = {
    "R1": ("kokonaisarvioin", "helhetsbedömning", "whole situation"),
    "R2a": ("poistuu Suomesta", "lämnar Finland", "left Finland"),
    "R2b": ("poistettu maasta", "avlägsnats ur landet", "removed from Finland"),
    "R3a": ("haluavansa pois", "vill lämna systemet", "want to leave"),
    "R3b": ("kadonnut", "försvunnit", "tried to reach you"),
    "R4": ("vaarantaa vakavasti", "allvarligt äventyrar", "serious danger"),
}


def said(letter):
    return " ".join(preview_text(letter).replace("\u2068", "").replace("\u2069", "").split())


def on(ground, language="fi", **more):
    return replace(SAID, language=language, removal=RemovalSaid(ground=ground, **more))


@pytest.mark.parametrize("ground", list(Removal), ids=str)
def test_each_ground_has_its_own_words_and_no_others(ground):
    finnish, swedish = (said(letters.original(on(ground, language))) for language in ("fi", "sv"))
    plain = said(letters.explanation(on(ground)))

    for text, place in ((finnish, 0), (swedish, 1), (plain, 2)):
        found = [code for code, words in OWN_WORDS.items() if words[place].lower() in text.lower()]
        assert found == [ground]


@EVERY
def test_a_removal_may_be_appealed_and_names_its_provisions(language):
    section = {"fi": "38 f §", "sv": "38 f §"}[language]

    shown = said(letters.original(on("R1", language)))

    assert section in shown
    assert {"fi": "hallinto-oikeuteen", "sv": "förvaltningsdomstolen"}[language] in shown


def test_danger_rests_on_its_own_subsection():
    assert "38 f § 2" in said(letters.original(on("R4")))
    assert "38 f § 1" not in said(letters.original(on("R4")))
    assert "38 f § 1" in said(letters.original(on("R2a")))


@EVERY
def test_enforcement_is_told_as_it_was_decided(language):
    at_once = {"fi": "täytäntöön heti", "sv": "verkställas genast"}[language]
    when_final = {"fi": "vasta, kun se on lainvoimainen", "sv": "först när det har vunnit laga kraft"}[language]

    now, later = (said(letters.original(on("R1", language, is_enforced_at_once=each))) for each in (True, False))

    assert (at_once in now, when_final in now) == (True, False)
    assert (at_once in later, when_final in later) == (False, True)


@EVERY
def test_help_that_goes_on_is_told_with_its_last_day(language):
    helped = on("R1", language, after_last_on=date(2027, 1, 15), after_words="Counselling goes on.")

    shown = said(letters.original(helped))

    assert "Counselling goes on." in shown
    assert "2027" in shown
    assert "38 f § 3" in shown
    assert "38 f § 3" not in said(letters.original(on("R1", language)))


@EVERY
def test_a_childs_letter_says_what_was_weighed_and_what_the_child_thinks(language):
    heading = {"fi": "Lapsen etu", "sv": "Barnets bästa"}[language]
    child = replace(on("R2a", language), child=ChildSaid("School goes on.", "Wants to stay together."))

    shown = said(letters.original(child))

    assert shown.index(heading) < shown.index("School goes on.") < shown.index("Wants to stay together.")
    assert heading not in said(letters.original(on("R2a", language)))


def test_the_reasons_stand_in_the_letter_word_for_word():
    shown = said(letters.original(SAID))

    assert "A home and work." in shown
    assert "People of trust." in shown


@EVERY
def test_what_the_authority_concludes_does_not_stand_under_the_childs_own_view(language):
    heading = {"fi": "Johtopäätös", "sv": "Slutsats"}[language]
    child = replace(on("R2a", language), child=ChildSaid("School goes on.", "Wants to stay together."))

    shown = said(letters.original(child))

    assert shown.index("Wants to stay together.") < shown.index(heading)
    assert heading not in said(letters.original(on("R2a", language)))


@pytest.mark.parametrize(
    ("language", "told"),
    [("fi", "Päätös koskee lasta"), ("sv", "Beslutet gäller ett barn"), ("en", "about a child"), ("ar", "يخص طفلا")],
)
def test_a_parent_who_reads_the_explanation_is_told_that_it_speaks_to_the_child(language, told):
    about_a_child = replace(SAID, explained_in=language, child=ChildSaid("School goes on.", "Wants to stay."))

    assert told in said(letters.explanation(about_a_child))
    assert told not in said(letters.explanation(replace(SAID, explained_in=language)))


@EVERY
def test_the_right_to_help_ends_when_the_letter_says_that_the_removal_is_enforced(language):
    by_this = {"fi": "päättyy tällä päätöksellä", "sv": "upphör genom detta beslut"}[language]

    now, later = (said(letters.original(on("R1", language, is_enforced_at_once=each))) for each in (True, False))

    assert (by_this in now, by_this in later) == (True, False)


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Johtaja"), ("sv", "föreståndare"), ("en", "director"), ("ar", "مدير المركز")]
)
def test_a_title_is_in_the_language_of_the_letter(language, title):
    shown = said(letters.explanation(replace(SAID, explained_in=language, contact=("Aino", "Johtaja"))))

    assert title.lower() in shown.lower()
    other = said(letters.explanation(replace(SAID, explained_in=language, contact=("Aino", "Merkillinen"))))
    assert "Merkillinen" in other
