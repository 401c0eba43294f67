"""Each kind of decision goes through the whole house, on pages, by people who know only the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kajo.law.calendar import legal_day
from tests.journeys import roads
from tests.journeys.roads import CASE, DECISION, PERSON, REFERRAL, day, write
from tests.journeys.walk import Walk

SIGNED_DRAFT = "#decisions a[href^='/decisions/']"


@pytest.fixture
def walk(browser: Any, live_server: Any, cast_here: None) -> Iterator[Walk]:
    """A walk on a desk, with scripts."""
    yield from _walking(Walk(browser, live_server.url))


@pytest.fixture
def bare(browser: Any, live_server: Any, cast_here: None) -> Iterator[Walk]:
    """A walk on a telephone, without scripts."""
    yield from _walking(Walk(browser, live_server.url, decided_in="sv", scripts=False, width=320))


def _walking(walk: Walk) -> Iterator[Walk]:
    yield walk
    for each in walk.entered:
        each.context.close()


def text(page: Any, part: str = "main") -> str:
    """What a part of a page says."""
    return " ".join(page.locator(part).first.inner_text().split())


def test_an_organisation_refers_an_adult_and_is_asked_for_more(bare: Walk) -> None:
    veikko, aino = bare.enter("veikko"), bare.enter("aino")
    before = bare.figures(aino, legal_day(datetime.now(UTC)).isoformat())

    referral = roads.receive(
        bare, veikko, referrer_kind="ngo", age_band="adult", name="Linh Esimerkki", reach="Through the organisation.",
        language="vi", is_in_finland="yes",
    )  # fmt: skip
    roads.agree(bare, veikko, referral, "contact")
    roads.agree(bare, veikko, referral, "referrer")
    roads.press(bare, veikko, "assess", REFERRAL)
    bare.open(veikko, f"{referral}supplement/")
    write(veikko, wanted="reasons", words="What happened, as far as she wants to tell.", until_on=day(14))
    bare.send(veikko, REFERRAL)
    asked = text(veikko, "#asked")
    bare.open(veikko, f"{referral}amend/")
    write(veikko, need="A home and advice.", account="Kept in a shop without pay.")
    bare.send(veikko, REFERRAL)
    roads.press(bare, veikko, "assess", REFERRAL)
    bare.prepare(veikko, referral)
    case = bare.admit(aino, referral, "Veikko")

    assert "14 days left" in asked
    bare.open(veikko, referral)
    assert "that the person was admitted, and no more" in text(veikko).lower()
    bare.open(veikko, case)
    assert "Linh Esimerkki" in text(veikko)
    after = bare.figures(aino, legal_day(datetime.now(UTC)).isoformat())
    assert after == before.plus(clients=1, in_services=1, admissions=1)


def test_a_child_whose_guardian_is_suspected(walk: Walk) -> None:
    mikko, veikko, aino = walk.enter("mikko"), walk.enter("veikko"), walk.enter("aino")

    referral = roads.receive(
        walk, mikko, referrer_kind="county", age_band="15_17", born_on=roads.years_ago(16), guardian="suspected",
        need="A safe home.", reach="At school, through the nurse.", name="Minh Esimerkki",
    )  # fmt: skip
    told = text(mikko)
    mikko.locator("#consent summary").first.click()
    offered = mikko.locator("#consent input[name=given_by]").evaluate_all("all => all.map(each => each.value)")
    roads.agree(walk, mikko, referral, "contact")
    walk.open(aino, referral)
    unrepresented = text(aino)
    roads.agree(walk, mikko, referral, "contact", given_by="representative")
    roads.hear_child(walk, mikko, referral)
    walk.prepare(mikko, referral)
    case = walk.admit(aino, referral, "Veikko")
    walk.open(veikko, case)
    walk.follow(veikko, "main a[href^='/clients/'] >> text=All that is known")
    person = veikko.url
    walk.open(veikko, f"{person}representative/")
    write(veikko, has_permit="no", applied_on=day(), court="Esimerkin käräjäoikeus", child_view="Wants somebody kind.")
    walk.send(veikko, PERSON)
    stands_in = text(veikko)

    assert "A representative is needed first" in told
    assert offered == ["person", "representative"], "no guardian is asked who is suspected"
    assert "A representative is needed first" in unrepresented
    assert "director" in stands_in.lower()
    walk.open(veikko, case)
    walk.follow(veikko, f"{SIGNED_DRAFT} >> nth=-1")
    served = text(veikko)
    assert "guardian" not in served.lower().replace("guardian is suspected", "")


def test_a_refusal_is_heard_appealed_and_annulled(walk: Walk) -> None:
    veikko, aino = walk.enter("veikko"), walk.enter("aino")

    referral = roads.receive(walk, veikko, age_band="adult", need="Help with papers.", reach="By telephone.")
    roads.agree(walk, veikko, referral, "contact")
    roads.press(walk, veikko, "assess", REFERRAL)
    walk.open(veikko, f"{referral}propose-refusal/")
    write(veikko, found="in_finland", reasons="Nothing told suggests exploitation.", language="fi")
    walk.send(veikko, REFERRAL)
    walk.open(aino, f"{referral}refuse/")
    walk.send(aino, roads.re.compile(r"/refuse/$"))
    early = text(aino, ".errors")
    draft = roads.draft_of(walk, veikko, referral, "main a[href^='/decisions/']")
    roads.hear(walk, veikko, draft, "I was kept there by force.")
    walk.open(aino, f"{referral}refuse/")
    walk.send(aino, REFERRAL)
    roads.hand_over(walk, aino, draft)
    served = text(aino)
    roads.appeal(walk, aino, draft)
    walk.open(veikko, referral)
    anew = text(veikko)
    walk.prepare(veikko, referral)
    case = walk.admit(aino, referral, "Veikko")

    assert "heard" in early.lower()
    assert "Until when may it be appealed?" in served
    assert "Annulled by a court" in anew
    assert "H1/2026" in anew
    assert CASE.search(case)


def test_a_reflection_period_is_granted_extended_and_ended(bare: Walk) -> None:
    veikko, aino = bare.enter("veikko"), bare.enter("aino")
    case = roads.admit(bare, veikko, aino, name="Linh Esimerkki")
    answers = {"right_of_residence": "no", "admitted_first": "yes"}

    bare.open(veikko, f"{case}reflection/grant/")
    write(veikko, from_on=day(), last_on=day(20), reasons="Time.", decided_in="sv", **answers)
    bare.send(veikko, roads.re.compile(r"/reflection/grant/$"))
    short = text(veikko, ".errors")
    roads.reflect(bare, veikko, case, "grant", from_on=day(), last_on=day(39), **answers)
    roads.decide_reflection(bare, aino, case)
    roads.reflect(bare, veikko, case, "extend", last_on=day(60), **answers)
    roads.decide_reflection(bare, aino, case)
    bare.open(veikko, case)
    bare.follow(veikko, "main a[href$='/police/'] >> nth=0")
    write(veikko, unit="Esimerkin poliisilaitos", told_on=day())
    bare.send(veikko, CASE)
    roads.reflect(bare, veikko, case, "interrupt", ground="ties", own_will=True)
    draft = roads.draft_of(bare, veikko, case, "#decisions a[href^='/decisions/'] >> nth=0")
    roads.hear(bare, veikko, draft, "Yes, I went back by my own will.")
    roads.decide_reflection(bare, aino, case)

    assert "at least thirty days" in short
    bare.open(veikko, case)
    assert "Interrupted on" in text(veikko, "#reflection")
    assert veikko.locator("main a[href='leaving/']").count() == 1, "its end ends nothing else: the case is open"


def test_a_client_who_needs_no_more_help_leaves_and_the_child_by_its_own_decision(walk: Walk) -> None:
    veikko, aino = walk.enter("veikko"), walk.enter("aino")
    case = roads.admit(walk, veikko, aino, name="Linh Esimerkki")
    walk.draft_child(veikko, case)
    walk.admit_child(aino, case)
    walk.open(veikko, case)
    walk.follow(veikko, "#children a[href^='/cases/']")
    childs = veikko.url

    walk.open(veikko, f"{case}leaving/propose/")
    unassessed = text(veikko)
    walk.open(veikko, f"{case}leaving/assess/")
    write(veikko, assessed_on=day(), words="Home, work, health and people of trust.")
    walk.send(veikko, roads.LEAVING)
    roads.propose_removal(walk, veikko, case, "R1", after_until=day(60), after_words="Advice goes on.")
    draft = roads.draft_of(walk, veikko, f"{case}leaving/", "#removals a[href^='/decisions/']")
    roads.hear(walk, veikko, draft, "I am well now.")
    roads.sign_removal(walk, aino, case)
    walk.open(veikko, f"{case}leaving/")
    left = text(veikko)
    walk.open(veikko, childs)
    still = text(veikko)
    walk.open(veikko, f"{childs}leaving/assess/")
    write(veikko, assessed_on=day(), words="School, home and friends.")
    walk.send(veikko, roads.LEAVING)
    roads.propose_removal(
        walk, veikko, childs, "R1", best_interest="Goes to school here.", heard="asked", view="Wants to stay at home.",
    )  # fmt: skip
    draft = roads.draft_of(walk, veikko, f"{childs}leaving/", "#removals a[href^='/decisions/']")
    roads.hear(walk, veikko, draft, "All is well.")
    roads.sign_removal(walk, aino, childs)

    assert "Not yet" in unassessed
    assert "It goes on until" in left
    assert "Draft a removal" not in left
    assert "Left" not in still
    assert "Record the standing" in still, "the child is a client until a decision of its own"
    walk.open(veikko, f"{childs}leaving/")
    assert "Needs no help any more" in text(veikko, "#removals")


def test_a_client_who_disappeared_is_looked_for_first(bare: Walk) -> None:
    veikko, aino = bare.enter("veikko"), bare.enter("aino")
    case = roads.admit(bare, veikko, aino)

    for outcome in ("no_answer", "not_known"):
        bare.open(veikko, f"{case}leaving/attempt/")
        write(veikko, tried_at=roads.moment(), way="phone", outcome=outcome, words="Rang twice.")
        bare.send(veikko, roads.LEAVING)
    tried = text(veikko, "#attempts")
    roads.propose_removal(bare, veikko, case, "R3b", fact="disappeared")
    roads.draft_of(bare, veikko, f"{case}leaving/", "#removals a[href^='/decisions/']")
    bare.follow(veikko, "#hearing a[href$='/unheard/']")
    write(veikko, skipped="needless", reason="Nobody knows where to ask.")
    bare.send(veikko, DECISION)
    roads.sign_removal(bare, aino, case)

    assert tried.count("Rang twice.") == 2
    bare.open(veikko, f"{case}leaving/")
    assert "disappeared" in text(veikko, "#removals").lower()
