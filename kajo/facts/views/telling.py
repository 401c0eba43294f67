"""Pages on which it is told what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.content import queries as content
from kajo.content.terms import Text
from kajo.facts import actions, forms, queries
from kajo.facts.queries import Fact, Page
from kajo.facts.terms import LISTS, VERSIONS, About, Answer, Matter, Set, What
from kajo.law.calendar import legal_day
from kajo.ui import countries
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])
LANGUAGES = ("fi", "sv", "en")
GROUPS: tuple[tuple[str, tuple[What, ...]], ...] = (
    ("forms", (What.FORM, What.SEXUAL, What.SECTOR)),
    ("where", (What.PLACE, What.PERIOD, What.AGE)),
    ("how", (What.RECRUITMENT, What.PLATFORM, What.MEANS)),
    ("who", (What.RECRUITER, What.EXPLOITER)),
    ("after", (What.INJURY, What.OTHER)),
)


@require_GET
def story(request: Request, kind: Matter, key: UUID) -> HttpResponse:
    """Show everything that was told, asked and planned about the person of a referral or case."""
    return shown(request, About(kind, key))


@GET_OR_POST
def record(request: Request, kind: Matter, key: UUID, what: What) -> HttpResponse:
    """Record one thing that happened. What happened to a client is recorded in the room of cases."""
    if kind is Matter.CASE:
        raise Http404
    about = About(kind, key)
    return recording(request, about, what, actions.record, about)


@GET_OR_POST
def correct(request: Request, kind: Matter, key: UUID, statement: UUID) -> HttpResponse:
    """Put one thing right. What happened to a client is corrected in the room of cases."""
    if kind is Matter.CASE:
        raise Http404
    about = About(kind, key)
    return correcting(request, about, statement, actions.correct, about)


def shown(request: Request, about: About, *, refused: forms.Ending | None = None) -> HttpResponse:
    """Show the page of a matter, with a form on it that was refused."""
    found = queries.story(request.actor, about)
    may = found.page.may
    texts = {each: text_of(each) for each in Set}
    offered = [each for each, text in texts.items() if content.may_be_shown(text)]
    words = {
        **around(found.page),
        "story": found,
        "weigh": reverse("cases:weigh" if about.kind is Matter.CASE else "referrals:weigh", args=[about.key]),
        "groups": _groups(found.facts, found.page),
        "formers": [(each, worded(each), days(each)) for each in found.formers],
        "sets": [(each, _address("answer", about, sheets=each)) for each in offered],
        "owners": sorted({text.owner for each, text in texts.items() if each not in offered}),
        "may_record": Verb.FACT_RECORD in may,
        "may_answer": Verb.SHEET_ANSWER in may,
        "may_plan": Verb.INTERVIEW_PLAN in may,
        "may_wish": Verb.INTERVIEW_WISH in may,
        "refused": refused,
    }
    return page(request, "facts/story.html", words, title=_("What happened"))


def text_of(kind: Set) -> Text:
    """Give a set of questions as it is asked today, in the language of the reader."""
    return content.sheet(kind, VERSIONS[kind], language())


def language() -> str:
    """Give the language of the reader in which questions and guides are written: English where theirs is none."""
    spoken = (get_language() or "en").partition("-")[0]
    return spoken if spoken in LANGUAGES else "en"


def recording(
    request: Request, about: About, what: What, deed: Callable[..., Any], target: About | UUID
) -> HttpResponse:
    """Take one thing that happened, and let the deed of the room it belongs to record it."""
    at = now()
    found = queries.page_of(request.actor, about, doing=Verb.FACT_RECORD)
    form = forms.Fact(request.POST or None, what=what, on=legal_day(at), initial={"told_on": legal_day(at)})
    if form.is_valid() and form.carry(deed, request.actor, target, at=at):
        messages.success(request, _("It is recorded."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, "heading": _(what.label), "submit": _("Record it")}
    return page(request, "facts/record.html", words, part="form", title=_("What happened"))


def correcting(
    request: Request, about: About, statement: UUID, deed: Callable[..., Any], target: About | UUID
) -> HttpResponse:
    """Take what holds instead and why, and let the deed of the room it belongs to correct it."""
    at = now()
    # Whoever presses second is told that it was corrected.
    is_sent = request.method == "POST"
    found, fact = queries.fact(request.actor, about, statement=statement, corrected_too=is_sent)
    form = forms.Correction(request.POST or None, what=fact.what, on=legal_day(at), initial=_before(fact))
    if form.is_valid() and form.carry(deed, request.actor, target, statement=statement, at=at):
        messages.success(request, _("It is corrected. What it said before stays in the history."))
        return redirect(back_to(about))
    words = {**around(found), "form": form, "heading": _(fact.what.label), "submit": _("Correct"), "fact": fact}
    return page(request, "facts/record.html", words, part="form", title=_("What happened"))


def around(found: Page) -> dict[str, Any]:
    """Give what every page of this room shows around it: the matter, the person, and the way back."""
    return {
        "found": found,
        "here": back_to(found.about),
        "matter": reverse(found.about.kind.page, args=[found.about.key]),
        "is_case": found.about.kind is Matter.CASE,
    }


def back_to(about: About) -> str:
    """Give the address of the page of a matter in this room."""
    return _address("story", about)


def worded(fact: Fact) -> str:
    """Say what was told, in the reader's language."""
    if fact.answer is not Answer.TOLD:
        return _(fact.answer.label)
    if fact.what is What.PLACE and fact.value:
        return countries.country(fact.value)
    if fact.what is What.AGE and fact.value:
        return _("%(years)s years") % {"years": fact.value}
    return _(fact.label) if fact.label else ""


def days(fact: Fact) -> str:
    """Write the days of a thing as far as they are known."""
    known = " – ".join(_day(each) for each in (fact.from_on, fact.until_on)) if fact.from_on or fact.until_on else ""
    return _("about %(days)s") % {"days": known} if known and fact.is_about else known


def _day(written: str) -> str:
    return ".".join(str(int(part)) for part in reversed(written.split("-"))) if written else ""


def _address(name: str, about: About, **words: Any) -> str:
    return reverse(f"facts:{name}", kwargs={"kind": about.kind, "key": about.key, **words})


def _to_record(about: About, what: What) -> str:
    if about.kind is Matter.CASE:
        return reverse("cases:record_fact", kwargs={"key": about.key, "what": what})
    return _address("record", about, what=what)


def _to_correct(about: About, fact: Fact) -> str:
    if about.kind is Matter.CASE:
        return reverse("cases:correct_fact", kwargs={"key": about.key, "statement": fact.id})
    return _address("correct", about, statement=fact.id)


def _groups(facts: Iterable[Fact], found: Page) -> list[dict[str, Any]]:
    may_correct = Verb.FACT_CORRECT in found.may
    told: dict[What, list[Any]] = {}
    for each in facts:
        address = _to_correct(found.about, each) if may_correct else ""
        told.setdefault(each.what, []).append((each, worded(each), days(each), address))
    titles = {
        "forms": _("What kind of exploitation"),
        "where": _("Where and when"),
        "how": _("How"),
        "who": _("Who it was to the person, without names"),
        "after": _("What it left behind"),
    }
    return [
        {
            "id": name,
            "title": titles[name],
            "kinds": [(each, told.get(each, []), _to_record(found.about, each)) for each in kinds],
        }
        for name, kinds in GROUPS
    ]


def _before(fact: Fact) -> dict[str, Any]:
    return {
        "value": fact.value if fact.what in LISTS or fact.what is What.PLACE else None,
        "years": fact.value if fact.what is What.AGE else None,
        "is_main": fact.is_main,
        "from_on": _day(fact.from_on),
        "until_on": _day(fact.until_on),
        "is_about": fact.is_about,
        "goes_on": None if fact.goes_on is None else "yes" if fact.goes_on else "no",
        "note": fact.note,
        "answer": fact.answer,
        "source": fact.source,
        "reliability": fact.reliability,
        "told_on": fact.told_on,
    }
