"""What is said when something went wrong."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests.ui.conftest import stage_settings

NUMBER = 'href="tel:+358295463177"'
FAULTS = [("/nothing/", 404), ("/forbidden/", 403), ("/broken/", 500), ("/gone/", 503)]


@pytest.mark.parametrize(("path", "status"), FAULTS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_fault_gives_a_page_with_the_number(stage: Client, path: str, status: int, language: str) -> None:
    answer = stage.get(path, headers={"Accept-Language": language})
    text = answer.content.decode()

    assert answer.status_code == status
    assert f'<html lang="{language}" dir="ltr"' in text
    assert NUMBER in text
    assert "<h1>" in text


def test_a_failure_tells_nothing_of_its_cause(stage: Client) -> None:
    assert b"secret" not in stage.get("/broken/").content


def test_a_lost_database_is_unavailable_and_says_when_to_come_back(stage: Client) -> None:
    answer = stage.get("/gone/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_what_is_hidden_and_what_is_not_there_look_the_same(stage: Client) -> None:
    nobody = Client(raise_request_exception=False)

    assert stage.get("/nothing/").content == nobody.get("/nothing/").content


def test_the_titles_of_error_pages_are_neutral_on_the_public_site() -> None:
    with override_settings(**stage_settings("public")):
        text = Client(raise_request_exception=False).get("/nothing/").content.decode()

    assert "<title>This did not work</title>" in text
    assert 'href="/x/"' in text


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_more_than_can_be_taken_is_413_and_no_failure(stage: Client) -> None:
    answer = stage.post("/form/", {"name": "a" * 2000})

    assert answer.status_code == 413
    assert NUMBER.encode() in answer.content


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5)
def test_too_many_fields_are_413(stage: Client) -> None:
    assert stage.post("/form/", {f"f{n}": "x" for n in range(9)}).status_code == 413


def test_an_old_form_is_refused_and_keeps_the_text_of_its_writer(stage: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["who"] = "aino"
    token = _token(strict)

    answer = strict.post("/form/", {"name": "Kept name", "text": "A long text that took an hour.", "once": token})

    assert answer.status_code == 403
    assert b"A long text that took an hour." in answer.content
    assert b'name="restored"' in answer.content


@pytest.mark.parametrize("who", ["veikko", ""])
def test_an_old_form_gives_nobody_elses_text_away(stage: Client, who: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["who"] = "aino"
    token = _token(strict)
    strict.cookies["who"] = who

    answer = strict.post("/language/", {"text": "A long text that took an hour.", "once": token})

    assert answer.status_code == 403
    assert b"A long text" not in answer.content


def test_a_form_from_a_foreign_page_is_not_shown_again(stage: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["who"] = "aino"
    token = _token(strict)

    answer = strict.post(
        "/form/",
        {"text": "A long text that took an hour.", "once": token},
        headers={"Origin": "https://elsewhere.test"},
    )

    assert answer.status_code == 403
    assert b"A long text" not in answer.content


def _token(client: Client) -> str:
    text = client.get("/form/").content.decode()
    return text.partition('name="once" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.test"}, 403),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(stage: Client, headers: dict[str, str], status: int) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["who"] = "aino"
    text = strict.get("/form/").content.decode()
    proof = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

    assert strict.post("/form/", {"name": "Linh", "csrfmiddlewaretoken": proof}, headers=headers).status_code == status
    assert strict.post("/form/", {"name": "Linh"}, headers=headers).status_code == 403
