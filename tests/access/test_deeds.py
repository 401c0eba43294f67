"""A deed writes its own tables and, of these, only what whoever does it sees; SQL through a hole cannot stray."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kajo.access.matrix import MATRIX
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.run.wall import WRITTEN, deeds_of
from tests.access.attacker import Attacker
from tests.access.threads import PROTECTED

ONE_A_ROLE = ("aino", "marja", "veikko", "mikko", "tove", "anna")
FREE = {"access_tie": "until_on = null", "vault_subject": "held_until = null", "vault_datakey": "retired_at = null"}
"""What a serving role may change at all; the edition everywhere else."""


def held(people: dict[str, Actor]) -> Iterator[tuple[str, Actor, Verb]]:
    """Give everybody's deeds."""
    for who in ONE_A_ROLE:
        for verb in Verb:
            if people[who].roles & set(MATRIX[verb]):
                yield who, people[who], verb


def touching(table: str) -> str:
    """Write the statement that touches every row of a table and reads none: so nothing asks what may be seen."""
    return f"update {table} set {FREE.get(table, 'edition = 7')}"


def test_the_deeds_that_write_a_table_exist() -> None:
    words = {word for table in WRITTEN for word in deeds_of(table).split()}

    assert words <= set(map(str, Verb))
    assert set(WRITTEN) == {model._meta.db_table for model in PROTECTED} | set(FREE)


def test_a_deed_writes_its_own_tables_and_no_other(attacker: Attacker, people: dict[str, Actor]) -> None:
    wrong, tried = [], 0
    for who, actor, verb in held(people):
        attacker.enters(actor, verb, "w")
        for table in WRITTEN:
            if verb not in deeds_of(table).split():
                told = attacker.tries(touching(table))
                tried += 1
                if told != "42501":
                    wrong.append((who, verb, table, told))

    assert tried > 1000
    assert wrong == []


def test_a_statement_that_looks_for_nothing_changes_only_what_is_seen(
    attacker: Attacker, people: dict[str, Actor]
) -> None:
    wrong, touched = [], 0
    for who, actor, verb in held(people):
        attacker.enters(actor, verb, "w")
        seen = {table: len(keys) for table, keys in attacker.sees().items()}
        for table in (table for table in seen if verb in deeds_of(table).split()):
            attacker.tries(touching(table))
            touched += attacker.touched
            if attacker.touched > seen[table]:
                wrong.append((who, verb, table, attacker.touched, seen[table]))

    assert touched > 100
    assert wrong == []


@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model._meta.db_table)
@pytest.mark.parametrize("verb", [Verb.TEAM_MAKE, Verb.STAFF_POST, Verb.ROLE_GRANT])
def test_whoever_manages_staff_writes_nothing_of_clients(
    attacker: Attacker, people: dict[str, Actor], model: type[Protected], verb: Verb
) -> None:
    attacker.enters(people["anna"], verb, "w")

    told = attacker.tries(touching(model._meta.db_table))

    assert told == "42501"
