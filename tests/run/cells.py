"""How does a table of cases write what the command reads and shows?"""

from __future__ import annotations

from tests.tables import Row


def cell_of(row: Row, name: str, kind: str) -> object:
    """Write a cell of a table as JSON holds it."""
    cell = row[name]
    if kind == "true or false":
        return {"yes": True, "no": False}[cell]
    if kind == "a whole number":
        return int(cell) if cell else None
    if kind.startswith(("a period", "a list of periods")):
        written = [[day or None for day in each.split("/")] for each in cell.split()]
        return written if kind.startswith("a list") else written[0]
    return cell or None


def organised(cell: str) -> object:
    organiser, _, code = cell.partition(" ")
    return {"organiser": organiser, "code": code or None}


def code_read(cell: str) -> object:
    kind, _, born_on = cell.partition(" ")
    return {"valid": kind != "invalid", "temporary": kind == "temporary", "born_on": born_on or None}


def stretched(cell: str) -> object:
    return [] if cell == "none" else cell.split("; ")


def spoken(cell: str) -> object:
    return [] if cell == "none" else cell.split()


def fee(cell: str) -> object:
    minutes, euros, payer, claim_ends_on = cell.split()
    return {"minutes": int(minutes), "fee": euros, "payer": payer, "claim_ends_on": claim_ends_on}


def grounds(cell: str) -> object:
    pairs = [ground.split() for ground in cell.split("; ") if ground]
    return [{"ground": ground, "force": force} for ground, force in pairs]


def nothing_or(cell: str) -> object:
    return None if cell == "none" else cell


def number_or_none(cell: str) -> object:
    return None if cell == "none" else int(cell)


def coming_of_age(cell: str) -> object:
    return dict(zip(("prepared_from", "of_age_on"), cell.split(), strict=True))


PLAINLY = {"yes": True, "no": False}.get


def told(cell: str) -> object:
    return None if cell == "none" else dict(zip(("extent", "approver"), cell.split(), strict=True))


def length(cell: str) -> object:
    number, unit = cell.split()
    return {"number": int(number), "unit": unit}


def due(cell: str) -> object:
    due_on, days, paused, is_paused = cell.split()
    return {"due_on": due_on, "days": int(days), "paused_days": int(paused), "is_paused": is_paused == "yes"}


def kinds(outcome: list[dict[str, str]]) -> object:
    return list(dict.fromkeys(each["hard"] for each in outcome))


def reassessed(cell: str) -> dict[str, object] | None:
    """Read an own target: its first day, the months, and how many days before its end it is asked for."""
    if not cell:
        return None
    from_on, months, before = cell.split()
    return {"from_on": from_on, "months": int(months), "asked_days_before": int(before)}


READ = {"content.plain_language": kinds}
"""How what the command shows is read where a table says less."""

SHOWN = {
    "cases.reassessment_target": reassessed,
    "cases.removal_grounds": str.split,
    "cases.risk_reviewed_by": str,
    "clients.comes_of_age": coming_of_age,
    "clients.representative_fee": fee,
    "clients.representative_needed": nothing_or,
    "contacts.looks_identifying": str.split,
    "content.plain_language": str.split,
    "decisions.appeal_ends_on": nothing_or,
    "decisions.received_on": str,
    "decisions.recipients": str.split,
    "disclosures.may_ask": nothing_or,
    "disclosures.may_disclose": told,
    "disclosures.notification_in_time": str,
    "notices.may_be_contacted": nothing_or,
    "notices.next_attempt": number_or_none,
    "referrals.admission_grounds": grounds,
    "referrals.consent_needed": str.split,
    "referrals.may_be_told": str,
    "referrals.processing_target": length,
    "retention.erase_on": nothing_or,
    "rota.gaps": stretched,
    "rota.languages_missing": spoken,
    "rota.short_rests": stretched,
    "rota.turns": stretched,
    "work.asked_in_a_night": int,
    "work.due_on": due,
    "work.escalates_on": str,
    "cases.organiser_of_services": organised,
    "clients.personal_code": code_read,
}
"""How a table writes what the command shows; a rule that is not here answers yes or no."""
