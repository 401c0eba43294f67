"""Decisions: what their pages show, and the letters they become."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kajo.access.crossing import reference
from kajo.access.gate import NotFound
from kajo.decisions import queries
from kajo.decisions.terms import LetterRole, State
from kajo.law.calendar import legal_day
from tests.factories import deciding, watch

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def test_a_signed_decision_shows_who_prepared_and_who_signed(veikko, signed):
    page = queries.decision(veikko, signed.pk, on=TODAY)

    assert (page.prepared_by, page.signed_by, page.state) == ("Mikko", "Aino", State.SIGNED)
    assert page.awaits_letters
    assert "Linh Example" in page.previews[0].text
    assert "Told of being kept and made to work." in page.previews[0].text


def test_the_event_names_the_person_beside_the_referral_that_was_decided(aino, veikko, case):
    signed = deciding.decision_of(aino, case)

    queries.decision(veikko, signed.pk, on=TODAY)

    event = watch.events()[-1]
    assert bytes(event.subject_ref) == reference(signed.subject_id)
    assert bytes(event.shown) == reference(case.subject_id)


def test_the_worker_makes_both_letters_once(veikko, signed):
    assert deciding.worked() == 1

    page = queries.decision(veikko, signed.pk, on=TODAY)
    assert [each.role for each in page.letters] == [LetterRole.ORIGINAL, LetterRole.EXPLANATION]
    assert not page.awaits_letters
    assert not page.previews
    assert queries.letters_to_make(veikko, signed.pk) == ()


def test_a_letter_is_a_file_named_by_its_record_number(veikko, signed):
    deciding.worked()

    file = queries.letter(veikko, signed.pk, role=LetterRole.ORIGINAL)

    assert file.name == f"{signed.reference}.pdf"
    assert file.pdf.startswith(b"%PDF-")


def test_a_stranger_cannot_tell_a_hidden_decision_from_none(outi, signed):
    with pytest.raises(NotFound):
        queries.decision(outi, signed.pk, on=TODAY)
    with pytest.raises(NotFound):
        queries.letter(outi, signed.pk, role=LetterRole.ORIGINAL)
