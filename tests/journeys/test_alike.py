"""A Finnish citizen and somebody without any paper go through the same steps, and nobody asks either for a paper."""

from __future__ import annotations

import importlib
import inspect
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.forms import BaseForm
from django.urls import reverse

from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.lawbook.index import ROOT
from kajo.lawbook.rulebook import RULEBOOK
from tests.factories import deciding, watch
from tests.factories.people import visiting

PAPERS = re.compile(
    r"citizen|national|permit|passport|immigra|asylum|residence|police|investigat|personal_?code|migri|uma"
)

MAY_BE_TOLD = {
    "cases.forms.ReflectionExtension.admitted_first",
    "cases.forms.ReflectionExtension.right_of_residence",
    "cases.forms.ReflectionGrant.admitted_first",
    "cases.forms.ReflectionGrant.right_of_residence",
    "cases.forms.Identified.personal_code",
    "cases.forms.Stand.asylum_seeker",
    "cases.forms.Stand.temporary_protection",
    "cases.forms.Stand.municipality",
    "clients.forms.ApplyRepresentative.has_permit",
    "clients.forms.Citizenship.text",
    "referrals.forms.Identified.personal_code",
}
"""Fields about somebody's papers: each may stay empty, or stands on a form of its own that nobody has to open."""

WEIGHED = {
    "cases.organiser_of_services": "who serves follows from protection and residence by law (38 b)",
    "cases.reflection_period_allowed": "a reflection period is for those without another right to stay (52 b)",
    "cases.removal_grounds": "the section itself speaks of removal from the country",
    "clients.representative_fee": "who pays a representative follows from the child's permit by decree",
    "clients.representative_needed": "who applies for a representative follows from the child's permit by law",
    "referrals.admission_grounds": "35(2) alone is for whoever assists in an investigation",
    "referrals.may_be_refused": "it asks which ground is open, so 35(2) alone weighs it here too",
    "retention.erase_on": "the act counts from the end of the right to stay, or from citizenship",
}
"""Rules whose law weighs papers, each with its reason."""


def forms() -> list[tuple[str, type[BaseForm]]]:
    """Every form of every room, by module and name."""
    found = []
    for path in sorted({*(ROOT / "kajo").glob("*/forms.py"), *(ROOT / "kajo").glob("*/forms/*.py")}):
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, BaseForm) and kind.__module__ == module.__name__:
                found.append((f"{parts[1]}.forms.{name}", kind))
    return found


def test_no_form_asks_for_a_paper_but_those_that_may_stay_empty() -> None:
    asked = {
        f"{form}.{name}": field
        for form, kind in forms()
        for name, field in kind.base_fields.items()  # type: ignore[attr-defined]  # declared by every form of ours
        if PAPERS.search(f"{name} {field.label}".lower()) or f"{form}.{name}" in MAY_BE_TOLD
    }

    assert set(asked) == MAY_BE_TOLD
    assert {name for name, field in asked.items() if field.required} == {
        "clients.forms.ApplyRepresentative.has_permit", "clients.forms.Citizenship.text",
        *(each for each in MAY_BE_TOLD if ".Reflection" in each)
    }  # fmt: skip


def test_no_rule_weighs_a_paper_but_those_whose_law_does() -> None:
    weighing = {entry.name for entry in RULEBOOK.values() if any(PAPERS.search(fact.name) for fact in entry.facts)} - {
        "clients.personal_code"
    }

    assert weighing == set(WEIGHED) - {"cases.removal_grounds"}


def walked(mikko: Actor, aino: Actor, veikko: Actor, municipality: str) -> list[tuple[str, str]]:
    """Take one person from the call to the served decision and an admitted child, all papers empty; give the events."""
    duty, director, worker = visiting(mikko), visiting(aino), visiting(veikko)
    before, today = len(watch.events()), f"{legal_day(datetime.now(UTC)):%d.%m.%Y}"

    def send(client: Any, address: str, **words: Any) -> str:
        answer = client.post(address, words)
        assert answer.status_code in (302, 303), (address, re.findall(r"</span> ([^<]+)</p>", answer.content.decode()))
        return str(answer.headers["Location"])

    call = send(duty, "/calls/new/", note="Wants to leave tonight.", danger="yes", outcome="refer")
    referral = send(
        duty, call, need="A safe place.", reach="By text, after six.", age_band="adult", consent="yes",
        given_by="person", how="spoken", given_at=f"{today} 00.01",
    )  # fmt: skip
    send(
        duty, f"{referral}propose/", found=["in_finland", "may_be_victim", "needs_assistance"], ground="35.1",
        reasons="Kept and made to work.", language="fi", explained_in="en",
    )  # fmt: skip
    send(director, f"{referral}admit/", worker=str(veikko.id))
    deciding.worked()
    case = watch.rows(veikko, Case, Verb.CASE_VIEW)[-1]
    page = reverse("cases:case", args=[case.pk])
    send(worker, f"{page}standing/", municipality=municipality, from_on=today)
    send(
        worker,
        reverse("decisions:serve", args=[case.decision_id]),
        served_by="handed_over",
        sent_on=today,
        received_on=today,
    )
    send(worker, f"{page}children/add/", **CHILD)
    draft = watch.rows(veikko, Decision, Verb.CASE_VIEW, matter=case.pk, state="draft")[-1]
    send(director, f"{page}children/{draft.pk}/admit/", decision=str(draft.pk))
    people = {str(mikko.id), str(aino.id), str(veikko.id)}
    return [(each.verb, each.outcome) for each in watch.events()[before:] if each.actor in people]


CHILD: dict[str, Any] = {
    "reasons": "Lives with the client and needs help.", "decided_in": "fi", "explained_in": "en", "sex": "unknown",
    "found": ["in_finland", "needs_assistance"], "best_interest": "To stay together.", "heard": "formally",
    "view": "Wants to stay with the parent.",
}  # fmt: skip


@pytest.mark.django_db
def test_a_citizen_and_somebody_without_papers_go_through_the_same_steps(
    mikko: Actor, aino: Actor, veikko: Actor
) -> None:
    at_home = walked(mikko, aino, veikko, municipality="405")
    undocumented = walked(mikko, aino, veikko, municipality="")

    assert at_home == undocumented
    assert {("case.admit_child", "done"), ("decision.serve", "done"), ("referral.admit", "done")} <= set(at_home)
