"""Pages of a client's way out of the system, as the people who use them meet them; no JavaScript is needed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import Case
from kajo.cases.terms import FACT_OF_GROUND, ChildHeard, ContactOutcome, ContactWay, Removal, RemovalFact
from kajo.clients.terms import BirthPrecision, Known
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from tests.factories import leaving
from tests.factories.leaving import drafted, removed, rows, unheard
from tests.factories.people import visiting

TODAY = legal_day(datetime.now(UTC))
LITTLE = Known(name="Little Example", born_on=date(2020, 5, 1), birth_precision=BirthPrecision.DAY)
SIGNED = {"sign": "1"}
pytestmark = pytest.mark.django_db


def address(case, deed="leaving", *more):
    return reverse(f"cases:{deed}", args=[case.pk, *more])


def answered(ground=None, source="document"):
    posted = {}
    for fact in RemovalFact:
        opens = ground is not None and FACT_OF_GROUND[ground] is fact
        needs = fact is RemovalFact.STILL_NEEDS_ASSISTANCE
        posted |= {str(fact): "yes" if needs != opens else "no", f"{fact}_source": source if opens else "seen"}
        posted |= {f"{fact}_words": "Stands in a letter." if opens else ""}
    return posted


def written(ground, **more):
    said = {"ground": str(ground), "reasons": "Facts first.", "decided_in": "fi", "explained_in": "en"}
    return answered(ground) | said | more


def read(page):
    return " ".join(page.content.decode().split())


def test_a_client_leaves_after_the_assessment_page_by_page(veikko, aino, case, at):
    worker, director = visiting(veikko), visiting(aino)
    assessment = {"assessed_on": TODAY.isoformat(), "words": "Home, work and safety were gone through."}

    worker.post(address(case, "assess_overall"), assessment)
    wanted = answered(Removal.R1) | {"look": "1", "ground": "R1"}
    looked = read(worker.post(address(case, "propose_removal"), wanted))
    assert "The client is removed by a decision of its own." in looked
    assert rows(aino, Decision, matter=case.pk) == []
    worker.post(address(case, "propose_removal"), written(Removal.R1))
    (draft,) = rows(aino, Decision, matter=case.pk)
    unheard(veikko, draft, at)

    assert address(case, "remove", draft.pk) not in read(worker.get(address(case)))
    assert address(case, "remove", draft.pk) in read(director.get(address(case)))
    assert f"leaving/{draft.pk}/sign/" in read(director.get(address(case, "case")))
    reading = read(director.get(address(case, "remove", draft.pk)))
    assert "kokonaisarvioinnin perusteella" in reading
    answer = director.post(address(case, "remove", draft.pk), SIGNED)

    assert answer["location"] == address(case)
    assert [each.state for each in rows(aino, Case)] == ["removed"]
    assert "Needs no help any more" in read(worker.get(address(case)))
    assert "Home, work and safety" in read(worker.get(address(case)))


def test_whoever_disappeared_leaves_after_the_log_page_by_page(veikko, aino, case, at):
    worker, director = visiting(veikko), visiting(aino)
    refused = read(worker.post(address(case, "propose_removal"), written(Removal.R3B)))
    assert "log the attempts" in refused
    assert "Facts first." in refused

    moment = f"{localtime(at):%d.%m.%Y %H.%M}"
    tried = {"tried_at": moment, "way": "visit", "outcome": "not_known", "words": "Nobody knows the name."}
    worker.post(address(case, "log_attempt"), tried)
    assert "Nobody knows the name." in read(worker.get(address(case)))
    worker.post(address(case, "propose_removal"), written(Removal.R3B))
    (draft,) = rows(aino, Decision, matter=case.pk)
    unheard(veikko, draft, at)
    director.post(address(case, "remove", draft.pk), SIGNED)

    assert [each.removal_ground for each in rows(aino, Case)] == ["R3b"]


def test_a_childs_own_removal_asks_for_the_child_page_by_page(veikko, aino, case, at):
    worker, director = visiting(veikko), visiting(aino)
    admission = leaving.childs_draft(veikko, case, at, known=LITTLE)
    child = actions.admit_child(aino, case.pk, decision=admission.pk, at=at)
    assert "best_interest" not in read(worker.get(address(case, "propose_removal")))

    refused = read(worker.post(address(child, "propose_removal"), written(Removal.R2A)))
    assert "Write what is in the best interest of the child." in refused
    part = {"best_interest": "Goes to school there.", "heard": "asked", "view": "Wants to be with the parent."}
    worker.post(address(child, "propose_removal"), written(Removal.R2A, **part))
    (draft,) = rows(aino, Decision, matter=child.pk)
    unheard(veikko, draft, at)
    reading = read(director.get(address(child, "remove", draft.pk)))
    assert "Goes to school there." in reading
    assert "Wants to be with the parent." in reading
    director.post(address(child, "remove", draft.pk), SIGNED)

    assert {each.pk: each.state for each in rows(aino, Case)} == {case.pk: "open", child.pk: "removed"}


@pytest.mark.parametrize(
    ("ground", "sentence"),
    [
        (Removal.R1, "The whole personal situation has to be assessed before help may end."),
        (Removal.R3A, "The wish to leave has to be recorded in writing"),
        (Removal.R3B, "log the attempts"),
    ],
)
def test_what_a_ground_lacks_is_said_beside_it_and_the_words_stay(veikko, case, ground, sentence):
    posted = written(ground) | answered(ground, source="told")

    shown = read(visiting(veikko).post(address(case, "propose_removal"), posted))

    assert sentence in shown
    assert "Facts first." in shown
    assert "Stands in a letter." in shown
    assert rows(veikko, Decision, matter=case.pk) == []


def test_a_ground_that_is_not_open_is_refused_with_the_reason_of_the_rule(veikko, case):
    posted = written(Removal.R4) | answered()

    shown = read(visiting(veikko).post(address(case, "propose_removal"), posted))

    assert "No ground of removal is met." in shown
    assert rows(veikko, Decision, matter=case.pk) == []


def test_nothing_is_blamed_while_one_looks_and_what_was_typed_stays(veikko, case):
    typed = {
        "look": "1",
        "ground": "R2a",
        "left_country": "no",
        "left_country_words": "Somebody said so.",
        "reasons": "X.",
    }

    shown = read(visiting(veikko).post(address(case, "propose_removal"), typed))

    assert "No ground of removal is met." in shown
    assert "_error" not in shown
    assert "Somebody said so." in shown
    assert "X." in shown


def test_a_look_without_a_ground_says_what_is_missing_and_the_piece_keeps_its_way_back(veikko, case):
    piece = visiting(veikko).post(address(case, "propose_removal"), {"look": "1"}, headers={"HX-Request": "true"})

    shown = read(piece)
    assert "Choose a ground and answer what it asks." in shown
    assert f'href="{address(case)}"' in shown
    assert "<html" not in shown


def test_the_ground_is_asked_first_and_each_has_its_own_question(veikko, case):
    shown = read(visiting(veikko).get(address(case, "propose_removal")))

    order = [shown.index('name="ground"'), *(shown.index(f"wanted--{each.lower()}") for each in Removal)]
    assert order == sorted(order)
    assert shown.index('name="reasons"') > order[-1]
    assert "Needs the wish in writing." in shown


def test_only_the_question_of_the_wanted_ground_is_needed_and_kept(veikko, case):
    browser, where = visiting(veikko), address(case, "propose_removal")
    posted = {"ground": "R2a", "reasons": "Facts first.", "decided_in": "fi", "explained_in": "ar"}
    lacking = read(browser.post(where, posted))
    assert 'id="id_left_country_error"' in lacking
    assert 'id="id_left_country_source_error"' in lacking
    assert 'id="id_disappeared_error"' not in lacking
    assert "Facts first." in lacking

    told = {"left_country": "yes", "left_country_source": "authority", "left_country_words": "Told by the border."}
    browser.post(where, posted | told | {"disappeared": "yes", "disappeared_source": "told"})

    (draft,) = rows(veikko, Decision, matter=case.pk)
    with acting(veikko, Verb.CASE_VIEW):
        texts = draft.texts.open()
    assert (texts["ground"], list(texts["answers"]), draft.explained_in) == ("R2a", ["left_country"], "ar")


def test_a_draft_that_waits_comes_back_filled_in(veikko, case, at):
    drafted(veikko, case, at, Removal.R2A, after_until=TODAY + timedelta(days=10), after_words="Counselling.")

    shown = read(visiting(veikko).get(address(case, "propose_removal")))

    assert "The client has a home, work and people of trust." in shown
    assert (
        f"{TODAY + timedelta(days=9):%d.%m.%Y}".lstrip("0") in shown
        or f"{TODAY + timedelta(days=9):%-d.%-m.%Y}" in shown
    )
    assert "Whoever writes it anew is its preparer" in shown
    assert 'value="R2a"' in shown
    assert re.search(r'name="left_country" value="yes"[^>]* checked', shown)


def test_the_decider_who_wrote_the_draft_is_told_before_and_refused_after(aino, case, at):
    draft = drafted(aino, case, at)
    browser = visiting(aino)

    assert "Whoever prepared a decision does not sign it." in read(browser.get(address(case, "remove", draft.pk)))
    assert "Whoever prepared a decision does not sign it." in read(
        browser.post(address(case, "remove", draft.pk), SIGNED)
    )
    assert [each.state for each in rows(aino, Case)] == ["open"]


def test_help_after_leaving_is_shown_prolonged_and_ended(veikko, aino, case, at):
    removed(veikko, aino, case, at, after_until=TODAY + timedelta(days=10), after_words="Counselling goes on.")
    browser = visiting(veikko)
    assert "Counselling goes on." in read(browser.get(address(case)))

    browser.post(
        address(case, "after_assistance"),
        {"until_on": (TODAY + timedelta(days=40)).isoformat(), "words": "Housing too."},
    )
    assert "Housing too." in read(browser.get(address(case)))
    past = {"until_on": (TODAY - timedelta(days=3)).isoformat(), "words": "Past."}
    assert "Help after leaving ends today or later." in read(browser.post(address(case, "after_assistance"), past))


def test_a_removal_that_waits_is_reached_from_the_desk(veikko, aino, case, at):
    drafted(veikko, case, at)

    assert address(case, "case") in read(visiting(aino).get("/"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_of_leaving_is_there_in_every_language(veikko, aino, case, at, language):
    actions.assess_overall(veikko, case.pk, words="Home.", assessed_on=TODAY, at=at)
    actions.log_attempt(
        veikko, case.pk, tried_at=at, way=ContactWay.LETTER, outcome=ContactOutcome.NO_ANSWER, words="", at=at
    )
    draft = drafted(veikko, case, at, is_enforced_at_once=False, heard=ChildHeard.NEEDLESS)

    for actor, deed, more in (
        (veikko, "leaving", ()),
        (veikko, "assess_overall", ()),
        (veikko, "log_attempt", ()),
        (veikko, "propose_removal", ()),
        (aino, "remove", (draft.pk,)),
    ):
        answer = visiting(actor).get(address(case, deed, *more), headers={"accept-language": language})
        assert answer.status_code == 200, deed


def test_a_stranger_finds_no_page_of_leaving(outi, veikko, case, at):
    draft = drafted(veikko, case, at)
    browser = visiting(outi)

    for deed, more in (
        ("leaving", ()), ("assess_overall", ()), ("log_attempt", ()), ("propose_removal", ()),
        ("after_assistance", ()), ("remove", (draft.pk,)),
    ):  # fmt: skip
        assert browser.get(address(case, deed, *more)).status_code == 404
