"""What does a child say of its own referral, and what is in its best interest?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.actions.shared import must_be_considered
from kajo.cases.terms import ChildHeard
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries
from kajo.referrals.actions.shared import DECIDED
from kajo.referrals.models import ChildsView, Referral
from kajo.referrals.terms import OPEN_STATES, ChildsWords, State
from kajo.work import actions as work
from kajo.work.terms import Reason

ASKED = frozenset({ChildHeard.ASKED, ChildHeard.FORMALLY})


@action(Verb.REFERRAL_HEAR_CHILD)
def hear_child(actor: Actor, referral: Referral, /, *, words: ChildsWords, at: datetime) -> ChildsView:
    """Record what a child said of its referral, or why it was not asked, and what is in its best interest.

    A later record supersedes the earlier one. After an urgent admission it completes the file. Raises Refused for an
    adult, for a referral that ended otherwise, and with the reason of the rule for what is missing or does not fit.
    """
    if referral.state not in {*OPEN_STATES, State.ADMITTED}:
        raise Refused(DECIDED)
    if not queries.is_child(referral):
        raise Refused(_("Only a child's own view is recorded here."))
    on = legal_day(at)
    is_asked = words.heard in ASKED
    if is_asked and words.asked_on is None:
        raise Refused(_("On which day was the child asked?"), field="asked_on")
    if words.asked_on is not None and words.asked_on > on:
        raise Refused(_("A child was not asked in the future."), field="asked_on")
    must_be_considered(queries.childs_part(referral, words, on=on))
    former = ChildsView.objects.within(actor).filter(referral=referral, superseded_at__isnull=True)
    former.update(superseded_at=at)
    work.finish(actor, referral.pk, {Reason.CHILDS_VIEW}, at)
    return ChildsView.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        heard=str(words.heard),
        asked_on=words.asked_on if is_asked else None,
        language=words.language if is_asked else None,
        interpreter=words.interpreter if is_asked else None,
        view=words.view,
        best_interest=words.best_interest,
        made_by_id=actor.id,
        made_at=at,
    )
