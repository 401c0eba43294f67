"""Somebody who speaks SQL through a hole in one of our own processes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg

from kajo.access import context
from kajo.access.roles import Actor
from tests.access.threads import PROTECTED, Thread


class Attacker:
    """A raw serving connection in which somebody's context was opened by a real door."""

    def __init__(self, serving: psycopg.Connection[Any], threads: dict[str, Thread]) -> None:
        self.serving, self.threads = serving, threads
        self.signed = ""
        self.touched = 0

    def enters(self, actor: Actor, verb: str, mode: str) -> None:
        """Begin a transaction as the door does for this person."""
        self.serving.rollback()
        self.signed = self.signs(actor, verb, mode)
        self.me = actor.id
        self.serving.execute("select gate.enter(%s)", [self.signed])

    def signs(self, actor: Actor, verb: str, mode: str) -> str:
        """Sign a context for the transaction under way, as only a door can."""
        xid = self._one("select gate.arrive()")
        return context.sign(xid=xid, mode=mode, act=uuid4(), who=actor.key, verb=verb)

    def tries(self, statement: str, **words: Any) -> str:
        """Run one statement; tell the SQL state of its refusal, `passed`, or `nothing` if no row was touched.

        `touched` then holds how many rows were.
        """
        keys = {f"{name}_{word}": key for name, thread in self.threads.items() for word, key in thread.keys.items()}
        subjects = {f"{name}_subjects": list(thread.subjects) for name, thread in self.threads.items()}
        self.touched = 0
        self.serving.execute("savepoint attack")
        try:
            cursor = self.serving.execute(statement, {"me": self.me, **keys, **subjects, **words})
        except psycopg.Error as error:
            self.serving.execute("rollback to attack")
            return error.sqlstate or "?"
        self.touched = max(cursor.rowcount, 0)
        if cursor.rowcount in (0, -1) and cursor.description is None:
            return "nothing"
        return "passed"

    def sees(self) -> dict[str, set[Any]]:
        """Give the keys of all protected rows in sight, entering once more as the attacker may do too."""
        self.serving.execute("select gate.enter(%s)", [self.signed])
        return {
            model._meta.db_table: {row[0] for row in self.serving.execute(f"select id from {model._meta.db_table}")}
            for model in PROTECTED
        }

    def _one(self, statement: str) -> Any:
        row = self.serving.execute(statement).fetchone()
        assert row is not None
        return row[0]
