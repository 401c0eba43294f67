"""A signed decision is corrected by a new one; itself it stays as it was signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from playwright.sync_api import Browser

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.decisions import actions, queries
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind, Error, HearingSkip, LetterRole, State
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.vault.models import new_id
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import deciding, watch
from tests.factories.people import visiting

TODAY = legal_day(datetime.now(UTC))
APPLIED = "51 § 1 mom."
RIGHT = {
    "error": Error.CLERICAL, "mistaken": "Told of being kept and made to wrok.", "right": "Told of being made to work.",
    "party": "Linh Corrected", "reasons": "Told of being made to work.", "unreasonable": False,
}  # fmt: skip
pytestmark = pytest.mark.django_db


def corrected(by: Any, decision: Decision, **other: Any) -> Decision:
    return actions.correct(by, decision.pk, **(RIGHT | other), at=datetime.now(UTC))


def signed_correction(by: Any, draft: Decision) -> Decision:
    return actions.sign_correction(by, draft.pk, at=datetime.now(UTC))


def everything(actor: Any, decision: Decision) -> list[Any]:
    """Give the whole row as it lies in the database, but how often it was counted."""
    with acting(actor, Verb.DECISION_VIEW), connection.cursor() as cursor:
        cursor.execute("select to_jsonb(d) - 'edition' from decisions_decision d where id = %s", [decision.pk])
        return list(cursor.fetchall())


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def words(previews: Any) -> str:
    return " ".join(each.text for each in previews)


def test_a_correction_is_drafted_signed_served_and_links_both_ways(aino, veikko, signed):
    before = everything(aino, signed)

    draft = corrected(veikko, signed)
    assert (draft.state, draft.corrects_id, draft.decision_kind, draft.matter) == (
        "draft", signed.pk, signed.decision_kind, signed.matter,
    )  # fmt: skip
    assert draft.reference != signed.reference
    assert queries.decision(veikko, signed.pk, on=TODAY).corrected_by.is_draft
    done = signed_correction(aino, draft)

    assert done.state == State.SIGNED
    assert next(each["rule"] for each in done.judged_by) == "decisions.may_be_corrected"
    old, new = (queries.decision(veikko, each.pk, on=TODAY) for each in (signed, done))
    assert (old.corrected_by.reference, old.corrected_by.decided_on) == (done.reference, TODAY)
    assert (new.corrects.id, new.corrects.reference) == (signed.pk, signed.reference)
    assert new.party == "Linh Corrected"
    assert old.party != "Linh Corrected"
    assert everything(aino, signed) == before
    assert not old.may_correct
    assert new.may_correct
    with acting(aino, Verb.DECISION_DRAFT):
        waiting = Task.objects.within(aino).filter(about=done.pk, state="open").values_list("reason", flat=True)
        assert list(waiting) == [str(Reason.SERVE_DECISION)]
    deciding.served(veikko, done)
    assert queries.decision(veikko, done.pk, on=TODAY).served.appeal_ends.outcome is not None
    verbs = {each.verb for each in watch.events() if each.outcome == "done"}
    assert {str(Verb.DECISION_CORRECT), str(Verb.DECISION_SIGN)} <= verbs


def test_both_letters_say_what_is_corrected_and_are_typeset(aino, veikko, signed):
    draft = corrected(veikko, signed)
    original, explained = queries.decision(veikko, draft.pk, on=TODAY).previews
    assert signed.reference in original.text
    assert RIGHT["mistaken"] in original.text
    assert RIGHT["right"] in original.text
    assert APPLIED in spaced(original.text)
    assert signed.reference in explained.text
    plain = queries.decision(veikko, signed.pk, on=TODAY).previews
    assert APPLIED not in spaced(words(plain))

    done = signed_correction(aino, draft)
    deciding.worked()

    for role in LetterRole:
        assert queries.letter(veikko, done.pk, role=role).pdf.startswith(b"%PDF-")


def test_the_preparer_does_not_sign_and_nobody_without_a_delegation(aino, veikko, marja, signed):
    own = corrected(aino, signed)
    with pytest.raises(Refused, match="prepared a decision does not sign"):
        signed_correction(aino, own)
    with pytest.raises(Refused, match="no delegation"):
        signed_correction(marja, own)
    with pytest.raises(NotFound):
        signed_correction(veikko, own)

    deciding.delegated(aino, marja, DecisionKind.ADMIT_35_1)
    assert signed_correction(marja, own).state == State.SIGNED


def test_a_stranger_sees_and_corrects_nothing(outi, veikko, signed):
    with pytest.raises(NotFound):
        corrected(outi, signed)
    draft = corrected(veikko, signed)
    for deed in ("correct", "sign_correction", "decision"):
        assert visiting(outi).get(reverse(f"decisions:{deed}", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"error": Error.EVIDENCE}, "error"),
        ({"error": Error.NEW_EVIDENCE}, "error"),
        ({"unreasonable": True}, ""),
        ({"right": "  "}, "right"),
        ({"right": RIGHT["mistaken"]}, "right"),
    ],
    ids=["anew", "new", "unreasonable", "no words", "the same"],
)
def test_what_is_not_mended_by_words_is_refused_and_leaves_nothing(veikko, signed, other, field):
    with pytest.raises(Refused) as refused:
        corrected(veikko, signed, **other)

    assert (refused.value.field or "") == field
    assert queries.decision(veikko, signed.pk, on=TODAY).corrected_by is None


def test_a_draft_is_not_corrected_and_a_corrected_one_not_twice(aino, veikko, signed):
    draft = corrected(veikko, signed)
    with pytest.raises(Refused, match="A draft is written anew"):
        corrected(veikko, draft)
    anew = corrected(veikko, signed, right="Told of it anew.")
    assert anew.pk == draft.pk
    assert queries.decision(veikko, draft.pk, on=TODAY).correction.right == "Told of it anew."
    done = signed_correction(aino, anew)

    with pytest.raises(Refused, match="corrected already"):
        corrected(veikko, signed)
    assert corrected(veikko, done).corrects_id == done.pk


def test_only_a_correction_is_signed_on_its_own_page(aino, veikko, case):
    refusal = deciding.drafted_refusal(veikko, case)

    with pytest.raises(Refused, match="on the page of its matter"):
        signed_correction(aino, refusal)


def test_the_party_of_a_refusal_is_heard_or_the_reason_is_recorded(aino, veikko, case):
    at = datetime.now(UTC)
    refusal = deciding.drafted_refusal(veikko, case)
    actions.skip_hearing(veikko, refusal.pk, skipped=HearingSkip.NEEDLESS, reason="Heard before.", at=at)
    draft = corrected(veikko, actions.sign(aino, refusal.pk, is_urgent=False, at=at))
    with pytest.raises(Refused, match="has not been heard"):
        signed_correction(aino, draft)

    actions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="A letter of the name.", at=at)
    assert signed_correction(aino, draft).state == State.SIGNED


def test_the_database_keeps_one_correcting_draft_and_the_signed_words(aino, veikko, signed):
    draft = corrected(veikko, signed)
    with acting(veikko, Verb.DECISION_CORRECT):
        second = Decision.objects.within(veikko).get(pk=draft.pk)
        party, said = second.party.open(), second.texts.open()
        second.pk, second.reference, second.party, second.texts = new_id(), "D-2026-999999", party, said
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)

    def change(what: str, row: Decision) -> None:
        with acting(aino, Verb.DECISION_SIGN), connection.cursor() as cursor:
            cursor.execute(f"update decisions_decision set {what} where id = %s", [row.pk])

    for what in ("corrects_id = null, error = ''", "error = 'law'"):
        with pytest.raises((NotFound, DatabaseError)):
            change(what, draft)
    signed_correction(aino, draft)
    for row in (signed, draft):
        with pytest.raises((NotFound, DatabaseError)):
            change("party = null", row)


def test_nothing_remains_of_a_correction_whose_signature_fails_halfway(aino, veikko, signed, monkeypatch):
    draft = corrected(veikko, signed)
    monkeypatch.setattr(jobs, "order", lambda *_words, **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        signed_correction(aino, draft)
    monkeypatch.undo()

    assert queries.decision(veikko, draft.pk, on=TODAY).state == State.DRAFT
    assert queries.decision(veikko, signed.pk, on=TODAY).corrected_by.is_draft


def test_the_desk_leads_to_the_correction_and_the_case_offers_no_deed_for_it(aino, veikko, case, signed):
    draft = corrected(veikko, signed)

    assert [(each.id, each.is_correction) for each in desk.mine(aino, None, on=TODAY).drafts] == [(draft.pk, True)]
    assert reverse("decisions:sign_correction", args=[draft.pk]) in visiting(aino).get("/").content.decode()
    shown = visiting(veikko).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Read the draft and decide" not in shown


def test_the_form_keeps_what_was_typed_when_it_is_refused(veikko, signed):
    typed = {
        "error": "law", "unreasonable": "no", "mistaken": "Wrong words.", "right": "Right words.", "party": "Linh",
        "reasons": "Kept.",
    }  # fmt: skip
    answer = visiting(veikko).post(reverse("decisions:correct", args=[signed.pk]), typed)

    shown = answer.content.decode()
    assert "deciding the matter anew" in shown
    assert "Right words." in shown


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320])
def test_in_a_browser_without_scripts(live_server: Any, browser: Browser, aino: Any, veikko: Any, signed: Any, width):
    def opened(actor: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False,
                                      extra_http_headers={"Accept-Language": "en"})  # fmt: skip
        key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        return context.new_page()

    page = opened(veikko)
    page.goto(f"{live_server.url}{reverse('decisions:decision', args=[signed.pk])}")
    page.get_by_role("link", name="Correct the decision").click()
    page.get_by_label("What is wrong, as it reads").fill("Linh Exmaple")
    page.get_by_label("What it should say").fill("Linh Example")
    page.get_by_label("How the person is named in the decision").fill("Linh Example")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Draft the correction").click()
    page.get_by_text("A correction is drafted:").wait_for()

    page = opened(aino)
    page.goto(f"{live_server.url}{reverse('decisions:decision', args=[signed.pk])}")
    page.locator("main").get_by_role("link", name="D-").first.click()
    page.get_by_role("link", name="Read and sign").click()
    assert "Linh Exmaple" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Sign the correction").click()
    page.get_by_text("Corrects").first.wait_for()
    assert signed.reference in page.inner_text("main")
