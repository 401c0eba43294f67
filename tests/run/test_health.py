"""A site says whether it can serve, and a visitor is never left without the number to call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kajo.run.health import Health

NUMBER = 'href="tel:+358295463177"'


@pytest.fixture
def lost_database(transactional_db: None) -> Iterator[str]:
    place = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    yield place
    connection.close()
    connection.settings_dict["HOST"] = place


def asking(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("served")


@pytest.mark.django_db
def test_a_site_that_can_serve_says_ok_without_a_cookie(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json(), dict(answer.cookies)) == (200, {"status": "ok"}, {})
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_health_is_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.usefixtures("lost_database")
def test_a_site_without_its_database_names_it(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"status": "failing", "part": "database"})


@pytest.mark.usefixtures("lost_database")
@pytest.mark.parametrize(("asked", "given"), [("fi", "fi"), ("sv-FI,sv;q=0.9", "sv"), ("xx", "en"), ("", "en")])
def test_a_page_without_its_database_shows_the_number(asked: str, given: str) -> None:
    answer = Health(asking)(RequestFactory().get("/", headers={"Accept-Language": asked}))

    page = answer.content.decode()
    assert answer.status_code == 503
    assert f'<html lang="{given}">' in page
    assert NUMBER in page
    assert "+358 29 54 63 177" in page


def test_the_page_comes_back_by_itself(lost_database: str) -> None:
    health = Health(asking)
    lost = health(RequestFactory().get("/"))
    connection.settings_dict["HOST"] = lost_database

    back = health(RequestFactory().get("/"))

    assert (lost.status_code, back.status_code) == (503, 200)


def test_a_view_that_loses_its_database_is_answered_for() -> None:
    health = Health(asking)

    lost = health.process_exception(RequestFactory().get("/"), OperationalError("gone"))

    assert lost is not None
    assert lost.status_code == 503
    assert health.process_exception(RequestFactory().get("/"), ValueError("not ours")) is None
