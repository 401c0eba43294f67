"""SQL inside the staff process: what was told or noted once is rewritten by nobody, nor moved to another person."""

from __future__ import annotations

import pytest

from kajo.access.roles import Actor
from kajo.run.wall import deeds_of
from tests.access.attacker import Attacker
from tests.access.threads import PROTECTED

CELL = "decode('01010001' || repeat('00', 60), 'hex')"


@pytest.mark.parametrize("who", ["veikko", "aino"])
@pytest.mark.parametrize(
    ("verb", "table", "change"),
    [
        ("fact.correct", "facts_statement", f"told = {CELL}"),
        ("fact.correct", "facts_statement", "what = 'control'"),
        ("fact.correct", "facts_statement", "source = 'seen', reliability = 'firm'"),
        ("fact.record", "facts_statement", "recorded_by_id = %(colleague)s"),
        ("fact.record", "facts_statement", "recorded_at = now()"),
        ("fact.weigh", "facts_weighing", f"way = {CELL}"),
        ("fact.weigh", "facts_weighing", "criterion = 'needs_help'"),
        ("fact.weigh", "facts_weighing", "item = gen_random_uuid()"),
        ("fact.weigh", "facts_weighing", "weighed_by_id = %(colleague)s"),
        ("fact.weigh", "facts_weighing", "weighed_at = now()"),
        ("sheet.answer", "facts_sheet", f"asked = {CELL}"),
        ("contact.consult", "contacts_consultation", f"advice = {CELL}"),
        ("contact.consult", "contacts_consultation", "outcome = 'emergency'"),
        ("referral.hear_child", "referrals_childsview", f"view = {CELL}"),
        ("referral.hear_child", "referrals_childsview", "heard = 'needless', asked_on = null"),
    ],
)
def test_what_was_told_once_is_not_rewritten(
    attacker: Attacker, people: dict[str, Actor], who: str, verb: str, table: str, change: str
) -> None:
    attacker.enters(people[who], verb, "w")
    seen = attacker.serving.execute(f"select count(*) from {table}").fetchone()

    assert seen is not None
    assert seen[0] > 0
    assert attacker.tries(f"update {table} set {change}", colleague=people["hilla"].id) == "42501"


@pytest.mark.parametrize("place", ["subject_id", "about", "about_kind"])
def test_no_row_moves_to_another_person_or_matter(attacker: Attacker, people: dict[str, Actor], place: str) -> None:
    """Veikko is tied to several subjects, so that the policies alone would let a row go from one to another."""
    moved = {
        "subject_id": "(select id from vault_subject where id = any(%(own_subjects)s) and id <> subject_id limit 1)",
        "about": "gen_random_uuid()",
        "about_kind": "case about_kind when 'case' then 'referral' when 'cases.case' then 'referrals.referral'"
        " when 'referrals.referral' then 'cases.case' else 'case' end",
    }[place]
    wrong, tried = [], 0
    for model in PROTECTED:
        table = model._meta.db_table
        if place not in {each.column for each in model._meta.concrete_fields}:
            continue
        for verb in deeds_of(table).split():
            attacker.enters(people["veikko"], verb, "w")
            told = attacker.tries(f"update {table} set {place} = {moved} where subject_id = any(%(own_subjects)s)")
            tried += told != "nothing"
            if told not in ("42501", "nothing", "23514", "23505", "23503"):
                wrong.append((table, verb, told))

    assert tried >= 10
    assert wrong == []
