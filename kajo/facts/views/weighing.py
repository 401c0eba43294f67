"""For and against, beside a draft and on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from kajo.access.gate import Refused
from kajo.accounts.sign_in.request import Request
from kajo.facts.queries import Balance, Line, Page
from kajo.facts.terms import UNQUOTED, About, Criterion, Way
from kajo.facts.views.telling import around, back_to, days, worded
from kajo.law.finding import N_
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])
PUT, TAKE_BACK = "put", "none"
LONGEST = 10_000
NO_CRITERION = N_("Choose what it speaks for or against.")
GONE = N_("This is not recorded here any more. Look at what is.")
TOO_LONG = N_("The reasons would become too long. Shorten them first.")
NOT_QUOTED = N_("This is not put into the reasons.")


@dataclass(frozen=True, slots=True)
class Aside:
    """What was asked beside the form: which line, to put it into the reasons, or why nothing was done."""

    item: str = ""
    is_to_be_put: bool = False
    wrong: str = ""
    criterion: str = ""

    @property
    def is_said(self) -> bool:
        """Tell whether it was recorded which way a line speaks."""
        return bool(self.item) and not self.is_to_be_put and not self.wrong


def aside(request: Request, about: About, deed: Callable[..., Any], criteria: Sequence[Criterion]) -> Aside:
    """Do what a button beside a draft asks for: say which way a line speaks, or take that back. Nothing is drafted.

    `deed` is the action of the room that keeps the matter. A refusal becomes a sentence. Raises NotFound as the deed
    does.
    """
    asked = request.POST.get(Form.ASIDE, "") if request.method == "POST" and not request.POST.get("restored") else ""
    way, _space, rest = asked.partition(" ")
    item, _space, named = rest.partition(" ")
    if way == PUT:
        return Aside(item, is_to_be_put=True)
    if way not in {*Way, TAKE_BACK} or not item:
        return Aside(wrong=_(GONE) if asked else "")
    criterion = named or request.POST.get(f"criterion-{item}", "")
    if criterion not in set(criteria):
        return Aside(item, wrong=_(NO_CRITERION))
    said = None if way == TAKE_BACK else Way(way)
    try:
        deed(request.actor, about, item=item, criterion=Criterion(criterion), way=said, at=now())
    except Refused as refusal:
        return Aside(item, wrong=_(refusal.message), criterion=criterion)
    return Aside(item, criterion=criterion)


def beside(asked: Aside, found: Balance | None, form: Form | None = None, language: str = "") -> dict[str, Any]:
    """Give what a page shows of for and against; `form` is the draft that its buttons belong to, None to read only.

    Where a line was to be put into the reasons, it stands there now, in the language of the decision.
    """
    if found is None:
        return {"balance": None}
    wrong = asked.wrong
    if asked.is_to_be_put and form is not None:
        wrong = _put(form, found.line(asked.item), language)
    may_weigh = form is not None and found.may_weigh
    shown = {each.key: _shown(each, may_put=form is not None and "reasons" in form.fields) for each in found.lines}
    return {
        "balance": {
            "groups": [
                (each, [(way, [(shown[line.key], said) for line, said in found.speaking(each, way)]) for way in Way])
                for each in found.criteria
            ],
            "lines": list(shown.values()),
            "criteria": found.criteria,
            "ways": list(Way),
            "may_weigh": may_weigh,
            "unweighed": found.unweighed,
            "wrong": wrong,
            "asked": asked,
        }
    }


def weighing(
    request: Request, about: About, deed: Callable[..., Any], criteria: Sequence[Criterion],
    read: Callable[[], tuple[Page, Balance]],
) -> HttpResponse:  # fmt: skip
    """Show for and against on a page of its own, for the room that keeps the matter; say there which way it speaks.

    What was said is answered by going to the page again, so that loading it anew says nothing twice.
    """
    asked = aside(request, about, deed, criteria)
    if asked.is_said:
        return redirect(request.path)
    around_it, found = read()
    form = Form(request.POST or None)
    said = {**around(around_it), **beside(asked, found, form), "back": back_to(about)}
    before = [(_shown(line, may_put=False), each) for line in found.lines for each in line.before]
    return page(request, "facts/weigh.html", {**said, "form": form, "before": before}, title=_("For and against"))


def _shown(line: Line, *, may_put: bool) -> dict[str, Any]:
    is_quotable = may_put and not line.is_observation and line.record not in UNQUOTED and line.changed_at is None
    return {"line": line, "words": _words(line), "days": days(line.fact) if line.fact else "", "may_put": is_quotable}


def _words(line: Line) -> str:
    if line.fact is not None:
        return worded(line.fact)
    return _(line.words) if line.words else ""


def _put(form: Form, line: Line | None, language: str) -> str:
    """Add a line to the reasons as they are typed; give what is wrong, empty where it stands there now."""
    if line is None:
        return _(GONE)
    if not _shown(line, may_put=True)["may_put"]:
        return _(NOT_QUOTED)
    typed = form.typed("reasons").rstrip()
    reasons = f"{typed}\n\n{sentence(line, language)}" if typed else sentence(line, language)
    if len(reasons) > LONGEST:
        return _(TOO_LONG)
    form.data["reasons"] = reasons  # type: ignore[index]  # a bound form holds a copy of what was sent
    return ""


def sentence(line: Line, language: str) -> str:
    """Write a line as it may stand in the reasons, in the language of the decision: what, and who says so and when.

    What is about somebody else is left out: the party reads the letter, and others may.
    """
    with override(language or None):
        said = " ".join(part for part in (_words(line), days(line.fact) if line.fact else "") if part)
        own = "".join("…" if each.is_about_another else each.words for each in line.pieces).strip()
        heading = line.heading if line.language else _(line.heading)
        told = f"{heading}: " + ". ".join(part.rstrip(".") for part in (said, own) if part)
        when = date_format(line.on, "j.n.Y") if line.on else ""
        source = ", ".join(part for part in (_(line.source) if line.source else "", when) if part)
        whole = f"{told} ({source})." if source else f"{told}."
    return whole[:1].upper() + whole[1:]
