"""How is it recorded what happened, and corrected?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts import queries
from kajo.facts.models import Statement
from kajo.facts.terms import DATED, LISTS, About, Answer, Reliability, Source, Told, What
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _

ANOTHER_IS_MAIN = _("Another form is the main one now.")
AT_ONCE = _(
    "Somebody else recorded a main form at the same moment. Look at it, and then say which one is the main form."
)
ONE_MAIN_FORM = "statement_one_main_form"
OLDEST = 120


@action(Verb.FACT_RECORD)
def record(actor: Actor, about: About, /, *, told: Told, at: datetime) -> Statement:
    """Record one thing that was told of what happened. A new main form takes the place of the former one.

    Raises Refused for a main form while another is recorded in another matter of the person, for nothing told, for what
    is not on its list, for days that make no sense, for an observation that nobody has weighed or that would be the
    main form, and about a referral whose person has become a client.
    """
    row = queries.matter_row(actor, about, Verb.FACT_RECORD, to_write=True)
    _must_make_sense(told, at)
    return _write(actor, about, row, told, at)


@action(Verb.FACT_CORRECT)
def correct(
    actor: Actor, about: About, /, *, statement: UUID, told: Told | None, reason: str, at: datetime
) -> Statement:
    """Put something right: the former row stays with the reason, a new one says what holds now, or none does.

    Gives the new row, or the former one where it is only taken back. Raises NotFound, and Refused as recording does
    and for what was corrected already.
    """
    row = queries.matter_row(actor, about, Verb.FACT_CORRECT, to_write=True)
    rows = Statement.objects.within(actor).filter(pk=statement, subject__in=queries.circle(row.subject_id))
    former: Statement | None = rows.first()
    if former is None:
        raise NotFound
    if former.superseded_at is not None:
        raise Refused(_("This was corrected already. Look at what holds now."))
    if told is not None:
        if told.what != former.what:
            raise Refused(_("A correction is about the same kind of thing."), field="what")
        _must_make_sense(told, at)
    _take_back(actor, former, reason, at)
    return _write(actor, about, row, told, at, corrects=former) if told is not None else former


def _write(
    actor: Actor, about: About, row: Protected, told: Told, at: datetime, corrects: Statement | None = None
) -> Statement:
    if told.is_main:
        _unmark(actor, row, at)
    known = {
        "value": told.value, "from": told.from_on, "until": told.until_on, "about": told.is_about,
        "goes_on": told.goes_on,
    }  # fmt: skip
    kept = {name: value for name, value in known.items() if value not in ("", None, False)} or None
    if told.what is What.INJURY:
        sealed: dict[str, Any] = {"hurt": kept, "hurt_note": told.note or None}
    else:
        sealed = {"told": kept, "note": told.note or None}
    made = Statement(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(about.kind),
        about=about.key,
        what=str(told.what),
        answer=str(told.answer),
        is_main=told.is_main,
        source=str(told.source),
        reliability=str(told.reliability),
        told_on=told.told_on,
        recorded_by_id=actor.id,
        recorded_at=at,
        corrects=corrects,
        **sealed,
    )
    try:
        made.save(force_insert=True)
    except IntegrityError as error:
        # A case is locked, and not the person: two cases of one may be written about at once. The refusal undoes all.
        if ONE_MAIN_FORM not in str(error.__cause__):
            raise
        raise Refused(AT_ONCE, field="is_main") from error
    return made


def _unmark(actor: Actor, row: Protected, at: datetime) -> None:
    """Let the main form of today be one form among others: its row is taken back, and told anew without the mark."""
    rows = Statement.objects.within(actor).filter(
        subject__in=queries.circle(row.subject_id), is_main=True, superseded_at__isnull=True
    )
    for former in rows:
        _take_back(actor, former, ANOTHER_IS_MAIN, at)
        Statement.objects.create(
            subject_id=former.subject_id,
            office=former.office,
            sealed=former.sealed,
            about_kind=former.about_kind,
            about=former.about,
            what=former.what,
            answer=former.answer,
            told=former.told.open() if former.told else None,
            note=former.note.open() if former.note else None,
            source=former.source,
            reliability=former.reliability,
            told_on=former.told_on,
            recorded_by_id=actor.id,
            recorded_at=at,
            corrects=former,
        )


def _take_back(actor: Actor, former: Statement, reason: str, at: datetime) -> None:
    former.superseded_by_id, former.superseded_at, former.reason = actor.id, at, reason
    former.save(update_fields=["superseded_by", "superseded_at", "reason"])


def _must_make_sense(told: Told, at: datetime) -> None:
    today = legal_day(at).isoformat()
    is_told = told.answer is Answer.TOLD
    if not is_told and (told.value or told.from_on or told.until_on or told.is_main):
        raise Refused(_("Choose what was told, or say that it was not told: not both."), field="answer")
    if is_told and not (told.value or told.note or told.from_on or told.until_on or told.goes_on is not None):
        raise Refused(_("Choose what was told, or say that it was not told."), field="answer")
    if told.value and not _is_on_its_list(told):
        raise Refused(_("Choose from the list."), field="value")
    if (told.from_on or told.until_on) and told.what not in DATED:
        raise Refused(_("Days belong to a form, a place or a time."), field="from_on")
    if max(told.from_on[:4], told.until_on[:4]) > today[:4] or told.from_on > today or told.until_on > today:
        raise Refused(_("What has happened does not lie in the future."), field="from_on")
    if told.from_on and told.until_on and told.until_on < told.from_on[: len(told.until_on)]:
        raise Refused(_("It does not end before it began."), field="until_on")
    if told.goes_on and told.until_on:
        raise Refused(_("It cannot go on and have ended. Leave one out."), field="until_on")
    if told.told_on is not None and told.told_on > legal_day(at):
        raise Refused(_("Nothing was told in the future."), field="told_on")
    if told.source is Source.SEEN and told.reliability is Reliability.NOT_WEIGHED:
        raise Refused(_("An observation says how reliable it is (615/2020, section 7(3))."), field="reliability")
    if told.is_main and (told.what is not What.FORM or not told.value):
        raise Refused(_("The main form is a form: choose which."), field="is_main")
    if told.is_main and told.source is Source.SEEN:
        raise Refused(_("An observation grounds no decision, so it is not the main form."), field="is_main")


def _is_on_its_list(told: Told) -> bool:
    if told.what in LISTS:
        return told.value in set(LISTS[told.what])
    if told.what is What.AGE:
        return told.value.isascii() and told.value.isdigit() and int(told.value) <= OLDEST
    return told.what is What.PLACE and len(told.value) == 2 and told.value.isalpha() and told.value.isupper()
