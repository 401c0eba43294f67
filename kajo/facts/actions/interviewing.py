"""How is an interview planned, held and called off, and what does the person want of interpreters?"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts import queries, rules
from kajo.facts.models import InterpreterWish, Interview
from kajo.facts.states import INTERVIEW
from kajo.facts.terms import About, Cancelling, Coming, Held, Planned, Wanted
from kajo.law.finding import N_ as _

GENDERS = (Wanted.WOMAN, Wanted.MAN)
NAMED = (Wanted.NOT_FROM, Wanted.NOT_THIS)
LONGEST = timedelta(hours=24)


@action(Verb.INTERVIEW_WISH)
def wish(actor: Actor, about: About, /, *, wanted: Wanted, words: str, at: datetime) -> InterpreterWish:
    """Note what the person wants of interpreters, or whom they do not want; a wish for a gender replaces the former.

    Raises Refused for a region or an interpreter without words, for what is noted already, and about a referral whose
    person has become a client.
    """
    row = queries.matter_row(actor, about, Verb.INTERVIEW_WISH, to_write=True)
    if wanted in NAMED and not words:
        raise Refused(_("Write which region or community, or which interpreter."), field="words")
    present = queries.wish_rows(actor, queries.circle(row.subject_id))
    said = words if wanted in NAMED else ""
    if any(each.wanted == wanted and (each.words.open() if each.words else "") == said for each in present):
        raise Refused(_("This is noted already."), field="wanted")
    for each in present:
        if wanted in GENDERS and each.wanted in {str(gender) for gender in GENDERS}:
            each.superseded_at = at
            each.save(update_fields=["superseded_at"])
    return InterpreterWish.objects.create(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(about.kind),
        about=about.key,
        wanted=str(wanted),
        words=said or None,
        made_by_id=actor.id,
        made_at=at,
    )


@action(Verb.INTERVIEW_WISH)
def end_wish(actor: Actor, about: About, /, *, wish: UUID, at: datetime) -> InterpreterWish:
    """Note that a wish about interpreters does not hold any more; the row stays. Raises NotFound."""
    row = queries.matter_row(actor, about, Verb.INTERVIEW_WISH, to_write=True)
    found = next((each for each in queries.wish_rows(actor, queries.circle(row.subject_id)) if each.pk == wish), None)
    if found is None:
        raise NotFound
    found.superseded_at = at
    found.save(update_fields=["superseded_at"])
    return found


@action(Verb.INTERVIEW_PLAN)
def plan(actor: Actor, about: About, /, *, planned: Planned, at: datetime) -> Interview:
    """Plan an interview: when, in which language, with whom, and what makes the place safe.

    Raises Refused for an interpreter whom the person has left out, and about a referral whose person has become a
    client.
    """
    row = queries.matter_row(actor, about, Verb.INTERVIEW_PLAN, to_write=True)
    _must_be_wanted(actor, row.subject_id, planned.interpreter)
    return Interview.objects.create(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(about.kind),
        about=about.key,
        planned_at=planned.planned_at,
        venue=planned.venue,
        language=planned.language or None,
        interpreter=_who(planned.interpreter),
        planned_by_id=actor.id,
        made_at=at,
    )


@action(Verb.INTERVIEW_HOLD, INTERVIEW)
def hold(actor: Actor, interview: Interview, /, *, held: Held, at: datetime) -> Interview:
    """Record how a planned interview went. That the person did not want to tell is an outcome like any other.

    Raises Refused for an end that is not after the beginning, for a moment ahead, for an interview of more than a day,
    and for an interpreter whom the person has left out.
    """
    if held.ended_at <= held.began_at:
        raise Refused(_("An interview ends after it began."), field="ended_at")
    if held.ended_at > at:
        raise Refused(_("An interview is recorded when it is over."), field="ended_at")
    if held.ended_at - held.began_at > LONGEST:
        raise Refused(_("An interview does not last longer than a day."), field="ended_at")
    since, until = held.interpreted_from_at, held.interpreted_until_at
    if since is not None and until is not None and until <= since:
        raise Refused(_("Interpreting ends after it began."), field="interpreted_until_at")
    _must_be_wanted(actor, interview.subject_id, held.interpreter)
    interview.began_at, interview.ended_at, interview.breaks = held.began_at, held.ended_at, held.breaks
    interview.interpreted_from_at, interview.interpreted_until_at = since, until
    interview.interpreter = _who(held.interpreter)
    interview.language = held.language or None
    interview.present = {"roles": [str(each) for each in held.present], "names": held.names}
    interview.outcome, interview.account = str(held.outcome), held.account or None
    interview.held_by_id = actor.id
    interview.state = INTERVIEW.check(Verb.INTERVIEW_HOLD, interview.state)
    interview.save()
    return interview


@action(Verb.INTERVIEW_CANCEL, INTERVIEW)
def cancel(actor: Actor, interview: Interview, /, *, because: Cancelling, words: str, at: datetime) -> Interview:
    """Call off a planned interview, with the reason."""
    interview.cancelled_by_id, interview.cancelled_at = actor.id, at
    interview.cancelled_because, interview.words = str(because), words or None
    interview.state = INTERVIEW.check(Verb.INTERVIEW_CANCEL, interview.state)
    interview.save()
    return interview


def _must_be_wanted(actor: Actor, subject: UUID, coming: Coming) -> None:
    if not coming.name:
        return
    found = rules.interpreter_may_come(queries.interpreter_facts(actor, queries.circle(subject), coming))
    if not found.outcome:
        raise Refused(found.because, field="interpreter")


def _who(coming: Coming) -> dict[str, str] | None:
    return {"name": coming.name, "gender": str(coming.gender)} if coming.name else None
