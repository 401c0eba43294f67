"""Pages of a person, as the people who use them meet them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.clients.models import Category, Detail
from kajo.law.calendar import legal_day
from kajo.ui import countries
from tests.factories.people import visiting

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def address(case, deed="person", *more):
    return reverse(f"clients:{deed}", args=[case.person_id, *more])


def details(actor, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(Detail.objects.within(actor).filter(superseded_at__isnull=True, **facts).order_by("pk"))


@pytest.mark.parametrize(
    ("group", "words", "shown"),
    [
        ("name", {"what": "official_name", "text": "Nguyễn Thị Linh"}, "Nguyễn Thị Linh"),
        ("language", {"what": "reads", "text": "th"}, "Thai"),
        ("citizenship", {"text": "VN"}, "Vietnam"),
        ("citizenship", {"text": "stateless"}, "stateless"),
        ("non-disclosure", {"text": "until 1.6.2027"}, "until 1.6.2027"),
    ],
)
def test_what_is_noted_stands_on_the_page(veikko, case, group, words, shown):
    browser = visiting(veikko)

    answer = browser.post(address(case, "add_detail", group), words)

    assert answer.url == address(case)
    assert shown in browser.get(address(case)).content.decode()


@pytest.mark.parametrize(
    ("group", "words", "sentence"),
    [
        ("name", {"what": "name", "text": ""}, "Answer this: it is needed."),
        ("name", {"what": "alias", "text": "X"}, "Choose from the list."),
        ("name", {"what": "name", "text": "x" * 201}, "Write at most 200"),
        ("name", {"what": "name", "text": "A\x00b"}, "that cannot be stored."),
        ("name", {"what": "name", "text": "Linh Example"}, "This is noted already."),
        ("language", {"what": "speaks", "text": "klingon"}, "Choose from the list."),
        ("citizenship", {"text": "EU"}, "Choose from the list."),
        ("non-disclosure", {"text": "  "}, "Answer this: it is needed."),
    ],
)
def test_what_cannot_be_noted_comes_back_with_a_sentence(veikko, case, group, words, sentence):
    before = len(details(veikko))

    answer = visiting(veikko).post(address(case, "add_detail", group), words)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert len(details(veikko)) == before


def test_what_does_not_hold_moves_into_the_history(veikko, case):
    browser = visiting(veikko)
    (name,) = details(veikko, what="name")

    answer = browser.post(address(case, "end_detail", name.pk), {"once": ""})

    assert answer.url == address(case)
    assert "What held before" in browser.get(address(case)).content.decode()


def test_a_wish_comes_first_and_keeps_its_marks_of_others(veikko, case):
    browser = visiting(veikko)
    words = {"channel": "phone", "is_allowed": "no", "value": "", "wish": "[[Her boss]] answers."}

    answer = browser.post(address(case, "wish_contact"), words)

    assert answer.url == address(case)
    shown = browser.get(address(case)).content.decode()
    assert shown.index("Her boss answers.") < shown.index("<h1>")


def test_every_page_says_which_number_is_forbidden_and_which_is_allowed(veikko, case):
    browser = visiting(veikko)
    for is_allowed, value in (("yes", "040 555 0101"), ("no", "017 555 0102")):
        browser.post(address(case, "wish_contact"), {"channel": "phone", "is_allowed": is_allowed, "value": value})

    shown = browser.get(address(case)).content.decode()
    first = shown[: shown.index("<h1>")]

    assert "Never: phone call <bdi>017 555 0102</bdi>" in first
    assert "Allowed: phone call <bdi>040 555 0101</bdi>" in first
    assert "forbidden above" not in shown


def test_an_allowed_number_under_a_forbidden_way_is_not_shown_as_safe(veikko, case):
    browser = visiting(veikko)
    for is_allowed, value in (("yes", "040 555 0101"), ("no", "")):
        browser.post(address(case, "wish_contact"), {"channel": "phone", "is_allowed": is_allowed, "value": value})

    first = browser.get(address(case)).content.decode().partition("<h1>")[0]

    assert first.index("Never: phone call") < first.index("Allowed: phone call") < first.index("forbidden above")
    assert "Interpret into: Vietnamese" in first
    assert first.count("safety__rule--allowed") == 1  # the language only


def test_a_wish_that_does_not_hold_moves_into_the_history_with_its_number(veikko, case):
    browser = visiting(veikko)
    browser.post(address(case, "wish_contact"), {"channel": "phone", "is_allowed": "no", "value": "017 555 0102"})
    page = browser.get(address(case)).content.decode()
    (end,) = re.findall(r'action="([^"]+/contact/[^"]+/end/)"', page)

    answer = browser.post(end, {"once": ""})

    assert answer.url == address(case)
    shown = browser.get(address(case)).content.decode()
    assert "Nobody has asked yet" in shown
    assert "017 555 0102" in shown.partition("What held before")[2]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"channel": "", "is_allowed": ""}, "Answer this: it is needed."),
        ({"channel": "phone", "is_allowed": "yes", "wish": "[[Her boss answers."}, "does not end with ]]"),
        ({"channel": "phone", "is_allowed": "yes", "wish": "x" * 2001}, "Write at most 2000"),
    ],
)
def test_a_wish_that_cannot_be_noted_is_kept_in_the_form(veikko, case, words, sentence):
    answer = visiting(veikko).post(address(case, "wish_contact"), words)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in shown
    assert words.get("wish", "") in shown


def test_a_guardian_is_noted(veikko, case):
    browser = visiting(veikko)

    answer = browser.post(
        address(case, "add_relation"), {"relation": "guardian", "name": "Guard Example", "from_on": TODAY.isoformat()}
    )

    assert answer.url == address(case)
    assert "Guard Example" in browser.get(address(case)).content.decode()
    assert "Guard Example" in browser.get(reverse("cases:case", args=[case.pk])).content.decode()


def guarded(browser, case):
    browser.post(
        address(case, "add_relation"), {"relation": "guardian", "name": "Guard Example", "from_on": TODAY.isoformat()}
    )
    (end,) = re.findall(r'href="([^"]+/relations/[^"]+/end/)"', browser.get(address(case)).content.decode())
    return end


def test_the_end_of_a_relation_stands_on_both_pages_and_is_offered_no_more(veikko, case):
    browser = visiting(veikko)
    end = guarded(browser, case)
    assert "Guard Example" in browser.get(end).content.decode()

    answer = browser.post(end, {"until_on": TODAY.isoformat()})

    assert answer.url == address(case)
    shown = browser.get(address(case)).content.decode()
    assert "Guard Example" in shown
    assert end not in shown
    assert "Relation ended" in browser.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert browser.get(end).status_code == 404


@pytest.mark.parametrize("days", [-1, 1])
def test_an_end_outside_the_relation_is_refused_beside_the_field(veikko, case, days):
    browser = visiting(veikko)
    end = guarded(browser, case)
    day = TODAY + timedelta(days=days)

    answer = browser.post(end, {"until_on": day.isoformat()})

    assert answer.status_code == 200
    assert 'id="id_until_on_error"' in answer.content.decode()


def test_the_director_changes_the_category_and_the_page_keeps_the_history(aino, case):
    with acting(aino, Verb.CLIENT_CATEGORY):
        Category.objects.within(aino).update(from_on=TODAY - timedelta(days=3))
    browser = visiting(aino)

    answer = browser.post(address(case, "change_category"), {"category": "assisting", "from_on": TODAY.isoformat()})

    assert answer.url == address(case)
    shown = browser.get(address(case)).content.decode()
    assert "Person assisting in an investigation" in shown
    assert "Victim" in shown


def test_a_category_that_changes_nothing_is_refused_beside_the_field(aino, case):
    answer = visiting(aino).post(address(case, "change_category"), {"category": "victim", "from_on": TODAY.isoformat()})

    assert "The person is in this category already." in answer.content.decode()


@pytest.mark.parametrize(
    ("deed", "more"),
    [
        ("person", []), ("add_detail", ["name"]), ("wish_contact", []), ("add_relation", []), ("change_category", []),
    ],
)  # fmt: skip
def test_a_stranger_sees_nothing(outi, case, deed, more):
    browser = visiting(outi)

    assert browser.get(address(case, deed, *more)).status_code == 404
    assert browser.post(address(case, deed, *more), {"text": "x"}).status_code in (404, 405)


def test_a_manager_reads_and_is_offered_no_deed(marja, case):
    shown = visiting(marja).get(address(case)).content.decode()

    assert address(case, "wish_contact") not in shown
    assert "Does not hold" not in shown
    assert visiting(marja).get(address(case, "wish_contact")).status_code == 404


def test_countries_are_named_in_the_readers_language():
    from django.utils import translation

    for language, name in (("fi", "Thaimaa"), ("sv", "Thailand"), ("en", "Thailand")):
        with translation.override(language):
            assert countries.country("TH") == name
            assert len(countries.countries()) > 240
