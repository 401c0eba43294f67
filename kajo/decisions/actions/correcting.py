"""How is a signed decision corrected? By a new decision; the old one stays as it was signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import queries, rules
from kajo.decisions.actions.deciding import must_be_of_today, sign
from kajo.decisions.models import Decision
from kajo.decisions.terms import UNSIGNED, DecisionKind, Error, State
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.ledger.numbers import next_numbers
from kajo.work import actions as work
from kajo.work.terms import Reason

DECIDED_ANEW = _(
    "Such an error is corrected by deciding the matter anew, which is not done here yet. The decision stays as it is;"
    " tell the director, and the party how to appeal."
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
    must_be_of_today(DecisionKind(decision.decision_kind))
    if decision.state in UNSIGNED or decision.is_as_recorded:
        raise Refused(_("Only a decision that was signed here is corrected. A draft is written anew."))
    corrections = list(Decision.objects.within(actor).filter(corrects=decision).exclude(state=str(State.DROPPED)))
    if any(each.state not in UNSIGNED for each in corrections):
        raise Refused(_("This decision was corrected already. Correct the correcting decision."))
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
    drafted = corrections[0] if corrections else _row_of(decision, reference=next_numbers("D", on)[0])
    texts: dict[str, Any] = decision.texts.open()
    drafted.party, drafted.error = party or None, str(error)
    drafted.texts = texts | {
        "reasons": reasons,
        "pending_on": texts.get("pending_on") or legal_day(decision.prepared_at).isoformat(),
        "correction": {
            "record": decision.reference,
            "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
            "wrong": mistaken,
            "right": right,
        },
    }
    drafted.prepared_by_id, drafted.prepared_at = actor.id, at
    queries.check_printable(drafted, on=on)
    drafted.save(force_insert=not corrections)
    return drafted


@action(Verb.DECISION_SIGN)
def sign_correction(actor: Actor, decision: Decision, /, *, at: datetime) -> Decision:
    """Sign a drafted correction. It changes words alone: no state of the matter moves.

    Raises Refused for a draft that corrects nothing, for a decision that was corrected meanwhile, and as signing does.
    """
    if decision.corrects_id is None:
        raise Refused(_("This draft is signed on the page of its matter."))
    signed = sign(actor, decision, is_urgent=False, by=(rules.may_be_corrected,), at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=legal_day(at), at=at)
    return signed


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
