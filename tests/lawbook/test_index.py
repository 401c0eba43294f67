"""Which values a rule uses is found in the rule; its words are written in three languages."""

from __future__ import annotations

import importlib
import re
from datetime import date

import pytest

from kajo.cases.rules import organiser_of_services, reflection_period_allowed
from kajo.content import queries as content
from kajo.content.terms import Bullets, Headline
from kajo.decisions.rules import appeal_ends_on
from kajo.law.acts import cited
from kajo.law.rights import RIGHTS
from kajo.law.terms import Dated
from kajo.lawbook import index, queries
from kajo.lawbook.rulebook import RULEBOOK
from kajo.lawbook.terms import FACT_WORDS, VALUE_WORDS
from kajo.retention.rules import erase_on

RULES = index.rules()
LANGUAGES = queries.LANGUAGES
TEXTS = [each for each in content.texts() if each.block.startswith(("law/", "rights/"))]


def test_values_are_those_the_rule_reads_itself_or_through_others() -> None:
    assert [each.name for each in index.values(reflection_period_allowed)] == [
        "LONGEST_REFLECTION",
        "SHORTEST_REFLECTION",
    ]
    assert {each.name for each in index.values(appeal_ends_on)} == {"APPEAL_TIME", "LETTER_ARRIVES"}
    assert {each.name for each in index.values(organiser_of_services)} >= {"AT_A_CENTRE", "TABLES"}


def test_a_term_without_days_of_its_own_has_those_of_its_sections() -> None:
    assert {each.from_on for each in index.values(erase_on)} == {date(2020, 9, 1)}


def test_a_value_is_in_force_from_its_first_day_until_before_its_end() -> None:
    first, second = (each for each in index.values(appeal_ends_on) if each.name == "APPEAL_TIME")

    assert [first.is_in_force(date(2019, 12, 31)), first.is_in_force(date(2020, 1, 1))] == [True, False]
    assert [second.is_in_force(date(2019, 12, 31)), second.is_in_force(date(2020, 1, 1))] == [False, True]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_plain_words_with_a_title(rule: index.Rule, language: str) -> None:
    first, *rest = content.text(f"law/{rule.room}", language).parts[rule.function.__name__]

    assert isinstance(first, Headline)
    assert rest


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_right_has_words_and_no_words_are_left_over(language: str) -> None:
    assert list(content.text("rights/rights", language).parts) == [right.name for right in RIGHTS]
    for room in {rule.room for rule in RULES}:
        parts = set(content.text(f"law/{room}", language).parts)
        assert parts == {rule.function.__name__ for rule in RULES if rule.room == room}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.block}.{text.language}")
def test_words_of_law_have_an_owner_a_source_and_a_day_to_look_again(text: content.Text) -> None:
    basis, _ = cited(f"Law: {text.source}.")

    assert basis.sections
    assert basis.source
    assert text.owner
    assert text.is_draft
    assert not text.placeholders


def test_twins_have_the_same_parts_with_the_same_passages() -> None:
    for block in {text.block for text in TEXTS}:
        shapes = [
            {part: len(passages) for part, passages in content.text(block, language).parts.items()}
            for language in LANGUAGES
        ]
        assert shapes[0] == shapes[1] == shapes[2], block


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.block}.{text.language}")
def test_no_words_tell_of_law_that_was_repealed(text: content.Text) -> None:
    said = str(text.parts).lower()

    assert not [word for word in ("toipumisaika", "återhämtningstid", "recovery period") if word in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rights_are_told_in_short_sentences(language: str) -> None:
    passages = [one for part in content.text("rights/rights", language).parts.values() for one in part]
    said = [words for one in passages for words in (one.items if isinstance(one, Bullets) else (one.words,))]
    sentences = [each.split() for words in said for each in re.split(r"(?<=[.?!:])\s", words)]

    assert max(len(each) for each in sentences) <= 20, max(sentences, key=len)


def test_every_fact_and_value_has_a_name_in_words() -> None:
    assert {fact.name for entry in RULEBOOK.values() for fact in entry.facts} <= set(FACT_WORDS)
    assert {value.name for rule in RULES for value in index.values(rule.function)} <= set(VALUE_WORDS)


def test_every_dated_value_of_a_room_of_rules_is_used_by_a_rule() -> None:
    used = {value.name for rule in RULES for value in index.values(rule.function)}

    for room in {rule.room for rule in RULES}:
        module = importlib.import_module(f"kajo.{room}.rules")
        dated = {
            name
            for name, value in vars(module).items()
            if isinstance(value, tuple) and value and all(isinstance(each, Dated) for each in value)
        }
        assert dated <= used, room
