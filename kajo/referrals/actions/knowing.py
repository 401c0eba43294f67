"""Is the person of a referral known here already?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.crossing import current
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries, rules
from kajo.referrals.actions.shared import DECIDED, must_be_identifiable
from kajo.referrals.models import Check, Referral
from kajo.referrals.terms import OPEN_STATES


@action(Verb.REFERRAL_CHECK_KNOWN)
def check_known(actor: Actor, referral: Referral, /, *, at: datetime) -> Check:
    """Ask whether exactly this identity code, or number from an earlier case, is known here.

    The answer names nobody, no worker and no office, and is recorded with the act. A phone number is never looked up.
    Raises Refused for a referral that was decided, without consent, with nothing to look up, and for whoever has asked
    too often within an hour.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    must_be_identifiable(actor, referral)
    if referral.personal_code is None and referral.client_number is None:
        raise Refused(_("Note the identity code or a number from an earlier case first: nothing else is looked up."))
    found, asked = queries.known_of(actor, referral)
    may = rules.may_check_known(asked, legal_day(at))
    if not may.outcome:
        raise Refused(may.because)
    current().note(
        Verb.REFERRAL_CHECK_KNOWN, "read", kind=referral._meta.label_lower, record=referral.pk,
        subject=referral.subject_id, reason=found.written,
    )  # fmt: skip
    return Check.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        answer=found.written,
        asked_by_id=actor.id,
        asked_at=at,
    )
