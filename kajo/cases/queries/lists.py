"""Which cases are there, and who can be given one?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import RoleAssignment, Staff
from kajo.accounts.queries import posting_rows, team_rows
from kajo.cases.models import Case
from kajo.cases.queries.page import case
from kajo.cases.queries.rows import Drafted, Line, Lines, Page, Worker
from kajo.cases.terms import ChildFound, State
from kajo.clients import queries as clients
from kajo.clients.models import Category
from kajo.clients.terms import ClientCategory
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind

PAGE = 25


@reading(Verb.CASE_LIST)
def cases(actor: Actor, after: tuple[date, UUID] | None, /) -> Lines:
    """List the cases in the actor's reach, the newest first, 25 at a time. Four queries, whatever their number."""
    today = Category.objects.within(actor).filter(person=OuterRef("person"), until_on__isnull=True).values("category")
    rows = Case.objects.within(actor).annotate(category_today=Subquery(today[:1])).order_by("-opened_on", "-pk")
    if after is not None:
        rows = rows.filter(Q(opened_on__lt=after[0]) | Q(opened_on=after[0], pk__lt=after[1]))
    shown = list(rows[: PAGE + 1])
    is_more, shown = len(shown) > PAGE, shown[:PAGE]
    act = current()
    act.note(Verb.CASE_LIST, "read", kind="cases.case", shown=[each.subject_id for each in shown])
    act.ring.prefetch(each.subject_id for each in shown)
    details = clients.details_of(actor, [each.person_id for each in shown])
    lines = tuple(
        Line(
            key=each.pk,
            reference=each.reference,
            name=clients.name_in(details.get(each.person_id, [])),
            category=ClientCategory(each.category_today or each.category),
            state=State(each.state),
            opened_on=each.opened_on,
            office=each.office,
            county=each.county,
        )
        for each in shown
    )
    return Lines(lines, f"{shown[-1].opened_on.isoformat()}_{shown[-1].pk}" if is_more else None)


@reading(Verb.CASE_VIEW)
def of_person(actor: Actor, person: UUID, /) -> UUID:
    """Tell which case of a person is the newest that the actor reaches. Raises NotFound without one."""
    found = Case.objects.within(actor).filter(person=person).order_by("-opened_on", "-pk").first()
    if found is None:
        raise NotFound
    current().note(Verb.CASE_VIEW, "read", kind="cases.case", record=found.pk, subject=found.subject_id)
    return UUID(str(found.pk))


@reading(Verb.CASE_VIEW)
def with_workers(
    actor: Actor, key: UUID, /, *, on: date, leaving_out_its_own: bool
) -> tuple[Page, tuple[Worker, ...], tuple[tuple[UUID, str], ...]]:
    """Give a case to be assigned, those who work cases on a day, perhaps without its own, and the teams of its
    office. Raises NotFound.
    """
    gate.allowed(actor, Verb.CASE_ASSIGN)
    found = case(actor, key, doing=Verb.CASE_ASSIGN)
    have = {each.key for each in found.people} if leaving_out_its_own else set()
    rows = worker_rows(on).exclude(pk__in=have).order_by("name", "pk")
    teams = team_rows(on).filter(office__code=found.office).order_by("name", "pk").values_list("pk", "name")
    return found, tuple(Worker(each.pk, each.name) for each in rows), tuple(teams)


@reading(Verb.CASE_VIEW)
def with_draft(actor: Actor, key: UUID, /, *, decision: UUID, on: date) -> tuple[Page, Drafted]:
    """Give a case and the drafted admission of a child, signed meanwhile or not. Raises NotFound."""
    found = case(actor, key, doing=Verb.CASE_ADMIT_CHILD)
    rows = Decision.objects.within(actor).filter(pk=decision, matter=key, decision_kind=str(DecisionKind.ADMIT_35_3))
    rows = rows.filter(corrects__isnull=True)
    row = rows.select_related("prepared_by").first()
    if row is None:
        raise NotFound
    said = decisions.words_of(row, on=on, signer=decisions.signer(actor))
    found_then = row.texts.open().get("found", {})
    return found, Drafted(
        id=row.pk,
        reference=row.reference,
        name=said.party,
        previews=decisions.previews(said),
        found=tuple(each for each in ChildFound if found_then.get(each)),
        reasons=said.reasons,
        language=row.language,
        prepared_by=row.prepared_by.name if row.prepared_by else "",
        is_mine=row.prepared_by_id == actor.id,
        right=decisions.right_today(actor, DecisionKind(row.decision_kind), on=on),
        waits=row.state == "draft",
        blocking=decisions.blocking(actor, row, on=on, is_urgent=True) if row.state == "draft" else (),
    )


def team_of(staff: UUID, office: int, on: date) -> UUID | None:
    """Tell which team of an office somebody is posted to on a day, None for none."""
    posted = posting_rows(on).filter(staff=staff, office__code=office)
    return posted.order_by("-from_on", "pk").values_list("team", flat=True).first()


def worker_rows(on: date) -> QuerySet[Staff]:
    """Give the rows of those who hold the role of a case worker on a day."""
    held = RoleAssignment.objects.filter(
        staff=OuterRef("pk"), role=str(Role.CASE_WORKER), from_on__lte=on, ended_at__isnull=True
    ).exclude(until_on__lte=on)
    return Staff.objects.filter(Exists(held), from_on__lte=on).exclude(until_on__lte=on)
