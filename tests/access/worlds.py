"""Random worlds: rows of every protected kind, and a person with any roles, office, ties and conflicts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from kajo.access.roles import PEOPLE_ROLES, Actor, Role

Administrator = psycopg.Connection[Any]
ROWS = 40
TABLES = {
    "contacts_contact": "contact",
    "contacts_ring": "ring",
    "referrals_referral": "referral",
    "cases_case": "case",
    "decisions_decision": "decision",
    "disclosures_disclosure": "disclosure",
    "disclosures_inquiry": "inquiry",
    "disclosures_notification": "notification",
    "disclosures_request": "request",
    "facts_statement": "fact",
    "notices_notice": "notice",
    "work_clock": "clock",
    "work_task": "task",
}
# What the tables' own constraints want; the rest may be anything.
ALLOWED: dict[Any, str] = {
    ("contacts_contact", "state"): "'open'",
    ("contacts_contact", "privacy"): "''",
    ("contacts_contact", "urgency"): "''",
    ("contacts_ring", "state"): "'ringing'",
    ("contacts_ring", "direction"): "'in'",
    ("contacts_ring", "call"): "gen_random_uuid()::text::bytea",
    ("cases_case", "state"): "'open'",
    ("decisions_decision", "state"): "'draft'",
    ("decisions_decision", "anew"): "''",
    ("decisions_decision", "error"): "''",
    ("disclosures_disclosure", "state"): "'prepared'",
    ("disclosures_disclosure", "decision"): "gen_random_uuid()",
    ("disclosures_disclosure", "purpose"): "'reflection'",
    ("disclosures_disclosure", "approver"): "'another'",
    ("disclosures_inquiry", "state"): "'received'",
    ("disclosures_notification", "state"): "'suspected'",
    ("disclosures_request", "state"): "'asked'",
    ("disclosures_request", "ground"): "'despite_secrecy'",
    ("disclosures_request", "reminders"): "0",
    ("notices_notice", "state"): "'queued'",
    ("notices_notice", "next_at"): "now()",
    ("notices_notice", "means"): "'mail'",
    ("notices_notice", "recipient"): "'outside'",
    ("work_clock", "state"): "'running'",
    ("work_clock", "unit"): "'days'",
    ("work_clock", "ended_how"): "''",
    ("work_task", "state"): "'open'",
    "about_kind": "'case'",
    "asker": "'county'",
    "holder": "'county'",
    "recipient": "'county'",
    ("facts_statement", "about_kind"): "'cases.case'",
    ("facts_statement", "what"): "'means'",
    ("facts_statement", "answer"): "'told'",
    ("facts_statement", "source"): "'person'",
    ("facts_statement", "reliability"): "'firm'",
    ("facts_statement", "is_main"): "false",
    "age_band": "'unknown'",
    "caller": "'unknown'",
    "channel": "'phone'",
    "county": "''",
    "exploited_in": "''",
    "category": "'victim'",
    "danger": "'unknown'",
    "ground": "'35.1'",
    "guardian": "''",
    "language": "'fi'",
    "path": "'call'",
    "removal_ground": "''",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as access sees it."""

    pk: UUID
    subject_id: UUID
    office: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class World:
    """One person among the rows."""

    actor: Actor
    tied: frozenset[UUID]
    barred: frozenset[UUID]


def settle(administrator: Administrator, dice: random.Random) -> tuple[dict[str, list[Row]], dict[UUID, UUID]]:
    """Put rows into one table of each kind, and tie some subjects to others; gives both."""
    administrator.execute("set session_replication_role = replica")
    offices = [(uuid4(), code) for code in (1, 2, 3, 4)]
    for key, code in offices:
        administrator.execute(
            "insert into accounts_office (id, code, name_fi, name_sv, name_en, from_on)"
            " values (%s, %s, 'a', 'a', 'a', '2006-01-01')"
            " on conflict do nothing",
            [key, code],
        )
    subjects = [uuid4() for _ in range(ROWS)]
    links: dict[UUID, UUID] = {}
    for place, subject in enumerate(subjects):
        target = dice.choice(subjects[:place]) if place and dice.random() < 0.4 else None
        if target is not None:
            links[subject] = target
        administrator.execute(
            "insert into vault_subject (id, kind, opened_at, linked_to_id) values (%s, 'person', now(), %s)",
            [subject, target],
        )
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        filler = _filler(administrator, table)
        for _ in range(ROWS):
            row = Row(uuid4(), dice.choice(subjects), dice.choice([1, 2, 3, 4]), dice.random() < 0.3)
            filler(row)
            rows.setdefault(table, []).append(row)
    return rows, links


def meet(
    administrator: Administrator, dice: random.Random, rows: dict[str, list[Row]], links: dict[UUID, UUID]
) -> World:
    """Bring a new person into the rows: roles, posting and ties, some of them over and some not begun."""
    today = _today(administrator)
    staff, login = uuid4(), uuid4()
    administrator.execute("set session_replication_role = replica")
    roles = set()
    for role in dice.sample(sorted(PEOPLE_ROLES), dice.choice([1, 1, 1, 2, 3])):
        since, until = _stretch(dice, today)
        ended = dice.random() < 0.15
        administrator.execute(
            "insert into accounts_roleassignment (id, staff_id, role, from_on, until_on, granted_at, ended_at)"
            " values (%s, %s, %s, %s, %s, now(), %s)",
            [uuid4(), staff, str(role), since, until, today if ended else None],
        )
        if _holds(since, until, today) and not ended:
            roles.add(Role(role))
    office = dice.choice([1, 2, 3, None])
    if office is not None:
        administrator.execute(
            "insert into accounts_posting (id, staff_id, office, from_on) values (%s, %s, %s, '2020-01-01')",
            [login, staff, office],
        )
    subjects = sorted({row.subject_id for each in rows.values() for row in each})
    near: dict[str, set[UUID]] = {"assigned": set(), "grant": set(), "conflict": set()}
    for how, amount in (("assigned", 6), ("grant", 2), ("conflict", 2)):
        for subject in dice.sample(subjects, dice.randrange(amount + 1)):
            since, until = _stretch(dice, today)
            administrator.execute(
                "insert into access_tie (id, subject_id, staff, how, from_on, until_on, made_at)"
                " values (%s, %s, %s, %s, %s, %s, now())",
                [uuid4(), subject, staff, how, since, until],
            )
            if _holds(since, until, today):
                near[how].add(subject)
    return World(
        Actor(staff, "somebody", frozenset(roles), office),
        _with_linked(near["assigned"] | near["grant"], links),
        _with_linked(near["conflict"], links),
    )


def _with_linked(known: set[UUID], links: dict[UUID, UUID]) -> frozenset[UUID]:
    found = set(known)
    while more := {subject for subject, target in links.items() if target in found} - found:
        found |= more
    return frozenset(found)


def _today(administrator: Administrator) -> date:
    found: date = administrator.execute("select gate.today()").fetchone()[0]  # type: ignore[index]
    return found


def _stretch(dice: random.Random, today: date) -> tuple[date, date | None]:
    since = today + timedelta(days=dice.choice([-400, -30, -1, 0, 0, 1, 30]))
    ends = [None, None, today, today + timedelta(days=1), since + timedelta(days=1), since + timedelta(days=60)]
    return since, dice.choice([end for end in ends if end is None or end > since])


def _holds(since: date, until: date | None, today: date) -> bool:
    return since <= today and (until is None or until > today)


def _filler(administrator: Administrator, table: str) -> Callable[[Row], None]:
    wanted = administrator.execute(
        "select column_name, data_type from information_schema.columns where table_name = %s"
        " and (is_nullable = 'NO' or column_name = any(%s))"
        " and column_name not in ('id', 'subject_id', 'office', 'sealed')",
        [table, [place[1] for place in ALLOWED if place[0] == table]],
    ).fetchall()
    known = {
        "uuid": "gen_random_uuid()",
        "character varying": "left(md5(random()::text), 10)",
        "text": "''",
        "timestamp with time zone": "now()",
        "date": "current_date",
        "boolean": "false",
        "integer": "1",
        "smallint": "1",
        "jsonb": "'{}'",
        "bytea": "decode('01010001' || repeat('00', 60), 'hex')",
    }
    names = ", ".join(name for name, _ in wanted)
    values = ", ".join(ALLOWED.get((table, name)) or ALLOWED.get(name) or known[kind] for name, kind in wanted)

    def fill(row: Row) -> None:
        administrator.execute(
            f"insert into {table} (id, subject_id, office, sealed, {names}) values (%s, %s, %s, %s, {values})",
            [row.pk, row.subject_id, row.office, row.sealed],
        )

    return fill


def keys(rows: Iterable[Any]) -> set[UUID]:
    """Give the keys among fetched rows."""
    return {row[0] for row in rows}
