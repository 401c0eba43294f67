"""How is advice noted about somebody who has not agreed to be named?"""

from __future__ import annotations

from datetime import datetime

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts import rules
from kajo.contacts.models import Consultation
from kajo.contacts.terms import Advice, Trace
from kajo.law.finding import N_ as _
from kajo.vault.models import Kind


@action(Verb.CONTACT_CONSULT)
def consult(actor: Actor, nothing: None, /, *, told: Advice, is_confirmed: bool = False, at: datetime) -> Consultation:
    """Note advice that was given about somebody who has not agreed to be named. It makes no person and no referral.

    Raises Refused without what was advised, for words that look as if they told who somebody is and were not
    confirmed, and for a way to reach an asker who wants no answer.
    """
    if not told.advice.strip():
        raise Refused(_("Write what was asked and advised."), field="advice")
    if told.reach and not told.is_answer_wanted:
        raise Refused(_("How to reach the asker is kept only where they want an answer."), field="reach")
    if Trace.IDENTITY_CODE in rules.looks_identifying(told.reach).outcome:
        raise Refused(
            _("An identity code is no way to reach anybody. Write a phone number or an address."), field="reach"
        )
    seems = rules.looks_identifying(told.advice)
    if seems.outcome and not is_confirmed:
        raise Refused(seems.because, field="is_confirmed")
    return Consultation.objects.create(
        subject=ties.open_subject(Kind.CONTACT, at=at, seen_by=Verb.CONTACT_VIEW),
        office=actor.office or 1,
        asked_at=at,
        asker=str(told.asker),
        danger=str(told.danger),
        form=told.form,
        region=told.region,
        outcome=str(told.outcome),
        is_confirmed=bool(seems.outcome),
        is_answer_wanted=told.is_answer_wanted,
        language=told.language or None,
        topic=str(told.topic) if told.topic else None,
        reach=told.reach or None,
        advice=told.advice,
        taken_by_id=actor.id,
    )
