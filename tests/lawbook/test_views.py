"""The pages of the law: read by all who work here, tried without a trace, in the reader's language."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kajo.access.matrix import STAFF
from kajo.access.verbs import Verb
from kajo.content import queries as content
from kajo.law.calendar import legal_day
from kajo.law.rights import RIGHTS
from kajo.lawbook.index import rules
from kajo.lawbook.rulebook import RULEBOOK, Entry, answer
from kajo.lawbook.terms import Fact, Sort
from kajo.ui import drafts
from tests.factories import watch
from tests.factories.people import acting_as, hired, visiting
from tests.run.cells import cell_of
from tests.tables import Row, table

pytestmark = pytest.mark.django_db
LIST, RIGHTS_PAGE = reverse("lawbook:rules"), reverse("lawbook:rights")
REFLECTION = reverse("lawbook:rule", args=["cases.reflection_period_allowed"])
CODE = reverse("lawbook:rule", args=["clients.personal_code"])
FEE = reverse("lawbook:rule", args=["clients.representative_fee"])
CLAIM = {
    "cause_on": "15.4.2026", "claimed_on": "20.4.2026", "work_minutes": "68", "preparation_minutes": "0",
    "acquainting_minutes": "0", "interest_needs_more": "no", "has_good_reason": "no", "residence_permit": "yes",
}  # fmt: skip
RULES = rules()
LINE = re.compile(r'<code dir="ltr">(.*?)</code>')
TAGS = re.compile(r"<[^>]+>")


def shown(client: Client, address: str, language: str = "en") -> str:
    """The page as HTML."""
    answered = client.get(address, headers={"accept-language": language})
    assert answer_is_kept_nowhere(answered)
    return answered.content.decode()


def answer_is_kept_nowhere(answered) -> bool:
    return answered.status_code == 200 and answered.headers["Cache-Control"] == "no-store"


def words(page: str) -> str:
    """What the main part of a page says, without its tags."""
    return " ".join(html.unescape(TAGS.sub(" ", page[page.index("<main") : page.index("</main")])).split())


def section(page: str, name: str) -> str:
    """The part of the list that shows one rule."""
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


def errors(page: str) -> list[str]:
    """The sentences at the top of the form, without the names of the fields."""
    summary = re.search(r'<div class="errors".*?</div>', page, re.DOTALL)
    found = re.findall(r"<li>(.*?)</li>", summary[0], re.DOTALL) if summary else []
    return [html.unescape(TAGS.sub("", each)).rpartition(" – ")[2].strip() for each in found]


@pytest.mark.parametrize("role", STAFF)
def test_everybody_who_works_here_may_read_the_law_and_try_it(db, role):
    browser = visiting(acting_as(hired("reader", role)))

    assert {browser.get(address).status_code for address in (LIST, RIGHTS_PAGE, FEE)} == {200}
    assert browser.post(FEE, CLAIM).status_code == 200
    assert f'href="{LIST}"' in browser.get(LIST).content.decode()


@pytest.mark.parametrize("address", [LIST, RIGHTS_PAGE, FEE])
def test_a_visitor_is_led_to_the_sign_in(db, address):
    answered = Client().get(address)

    assert (answered.status_code, answered.headers["Location"].split("?")[0]) == (302, "/sign-in/")


def test_the_list_shows_every_rule_with_words_sections_values_and_marks(outi):
    page = shown(visiting(outi), LIST)

    for each in RULES:
        part = section(page, each.name)
        assert each.name in part
        for one in each.law[0].sections:
            assert one.place() in part
            assert one.act.name() in part
        assert ("To confirm:" in part) == bool(each.law[0].source), each.name
        assert "No plain words yet" not in part
        assert "Not known for that day" not in part
    assert "45.00" in section(page, "clients.representative_fee")
    assert "6 months" in section(page, "cases.reflection_period_allowed")


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.name)
def test_the_page_of_a_rule_shows_its_whole_table(outi, each):
    page = html.unescape(shown(visiting(outi), reverse("lawbook:rule", args=[each.name])))

    rows = table(each.law[1].removeprefix("kajo/law/tables/"))
    assert page.count("<tr>") == len(rows) + 1
    assert all(f"<bdi>{row['note']}</bdi>" in page for row in rows)
    assert (f'action="/law/{each.name}/#try"' in page) == (each.name in RULEBOOK)


def test_a_name_that_is_no_rule_is_not_found(outi):
    browser = visiting(outi)

    for name in ("cases.nothing", "..", "cases", "%00"):
        assert browser.get(f"/law/{name}/").status_code == 404


def test_a_rule_that_is_asked_only_from_within_is_shown_and_not_tried(outi):
    browser, address = visiting(outi), reverse("lawbook:rule", args=["referrals.is_urgent"])

    assert "Ask the rule" not in shown(browser, address)
    assert browser.post(address, {"age": "30"}).status_code == 404


@pytest.mark.parametrize("name", ["cases.reflection_period_allowed", "decisions.appeal_ends_on"])
@pytest.mark.parametrize(
    ("language", "confirm", "days"), [("fi", "Vahvistettava:", "30 päivää"), ("sv", "Ska bekräftas:", "30 dagar")]
)
def test_the_law_is_told_in_the_readers_language(outi, name, language, confirm, days):
    browser = visiting(outi)
    page = shown(browser, LIST, language)

    assert days in section(page, name)
    assert "ulkomaalaislaki 301/2004, 52 b § 1 mom." in page or "utlänningslagen 301/2004, 52 b § 1 mom." in page
    assert confirm in page
    assert "To confirm" not in page


def test_another_day_shows_the_values_of_that_day(outi):
    browser = visiting(outi)
    name = "decisions.appeal_ends_on"

    old, new = (shown(browser, f"/law/{name}/?on={day}") for day in ("2019-12-31", "2020-01-01"))

    assert "from 1 Dec 1996 to 31 Dec 2019" in words(old).partition("All values")[0]
    assert "from 1 Jan 2020" in words(new).partition("All values")[0]
    assert "to 31 Dec 2019" not in words(new).partition("All values")[0]


def test_a_day_before_the_law_is_known_says_so(outi):
    browser = visiting(outi)

    assert "Not known for that day" in section(shown(browser, f"{LIST}?on=2024-12-31"), "clients.representative_fee")
    assert "Not known for that day" in words(shown(browser, f"{FEE}?on=2024-12-31"))
    assert "Not known for that day" not in words(shown(browser, f"{FEE}?on=2025-01-01"))


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "1.1.1850", ""])
def test_a_day_that_is_none_gets_a_sentence_and_the_law_of_today(outi, day):
    page = shown(visiting(outi), f"{LIST}?on={day}")

    assert len(errors(page)) == 1
    assert "The law of today." in page


@pytest.mark.parametrize("entry", RULEBOOK.values(), ids=RULEBOOK)
def test_a_rule_that_is_tried_answers_as_the_command_line_does(outi, entry: Entry):
    browser, address = visiting(outi), reverse("lawbook:rule", args=[entry.name])

    for row in table(entry.table.removeprefix("kajo/law/tables/")):
        wanted = answer(entry, {fact.name: cell_of(row, fact.name, fact.kind) for fact in entry.facts})
        page = browser.post(address, posted(entry, row)).content.decode()
        said = [json.loads(html.unescape(line)) for line in LINE.findall(page)]
        assert said == ([] if "error" in wanted else [wanted]), row["note"]
        assert bool(errors(page)) == ("error" in wanted), row["note"]


def posted(entry: Entry, row: Row) -> dict[str, str]:
    """Write a case as somebody would fill in the form."""
    return {name: typed for fact in entry.facts for name, typed in typed_in(fact, row[fact.name])}


def typed_in(fact: Fact, cell: str) -> list[tuple[str, str]]:
    if fact.sort is Sort.PERIOD:
        return list(zip((f"{fact.name}_from", f"{fact.name}_until"), cell.split("/"), strict=True))
    if fact.sort in (Sort.PERIODS, Sort.PAUSES):
        return [(fact.name, "\n".join(each.replace("/", " ") for each in cell.split()))]
    return [(fact.name, cell)]


def test_an_outcome_is_told_in_words_with_its_sections(outi):
    page = visiting(outi).post(FEE, CLAIM, headers={"accept-language": "fi"}).content.decode()

    said = words(page)
    assert "Korvattavat minuutit: 75" in said
    assert "56,25\u00a0€" in page
    assert "Kuka maksaa: KEHA-keskus" in said
    assert "15.6.2026" in said
    assert "Peruste" in said or "Kaikki minuutit korvataan" in said
    assert "Vahvistettava: palkkiota koskeva asetus 577/2024" in said
    assert "&lt;" not in page[page.index('class="finding"') : page.index("<form", page.index('class="finding"'))]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"work_minutes": "many"}, "Write a whole number in digits."),
        ({"work_minutes": "44641"}, "No month has so many minutes."),
        ({"claimed_on": "14.4.2026"}, "A fee is not claimed before its cause."),
        ({"cause_on": "31.12.2024"}, "The law of that day is not known here."),
        ({"cause_on": "30.2.2026"}, "There is no day 30 in month 2 of 2026."),
        ({"residence_permit": ""}, "Answer this: it is needed."),
        ({"residence_permit": "perhaps"}, "Choose from the list."),
    ],
)
def test_bad_facts_keep_what_was_typed_and_get_one_sentence(outi, wrong, sentence):
    page = visiting(outi).post(FEE, CLAIM | wrong).content.decode()

    assert errors(page) == [sentence]
    assert not LINE.findall(page)
    kept = CLAIM | wrong
    for name in ("cause_on", "claimed_on", "work_minutes"):
        assert re.search(rf'name="{name}" value="{re.escape(kept[name])}"', page), name


@pytest.mark.parametrize("periods", ["1.1.2026", "1.1.2026 31.1.2026 1.2.2026", "x y", "31.1.2026 1.1.2026"])
def test_periods_that_are_none_get_one_sentence(outi, periods):
    facts = {"right_of_residence": "no", "admitted_first": "yes", "granted": periods, "proposed_from": "1.3.2026",
             "proposed_until": "1.4.2026"}  # fmt: skip

    page = visiting(outi).post(REFLECTION, facts).content.decode()

    assert len(errors(page)) == 1
    assert f">\n{periods}</textarea>" in page


def test_nothing_of_the_facts_is_kept(outi):
    secret = "131052-TRIED"
    browser = visiting(outi)
    before = len(watch.events())

    page = browser.post(CODE, {"code": secret}).content.decode()

    assert f'value="{secret}"' in page
    new = watch.events()[before:]
    assert {(each.verb, each.outcome) for each in new} == {(Verb.LAW_VIEW, "read")}
    assert secret not in str([vars(each) for each in new])
    assert secret not in str(dict(browser.session.items()))


def test_what_was_tried_is_not_kept_when_the_session_has_ended(outi):
    browser = visiting(outi)
    form = re.search(r'<form method="post" action="[^"]*#try".*?</form>', shown(browser, CODE), re.DOTALL)
    assert form
    assert 'name="once"' not in form[0]
    del browser.cookies[settings.SESSION_COOKIE_NAME]

    browser.post(CODE, {"code": "131052-TRIED"})

    assert drafts.SLOT not in browser.session


def test_rights_are_told_with_their_sections_and_sources(outi):
    for language in ("en", "fi", "sv"):
        page = shown(visiting(outi), RIGHTS_PAGE, language)
        text = content.text("rights/rights", language)
        for right in RIGHTS:
            part = section(page, right.name)
            assert text.parts[right.name][0].words in html.unescape(part)
            cited = [one for basis in (right.finnish, right.international) for one in basis.sections]
            assert all(one.place(language) in part for one in cited)
        assert "tag--watch" in page


def test_a_draft_and_a_text_that_is_due_carry_a_mark():
    text = content.text("law/cases", "en")

    def mark(today: date) -> str:
        with override("en"):
            return render_to_string("lawbook/mark.html", {"text": text, "today": today})

    assert "Draft: nobody has reviewed these words" in mark(text.review_by)
    assert "To be looked at again" not in mark(text.review_by)
    assert "To be looked at again" in mark(text.review_by + timedelta(days=1))


def test_only_rules_are_tried_and_only_by_sending(outi):
    browser = visiting(outi)

    assert {browser.post(address, CLAIM).status_code for address in (LIST, RIGHTS_PAGE)} == {405}
    assert not LINE.findall(browser.get(FEE, CLAIM).content.decode())
    assert browser.put(FEE).status_code == 405


def test_no_page_of_the_law_needs_a_script():
    folder = Path(__file__).resolve().parents[2] / "kajo" / "lawbook" / "templates"

    assert not [
        each.name for each in folder.rglob("*.html") if "<script" in each.read_text() or "hx-" in each.read_text()
    ]


def test_the_law_of_today_is_that_of_finland(outi):
    page = shown(visiting(outi), f"{LIST}?on={legal_day(datetime.now(UTC))}")

    assert "The law of today." in page
