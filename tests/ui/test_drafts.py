"""A text that was sent after the session ended waits until its writer is back."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client

from kajo.ui import drafts, once
from tests.ui.stage import AINO

TEXT = "She said: do not write home.\nMeeting on Monday, ärsyttävä tuuli."


def test_the_text_comes_back_into_its_form(stage: Client) -> None:
    _post_without_session(stage, once.mint(AINO.key))

    kept = stage.get("/your-text/")
    back = stage.post("/form/", {"name": "", "text": TEXT, "restored": "1"})

    assert kept.status_code == 200
    assert TEXT.splitlines()[0] in kept.content.decode()
    assert 'action="/form/?step=2"' in kept.content.decode()
    assert b"Answer this" not in back.content
    assert b"do not write home" in back.content
    assert b"Your text is back" in back.content


def test_the_session_holds_no_readable_text(stage: Client) -> None:
    _post_without_session(stage, once.mint(AINO.key))

    remembered = signing.loads(
        stage.cookies["stage"].value,
        salt="django.contrib.sessions.backends.signed_cookies",
        serializer=signing.JSONSerializer,
    )

    assert set(remembered) == {drafts.SLOT}
    assert "home" not in str(remembered)
    assert AINO.key not in str(remembered)


def test_another_person_on_the_same_machine_gets_nothing(stage: Client) -> None:
    _post_without_session(stage, once.mint(AINO.key))
    stage.cookies["who"] = "veikko"

    assert stage.get("/your-text/").status_code == 302
    stage.cookies["who"] = "aino"
    assert stage.get("/your-text/").status_code == 302


def test_the_writer_may_throw_it_away(stage: Client) -> None:
    _post_without_session(stage, once.mint(AINO.key))

    assert stage.post("/your-text/").status_code == 302
    assert stage.get("/your-text/").status_code == 302


@pytest.mark.parametrize(
    "token",
    ["", "made-up", "a.b.c", "x" * 5000, "ä", pytest.param(once.mint(once.NOBODY), id="nobody's")],
)
def test_a_form_we_never_showed_fills_no_store(stage: Client, token: str) -> None:
    _post_without_session(stage, token)

    assert "stage" not in stage.cookies


def test_too_long_a_text_is_not_kept(stage: Client) -> None:
    stage.cookies["who"] = ""
    stage.post("/form/", {"text": "x" * 2_500_000, "once": once.mint(AINO.key)})

    assert "stage" not in stage.cookies


@pytest.mark.parametrize("path", ["//elsewhere.test/form", "/\\elsewhere.test", "\\\\elsewhere.test"])
def test_a_text_never_goes_to_another_host(path: str) -> None:
    from django.http import QueryDict

    assert drafts.of(QueryDict("a=1"), path).path == "/" + path.lstrip("/\\")


def test_tokens_and_proofs_of_the_old_page_are_not_kept() -> None:
    from django.http import QueryDict

    draft = drafts.of(QueryDict("csrfmiddlewaretoken=x&once=y&restored=1&needs=a&needs=b&text=z"), "/form/")

    assert draft.fields == (("needs", "a"), ("needs", "b"), ("text", "z"))


def test_a_token_is_for_one_person() -> None:
    token = once.mint("aino")

    assert once.is_for(token, "aino")
    assert not once.is_for(token, "veikko")
    assert not once.is_for(token[:-1] + ("A" if token[-1] != "A" else "B"), "aino")
    assert once.mint("aino") != token


def _post_without_session(client: Client, token: str) -> None:
    client.cookies["who"] = ""
    client.post("/form/?step=2", {"name": "Linh", "text": TEXT, "once": token})
    client.cookies["who"] = "aino"
