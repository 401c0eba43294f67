"""What does the database say of its own wall? One text of sorted lines, the same for the same wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

Administrator = psycopg.Connection[Any]
OURS = "('public', 'gate')"
RIGHTS = (
    "(select string_agg(coalesce(r.rolname, 'everybody') || '=' || g.words, ' ' order by coalesce(r.rolname, ''))"
    " from (select a.grantee, string_agg(lower(a.privilege_type), ',' order by a.privilege_type) as words"
    " from aclexplode({acl}) a where a.grantee <> {owner} group by 1) g left join pg_roles r on r.oid = g.grantee)"
)


def snapshot(administrator: Administrator) -> str:
    """Write down roles, grants, policies, triggers and functions as they are."""
    parts = {
        "roles": _roles,
        "database and schemas": _schemas,
        "tables": _tables,
        "columns": _columns,
        "policies": _policies,
        "triggers": _triggers,
        "functions": _functions,
        "sequences": _sequences,
    }
    lines: list[str] = []
    for title, part in parts.items():
        lines += [f"# {title}", *sorted(part(administrator)), ""]
    return "\n".join(lines)


def _roles(administrator: Administrator) -> Iterator[str]:
    for name, *flags in administrator.execute(
        "select rolname, rolsuper, rolcanlogin, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,"
        " (select array_agg(m.roleid::regrole::text order by 1) from pg_auth_members m where m.member = r.oid)"
        " from pg_roles r where rolname like 'kajo\\_%' and rolname not like 'kajo\\_test%'"
    ):
        words = ("super", "login", "bypassrls", "createdb", "createrole", "replication")
        held = [word for word, flag in zip(words, flags, strict=False) if flag]
        # The owner may make databases in the embedded server, which makes its own.
        yield f"{name}: {' '.join(word for word in held if word != 'createdb')} member of {flags[6] or 'nobody'}"


def _schemas(administrator: Administrator) -> Iterator[str]:
    rights = RIGHTS.format(acl="coalesce(d.datacl, acldefault('d', d.datdba))", owner="d.datdba")
    for (held,) in administrator.execute(f"select {rights} from pg_database d where datname = current_database()"):
        yield f"database: {held}"
    rights = RIGHTS.format(acl="n.nspacl", owner="n.nspowner")
    for name, held in administrator.execute(
        f"select nspname, {rights} from pg_namespace n"
        " where nspname not like 'pg\\_%' and nspname <> 'information_schema'"
    ):
        yield f"schema {name}: {held}"


def _tables(administrator: Administrator) -> Iterator[str]:
    rights = RIGHTS.format(acl="coalesce(c.relacl, acldefault('r', c.relowner))", owner="c.relowner")
    for name, kind, owner, enabled, forced, options, held in administrator.execute(
        "select c.oid::regclass::text, c.relkind::text, c.relowner::regrole::text, c.relrowsecurity,"
        f" c.relforcerowsecurity, c.reloptions, {rights} from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        f" where n.nspname in {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')"
    ):
        wall = "walled" if enabled and forced else "half walled" if enabled or forced else "open"
        what = {"r": "table", "p": "table", "v": f"view {options}", "m": "stored view", "f": "foreign table"}[kind]
        yield f"{name}: {what} of {owner}, {wall}; {held}"


def _columns(administrator: Administrator) -> Iterator[str]:
    rights = RIGHTS.format(acl="a.attacl", owner="c.relowner").replace("a.grantee", "x.grantee")
    rights = rights.replace("a.privilege_type", "x.privilege_type").replace("(a.attacl) a", "(a.attacl) x")
    for table, name, held in administrator.execute(
        f"select c.oid::regclass::text, a.attname, {rights} from pg_attribute a join pg_class c on c.oid = a.attrelid"
        f" join pg_namespace n on n.oid = c.relnamespace where n.nspname in {OURS} and a.attacl is not null"
    ):
        yield f"{table}.{name}: {held}"


def _policies(administrator: Administrator) -> Iterator[str]:
    for table, name, command, roles, using, check, permissive in administrator.execute(
        "select tablename, policyname, lower(cmd), array_to_string(roles, ' '), qual, with_check, permissive"
        " from pg_policies order by 1, 2"
    ):
        rules = [f"using {using}" if using else "", f"check {check}" if check else ""]
        text = " ".join(" ".join(rules).split())
        yield f"{table}.{name}: {permissive.lower()} {command} to {roles}: {text}"


def _triggers(administrator: Administrator) -> Iterator[str]:
    for table, name, enabled, definition in administrator.execute(
        "select c.relname, t.tgname, t.tgenabled::text, pg_get_triggerdef(t.oid) from pg_trigger t"
        " join pg_class c on c.oid = t.tgrelid where not t.tgisinternal"
    ):
        what = definition.partition(f" {name} ")[2]
        yield f"{table}.{name} ({ {'O': 'on', 'A': 'always', 'D': 'off', 'R': 'replica'}[enabled] }): {what}"


def _functions(administrator: Administrator) -> Iterator[str]:
    rights = RIGHTS.format(acl="coalesce(p.proacl, acldefault('f', p.proowner))", owner="p.proowner")
    for name, owner, definer, config, held, source in administrator.execute(
        "select p.oid::regprocedure::text, p.proowner::regrole::text, p.prosecdef, p.proconfig,"
        f" {rights}, md5(p.prosrc) from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        f" where n.nspname in {OURS}"
    ):
        # The words of a library's functions are the library's business; ours are compared whole.
        marks = f" {source[:12]}" if not name.startswith("procrastinate_") else ""
        how = f"definer {config}" if definer else f"invoker {config or ''}"
        who = owner if owner.startswith("kajo_") else "administrator"
        yield f"{name}: of {who}, {how};{marks} {held}"


def _sequences(administrator: Administrator) -> Iterator[str]:
    rights = RIGHTS.format(acl="coalesce(c.relacl, acldefault('s', c.relowner))", owner="c.relowner")
    for name, held in administrator.execute(
        f"select c.oid::regclass::text, {rights} from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        f" where n.nspname in {OURS} and c.relkind = 'S'"
    ):
        yield f"{name}: {held}"
