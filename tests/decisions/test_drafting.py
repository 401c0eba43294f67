"""Whoever drafts is helped, and whoever signs reads first what stands against it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.content import queries as content
from kajo.decisions import queries
from kajo.decisions.queries import letters
from kajo.decisions.terms import RULES_OF, DecisionKind
from kajo.referrals import actions as referrals
from kajo.referrals.terms import Situation
from tests.factories import line, reflecting
from tests.factories.leaving import drafted, proposal
from tests.factories.people import visiting

NOW = datetime.now(UTC)
NOTHING = Situation(
    in_finland=True, may_be_victim=False, needs_assistance=False, assists_investigation=False,
    needs_special_assistance=False, minor_child_of_admitted=False,
)  # fmt: skip
HARD = "Mikäli tilanne muuttuu, asia päätetään."
pytestmark = pytest.mark.django_db


def read(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("kind", sorted(letters.BLOCKS))
def test_every_kind_has_criteria_and_passages_to_begin_with(kind, language):
    found = queries.drafting_help(kind, "", language)

    assert [each.rule for each in found.criteria] == list(RULES_OF[kind])
    assert all(each.title != each.rule and each.passages for each in found.criteria)
    assert found.suggested
    assert all(each.title and each.words and each.is_draft for each in found.suggested)
    assert found.remarks == ()


def test_passages_to_begin_with_have_their_twins():
    for languages in content.blocks_of("reasons").values():
        assert languages == {"fi", "sv"}


def test_the_draft_of_an_admission_is_helped_and_what_was_typed_is_looked_at(mikko):
    referral = line.referred(mikko)
    browser, where = visiting(mikko), reverse("referrals:propose", args=[referral.pk])
    shown = read(browser.get(where))
    assert "What the law asks" in shown
    assert "Passages to begin with" in shown
    assert "Draft: nobody has reviewed these words" in shown
    assert "Plain language" not in shown

    looked = read(browser.post(where, {"look": "1", "reasons": HARD, "language": "fi", "found": ["in_finland"]}))

    assert "Plain language" in looked
    assert "mikäli" in looked
    assert HARD in looked


def test_plain_language_stops_nothing(mikko):
    draft = referrals.propose(
        mikko, line.referred(mikko), ground="35.1", reasons=HARD, language="fi", explained_in="en", at=NOW
    )

    shown = read(visiting(mikko).get(reverse("decisions:decision", args=[draft.pk])))

    assert draft.state == "draft"
    assert "Plain language" in shown


@pytest.mark.parametrize("deed", ["propose_refusal", "propose"])
def test_drafts_of_a_referral_are_helped(mikko, deed):
    shown = read(visiting(mikko).get(reverse(f"referrals:{deed}", args=[line.referred(mikko).pk])))

    assert "What the law asks" in shown


def test_drafts_of_a_case_are_helped(veikko, case):
    for address in (
        reverse("cases:propose_removal", args=[case.pk]),
        reverse("cases:propose_reflection", args=[case.pk, "grant"]),
        reverse("cases:propose_reflection", args=[case.pk, "interrupt"]),
    ):
        assert "Passages to begin with" in read(visiting(veikko).get(address)), address


def test_what_blocks_the_signature_of_a_removal_stands_above_the_button(veikko, aino, case):
    from kajo.cases import actions

    draft = actions.propose_removal(veikko, case.pk, proposal=proposal(), at=NOW)
    where = reverse("cases:remove", args=[case.pk, draft.pk])
    shown = read(visiting(aino).get(where))
    assert "It cannot be signed yet" in shown
    assert shown.index("The party has not been heard") < shown.index("Sign and remove the client")

    drafted(veikko, case, NOW)

    assert "It cannot be signed yet" not in read(visiting(aino).get(where))


def test_whoever_wrote_a_draft_reads_that_somebody_else_signs(aino, case):
    drafts = (
        reverse("cases:remove", args=[case.pk, drafted(aino, case, NOW).pk]),
        reverse("cases:decide_reflection", args=[case.pk, reflecting.proposed(aino, case).pk]),
    )

    for address in drafts:
        shown = read(visiting(aino).get(address))
        assert "It cannot be signed yet" in shown
        assert "Whoever prepared a decision does not sign it." in shown


def test_a_refusal_waits_for_the_hearing_and_says_so(mikko, aino):
    referral = line.referred(mikko)
    found = referrals.propose_refusal(
        mikko, referral, reasons="Hän ei tarvitse apua.", language="fi", explained_in="en", situation=NOTHING, at=NOW
    )

    shown = read(visiting(aino).get(reverse("referrals:refuse", args=[referral.pk])))

    assert found.decision_kind == DecisionKind.REFUSE
    assert "It cannot be signed yet" in shown
    assert shown.index("The party has not been heard") < shown.index("Sign and refuse")


def test_what_has_been_signed_is_blocked_by_nothing(veikko, case):
    shown = read(visiting(veikko).get(reverse("decisions:decision", args=[case.decision_id])))

    assert "It cannot be signed yet" not in shown
    assert "What the law asks" not in shown
