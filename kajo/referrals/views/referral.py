"""Pages of referrals: the queue, one referral, and what leads to its admission."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.access import gate
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.clients.terms import explained_in
from kajo.decisions import queries as decisions
from kajo.decisions.queries import Help
from kajo.decisions.terms import DecisionKind
from kajo.facts import views as facts
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding, Word
from kajo.referrals import actions, forms, queries
from kajo.referrals.queries import FormerClient, Page, Place, Worker
from kajo.referrals.views.weighing import aside
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.ui.quoting import Quote, quote, quoted

KIND_OF_GROUND = actions.KIND_OF_GROUND
GROUND_OF_KIND = {kind: ground for ground, kind in KIND_OF_GROUND.items()}
GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def queue(request: Request) -> HttpResponse:
    """List the referrals that wait."""
    found = queries.queue(request.actor, None, after=_place(request.GET.get("after", "")))
    words = {"queue": found, "next": _written(found.next), "at": now(), "may_receive": _may_receive(request)}
    return page(request, "referrals/queue.html", words, part="list", title=_("Referrals"))


@require_GET
def decided(request: Request) -> HttpResponse:
    """List the referrals that wait no more."""
    found = queries.decided(request.actor, None, after=_place(request.GET.get("after", "")))
    words = {"queue": found, "next": _written(found.next), "is_decided": True, "may_receive": _may_receive(request)}
    return page(request, "referrals/queue.html", words, part="list", title=_("Referrals"))


@GET_OR_POST
def receive(request: Request) -> HttpResponse:
    """Receive a referral that came by another way than a call."""
    gate.allowed(request.actor, Verb.REFERRAL_RECEIVE)
    at = now()
    form = forms.Receipt(request.POST or None, on=legal_day(at), initial={"arrived_at": at})
    if form.is_valid() and form.carry(actions.receive, request.actor, at=at):
        messages.success(request, _("The referral is received."))
        return redirect("referrals:referral", form.result.pk)
    return page(request, "referrals/receive.html", {"form": form}, part="form", title=_("New referral"))


@require_GET
def referral(request: Request, key: UUID) -> HttpResponse:
    """Show a referral with what may be done."""
    return shown_with(request, key)


@GET_OR_POST
def amend(request: Request, key: UUID) -> HttpResponse:
    """Note what was told later."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_AMEND)
    form = forms.Amendment(
        request.POST or None,
        seen=found.edition,
        on=legal_day(at),
        has_whereabouts=found.has_whereabouts,
        initial=_told(found),
    )
    if form.is_valid() and form.carry(actions.amend, request.actor, key, at=at):
        messages.success(request, _("The referral is amended."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/amend.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@GET_OR_POST
def consent(request: Request, key: UUID) -> HttpResponse:
    """Record consent that was given or refused."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_CONSENT)
    form = forms.Consent(
        request.POST or None,
        on=legal_day(at),
        may_ask_guardian=found.asking_guardian.outcome,
        initial={"given_at": at},
    )
    if form.is_valid() and form.carry(actions.record_consent, request.actor, key, at=at):
        messages.success(request, _("The consent is recorded."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/consent.html", {"referral": found, "form": form}, part="form", title=_("Consent"))


@require_POST
def where(request: Request, key: UUID) -> HttpResponse:
    """Show where the person is, once, for a reason."""
    form = forms.Reveal(request.POST)
    if not form.is_valid():
        return shown_with(request, key, reveal=form)
    place = queries.whereabouts(request.actor, key, **form.facts())
    return page(request, "referrals/where.html", {"key": key, "place": place}, title=_("Referral"))


@GET_OR_POST
def assign(request: Request, key: UUID) -> HttpResponse:
    """Give the referral to a case worker."""
    at = now()
    found, workers = queries.with_workers(request.actor, key, doing=Verb.REFERRAL_ASSIGN, on=legal_day(at))
    form = forms.Assignment(request.POST or None, workers=_offered(workers), seen=found.edition)
    if form.is_valid() and form.carry(actions.assign, request.actor, key, at=at):
        messages.success(request, _("The referral is assigned."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/assign.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@require_POST
def assess(request: Request, key: UUID) -> HttpResponse:
    """Begin to assess, or go on."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.assess, request.actor, key, at=now()):
        return redirect("referrals:referral", key)
    return shown_with(request, key, refused=form)


@GET_OR_POST
def supplement(request: Request, key: UUID) -> HttpResponse:
    """Ask for what is missing, until a day."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_SUPPLEMENT)
    initial = {
        "wanted": [str(each) for each in found.completeness.outcome.missing],
        "until_on": legal_day(at) + timedelta(days=forms.SUPPLEMENT_DAYS),
    }
    form = forms.Supplement(
        request.POST or None,
        on=legal_day(at),
        may_ask_guardian=found.asking_guardian.outcome,
        seen=found.edition,
        initial=initial,
    )
    if form.is_valid() and form.carry(actions.ask_supplement, request.actor, key, at=at):
        messages.success(request, _("It is noted what was asked for."))
        return redirect("referrals:referral", key)
    words = {"referral": found, "form": form}
    return page(request, "referrals/supplement.html", words, part="form", title=_("Referral"))


@GET_OR_POST
def estimate(request: Request, key: UUID) -> HttpResponse:
    """Note when a party was told to expect a decision."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_ESTIMATE)
    initial = {"expected_on": legal_day(at) + timedelta(days=forms.SUPPLEMENT_DAYS)}
    form = forms.Expected(request.POST or None, on=legal_day(at), seen=found.edition, initial=initial)
    if form.is_valid() and form.carry(actions.estimate, request.actor, key, at=at):
        messages.success(request, _("It is noted when a decision may be expected."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/estimate.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@GET_OR_POST
def propose(request: Request, key: UUID) -> HttpResponse:
    """Prepare the admission for the decider."""
    asked = aside(request, key)
    chosen = KIND_OF_GROUND.get(request.POST.get("ground", ""))
    found, balance = queries.to_draft(request.actor, key, doing=Verb.REFERRAL_PROPOSE, kind=chosen)
    form = forms.Preparation(request.POST or None, seen=found.edition, initial=found_before(found))
    if form.is_valid() and form.carry(
        actions.propose, request.actor, key, is_anew=found.prepared is not None, at=now()
    ):
        messages.success(request, _("The draft waits for signature."))
        return redirect("referrals:referral", key)
    weighed = facts.beside(asked, balance, form, form.typed("language"))
    kind = KIND_OF_GROUND.get(form.typed("ground"), DecisionKind.ADMIT_35_1)
    words = {"referral": found, "form": form, "basis": basis_of(form.finding), "help": help_of(kind, form)}
    return page(request, "referrals/propose.html", words | weighed, part="form", title=_("Referral"))


@GET_OR_POST
def admit(request: Request, key: UUID) -> HttpResponse:
    """Read the draft and sign it; without one, write it and say why it cannot wait."""
    at = now()
    asked = aside(request, key)
    chosen = KIND_OF_GROUND.get(request.POST.get("ground", ""))
    (found, workers, against, told, former), balance = queries.to_admit(request.actor, key, on=at, kind=chosen)
    if request.method == "GET" and found.prepared is not None and found.prepared.kind is DecisionKind.REFUSE:
        return redirect("referrals:refuse", key)
    kind = _signature(found, request.POST)
    form = kind(
        request.POST or None,
        workers=_offered(workers),
        people=[(each.id, _recognised(each)) for each in former],
        told=told,
        seen=found.edition,
        initial=found_before(found),
    )
    if form.is_valid() and form.carry(actions.admit, request.actor, key, at=at):
        messages.success(request, _("The person is admitted. The letter is being made."))
        return redirect("cases:case", form.result.pk)
    is_written = "reasons" in form.fields and found.right.outcome
    words = {
        **facts.beside(asked, balance, form if is_written else None, form.typed("language") if is_written else ""),
        "referral": found,
        "form": form,
        "basis": basis_of(getattr(form, "finding", None)),
        "blocked": quoted(against),
        "help": help_of_draft(found),
        "is_alone": kind is not forms.Signature,
        "told": told,
        "former": former,
    }
    return page(request, "referrals/admit.html", words, part="form", title=_("Referral"))


def shown_with(request: Request, key: UUID, *, reveal: Form | None = None, refused: Form | None = None) -> HttpResponse:
    """Show a referral, with a form on its page that was refused."""
    at = now()
    found = queries.referral(request.actor, key)
    words = {
        "referral": found,
        "born": _shown(found.born_on),
        "asked": [(each, (each.until_on - legal_day(at)).days) for each in found.supplements],
        "steps": _steps(found),
        "basis": basis_of(found.completeness),
        "ripe": basis_of(found.ripeness),
        "reveal": reveal or forms.Reveal(),
        "consent": forms.Consent(
            on=legal_day(at),
            may_ask_guardian=found.asking_guardian.outcome,
            initial={"given_at": at, "language": str(found.language)},
        ),
        "hears": basis_of(found.hears),
        "refused": refused,
    }
    return page(request, "referrals/referral.html", words, title=_("Referral"))


def _steps(found: Page) -> list[dict[str, Any]]:
    if found.ended is not None:
        return [{"words": words, "state": "done"} for words in (_("Received"), _begun(found.ended.how))]
    is_assessed = found.state not in ("received", "supplement_asked") or found.is_drafted
    done = (
        True,
        not found.completeness.outcome.missing,
        is_assessed,
        found.is_drafted or not found.is_waiting,
        not found.is_waiting,
    )
    words = (_("Received"), _("What is needed is there"), _("Assessed"), _("Prepared for signature"), _("Decided"))
    first = next((place for place, is_done in enumerate(done) if not is_done), None)
    return [
        {"words": each, "state": "done" if is_done else "now" if place == first else "todo"}
        for place, (each, is_done) in enumerate(zip(words, done, strict=True))
    ]


def _begun(word: Word) -> str:
    label = _(word.label)
    return label[:1].upper() + label[1:]


def _shown(born_on: str) -> str:
    return ".".join(each.lstrip("0") for each in reversed(born_on.split("-")))


def _may_receive(request: Request) -> bool:
    return gate.may(request.actor, Verb.REFERRAL_RECEIVE)


def _signature(found: Page, sent: QueryDict) -> type[forms.Signature]:
    # Reasons that were sent are kept, even where somebody else's draft lies there meanwhile.
    if found.prepared is None or "reasons" in sent:
        return forms.AdmissionAlone
    return forms.SignatureOfOwn if found.prepared.is_mine else forms.Signature


def _recognised(former: FormerClient) -> str:
    words = {
        "person": former.reference,
        "name": former.name,
        "from": former.opened_on.strftime("%d.%m.%Y"),
        "until": former.removed_on.strftime("%d.%m.%Y") if former.removed_on else "",
    }
    return _("%(person)s, %(name)s: client from %(from)s until %(until)s. The same person, admitted again") % words


def _offered(workers: tuple[Worker, ...]) -> list[tuple[UUID, str]]:
    return [(each.id, each.name) for each in workers]


def _told(found: Page) -> dict[str, Any]:
    return {
        "need": found.need,
        "reach": found.reach,
        "is_urgent": found.is_urgent,
        "age_band": found.age_band,
        "born_on": _shown(found.born_on),
        "guardian": found.guardian or "",
        "name": found.name,
        "language": str(found.language),
        "is_in_finland": {True: "yes", False: "no", None: "unknown"}[found.is_in_finland],
        "referrer_kind": found.referrer_kind,
        "account": found.account,
    }


def found_before(found: Page) -> dict[str, Any]:
    """Give what the draft that lies ready says, for a form to begin with."""
    ready = found.prepared
    if ready is None:
        return {
            "found": ["in_finland"] if found.is_in_finland else [],
            "explained_in": str(explained_in([found.language])),
        }
    return {
        "found": [str(each) for each in ready.found],
        "ground": GROUND_OF_KIND.get(ready.kind, ""),
        "reasons": ready.reasons,
        "language": str(ready.language),
        "explained_in": str(ready.explained_in),
    }


def help_of(kind: DecisionKind, form: Any) -> Help:
    """Give what helps to draft a decision as far as it is typed."""
    return decisions.drafting_help(kind, form.typed("reasons"), form.typed("language"))


def help_of_draft(found: Page) -> Help | None:
    """Give what helps to read a draft before it is signed; None where none lies ready."""
    ready = found.prepared
    return decisions.drafting_help(ready.kind, ready.reasons, str(ready.language)) if ready else None


def basis_of(finding: Finding[Any] | None) -> Quote | None:
    """Give how the basis of a finding is quoted; None without a finding."""
    return quote(finding.basis) if finding is not None else None


def _place(text: str) -> Place | None:
    place, moment, key = [*text.split("_"), "", ""][:3]
    try:
        received_at = datetime.fromisoformat(moment)
        return Place(int(place), received_at, UUID(key)) if received_at.tzinfo and len(place) == 1 else None
    except ValueError:
        return None


def _written(place: Place | None) -> str:
    return f"{place.place}_{place.received_at.isoformat()}_{place.id}" if place else ""
