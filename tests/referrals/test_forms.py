"""What is written of a referral: bad words get a sentence and write nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from kajo.referrals import actions, queries
from kajo.referrals.terms import Agreed, Told
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

AMENDED = {
    "need": "A doctor.", "reach": "After six", "age_band": "adult", "name": "Linh", "language": "vi",
    "is_in_finland": "yes", "referrer_kind": "lawyer", "account": "Came in May.", "is_urgent": "on",
}  # fmt: skip
CONSENT = {
    "item": "contact",
    "is_given": "yes",
    "given_by": "person",
    "how": "spoken",
    "given_at": "1.11.2026 10.00",
    "language": "vi",
}
DRAFT = {
    "found": ["in_finland", "may_be_victim", "needs_assistance"], "ground": "35.1", "reasons": "Kept and worked.",
    "language": "sv", "explained_in": "en",
}  # fmt: skip


@pytest.fixture
def duty(mikko) -> Client:
    return visiting(mikko)


def shown(answer) -> str:
    return answer.content.decode()


def received(actor, at, *, is_urgent=True, consent=True, **facts):
    agreed = Agreed("person", is_given=True, given_at=at) if consent else None
    told = {"age_band": "adult", "need": "A bed.", "reach": "By text."} | facts
    return actions.receive(actor, None, told=Told(**told), is_urgent=is_urgent, agreed=agreed, at=at)


WRONG = {
    "NUL": ({"name": "a\x00b"}, "cannot be stored"),
    "turned letters": ({"reach": "ab\u202ecd"}, "invisible mark"),
    "half a mark": ({"account": "[[half"}, "does not end"),
    "no such day": ({"born_on": "31.2.2001"}, "There is no day 31"),
    "born tomorrow": ({"born_on": "1.1.2099", "age_band": "unknown"}, "Nobody was born then"),
    "too old": ({"born_on": "1.1.1850"}, "too early"),
    "another age": ({"born_on": "2020"}, "does not fit the age"),
    "no such guardian": ({"guardian": "uncle"}, "Choose from the list"),
    "too long": ({"need": "a" * 5001}, "Write at most"),
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG.keys())
def test_bad_words_get_a_sentence_and_write_nothing(duty, mikko, at, facts):
    wrong, sentence = facts
    referral = received(mikko, at)

    answer = duty.post(f"/referrals/{referral.pk}/amend/", AMENDED | wrong | {"seen": "2"})

    assert answer.status_code == 200
    assert sentence in shown(answer)
    assert "<title>Error:" in shown(answer)
    assert queries.referral(mikko, referral.pk).need == "A bed."


@pytest.mark.parametrize(
    ("path", "posted", "sentence"),
    [
        ("consent/", CONSENT | {"given_at": "31.2.2026 10.00"}, "There is no day 31"),
        ("consent/", CONSENT | {"given_at": "1.1.2090 10.00"}, "not given in the future"),
        ("consent/", {"how": "spoken"}, "Answer this"),
        ("supplement/", {"wanted": ["age"], "until_on": "1.1.2020"}, "until tomorrow"),
        ("supplement/", {"wanted": ["age"], "until_on": "1.1.2090"}, "too late"),
        ("supplement/", {"wanted": ["shoes"], "until_on": "1.1.2090"}, "Choose from the list"),
        ("propose/", {"ground": ""}, "Answer this"),
        ("propose/", DRAFT | {"language": "xx"}, "Choose from the list"),
        ("propose/", DRAFT | {"reasons": "Kept 😟"}, "The letter cannot print"),
    ],
)
def test_bad_words_of_smaller_forms_get_a_sentence(duty, mikko, at, path, posted, sentence):
    referral = received(mikko, at)

    answer = duty.post(f"/referrals/{referral.pk}/{path}", posted)

    assert answer.status_code == 200
    assert sentence in shown(answer)
