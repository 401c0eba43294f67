"""In a real installation nothing is signed whose standard texts nobody with a name has reviewed."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.access.gate import Refused
from kajo.content import queries as content
from kajo.decisions import queries, rules
from kajo.decisions.queries import letters
from kajo.decisions.terms import DecisionKind
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db
OFFICIAL = ("fi", "sv")


@pytest.fixture
def reviewed(tmp_path, monkeypatch):
    """Give a way to put texts in the place of ours in which somebody has reviewed these blocks."""
    folder = tmp_path / "texts"
    shutil.copytree(content.FOLDER, folder)

    def review(*blocks):
        for path in (path for block in blocks for path in (folder / "letters").glob(f"{block}.*.md")):
            words = path.read_text(encoding="utf-8").replace("reviewed_by:", "reviewed_by: Somebody")
            path.write_text(words.replace("reviewed_on:", "reviewed_on: 2026-11-20"), encoding="utf-8")
        content.text.cache_clear()

    monkeypatch.setattr(content, "FOLDER", folder)
    content.text.cache_clear()
    yield review
    monkeypatch.undo()
    content.text.cache_clear()


def test_no_refusal_is_signed_before_its_texts_are_reviewed_and_the_page_names_them(mikko, aino, settings):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral)
    settings.DEMO = False

    page = visiting(aino).get(reverse("referrals:refuse", args=[referral.pk])).content.decode()
    with pytest.raises(Refused, match=r"letters/refusal\.fi \(Lawyer of the assistance system\)") as refused:
        referrals.refuse(aino, referral.pk, at=datetime.now(UTC))

    assert "It cannot be signed yet" in page
    assert "letters/refusal.fi (Lawyer of the assistance system)" in page
    assert "letters/appeal.fi" in str(refused.value)
    (kept,) = watch.rows(aino, Referral, "referral.view", pk=referral.pk)
    assert kept.decided_on is None


def test_one_text_that_waits_is_enough_and_none_lets_it_be_signed(mikko, aino, settings, reviewed):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral)
    settings.DEMO = False
    reviewed("refusal", "hearing", "words")
    with pytest.raises(Refused, match=r"these texts of the letter: letters/appeal\.fi \([^)]*\)\. Ask"):
        referrals.refuse(aino, referral.pk, at=datetime.now(UTC))

    reviewed("appeal")

    assert referrals.refuse(aino, referral.pk, at=datetime.now(UTC)).state == "signed"


def test_a_demonstration_signs_drafts(mikko, aino):
    referral = line.refused(mikko, aino)

    (kept,) = watch.rows(aino, Referral, "referral.view", pk=referral.pk)
    assert kept.state == "refused"


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("kind", sorted(letters.BLOCKS))
def test_every_kind_of_decision_stands_on_its_own_text_and_its_instructions(kind, language):
    asked = letters.standard_texts(DecisionKind(kind), language, is_childs=True, is_correction=True)
    names = [each.block.partition("/")[2] for each in asked]

    assert names[0] == letters.BLOCKS[DecisionKind(kind)][0]
    assert names[1] in {"appeal", "no-appeal"}
    heard = ["hearing"] if rules.hearing_needed(DecisionKind(kind)).outcome else []
    assert names[2:] == ["child", "correction", *heard, "words"]


def test_passages_to_begin_with_are_shown_once_they_are_reviewed(settings):
    assert queries.drafting_help(DecisionKind.REFUSE).suggested
    settings.DEMO = False
    assert queries.drafting_help(DecisionKind.REFUSE).suggested == ()
