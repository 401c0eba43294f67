"""How is a reflection period (harkinta-aika) granted, extended and interrupted, and how do the police hear of it?

Its beginning and its end change no status: a case goes on as it was. Law: Aliens Act 301/2004, 52 b and 52 c.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.actions.shared import must_be_open
from kajo.cases.models import Case, ReflectionPeriod
from kajo.cases.terms import (
    CRITERIA,
    RECOVERY_STEPS,
    Interruption,
    InterruptionGround,
    Reflection,
    ReflectionFacts,
    ReflectionStep,
)
from kajo.clients import queries as people
from kajo.clients.models import Person
from kajo.clients.terms import ClientCategory
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import REFLECTION, DecisionKind
from kajo.disclosures import actions as disclosures
from kajo.disclosures.models import Disclosure
from kajo.disclosures.terms import Told
from kajo.facts.actions import settle
from kajo.facts.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Senseless
from kajo.law.terms import Period
from kajo.work import actions as work
from kajo.work.terms import Reason

DAY = timedelta(days=1)
WARNED_BEFORE = (30, 14, 7)
"""So many days before the last day of a period somebody is reminded of it."""

STEPS = {DecisionKind.REFL_GRANT: ReflectionStep.GRANT, DecisionKind.REFL_EXTEND: ReflectionStep.EXTENSION}
SIGNED = _("This decision was signed already.")
RUNS_NOT = _("No reflection period runs that could be extended or interrupted.")


def period_row(
    case: Case, step: ReflectionStep, *, decision: Decision, from_on: date, until_on: date,
    interrupted_on: date | None = None, is_as_recorded: bool = False, made_by: UUID | None, at: datetime,
) -> ReflectionPeriod:  # fmt: skip
    """Make the row of a period as a decision grants it, not yet saved; `interrupted_on` is known of loaded history."""
    return ReflectionPeriod(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        decision=decision,
        step=str(step),
        from_on=from_on,
        until_on=until_on,
        interrupted_on=interrupted_on,
        is_as_recorded=is_as_recorded,
        made_by_id=made_by,
        made_at=at,
    )


@action(Verb.CASE_PROPOSE_REFLECTION)
def propose_reflection(
    actor: Actor, case: Case, /, *, kind: DecisionKind, facts: ReflectionFacts, reasons: str, language: str,
    explained_in: str, anew: UUID | None = None, at: datetime,
) -> Decision:  # fmt: skip
    """Draft that a reflection period is granted, extended or interrupted; somebody else signs it.

    `anew` names the draft that waits and is written anew. Raises Refused for another kind of decision, a case that has
    ended, anybody but a victim, while another draft waits, and as the law is asked; NotFound without the draft that
    `anew` names; Unprintable for words that the letter cannot print.
    """
    must_be_open(case)
    if kind not in REFLECTION:
        raise Refused(_("Only reflection periods are granted, extended and interrupted here."))
    if (people.category_today(actor, case.person_id) or case.category) != ClientCategory.VICTIM:
        raise Refused(_("A reflection period is for a victim."))
    waiting = _drafts(actor, case).first()
    if waiting is not None and anew is None:
        raise Refused(_("A draft on a reflection period waits already. Write that one anew, or let it be signed."))
    if anew is not None and (waiting is None or waiting.pk != anew):
        raise NotFound
    on = legal_day(at)
    found = _asked(kind, facts, _periods(actor, case), on=on, earliest=on)
    words = _words(actor, case, kind, facts, found, reasons=reasons, language=language, explained_in=explained_in)
    if waiting is not None:
        return decisions.redraft(actor, waiting, words=words, at=at)
    return decisions.draft(actor, None, words=words, at=at)


@action(Verb.CASE_DECIDE_REFLECTION)
def decide_reflection(actor: Actor, case: Case, /, *, decision: UUID, at: datetime) -> ReflectionPeriod:
    """Sign the draft on a reflection period: it is granted or extended, or interrupted from this day on.

    An interruption ends also what already extends the period that runs: nothing of that will have run.

    The law is asked once more, on the day of the signature. The police are to be told, the decision to be served, and
    somebody is reminded of the end. Raises NotFound without such a draft; Refused for a case that has ended, a draft
    that was signed already or does not fit any more, and for whoever may not decide or sign.
    """
    must_be_open(case)
    rows = Decision.objects.within(actor).filter(matter=case.pk, decision_kind__in=[str(kind) for kind in REFLECTION])
    drafted = rows.filter(pk=decision, corrects__isnull=True).first()
    if drafted is None:
        raise NotFound
    if drafted.state != "draft":
        raise Refused(SIGNED)
    kind, on = DecisionKind(drafted.decision_kind), legal_day(at)
    facts = facts_of(kind, drafted.texts.open())
    periods = _periods(actor, case)
    found = _asked(kind, facts, periods, on=on, earliest=legal_day(drafted.prepared_at))
    assert found.until_on is not None
    if (found.from_on, found.until_on) != _days(drafted):
        raise Refused(_("The periods have changed since this was drafted. Write the draft anew."))
    is_interruption = kind is DecisionKind.REFL_INTERRUPT
    by = rules.reflection_may_be_interrupted if is_interruption else rules.reflection_period_allowed
    signed = decisions.sign(actor, drafted, is_urgent=False, by=(by,), at=at)
    settle(actor, About(Matter.CASE, case.pk), criteria=CRITERIA[kind], decision=signed.pk, at=at)
    if is_interruption:
        period = _running(periods, on)
        for each in _chain(periods, period):
            if each.until_on > on:
                each.interrupted_on, each.interruption, each.ground = max(on, each.from_on), signed, str(facts.ground)
                each.save(update_fields=["interrupted_on", "interruption", "ground"])
    else:
        period = period_row(
            case, STEPS[kind], decision=signed, from_on=found.from_on, until_on=found.until_on, made_by=actor.id, at=at
        )  # fmt: skip
        period.save(force_insert=True)
    _remind(actor, case, period, on=on, at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, at=at)
    work.make(actor, signed, reason=Reason.TELL_POLICE, due_on=on - DAY, at=at)
    return period


@action(Verb.CASE_TELL_POLICE)
def tell_police(
    actor: Actor, case: Case, /, *, decision: UUID, unit: str, extent: Collection[Told], told_on: date, at: datetime
) -> Disclosure:
    """Record that the police were told of a decision on a reflection period: which unit, what, and when.

    That the decision was made and its days are always told. Also of a case that has ended: the duty stays. Raises
    NotFound without such a signed decision; Refused for one of which they were told, and for a day before the decision
    or ahead.
    """
    rows = Decision.objects.within(actor).filter(matter=case.pk, decision_kind__in=[str(kind) for kind in REFLECTION])
    signed = rows.exclude(state__in=["draft", "dropped"]).filter(pk=decision).first()
    if signed is None:
        raise NotFound
    if Disclosure.objects.within(actor).filter(decision=signed.pk).exists():
        raise Refused(_("The police were told of this decision already."))
    if told_on > legal_day(at):
        raise Refused(_("Nobody is told in the future."), field="told_on")
    if signed.decided_on is not None and told_on < signed.decided_on:
        raise Refused(_("The police are told after the decision was made."), field="told_on")
    told = disclosures.of_decision(
        case, decision=signed.pk, approved_by=signed.signed_by_id, approved_at=signed.signed_at, unit=unit,
        basis=rules.REFLECTION_BY_US, extent=["decision", "days", *(each for each in Told if each in extent)],
        told_on=told_on, made_by=actor.id, at=at,
    )  # fmt: skip
    told.save(force_insert=True)
    work.finish(actor, signed.pk, [Reason.TELL_POLICE], at)
    return told


def facts_of(kind: DecisionKind, texts: dict[str, Any]) -> ReflectionFacts:
    """Read what a draft on a reflection period rests on from its words, as `propose_reflection` takes it."""
    is_grant, is_interruption = kind is DecisionKind.REFL_GRANT, kind is DecisionKind.REFL_INTERRUPT
    return ReflectionFacts(
        from_on=_day(texts.get("from_on")) if is_grant else None,
        until_on=None if is_interruption else _day(texts.get("until_on")),
        right_of_residence=bool(texts.get("right_of_residence")),
        admitted_first=bool(texts.get("admitted_first")),
        ground=InterruptionGround(texts["ground"]) if texts.get("ground") else None,
        own_will=bool(texts.get("own_will")),
    )


def _asked(
    kind: DecisionKind, facts: ReflectionFacts, periods: Sequence[ReflectionPeriod], *, on: date, earliest: date
) -> Period:
    """Ask the law whether this may be decided on a day; give the period that is granted or interrupted.

    A first day must not lie before `earliest`. Raises Refused, beside the field it is about.
    """
    if kind is DecisionKind.REFL_INTERRUPT:
        running = _running(periods, on)
        if facts.ground is None:
            raise Refused(_("Choose the ground of the interruption."), field="ground")
        chain = _chain(periods, running)
        period = Period(chain[0].from_on, chain[-1].until_on)
        may = rules.reflection_may_be_interrupted(Interruption(facts.ground, facts.own_will, period, on))
        if not may.outcome:
            raise Refused(may.because, field="own_will")
        return period
    from_on = facts.from_on
    if kind is DecisionKind.REFL_EXTEND:
        from_on = _latest(periods, on).until_on
    if from_on is None or facts.until_on is None:
        raise Refused(_("A reflection period has a first and a last day."), field="last_on")
    try:
        proposed = Period(from_on, facts.until_on)
    except Senseless as problem:
        raise Refused(_("The last day is not before the first one."), field="last_on") from problem
    granted = tuple(ran for ran in map(ran_of, periods) if ran is not None)
    if kind is DecisionKind.REFL_GRANT:
        if from_on < earliest:
            raise Refused(_("A reflection period does not begin before it is proposed."), field="from_on")
        if any(each.until_on == from_on for each in granted):
            raise Refused(_("A new period does not begin where one ended: extend that one."), field="from_on")
    asked = Reflection(facts.right_of_residence, facts.admitted_first, granted, proposed)
    try:
        may = rules.reflection_period_allowed(asked)
    except Senseless as problem:
        raise Refused(problem.message, field="from_on") from problem
    if not may.outcome:
        wrong = "right_of_residence" if asked.right_of_residence else "last_on" if asked.admitted_first else ""
        raise Refused(may.because, field=wrong or "admitted_first")
    return proposed


def ran_of(period: ReflectionPeriod) -> Period | None:
    """Give the days on which a period runs or ran, None where it was interrupted on its first one."""
    until_on = period.interrupted_on or period.until_on
    return Period(period.from_on, until_on) if until_on > period.from_on else None


def _periods(actor: Actor, case: Case) -> list[ReflectionPeriod]:
    """Give the reflection periods of the person, of former cases too: all together have one longest length."""
    rows = ReflectionPeriod.objects.within(actor).filter(case__person=case.person_id)
    known = rows.exclude(step__in=[str(step) for step in RECOVERY_STEPS])
    return list(known.order_by("from_on", "pk"))


def _running(periods: Sequence[ReflectionPeriod], on: date) -> ReflectionPeriod:
    for each in periods:
        if each.interrupted_on is None and each.from_on <= on < each.until_on:
            return each
    raise Refused(RUNS_NOT)


def _chain(periods: Sequence[ReflectionPeriod], running: ReflectionPeriod) -> list[ReflectionPeriod]:
    """Give a period with those that it extends and that extend it, the earliest first: one stay without a gap."""
    found = [running]
    for each in periods:
        if each.interrupted_on is None and each.from_on == found[-1].until_on:
            found.append(each)
    for each in reversed(periods):
        if each.interrupted_on is None and each.until_on == found[0].from_on:
            found.insert(0, each)
    return found


def _latest(periods: Sequence[ReflectionPeriod], on: date) -> ReflectionPeriod:
    """Give the period that an extension goes on from: the last one, while it has not been over for a whole day."""
    last = periods[-1] if periods else None
    if last is None or last.interrupted_on is not None or last.until_on < on:
        raise Refused(RUNS_NOT)
    return last


def _drafts(actor: Actor, case: Case) -> Any:
    kinds = [str(kind) for kind in REFLECTION]
    rows = Decision.objects.within(actor).filter(matter=case.pk, state="draft", decision_kind__in=kinds)
    return rows.filter(corrects__isnull=True).order_by("pk")


def _words(
    actor: Actor, case: Case, kind: DecisionKind, facts: ReflectionFacts, period: Period, *, reasons: str,
    language: str, explained_in: str,
) -> decisions.Draft:  # fmt: skip
    person: Person = Person.objects.within(actor).get(pk=case.person_id)
    assert period.until_on is not None
    texts = {
        "reasons": reasons,
        "born_on": person.born_on.open().isoformat() if person.born_on else "",
        "birth_precision": str(person.birth_precision),
        "from_on": period.from_on.isoformat(),
        "until_on": period.until_on.isoformat(),
        "right_of_residence": facts.right_of_residence,
        "admitted_first": facts.admitted_first,
    }
    if kind is DecisionKind.REFL_INTERRUPT:
        texts |= {"ground": str(facts.ground), "own_will": facts.own_will}
    return decisions.Draft(
        kind=kind,
        subject=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        matter=case.pk,
        language=language,
        explained_in=explained_in,
        party=people.name_in(people.details_of(actor, [case.person_id]).get(case.person_id, [])),
        texts=texts,
    )


def _remind(actor: Actor, case: Case, period: ReflectionPeriod, *, on: date, at: datetime) -> None:
    """End the reminders of the former end, and make those of the new one that still lie ahead."""
    work.finish(actor, case.pk, [Reason.REFLECTION_ENDS], at)
    if period.interrupted_on is not None:
        return
    for days in WARNED_BEFORE:
        day = period.until_on - DAY - timedelta(days=days)
        if day > on:
            # A task is due on the first working day after the one it is given.
            work.make(actor, case, reason=Reason.REFLECTION_ENDS, due_on=day - DAY, at=at)


def _days(drafted: Decision) -> tuple[date | None, date | None]:
    texts = drafted.texts.open()
    return _day(texts.get("from_on")), _day(texts.get("until_on"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
