"""How posted words become facts, a deed, or a sentence beside the field."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms as django_forms
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from kajo.access.gate import Refused, StepUpNeeded
from kajo.access.verbs import Verb
from kajo.law.finding import Refused as RuleRefused
from kajo.ui import forms, once
from tests.ui.stage import AINO, VEIKKO, Note


class Plain(django_forms.Form):
    """What a library brings: nothing of ours."""

    word = django_forms.CharField()


class Mixed(forms.Form):
    word = django_forms.CharField()
    number = django_forms.IntegerField(required=False)
    notes = django_forms.CharField(widget=django_forms.Textarea, required=False)
    ground = forms.Choice([("a", "A"), ("b", "B")], required=False)
    secret = django_forms.CharField(widget=django_forms.PasswordInput, required=False)


def test_an_empty_form_says_what_is_needed_and_keeps_the_rest() -> None:
    form = Mixed(QueryDict("notes=kept"))

    assert not form.is_valid()
    assert form.errors["word"] == ["Answer this: it is needed."]
    assert form["notes"].value() == "kept"


@pytest.mark.parametrize(
    ("typed", "shown", "sentence"),
    [
        ("a\x00b", "a\ufffdb", "This text has a character that cannot be stored."),
        ("a\ud800b", "a\ufffdb", "This text has a character that cannot be stored."),
        ("Ai\u202eno", "Aino", "This text had an invisible mark in it"),
        ("a\r\nb", "a b", "This fits on one line only."),
        ("x" * 201, "x" * 201, "Write at most 200 characters. There are 201 now."),
    ],
)
def test_a_wrong_sign_gives_a_sentence_beside_the_field_and_keeps_the_text(
    typed: str, shown: str, sentence: str
) -> None:
    form = Mixed({"word": typed})

    assert not form.is_valid()
    assert form.errors["word"][0].startswith(sentence)
    assert len(form.errors["word"]) == 1
    assert form["word"].value() == shown
    form.render().encode()


def test_ten_million_signs_give_a_sentence_and_come_back() -> None:
    form = Mixed({"word": "a", "notes": "ä" * 10_000_000})

    assert form.errors["notes"] == ["Write at most 10000 characters. There are 10000000 now."]
    assert len(form["notes"].value()) == 10_000_000


def test_line_ends_count_once() -> None:
    form = Mixed({"word": "a", "notes": "a\r\n" * 4000})

    assert form.is_valid()


def test_a_browser_never_cuts_what_is_pasted() -> None:
    assert "maxlength" not in Mixed().render()


def test_a_number_beyond_the_column_is_refused() -> None:
    assert "number" in Mixed({"word": "a", "number": str(2**31)}).errors
    assert "number" in Mixed({"word": "a", "number": "9" * 6000}).errors
    assert Mixed({"word": "a", "number": str(2**31 - 1)}).is_valid()


def test_a_choice_that_was_not_offered_is_refused() -> None:
    assert Mixed({"word": "a", "ground": "0192f0c1-0000-7000-8000-000000000000"}).errors["ground"] == [
        "Choose from the list."
    ]


def test_a_password_is_never_changed() -> None:
    form = Mixed({"word": "a", "secret": "\u200fpass\tword"})

    assert form.is_valid()
    assert form.cleaned_data["secret"] == "\u200fpass\tword"


@settings(deadline=None)  # a busy machine is no fault of the form
@given(st.dictionaries(st.sampled_from(["word", "number", "notes", "ground", "once", "seen", "restored"]), st.text()))
def test_no_text_whatever_breaks_a_form(typed: dict[str, str]) -> None:
    form = Mixed(typed)

    form.is_valid()
    form.render().encode()
    list(form.wrong())


def test_choices_known_only_now_can_be_offered() -> None:
    form = Mixed({"word": "a", "ground": "c"})
    form.offer("ground", [("c", "C")])

    assert form.is_valid()


def test_carry_does_the_deed_with_the_facts() -> None:
    form = Note(QueryDict(f"name=Aino&text=x&seen=4&once={once.mint(AINO.key)}"))
    done: dict[str, Any] = {}

    def deed(actor: Any, target: Any, /, **facts: Any) -> str:
        done.update(facts, actor=actor, target=target)
        return "row"

    assert form.is_valid()
    assert form.carry(deed, AINO, "case", at="now")
    assert form.result == "row"
    assert done == {
        "actor": AINO,
        "target": "case",
        "name": "Aino",
        "text": "x",
        "seen": 4,
        "once": form.once,
        "at": "now",
    }


def test_a_form_without_token_and_edition_carries_neither() -> None:
    form = Note({"name": "Aino", "seen": "4x", "once": "made up"})
    done: dict[str, Any] = {}

    assert form.is_valid()
    assert form.carry(lambda _actor, _target, **facts: done.update(facts), AINO)
    assert done == {"name": "Aino", "text": ""}


@pytest.mark.parametrize("refusal", [Refused, RuleRefused])
def test_a_refusal_becomes_a_sentence_of_the_form(refusal: Any) -> None:
    form = Note({"name": "Aino"})

    def deed(_actor: Any, _target: Any, **_facts: Any) -> None:
        raise refusal("The place has %(free)s free beds.", free=0)

    assert form.is_valid()
    assert not form.carry(deed, AINO)
    assert list(form.wrong()) == [("", "", "The place has 0 free beds.")]


def test_a_refusal_that_names_a_field_stands_beside_it() -> None:
    form = Note({"name": "Aino"})

    def deed(_actor: Any, _target: Any, **_facts: Any) -> None:
        raise Refused("Write another name.", field="name")

    assert form.is_valid()
    assert not form.carry(deed, AINO)
    assert form.errors["name"] == ["Write another name."]


def test_a_demand_for_a_second_factor_goes_on() -> None:
    form = Note({"name": "Aino"})

    def deed(_actor: Any, _target: Any, **_facts: Any) -> None:
        raise StepUpNeeded(next(iter(Verb)), "")

    assert form.is_valid()
    with pytest.raises(StepUpNeeded):
        form.carry(deed, AINO)


def test_a_form_opened_by_somebody_else_is_shown_once_more() -> None:
    form = Note({"name": "Aino", "once": once.mint(VEIKKO.key)})

    assert form.is_valid()
    assert not form.carry(lambda *_args, **_facts: None, AINO)
    assert form.non_field_errors() == ["This form was opened by somebody else. Read it through and send it again."]


def test_a_restored_form_is_shown_without_blame_and_does_nothing() -> None:
    form = Note({"text": "kept", "restored": "1"})

    assert not form.is_valid()
    assert not form.errors
    assert form["text"].value() == "kept"


def test_forms_of_libraries_are_drawn_like_ours() -> None:
    form = Plain({"word": ""})
    drawn = form.render()

    assert 'class="field field--wrong"' in drawn
    assert 'aria-describedby="id_word_error"' in drawn
    assert 'id="id_word_error"' in drawn
