"""The worker's own database role sends, a deed and its notice are one, and no number stays anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection

from kajo.access.verbs import Verb
from kajo.bridges.carrying import Means
from kajo.bridges.trays import Tray
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.notices import actions
from kajo.notices.models import Notice
from kajo.notices.terms import NoticeText, ToClient, ToOutside
from tests.factories import watch, worker

pytestmark = pytest.mark.django_db(transaction=True)
OUTSIDE = "+358450001234"
TABLES = ("notices_notice", "notices_attempt", "procrastinate_jobs", "accounts_reach", "ledger_event", "work_task")


@pytest.fixture
def postgres_rows(postgres: Any) -> Callable[[], str]:
    """Return a look, past all walls, at what lies in the tables that a notice touches."""

    def look() -> str:
        with psycopg.connect(postgres.dsn(connection.settings_dict["NAME"])) as administrator:
            asked = [f"select coalesce(string_agg(t::text, ' '), '') from {table} t" for table in TABLES]
            return " ".join(str(administrator.execute(each).fetchone()) for each in asked)

    return look


def test_the_worker_sends_to_all_three_kinds_of_recipient(told, trays, veikko, person, way, at):
    notices = [
        told(),
        told(to=ToOutside(OUTSIDE)),
        actions.tell(
            veikko, None, about=person, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
        ),
    ]
    assert worker.work_off(actions.SEND) == 6

    kept = watch.rows(veikko, Notice, Verb.NOTICE_VIEW, pk=notices[2].pk)
    assert [each.state for each in kept] == ["sent"]
    assert sorted(to for to, _message in trays[Means.TEXT].kept) == ["+358401110000", "+358402220000", OUTSIDE]


def test_a_wish_is_asked_by_the_worker_too(trays, veikko, person, way, at):
    notice = actions.tell(
        veikko, None, about=person, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
    )
    clients.wish_contact(veikko, person, channel=Channel.TEXT, is_allowed=False, value="", wish="", at=at)

    worker.work_off(actions.SEND)

    assert watch.rows(veikko, Notice, Verb.NOTICE_VIEW, pk=notice.pk)[0].state == "blocked"
    assert trays[Means.TEXT].kept == []


def test_no_number_lies_readable_before_or_after(told, mikko, capfd, caplog, postgres_rows):
    notice = told(to=ToOutside(OUTSIDE))
    before = postgres_rows()
    worker.work_off(actions.SEND)
    after = postgres_rows()

    for text in (before, after, caplog.text, *capfd.readouterr()):
        assert "450001234" not in text
        assert "401110000" not in text
    assert str(notice.pk) in after
    assert watch.rows(mikko, Notice, Verb.NOTICE_VIEW, pk=notice.pk)[0].address is None


def test_a_tray_on_disk_shows_the_text_and_only_the_end_of_a_number(told, trays, tmp_path):
    tray: Tray = trays[Means.TEXT]
    tray.folder = tmp_path / "tray"
    try:
        told(to=ToOutside(OUTSIDE))
        worker.work_off(actions.SEND)
        written = (tmp_path / "tray" / "text.jsonl").read_text()
    finally:
        tray.folder = None

    assert json.loads(written)["to"] == "...34"
    assert "450001234" not in written
