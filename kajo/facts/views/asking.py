"""Pages of questionnaires and interviews."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.content import queries as content
from kajo.facts import actions, forms, queries, rules
from kajo.facts.queries import Talk
from kajo.facts.terms import VERSIONS, About, InterviewState, Matter, Set
from kajo.facts.views.telling import around, back_to, language, shown, text_of
from kajo.law.calendar import legal_day
from kajo.ui.pages import page
from kajo.ui.quoting import quote

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def answer(request: Request, kind: Matter, key: UUID, sheets: Set) -> HttpResponse:
    """Ask the questions of a set, and keep the answers. Where nobody has reviewed them, say whom to ask instead."""
    about = About(kind, key)
    found = queries.page_of(request.actor, about, doing=Verb.SHEET_ANSWER)
    text = text_of(sheets)
    if not content.may_be_shown(text):
        words = {**around(found), "kind": sheets, "text": text}
        return page(request, "facts/unreviewed.html", words, title=_("Questions"))
    form = forms.Sheet(
        request.POST or None, kind=sheets, language=text.language, groups=content.questions(text),
        initial={"version": VERSIONS[sheets]},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.answer, request.actor, about, at=now()):
        messages.success(request, _("The answers are kept as they were asked."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, "kind": sheets, "text": text, "is_due": text.is_stale(legal_day(now()))}
    return page(request, "facts/answer.html", words, part="form", title=_("Questions"))


@require_GET
def sheet(request: Request, kind: Matter, key: UUID, sheet: UUID) -> HttpResponse:
    """Show a sheet as it was asked."""
    read = queries.sheet(request.actor, About(kind, key), sheet=sheet)
    return page(request, "facts/sheet.html", {**around(read.page), "sheet": read}, title=_("Questions"))


@GET_OR_POST
def wish(request: Request, kind: Matter, key: UUID) -> HttpResponse:
    """Note what the person wants of interpreters."""
    about = About(kind, key)
    found = queries.page_of(request.actor, about, doing=Verb.INTERVIEW_WISH)
    form = forms.Wish(request.POST or None)
    if form.is_valid() and form.carry(actions.wish, request.actor, about, at=now()):
        messages.success(request, _("The wish is noted. No interview is planned against it."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, "heading": _("Wish about interpreters"), "submit": _("Note the wish")}
    return page(request, "facts/record.html", words, part="form", title=_("Interview"))


@require_POST
def end_wish(request: Request, kind: Matter, key: UUID, wish: UUID) -> HttpResponse:
    """Note that a wish about interpreters does not hold any more."""
    about = About(kind, key)
    form = forms.Ending(request.POST)
    if form.is_valid() and form.carry(actions.end_wish, request.actor, about, wish=wish, at=now()):
        messages.success(request, _("It is noted that this does not hold any more."))
        return redirect(back_to(about))
    return shown(request, about, refused=form)


@GET_OR_POST
def plan(request: Request, kind: Matter, key: UUID) -> HttpResponse:
    """Plan an interview."""
    about = About(kind, key)
    found = queries.page_of(request.actor, about, doing=Verb.INTERVIEW_PLAN)
    language = str(found.person.interpret_into) if found.person else ""
    form = forms.Plan(request.POST or None, initial={"language": language})
    if form.is_valid() and form.carry(actions.plan, request.actor, about, at=now()):
        messages.success(request, _("The interview is planned."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, **_guided(), "heading": _("Plan an interview"), "submit": _("Plan")}
    return page(request, "facts/guided.html", words, part="form", title=_("Interview"))


@require_GET
def interview(request: Request, kind: Matter, key: UUID, interview: UUID) -> HttpResponse:
    """Show an interview: its plan, and what came of it."""
    found, talk = queries.talk(request.actor, About(kind, key), interview=interview)
    is_planned = talk.state is InterviewState.PLANNED
    words = {
        **around(found),
        "talk": talk,
        "may_hold": is_planned and Verb.INTERVIEW_HOLD in found.may,
        "may_cancel": is_planned and Verb.INTERVIEW_CANCEL in found.may,
    }
    return page(request, "facts/interview.html", words, title=_("Interview"))


@GET_OR_POST
def hold(request: Request, kind: Matter, key: UUID, interview: UUID) -> HttpResponse:
    """Record how an interview went, with the guide beside."""
    about = About(kind, key)
    found, talk = queries.talk(request.actor, about, interview=interview, doing=Verb.INTERVIEW_HOLD)
    form = forms.Hold(request.POST or None, seen=talk.edition, initial=_planned(talk))
    if form.is_valid() and form.carry(actions.hold, request.actor, interview, at=now()):
        messages.success(request, _("The interview is recorded."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, **_guided(), "heading": _("Record the interview"), "submit": _("Record it")}
    return page(request, "facts/guided.html", words, part="form", title=_("Interview"))


@GET_OR_POST
def cancel(request: Request, kind: Matter, key: UUID, interview: UUID) -> HttpResponse:
    """Call off an interview."""
    about = About(kind, key)
    found, talk = queries.talk(request.actor, about, interview=interview, doing=Verb.INTERVIEW_CANCEL)
    form = forms.Cancelled(request.POST or None, seen=talk.edition)
    if form.is_valid() and form.carry(actions.cancel, request.actor, interview, at=now()):
        messages.success(request, _("The interview is called off."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, "heading": _("Call off the interview"), "submit": _("Call it off")}
    return page(request, "facts/record.html", words, part="form", title=_("Interview"))


def _guided() -> dict[str, Any]:
    text = content.guide("interview", language())
    return {
        "guide": text,
        "passages": [one for part in text.parts.values() for one in part] if content.may_be_shown(text) else [],
        "basis": quote(rules.SAFE_INTERPRETER),
    }


def _planned(talk: Talk) -> dict[str, Any]:
    return {
        "began_at": talk.planned_at,
        "language": str(talk.language),
        "interpreter": talk.interpreter,
        "gender": talk.gender,
    }
