"""The whole page or the part that was asked for, and what stands on it."""

from __future__ import annotations

from django.test import Client, override_settings

from kajo.ui import pages
from tests.ui.conftest import stage_settings


def test_htmx_gets_the_part_and_everybody_else_the_page(stage: Client) -> None:
    whole = stage.get("/form/")
    part = stage.get("/form/", headers={"HX-Request": "true"})
    back = stage.get("/form/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert whole.content.startswith(b"<!doctype html>")
    assert part.content.startswith(b'<div id="form">')
    assert b"<title>Note \xe2\x80\x93 Kajo</title>" in part.content
    assert back.content.startswith(b"<!doctype html>")
    assert "HX-Request" in whole["Vary"]


def test_a_page_with_errors_says_so_first(stage: Client) -> None:
    assert b"<title>Error: Note \xe2\x80\x93 Kajo</title>" in stage.post("/form/", {"name": ""}).content


def test_the_page_has_who_is_signed_in_and_the_way_out(stage: Client) -> None:
    text = stage.get("/form/").content.decode()

    assert "<bdi>Aino</bdi>" in text
    assert '<form method="post" action="/sign-out/">' in text
    assert text.index('class="skip"') < text.index("<header")
    assert 'href="tel:+358295463177"' in text


def test_a_visitor_sees_no_navigation(stage: Client) -> None:
    stage.cookies["who"] = ""
    text = stage.get("/styleguide/").content.decode() if stage else ""

    assert "/sign-out/" not in text


def test_titles_of_the_public_site_are_neutral() -> None:
    with override_settings(**stage_settings("public")):
        text = Client().get("/form/").content.decode()

        assert pages.full_title("") == "Advice"
    assert "Kajo" not in text
    assert text.index('href="#main"') < text.index('href="/x/"') < text.index("<header")
    assert "htmx" not in text


def test_the_text_a_person_wrote_cannot_become_part_of_the_page(stage: Client) -> None:
    attack = '"><script>alert(1)</script>{{ 7|add:7 }}<c-ui.icon name="done" />'
    text = stage.post("/form/", {"name": attack * 10, "text": attack}).content.decode()

    assert "<script>alert" not in text
    assert "{{ 7|add:7 }}" in text


def test_the_style_guide_is_only_where_demo_data_are(stage: Client) -> None:
    assert stage.get("/styleguide/").status_code == 200
    with override_settings(DEMO=False):
        assert stage.get("/styleguide/").status_code == 404


def test_reports_of_the_browser_are_taken_without_their_addresses(stage: Client) -> None:
    def send(body: str) -> int:
        return int(stage.post("/reports/csp/", body, content_type="application/reports+json").status_code)

    assert send('[{"body": {"effectiveDirective": "img-src", "documentURL": "/cases/1"}}]') == 204
    assert send('[1, {"body": 2}, {"body": {"effectiveDirective": "\\n<b>"}}]') == 204
    assert send("not json") == 422
    assert send("x" * 20_000) == 413
    assert stage.get("/reports/csp/").status_code == 405
