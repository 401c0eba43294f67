"""Somebody speaks SQL through a hole in one of our own processes: what do they get?

The attacker sits in a serving connection, inside the context of a person who is really there. What that person may
see, the attacker sees; nothing here may give more, change what the person could not change, or leave something
behind for the next request on the connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from kajo.access.roles import Actor
from tests.access.attacker import Attacker
from tests.access.ground import Ground
from tests.access.threads import PROTECTED

FOLDER = Path(__file__).parent / "attacks"
NOT_ALLOWED = {"42501", "0A000", "25006"}
EACH = "{each protected table}"
CELL = "decode('01010001' || repeat('00', 60), 'hex')"


def statements(name: str) -> Iterator[tuple[str, str]]:
    """Give the statements of a file, each with the comment above it."""
    for part in (FOLDER / name).read_text(encoding="utf-8").split(";\n"):
        lines = part.strip().splitlines()
        words = [line.removeprefix("-- ") for line in lines if line.startswith("--")]
        statement = " ".join(line for line in lines if not line.startswith("--"))
        if EACH in statement:
            yield from ((words[-1], statement.replace(EACH, model._meta.db_table)) for model in PROTECTED)
        elif statement:
            yield (words[-1] if words else ""), statement


def test_no_statement_shows_more_than_before(attacker: Attacker, people: dict[str, Actor]) -> None:
    wrong, tried = [], 0
    for words, statement in statements("widening.sql"):
        who, verb, mode = words.split()
        attacker.enters(people[who], verb, mode)
        before = attacker.sees()
        told = attacker.tries(statement, accomplice=people["tuuli"].id)
        after = attacker.sees()
        more = {table: len(after[table] - before[table]) for table in after if after[table] - before[table]}
        is_asking = "set_config" in statement or "gate.enter" in statement
        if more or (told == "passed" and not is_asking):
            wrong.append((words, statement, told, more))
        tried += 1

    assert tried >= 30
    assert wrong == []


def test_an_accomplice_sees_no_more_either(attacker: Attacker, people: dict[str, Actor]) -> None:
    attacker.enters(people["tuuli"], "case.list", "r")
    before = attacker.sees()
    for words, statement in statements("widening.sql"):
        who, verb, mode = words.split()
        if "accomplice" in statement:
            attacker.enters(people[who], verb, mode)
            attacker.tries(statement, accomplice=people["tuuli"].id)
            attacker.serving.commit()

    attacker.enters(people["tuuli"], "case.list", "r")

    assert attacker.sees() == before


@pytest.mark.parametrize("mode", ["r", "w"])
def test_no_statement_breaks_what_the_person_could_not(attacker: Attacker, people: dict[str, Actor], mode: str) -> None:
    wrong, tried = [], 0
    for _, statement in statements("breaking.sql"):
        attacker.enters(people["veikko"], "contact.log" if mode == "w" else "contact.list", mode)
        if attacker.tries(statement, director=people["aino"].id) == "passed":
            wrong.append(statement)
        tried += 1

    assert tried >= 30
    assert wrong == []


@pytest.mark.parametrize("relation", ["other", "sealed"])
def test_nothing_is_linked_to_what_its_changer_does_not_reach(
    attacker: Attacker, people: dict[str, Actor], as_role: Any, relation: str
) -> None:
    """Whoever is tied to the other end would see an own call."""
    found = as_role("postgres", autocommit=True).execute(
        "select (select id from vault_subject where id = any(%(own)s) and kind = 'contact' and linked_to_id is null"
        " limit 1), (select id from vault_subject where id = any(%(there)s) and kind = 'referral' limit 1),"
        " (select id from vault_subject where id = any(%(own)s) and kind = 'referral' limit 1)",
        {name: list(attacker.threads[of].subjects) for name, of in (("own", "own"), ("there", relation))},
    )
    call, beyond, own = found.fetchone()
    link = "update vault_subject set linked_to_id = %(to)s where id = %(call)s"

    attacker.enters(people["veikko"], "contact.refer", "w")

    assert attacker.tries(link, call=call, to=beyond) == "42501"
    assert attacker.tries(link, call=call, to=own) == "passed"


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'serve_decision'",
        "about = gen_random_uuid()",
        "about_kind = 'cases.case'",
        "record = ''",
        "not_for_id = %(director)s",
        "subject_id = (select id from vault_subject where id <> subject_id and id = any(%(own_subjects)s) limit 1)",
        "made_at = now()",
        "done_by_id = %(director)s, done_at = now(), state = 'done'",
        "done_by_id = %(me)s, done_at = now(), state = 'done', reason = 'serve_decision'",
    ],
)
def test_a_task_stays_what_it_was_and_is_done_in_the_own_name(
    attacker: Attacker, people: dict[str, Actor], change: str
) -> None:
    attacker.enters(people["veikko"], "task.complete", "w")
    done = "update work_task set done_by_id = %(me)s, done_at = now(), state = 'done' where id = %(own_task)s"

    told = attacker.tries(f"update work_task set {change} where id = %(own_task)s", director=people["aino"].id)

    assert told == "42501"
    assert attacker.tries(done) == "passed"
    assert (
        attacker.tries("update work_task set done_at = done_at - interval '1 day' where id = %(own_task)s") == "42501"
    )


def test_no_setting_of_a_session_moves_the_wall(attacker: Attacker, people: dict[str, Actor]) -> None:
    attacker.enters(people["outi"], "case.list", "r")
    before = attacker.sees()
    for setting in (
        "row_security = off", "search_path = pg_temp, gate", "transform_null_equals = on", "array_nulls = off",
        "timezone = 'Pacific/Kiritimati'", "datestyle = 'SQL, MDY'", "intervalstyle = 'sql_standard'",
        "standard_conforming_strings = off", "bytea_output = 'escape'", "backslash_quote = on",
        "xmloption = document", "default_transaction_isolation = 'serializable'", "enable_seqscan = off",
        "plan_cache_mode = force_generic_plan", "kajo.context = ''",
    ):  # fmt: skip
        attacker.enters(people["outi"], "case.list", "r")
        attacker.tries(f"set {setting}")
        attacker.serving.execute("savepoint look")
        try:
            seen = {
                model._meta.db_table: {
                    row[0] for row in attacker.serving.execute(f"select id from public.{model._meta.db_table}")
                }
                for model in PROTECTED
            }
        except psycopg.Error:  # the wall rather refuses than opens
            continue
        assert all(seen[table] <= before[table] for table in seen), setting


def test_what_counts_tells_nothing_of_what_is_hidden(attacker: Attacker, people: dict[str, Actor]) -> None:
    """Unique numbers, foreign keys and estimates answer the same for a stranger's record and for none."""
    serving, other = attacker.serving, attacker.threads["other"]
    hang = (
        "insert into cases_standing (id, case_id, subject_id, office, sealed, edition, facts, from_on, is_as_recorded,"
        " made_at) values (gen_random_uuid(), %(key)s, (%(own_subjects)s::uuid[])[1], 1, false, 1, {cell},"
        " '1999-01-01', false, now())"
    )
    pairs = [
        (hang.format(cell=CELL), other.keys["case"]),
        ("update contacts_contact set referral_id = %(key)s where id = %(own_contact)s", other.keys["referral"]),
        ("update cases_case set parent_id = %(key)s where id = %(own_case)s", other.keys["case"]),
        ("select 1 from cases_case where id = %(key)s for update", other.keys["case"]),
        ("select gate.sees('cases_case', %(key)s)", other.keys["case"]),
        ("select gate.may_tie(%(key)s, %(me)s, 'assigned')", next(iter(other.subjects))),
        ("select id from vault_subject where id = %(key)s", next(iter(other.subjects))),
        ("select id from vault_datakey where subject_id = %(key)s", next(iter(other.subjects))),
        ("select id from access_tie where subject_id = %(key)s", next(iter(attacker.threads["sealed"].subjects))),
        ("select 1 from access_once where result = %(key)s", other.keys["case"]),
    ]  # fmt: skip
    for statement, key in pairs:
        answers = []
        for asked in (key, uuid4()):
            attacker.enters(people["veikko"], "contact.log", "w")
            told = attacker.tries(statement, key=asked)
            rows = serving.execute(statement, {"key": asked, "me": attacker.me}).fetchall() if told == "passed" else []
            answers.append((told, rows))
        assert answers[0] == answers[1], statement


@pytest.mark.parametrize("role", ["kajo_public", "kajo_partner", "kajo_worker", "kajo_sealer", "kajo_retention"])
def test_other_processes_see_nothing_without_a_context(role: str, threads: Any, as_role: Any) -> None:
    inside = as_role(role, autocommit=True)
    for model in PROTECTED:
        try:
            rows = inside.execute(f"select id from {model._meta.db_table}").fetchall()
        except psycopg.errors.InsufficientPrivilege:
            rows = []
        assert rows == [], model
    for table in ("vault_subject", "vault_datakey", "access_tie", "access_once"):
        try:
            rows = inside.execute(f"select id from {table}").fetchall()
        except psycopg.errors.InsufficientPrivilege:
            rows = []
        assert rows == [], table


PUBLIC = [
    *(f"select * from {table}" for table in (
        "accounts_staff", "accounts_login", "accounts_session", "accounts_roleassignment", "mfa_authenticator",
        "procrastinate_jobs", "vault_datakey", "access_tie", "ledger_event", "ledger_change", "statistics_day",
        "access_once", "decisions_delegation")),
    *(f"select * from {model._meta.db_table}" for model in PROTECTED),
    "select nextval('ledger_record_number')", "select lo_creat(-1)", "create temp table x (i int)",
    "select statistics_differences()", "select procrastinate_notify_queue_job_inserted_v1()",
]  # fmt: skip


def test_the_public_site_reads_and_makes_nothing(as_role: Any, threads: Any) -> None:
    inside = as_role("kajo_public", autocommit=True)
    for statement in PUBLIC:
        with pytest.raises(psycopg.Error) as refused:
            inside.execute(statement)
        assert refused.value.sqlstate in NOT_ALLOWED | {"42883"}, statement


def test_a_hole_in_the_partner_site_opens_nobodys_sign_in_here(as_role: Any, ground: Ground) -> None:
    inside = as_role("kajo_partner", autocommit=True)

    seen = inside.execute("select s.organisation from accounts_staff s").fetchall()
    logins = inside.execute("update accounts_login set password = 'x' returning id").fetchall()
    factors = inside.execute("delete from mfa_authenticator").rowcount
    visits = {row[0] for row in inside.execute("select site from accounts_session").fetchall()}

    assert all(row[0] for row in seen)
    assert len(logins) == len(seen)
    assert (factors, visits) == (0, {"partner"})


def test_the_partner_site_orders_no_work(as_role: Any, threads: Any) -> None:
    inside = as_role("kajo_partner", autocommit=True)
    held = inside.execute(
        "select p.oid::regprocedure::text from pg_proc p where p.proname like 'procrastinate%'"
        " and has_function_privilege(p.oid, 'execute') union all select c.oid::regclass::text from pg_class c"
        " where c.relname like 'procrastinate%' and case c.relkind when 'r' then has_table_privilege(c.oid,"
        " 'select, insert, update, delete') when 'S' then has_sequence_privilege(c.oid, 'usage, select, update') end"
    ).fetchall()

    assert held == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        inside.execute("insert into procrastinate_jobs (task_name) values ('decisions.typeset')")


def test_nobody_changes_what_another_persons_form_made(
    attacker: Attacker, people: dict[str, Actor], as_role: Any
) -> None:
    administrator = as_role("postgres", autocommit=True)
    administrator.execute("set session_replication_role = replica")
    sent = (
        "insert into access_once (id, token, actor, verb, model, made_at)"
        " values (gen_random_uuid(), sha256(%s), %s, 'contact.log', '', now())"
    )
    try:
        administrator.execute(sent, [b"another's", people["mikko"].key])
        attacker.enters(people["veikko"], "contact.log", "w")

        told = attacker.tries("update access_once set result = gen_random_uuid()")

        assert told == "nothing"
        attacker.serving.execute(sent, [b"own", people["veikko"].key])
        attacker.tries("update access_once set result = gen_random_uuid()")
        assert attacker.touched == 1
    finally:
        attacker.serving.rollback()
        administrator.execute("delete from access_once where token = sha256(%s)", [b"another's"])


def test_nobody_makes_another_persons_deputy_row_their_own(
    attacker: Attacker, people: dict[str, Actor], as_role: Any
) -> None:
    named = (
        "insert into work_deputy (id, staff_id, deputy_id, from_on, until_on, named_by_id, named_at)"
        " values (gen_random_uuid(), %(who)s, %(to)s, '2026-01-01', '2026-02-01', %(who)s, now())"
    )
    ends = "update work_deputy set until_on = from_on where deputy_id = %(to)s"
    taken = "update work_deputy set staff_id = %(me)s, named_by_id = %(me)s where deputy_id = %(to)s"
    given = "update work_deputy set staff_id = %(from)s where deputy_id = %(to)s"
    to, mikko = people["tuuli"].id, people["mikko"].id
    administrator = as_role("postgres", autocommit=True)
    administrator.execute("set session_replication_role = replica")
    try:
        administrator.execute(named, {"who": mikko, "to": to})
        for verb in ("task.deputise", "task.end_deputy"):
            attacker.enters(people["veikko"], verb, "w")
            assert [attacker.tries(each, to=to) for each in (ends, taken)] == ["nothing", "nothing"]

        for own in (named, ends):
            attacker.tries(own, who=people["veikko"].id, to=to)
            assert attacker.touched == 1, own
        assert attacker.tries(given, to=to, **{"from": mikko}) == "42501"
    finally:
        attacker.serving.rollback()
        administrator.execute("delete from work_deputy where deputy_id = %s", [to])
