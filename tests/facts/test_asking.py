"""Questions are asked as they are written, kept as they were asked, and never counted."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime

import pytest
from django.template.loader import get_template

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.content import queries as content
from kajo.content.terms import Bullets
from kajo.facts import actions, queries
from kajo.facts.models import Sheet
from kajo.facts.terms import VERSIONS, Answers, Reply, Set
from kajo.law.acts import cited
from kajo.lawbook.index import ROOT
from tests.factories import watch
from tests.factories.people import visiting
from tests.factories.telling import asked

LANGUAGES = ("en", "fi", "sv")
NOW = datetime.now(UTC)
TEXTS = [content.sheet(kind, VERSIONS[kind], language) for kind in Set for language in LANGUAGES] + [
    content.guide("interview", language) for language in LANGUAGES
]
every_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.block}.{text.language}")


@every_text
def test_a_text_has_an_owner_a_source_a_day_to_look_again_and_is_a_draft(text):
    basis, _table = cited(f"Law: {text.source}.")

    assert basis.sections
    assert basis.source
    assert text.owner
    assert text.is_draft
    assert text.review_by > date(2026, 11, 27)


@pytest.mark.parametrize("kind", Set)
def test_the_twins_of_a_set_ask_the_same(kind):
    first, *others = (
        [list(group.questions) for group in content.questions(content.sheet(kind, VERSIONS[kind], language))]
        for language in LANGUAGES
    )

    assert all(first)
    assert others == [first, first]


def test_the_twins_of_the_guide_say_the_same():
    shapes = [
        [(part, len(one.items)) for part, said in text.parts.items() for one in said if isinstance(one, Bullets)]
        for text in TEXTS[-len(LANGUAGES) :]
    ]

    assert shapes[0] == shapes[1] == shapes[2]


@every_text
def test_no_text_asks_for_a_paper_a_report_or_a_reason_why(text):
    said = str(text.parts).lower()

    assert not re.search(r"police|poliisi|polis|permit|lupa\b|tillstånd|investigation|tutkinta|utredning", said)


def test_questions_without_a_code_are_no_set():
    head = content.FOLDER.joinpath("sheets/adults-1.en.md").read_text(encoding="utf-8").partition("# drawn")[0]
    for body in (
        "# a\n\n- no title: Is it so?",
        "# a\n\n## Title",
        "# a\n\n## Title\n\n- x: One?\n- x: Two?",
        "# a\n\n## T\n\n- x",
    ):
        with pytest.raises(content.BadText):
            content.questions(content.read("sheets/adults-1", "en", f"{head}{body}\n"))


@pytest.mark.django_db
def test_answers_are_kept_with_the_words_of_their_questions(mikko, about):
    row = asked(mikko, about, drawn_debt=Reply.YES, free_papers=Reply.UNKNOWN, note="Said [[of the cook]].")

    read = queries.sheet(mikko, about, sheet=row.pk)
    replies = {each.words: each.reply for each in read.asked}
    assert replies["Was the person told to pay back a debt, a journey or a fee?"] is Reply.YES
    assert replies["Does somebody else keep the person's papers?"] is Reply.UNKNOWN
    assert replies["Does the person fear going back?"] is Reply.NOT_ASKED
    assert [each.heading for each in read.asked if each.heading] == ["How it began", "Freedom", "Work and life", "Fear"]
    assert read.is_draft
    assert ("sheet.answer", "done") in watch.last(2)


@pytest.mark.django_db
def test_a_sheet_on_which_nothing_was_asked_is_not_kept(mikko, about):
    with pytest.raises(Refused, match="Nothing was asked yet"):
        asked(mikko, about, drawn_debt=Reply.NOT_ASKED)
    noted = asked(mikko, about, note="Was too tired to be asked.")

    assert [each.pk for each in watch.rows(mikko, Sheet, Verb.FACT_VIEW)] == [noted.pk]


@pytest.mark.django_db
def test_an_old_sheet_shows_as_it_was_asked_whatever_becomes_of_its_set(mikko, about, tmp_path, monkeypatch):
    old = asked(mikko, about, drawn_debt=Reply.YES)
    address = f"/facts/referrals/{about.key}/sheets/{old.pk}/"
    before = visiting(mikko).get(address).content.decode()

    texts = tmp_path / "texts"
    shutil.copytree(content.FOLDER, texts)
    for path in texts.glob("sheets/adults-1.*.md"):
        path.unlink()
    changed = content.FOLDER.joinpath("sheets/adults-1.en.md").read_text(encoding="utf-8")
    texts.joinpath("sheets/adults-2.en.md").write_text(
        changed.replace("Was the person told to pay back a debt", "Did somebody lend money"), encoding="utf-8"
    )
    monkeypatch.setattr(content, "FOLDER", texts)
    monkeypatch.setitem(VERSIONS, Set.ADULTS, 2)
    content.text.cache_clear()
    try:
        with pytest.raises(Refused, match="have changed"):
            asked(mikko, about)
        new = actions.answer(mikko, about, answers=Answers(Set.ADULTS, 2, "en", {"drawn_debt": Reply.NO}, ""), at=NOW)
        anew = visiting(mikko).get(f"/facts/referrals/{about.key}/sheets/{new.pk}/").content.decode()
        after = visiting(mikko).get(address).content.decode()
    finally:
        content.text.cache_clear()

    assert "Did somebody lend money" in anew
    assert "Was the person told to pay back a debt" in after
    assert "version 1 of the questions" in after
    assert _main(after) == _main(before)


def _main(page):
    return re.sub(r"\s+", " ", page.partition("<main")[2].partition("</main>")[0])


@pytest.mark.django_db
def test_nothing_is_counted_weighed_or_coloured(mikko, about):
    all_yes = {code: Reply.YES for group in content.questions(TEXTS[0]) for code in group.questions}
    some, every = asked(mikko, about, **dict.fromkeys(all_yes, Reply.NO)), asked(mikko, about, **all_yes)
    browser = visiting(mikko)

    pages = [
        _main(browser.get(f"/facts/referrals/{about.key}/sheets/{row.pk}/").content.decode()) for row in (some, every)
    ]

    # Two sheets differ in their answers, and in nothing that follows from them.
    assert pages[0] == pages[1].replace(">Yes<", ">No<")
    assert not re.search(r"\d+ ?(%|/|of) ?\d*", re.sub(r"<[^>]+>", " ", pages[1]).replace("version 1 of", ""))


def test_no_code_of_the_room_counts_answers():
    counting = re.compile(r"score|points|weight|\bsum\(|\bCounter\(|percent|probab", re.IGNORECASE)
    for path in sorted((ROOT / "kajo" / "facts").rglob("*.py")) + sorted((ROOT / "kajo" / "facts").rglob("*.html")):
        assert not counting.search(path.read_text(encoding="utf-8")), path
    source = get_template("facts/sheet.html").template.source
    assert "c-ui.figure" not in source
    assert "length" not in source
    fields = {field.name for field in Sheet._meta.concrete_fields}
    assert not {each for each in fields if re.search(r"score|count|result|total", each)}


@pytest.mark.django_db
def test_a_stranger_and_a_colleague_without_a_tie_read_no_sheet(outi, member, mikko, about):
    row = asked(mikko, about, drawn_debt=Reply.YES)
    for actor in (outi, member("hilla")):
        with pytest.raises(NotFound):
            queries.sheet(actor, about, sheet=row.pk)
        with pytest.raises(NotFound):
            asked(actor, about, drawn_debt=Reply.YES)
    assert len(watch.rows(mikko, Sheet, Verb.FACT_VIEW)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_outside_a_demonstration_a_set_nobody_has_reviewed_is_not_asked_and_its_address_says_whom_to_ask(
    mikko, about, settings, language
):
    old = asked(mikko, about, drawn_debt=Reply.YES)
    settings.DEMO = False
    browser = visiting(mikko)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    said = {
        "en": "Nobody has reviewed these questions yet, so they are not asked here. Ask for the review: Service",
        "fi": "Kukaan ei ole vielä tarkistanut näitä kysymyksiä, joten niitä ei kysytä täällä. Pyydä tarkistus: autta",
        "sv": "Ingen har ännu granskat de här frågorna, så de ställs inte här. Be om granskning: hjälpsystemets",
    }

    story = _main(browser.get(f"/facts/referrals/{about.key}/").content.decode())
    for kind in Set:
        address = f"/facts/referrals/{about.key}/sheets/{kind}/"
        assert address not in story
        for answer in (browser.get(address), browser.post(address, {"version": VERSIONS[kind], "note": "Said."})):
            shown = _main(answer.content.decode())
            assert said[language] in shown
            assert "<form" not in shown
        first = next(iter(content.questions(content.sheet(kind, 1, language))[0].questions.values()))
        assert first not in shown
    with pytest.raises(Refused, match="reviewed"):
        asked(mikko, about)

    kept = _main(browser.get(f"/facts/referrals/{about.key}/sheets/{old.pk}/").content.decode())
    assert "Was the person told to pay back a debt" in kept
    assert [each.pk for each in watch.rows(mikko, Sheet, Verb.FACT_VIEW)] == [old.pk]


@pytest.mark.django_db
def test_outside_a_demonstration_a_guide_nobody_has_reviewed_is_not_shown_and_the_form_stays(mikko, about, settings):
    address = f"/facts/referrals/{about.key}/interviews/plan/"
    guide = content.guide("interview", "en")
    point = next(one.items[0] for part in guide.parts.values() for one in part if isinstance(one, Bullets))
    assert point in visiting(mikko).get(address).content.decode()

    settings.DEMO = False
    shown = _main(visiting(mikko).get(address).content.decode())

    assert point not in shown
    assert "Nobody has reviewed this guide yet, so it is not shown. Ask for the review: Service manager" in shown
    assert 'name="planned_at"' in shown


@pytest.fixture
def adults_reviewed(tmp_path, monkeypatch):
    """Put texts in the place of ours in which somebody has reviewed the signs in adults in English alone."""
    folder = tmp_path / "texts"
    shutil.copytree(content.FOLDER, folder)
    path = folder / "sheets" / "adults-1.en.md"
    signed = path.read_text(encoding="utf-8").replace("reviewed_by:", "reviewed_by: Somebody")
    path.write_text(signed.replace("reviewed_on:", "reviewed_on: 2026-11-20"), encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", folder)
    content.text.cache_clear()
    yield
    monkeypatch.undo()
    content.text.cache_clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("adults_reviewed")
def test_a_set_that_somebody_has_reviewed_is_asked_in_that_language_alone(mikko, about, settings):
    settings.DEMO = False
    browser = visiting(mikko)
    address = f"/facts/referrals/{about.key}/sheets/adults/"

    assert address in browser.get(f"/facts/referrals/{about.key}/").content.decode()
    assert "Was the person told to pay back a debt" in browser.get(address).content.decode()
    assert asked(mikko, about, drawn_debt=Reply.YES).is_draft is False
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "fi"
    assert "Kukaan ei ole vielä tarkistanut" in browser.get(address).content.decode()
