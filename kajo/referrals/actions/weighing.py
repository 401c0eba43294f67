"""How is it said which way something speaks that is recorded of a referral?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts import actions as facts
from kajo.facts.models import Weighing
from kajo.facts.terms import About, Criterion, Way
from kajo.law.finding import N_ as _
from kajo.referrals import queries
from kajo.referrals.models import Referral
from kajo.referrals.terms import OPEN_STATES
from kajo.referrals.terms.weighing import ASKED


@action(Verb.FACT_WEIGH)
def weigh(
    actor: Actor, about: About, /, *, item: str, criterion: Criterion, way: Way | None, at: datetime
) -> Weighing | None:
    """Say which way one thing that is recorded of a referral speaks; None takes back what was said.

    Raises NotFound for what is not recorded there; Refused for what the law does not ask of an admission, for a
    referral that was decided or has ended, and as the room of facts does.
    """
    row = Referral.objects.within(actor, Verb.FACT_WEIGH).select_related("received_by").filter(pk=about.key).first()
    if row is None:
        raise NotFound
    if criterion not in ASKED:
        raise Refused(_("The law does not ask this of an admission."), field="criterion")
    if row.state not in OPEN_STATES:
        raise Refused(_("This referral was decided already, or has ended."))
    return facts.weigh(actor, about, item=item, criterion=criterion, way=way, beside=queries.beside(actor, row), at=at)
