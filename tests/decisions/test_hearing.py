"""The party of a decision is heard before it is signed, or a reason says why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.decisions import actions
from kajo.decisions.models import Hearing
from kajo.decisions.terms import HearingSkip, HearingWay
from kajo.law.calendar import legal_day
from kajo.law.finding import Senseless
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import deciding
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(veikko, case):
    return deciding.drafted_refusal(veikko, case)


def sign(actor, draft, at=NOW):
    return actions.sign(actor, draft.pk, is_urgent=False, at=at)


def test_a_refusal_is_not_signed_while_nobody_was_heard(aino, draft):
    with pytest.raises(Refused, match="has not been heard"):
        sign(aino, draft)


def test_a_refusal_waits_for_the_last_day_of_the_reply(aino, veikko, draft):
    deciding.heard(veikko, draft)

    with pytest.raises(Refused, match="may still reply"):
        sign(aino, draft, NOW + timedelta(days=14))

    assert sign(aino, draft, NOW + timedelta(days=15)).signed_by_id == aino.id


def test_a_reply_opens_the_way_at_once_and_ends_the_task(aino, veikko, draft):
    deciding.heard(veikko, draft)

    actions.reply(veikko, draft.pk, replied_on=TODAY, words="I was kept there.", at=NOW)

    assert sign(aino, draft).state == "signed"
    with acting(aino, Verb.DECISION_DRAFT):
        waiting = Task.objects.within(aino).get(about=draft.pk, reason=str(Reason.AWAIT_REPLY))
        assert waiting.state == "done"
        assert Hearing.objects.within(aino).get(decision=draft).reply.open() == "I was kept there."


def test_a_hearing_is_left_out_for_a_recorded_reason_alone(aino, veikko, draft):
    with pytest.raises(Refused, match="Write why"):
        actions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="  ", at=NOW)

    actions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Asked for it in writing.", at=NOW)

    assert sign(aino, draft).state == "signed"


def test_a_new_question_counts_instead_of_a_reason_to_leave_it_out(aino, veikko, draft):
    actions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="It seemed so.", at=NOW)
    deciding.heard(veikko, draft)

    with pytest.raises(Refused, match="may still reply"):
        sign(aino, draft)


def test_nobody_is_heard_after_the_signature(aino, veikko, draft):
    actions.skip_hearing(veikko, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Asked for it.", at=NOW)
    sign(aino, draft)

    with pytest.raises(Refused, match="signed already"):
        deciding.heard(veikko, draft)


@pytest.mark.parametrize(
    ("asked", "by", "complaint"),
    [(1, 5, "in the future"), (0, -1, "after the question"), (-3, -4, "after the question")],
)
def test_impossible_days_change_nothing(veikko, draft, asked, by, complaint):
    with pytest.raises((Refused, Senseless), match=complaint):
        actions.hear(
            veikko,
            draft.pk,
            way=HearingWay.WRITTEN,
            question="?",
            asked_on=TODAY + timedelta(days=asked),
            reply_by=TODAY + timedelta(days=by),
            at=NOW,
        )

    with acting(veikko, Verb.DECISION_DRAFT):
        assert not Hearing.objects.within(veikko).filter(decision=draft).exists()


def test_a_reply_without_a_question_or_before_it_is_refused(veikko, draft):
    with pytest.raises(Refused, match="Nothing was asked"):
        actions.reply(veikko, draft.pk, replied_on=TODAY, words="?", at=NOW)
    deciding.heard(veikko, draft)
    with pytest.raises(Refused, match="after the question"):
        actions.reply(veikko, draft.pk, replied_on=TODAY - timedelta(days=1), words="?", at=NOW)


def test_on_the_pages(veikko, draft):
    browser = visiting(veikko)
    page = reverse("decisions:decision", args=[draft.pk])
    assert "The party has not been heard" in browser.get(page).content.decode()

    asked = browser.post(
        reverse("decisions:hear", args=[draft.pk]),
        {
            "way": "spoken",
            "question": "We prepare to refuse.",
            "asked_on": f"{TODAY:%d.%m.%Y}",
            "reply_by": f"{TODAY + timedelta(days=7):%d.%m.%Y}",
            "seen": str(draft.edition),
        },
    )
    shown = browser.get(page).content.decode()

    assert asked.status_code == 302
    assert "We prepare to refuse." in shown
    assert "The party may still reply" in shown
    replied = browser.post(
        reverse("decisions:reply", args=[draft.pk]),
        {"replied_on": f"{TODAY:%d.%m.%Y}", "words": "Please do not.", "seen": str(draft.edition + 1)},
    )
    assert replied.status_code == 302
    assert "Please do not." in browser.get(page).content.decode()


def test_a_question_without_its_last_day_comes_back_with_what_was_typed(veikko, draft):
    answer = visiting(veikko).post(
        reverse("decisions:hear", args=[draft.pk]),
        {"way": "spoken", "question": "Kept as typed.", "asked_on": f"{TODAY:%d.%m.%Y}", "reply_by": ""},
    )

    assert answer.status_code == 200
    assert "Kept as typed." in answer.content.decode()
    assert 'class="field__error"' in answer.content.decode()
