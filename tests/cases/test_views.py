"""Pages of cases, as the people who use them meet them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import Case, Standing
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import ServedBy
from kajo.law.calendar import legal_day
from tests.factories.people import confirmed, visiting

TODAY = legal_day(datetime.now(UTC))
FOUND = ["in_finland", "needs_assistance"]
CONSIDERED = {"best_interest": "A home.", "heard": "formally", "view": "Wants to stay."}
pytestmark = pytest.mark.django_db


def address(case, deed="case", *more):
    return reverse(f"cases:{deed}", args=[case.pk, *more])


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def test_what_is_safe_stands_before_the_name_on_every_page_of_a_case(veikko, aino, case, at):
    clients.wish_contact(
        veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value="", wish="Somebody listens.", at=at
    )

    for actor, deed in ((veikko, "case"), (veikko, "record_standing"), (veikko, "add_child"), (aino, "assign")):
        shown = visiting(actor).get(address(case, deed)).content.decode()
        assert 0 < shown.index("Never:") < shown.index("Linh Example"), deed
        assert "Somebody listens." in shown


@pytest.mark.parametrize(
    ("language", "received", "since"),
    [
        ("en", "Received on DAY; appeal until DAY", "From DAY: Lappeenranta."),
        ("fi", "Saapunut DAY; valitusaika päättyy DAY", "DAY alkaen: Lappeenranta."),
        ("sv", "Mottaget DAY; besvärstiden går ut DAY", "Från DAY: Villmanstrand."),
    ],
)
def test_days_stand_in_whole_sentences(veikko, aino, case, at, language, received, since):
    facts = {"municipality": "405", "asylum_seeker": False, "temporary_protection": False}
    actions.record_standing(veikko, case, facts=facts, from_on=TODAY, at=at)
    (decision,) = rows(aino, Decision, pk=case.decision_id)
    decisions.serve(aino, decision, served_by=ServedBy.HANDED_OVER, sent_on=TODAY, received_on=TODAY, at=at)

    page = visiting(veikko).get(address(case), headers={"accept-language": language}).content.decode()

    shown = " ".join(re.sub(r"<time.*?</time>", "DAY", page).split())
    assert received in shown
    assert since in shown


def test_the_title_of_the_tab_says_nothing_of_the_person(veikko, case):
    shown = visiting(veikko).get(address(case)).content.decode()

    assert "<title>Case – Kajo</title>" in shown


def test_who_would_organise_is_shown_before_anything_is_recorded(veikko, case):
    browser = visiting(veikko)
    facts = {"municipality": "405", "from_on": TODAY.isoformat()}

    looked = browser.post(address(case, "record_standing"), facts | {"look": "1"}).content.decode()

    assert "Who would organise the services?" in looked
    assert "South Karelia" in looked
    assert "s. 38b(1)" in looked
    assert rows(veikko, Standing) == []


def test_recording_a_standing_shows_its_finding_on_the_case(veikko, case):
    browser = visiting(veikko)

    answer = browser.post(
        address(case, "record_standing"), {"municipality": "", "asylum_seeker": "on", "from_on": TODAY.isoformat()}
    )

    assert answer.url == address(case)
    shown = browser.get(address(case)).content.decode()
    assert "Reception centre" in shown
    assert "seeks international protection" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"from_on": ""}, "Answer this: it is needed."),
        ({"from_on": "31.2.2026"}, "There is no day 31 in month 2 of 2026."),
        ({"from_on": "\x00\u202e" + "9" * 10_000}, "that cannot be stored."),
        ({"from_on": (TODAY + timedelta(days=1)).isoformat()}, "The day is too late"),
        ({"from_on": "1.6.2024", "municipality": "405"}, "The law of that day is not known here."),
        ({"from_on": TODAY.isoformat(), "municipality": "999"}, "Choose from the list."),
        ({"from_on": TODAY.isoformat(), "municipality": "💥"}, "Choose from the list."),
    ],
)
def test_a_standing_that_makes_no_sense_comes_back_with_a_sentence(veikko, case, words, sentence):
    for more in ({}, {"look": "1"}):
        answer = visiting(veikko).post(address(case, "record_standing"), words | more)
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert rows(veikko, Standing) == []


def test_a_case_is_given_to_a_colleague(marja, member, case):
    hilla = member("hilla")

    answer = visiting(marja).post(address(case, "assign"), {"worker": str(hilla.id)})

    assert answer.status_code == 302
    assert visiting(hilla).get(address(case)).status_code == 200


@pytest.mark.parametrize("worker", ["", "not-a-key", "00000000-0000-7000-8000-000000000000"])
def test_a_worker_is_chosen_from_the_list(marja, member, case, worker):
    member("hilla")

    answer = visiting(marja).post(address(case, "assign"), {"worker": worker})

    assert answer.status_code == 200
    assert 'class="field__error"' in answer.content.decode()


def test_a_child_is_drafted_by_one_and_admitted_by_another(veikko, aino, case):
    words = {
        "name": "Little Example", "born_on": "5/2020", "sex": "female", "language": "vi", "reasons": "Needs a home.",
        "decided_in": "sv", "explained_in": "en", "found": FOUND, **CONSIDERED,
    }  # fmt: skip
    assert visiting(veikko).post(address(case, "add_child"), words | {"born_on": "5.2020"}).url == address(case)
    (draft,) = rows(aino, Decision, matter=case.pk)
    admit = address(case, "admit_child", draft.pk)

    read = visiting(aino).get(admit).content.decode()
    done = visiting(aino).post(admit, {"once": ""})

    assert "Little Example" in read
    assert "The child needs help" in read
    assert "Beslut" in read
    assert done.status_code == 302
    child = rows(aino, Case, parent=case.pk)[0]
    assert done.url == address(child)
    assert "Little Example" in visiting(veikko).get(address(case)).content.decode()


def test_signing_ones_own_draft_asks_why_and_for_a_fresh_code(aino, case):
    words = {"reasons": "Needs a home.", "sex": "unknown", "decided_in": "fi", "explained_in": "en", "found": FOUND}
    words |= CONSIDERED
    visiting(aino).post(address(case, "add_child"), words)
    (draft,) = rows(aino, Decision, matter=case.pk)
    admit = address(case, "admit_child", draft.pk)

    asked = visiting(aino).post(admit, {"alone_reason": ""}).content.decode()
    stopped = visiting(aino).post(admit, {"alone_reason": "Night."})
    others = visiting(aino, **confirmed("case.admit_child", str(case.pk))).post(admit, {"alone_reason": "Night."})
    done = visiting(aino, **confirmed("case.admit_child", str(draft.pk))).post(admit, {"alone_reason": "Night."})

    assert "You wrote this draft." in asked
    assert 'class="field__error"' in asked
    assert stopped.url == others.url == reverse("accounts:step_up")
    assert len(rows(aino, Case, parent=case.pk)) == 1
    assert done.status_code == 302


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reasons": ""}, "Answer this: it is needed."),
        ({"reasons": "x" * 10_001}, "Write at most 10000"),
        ({"reasons": "Alone \N{PILE OF POO}"}, "The letter cannot print the character"),
        ({"reasons": "Needs help.", "born_on": "3.2099"}, "The day is too late"),
        ({"reasons": "Needs help.", "born_on": "1950"}, "Only a child under 18 is admitted with a parent."),
        ({"reasons": "Needs help.", "found": []}, "A child is admitted with a parent only if it is in Finland."),
        ({"reasons": "Needs help.", "found": ["needs_assistance"]}, "only if it is in Finland."),
        (
            {"reasons": "Needs help.", "found": ["in_finland"]},
            "A child is admitted with a parent only if it needs help.",
        ),
        ({"reasons": "Needs help.", "found": ["is_good"]}, "Choose from the list."),
        ({"reasons": "Needs help.", "name": "A\u202eb"}, "This text had an invisible mark in it"),
    ],
)
def test_a_childs_draft_that_cannot_be_made_keeps_what_was_written(veikko, case, words, sentence):
    sent = {
        "sex": "unknown", "decided_in": "fi", "explained_in": "en", "name": "Little Example", "found": FOUND,
    } | CONSIDERED | words  # fmt: skip

    answer = visiting(veikko).post(address(case, "add_child"), sent)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in shown
    assert rows(veikko, Decision, matter=case.pk) == []
    if words.get("name") is None:
        assert 'value="Little Example"' in shown


def test_somebody_of_eighteen_is_told_so_beside_the_birth_date(veikko, case):
    words = {"reasons": "Needs help.", "sex": "unknown", "decided_in": "fi", "explained_in": "en", "found": FOUND}
    words |= CONSIDERED

    answer = visiting(veikko).post(address(case, "add_child"), words | {"born_on": f"{TODAY.year - 18}-01-01"})

    assert list(answer.context["form"].errors) == ["born_on"]
    assert "An adult needs a referral of their own." in answer.content.decode()


@pytest.mark.parametrize("deed", ["case", "record_standing", "assign", "add_child"])
def test_a_stranger_sees_nothing(outi, case, deed):
    browser = visiting(outi)

    assert browser.get(address(case, deed)).status_code == 404
    assert browser.post(address(case, deed), {"from_on": TODAY.isoformat()}).status_code in (404, 405)


@pytest.mark.parametrize("after", ["", "nonsense", "2026-01-01_x", "\x00", f"2026-13-01_{UUID(int=7)}"])
def test_the_list_shows_own_cases_from_wherever_it_is_asked(veikko, outi, case, after):
    mine = visiting(veikko).get(reverse("cases:cases"), {"after": after}).content.decode()
    none = visiting(outi).get(reverse("cases:cases"), {"after": after}).content.decode()

    assert "Linh Example" in mine
    assert "Linh Example" not in none


def test_a_person_leads_to_the_newest_case(veikko, outi, case):
    where = reverse("cases:of_person", args=[case.person_id])

    assert visiting(veikko).get(where).url == address(case)
    assert visiting(outi).get(where).status_code == 404


def test_what_papers_say_is_written_and_shown_with_what_held_before(veikko, case):
    browser = visiting(veikko)
    address = reverse("cases:identify", args=[case.person_id])

    first = browser.post(address, {"born_on": "3.2001", "sex": "female", "personal_code": ""})
    again = browser.post(address, {"born_on": "2001", "is_estimate": "on", "sex": "female", "personal_code": ""})
    shown = browser.get(again.url).content.decode()

    assert first.url == again.url == reverse("clients:person", args=[case.person_id])
    assert "about 2001" in shown
    assert "3/2001" in shown


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("born_on", "31.2.2001", "is no day"),
        ("born_on", "2999", "is the last that fits"),
        ("personal_code", "010101A901X", "does not fit"),
        ("personal_code", "0" * 12, "at most 11"),
        ("sex", "none", "Choose from the list"),
    ],
)
def test_papers_that_make_no_sense_are_asked_again(veikko, case, field, value, sentence):
    answer = visiting(veikko).post(
        reverse("cases:identify", args=[case.person_id]),
        {"born_on": "", "sex": "unknown", "personal_code": ""} | {field: value},
    )

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
