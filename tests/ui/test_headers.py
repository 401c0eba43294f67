"""Every answer carries every header."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kajo.ui.headers import ALWAYS

EVERYWHERE = [
    ("/form/", 200),
    ("/styleguide/", 200),
    ("/away/", 302),
    ("/form", 301),
    ("/nothing/", 404),
    ("/forbidden/", 403),
    ("/broken/", 500),
    ("/gone/", 503),
    ("/static/ui/kajo.css", 200),
    ("/static/ui/vendor/htmx.min.js", 200),
    ("/static/ui/nothing.css", 404),
]


@pytest.mark.parametrize(("path", "status"), EVERYWHERE)
def test_every_answer_carries_every_header(stage: Client, path: str, status: int) -> None:
    answer = _got(stage, path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer["X-Robots-Tag"].startswith("noindex")
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
    ):
        assert directive in answer["Content-Security-Policy"].split("; ")


@pytest.mark.parametrize("word", ["unsafe-inline", "unsafe-eval", "data:", "nonce-", "*", "http"])
def test_the_policy_has_no_way_round(stage: Client, word: str) -> None:
    assert word not in stage.get("/form/")["Content-Security-Policy"]


def test_nothing_tells_a_store_when_a_file_changed(stage: Client) -> None:
    answer = _got(stage, "/static/ui/kajo.css")

    assert not {"ETag", "Last-Modified", "Expires"} & set(answer.headers)


def test_signing_out_leaves_nothing_in_the_browser(stage: Client) -> None:
    assert stage.get("/signed-out/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_health_carries_the_headers_too(client: Client, db: None) -> None:
    answer = client.get("/healthz")

    assert answer.json() == {"status": "ok"}
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_redirect_asked_for_by_htmx_moves_the_whole_page(stage: Client) -> None:
    answer = stage.get("/away/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/form/")


def _got(client: Client, path: str) -> Any:
    answer = client.get(path)
    if answer.streaming:
        for close in answer._resource_closers:  # closing the answer itself would ask for the database
            close()
    return answer
