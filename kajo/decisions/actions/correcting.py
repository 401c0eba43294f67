"""How is a signed decision corrected? By a new decision; the old one stays as it was signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import queries, rules
from kajo.decisions.actions.deciding import must_be_of_today, sign
from kajo.decisions.models import Decision
from kajo.decisions.terms import UNSIGNED, Anew, DecisionKind, Error
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.ledger.numbers import next_numbers
from kajo.work import actions as work
from kajo.work.terms import Reason

DECIDED_ANEW = _(
    "Such an error is corrected by deciding the matter anew, on a page of its own. No words of this decision were"
    " changed."
)


@action(Verb.DECISION_CORRECT)
def correct(
    actor: Actor, decision: Decision, /, *, error: Error, mistaken: str, right: str, party: str, reasons: str,
    unreasonable: bool, at: datetime,
) -> Decision:  # fmt: skip
    """Draft the decision that corrects a clerical error in a signed one; a draft that waits already is written anew.

    The draft is of the same kind and matter, `party` and `reasons` say what they should have said; nothing but words
    is corrected. Raises Refused for a draft, for what was decided before this system or by older law, for what was
    corrected already, for an error that words do not mend, and without words or where nothing is corrected;
    Unprintable for words that no letter can print. Law: Administrative Procedure Act 434/2003, 51.
    """
    waiting = _waiting_draft(actor, decision)
    if not error.is_clerical:
        raise Refused(DECIDED_ANEW, field="error")
    require(
        rules.may_be_corrected(
            error, to_detriment=False, consent=False, obvious=False, caused_by_party=False, unreasonable=unreasonable
        )
    )
    if not (mistaken.strip() and right.strip()):
        raise Refused(_("Write what is wrong and what it should say."), field="right")
    if mistaken.strip() == right.strip():
        raise Refused(_("Nothing is corrected: what is wrong and what it should say are the same."), field="right")
    on = legal_day(at)
    drafted = waiting or _row_of(decision, reference=next_numbers("D", on)[0])
    drafted.anew, drafted.raised_on, drafted.consented_on = "", None, None
    drafted.is_obvious, drafted.is_partys_own = False, False
    _write(actor, drafted, decision, error=error, party=party, reasons=reasons, at=at, wrong=mistaken, right=right)
    drafted.save(force_insert=waiting is None)
    return drafted


@action(Verb.DECISION_DECIDE_ANEW)
def decide_anew(
    actor: Actor, decision: Decision, /, *, error: Error, anew: Anew, raised_on: date, mistaken: str, right: str,
    consented_on: date | None, consent: str, is_obvious: bool, is_partys_own: bool, party: str, reasons: str,
    at: datetime,
) -> Decision:  # fmt: skip
    """Draft the decision that takes the place of a faulty one; a correcting draft that waits already is written anew.

    The draft is of the same kind and matter. Raises Refused as correcting a clerical error does, where the law does
    not allow it, for a consent without its words or of a day that makes no sense, and without words; Senseless for an
    impossible day; Unprintable for words that no letter can print. Law: 434/2003, 50 and 52.
    """
    waiting = _waiting_draft(actor, decision)
    on = legal_day(at)
    if not (mistaken.strip() and right.strip()):
        raise Refused(_("Write what is wrong, and how the matter really stands."), field="right")
    if anew is not Anew.ANNULLED and not reasons.strip():
        raise Refused(_("Write the reasons of the new decision."), field="reasons")
    if consented_on is not None and not (decision.decided_on or consented_on) <= consented_on <= on:
        raise Refused(_("The party consents after the decision, and not in the future."), field="consented_on")
    if (consented_on is None) is not (not consent.strip()):
        raise Refused(_("A consent has its day, and words of how it was given."), field="consent")
    drafted = waiting or _row_of(decision, reference=next_numbers("D", on)[0])
    drafted.error, drafted.anew, drafted.raised_on, drafted.consented_on = (
        str(error),
        str(anew),
        raised_on,
        consented_on,
    )
    drafted.is_obvious, drafted.is_partys_own = is_obvious, is_partys_own
    _must_be_allowed(actor, decision, drafted, on)
    _write(
        actor, drafted, decision, error=error, party=party, reasons=reasons, at=at, wrong=mistaken, right=right,
        consent=consent,
    )  # fmt: skip
    drafted.save(force_insert=waiting is None)
    return drafted


@action(Verb.DECISION_SIGN)
def sign_anew(actor: Actor, decision: Decision, /, *, at: datetime) -> Decision:
    """Sign the decision that takes the place of a faulty one. What follows for its matter is the caller's.

    The law is asked once more on the day of the signature. Raises Refused for any other draft, where the law does not
    allow it any more, and as signing does.
    """
    if decision.corrects is None or not decision.anew:
        raise Refused(_("This draft takes no decision's place: it is signed on another page."))
    _must_be_allowed(actor, decision.corrects, decision, legal_day(at))
    signed = sign(actor, decision, is_urgent=False, by=(rules.correction_allowed,), at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=legal_day(at), at=at)
    return signed


@action(Verb.DECISION_SIGN)
def sign_correction(actor: Actor, decision: Decision, /, *, at: datetime) -> Decision:
    """Sign a drafted correction. It changes words alone: no state of the matter moves.

    Raises Refused for a draft that corrects nothing, for a decision that was corrected meanwhile, and as signing does.
    """
    if decision.corrects_id is None:
        raise Refused(_("This draft is signed on the page of its matter."))
    if decision.anew:
        raise Refused(_("This draft decides a matter anew: it is signed on a page of its own."))
    signed = sign(actor, decision, is_urgent=False, by=(rules.may_be_corrected,), at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=legal_day(at), at=at)
    return signed


def _waiting_draft(actor: Actor, decision: Decision) -> Decision | None:
    must_be_of_today(DecisionKind(decision.decision_kind))
    if decision.state in UNSIGNED or decision.is_as_recorded:
        raise Refused(_("Only a decision that was signed here is corrected. A draft is written anew."))
    corrections = queries.corrections_of(actor, decision)
    if any(each.state not in UNSIGNED for each in corrections):
        raise Refused(_("This decision was corrected already. Correct the correcting decision."))
    return Decision.objects.within(actor).get(pk=corrections[0].pk) if corrections else None


def _must_be_allowed(actor: Actor, decision: Decision, drafted: Decision, on: date) -> None:
    allowed = rules.correction_allowed(queries.faulty(actor, decision, drafted, on=on))
    if not allowed.outcome:
        raise Refused(allowed.because, field="anew")


def _write(
    actor: Actor, drafted: Decision, decision: Decision, *, error: Error, party: str, reasons: str, at: datetime,
    **said: str,
) -> None:  # fmt: skip
    texts: dict[str, Any] = decision.texts.open()
    drafted.party, drafted.error = party or None, str(error)
    drafted.texts = texts | {
        "reasons": reasons,
        "pending_on": texts.get("pending_on") or legal_day(decision.prepared_at).isoformat(),
        "correction": {
            "record": decision.reference,
            "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
            **said,
        },
    }
    drafted.prepared_by_id, drafted.prepared_at = actor.id, at
    queries.check_printable(drafted, on=legal_day(at))


def _row_of(decision: Decision, *, reference: str) -> Decision:
    return Decision(
        subject_id=decision.subject_id,
        office=decision.office,
        sealed=decision.sealed,
        reference=reference,
        decision_kind=decision.decision_kind,
        matter=decision.matter,
        language=decision.language,
        explained_in=decision.explained_in,
        corrects=decision,
    )
