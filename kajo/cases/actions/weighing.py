"""How is it said which way something speaks that is recorded of a case?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries
from kajo.cases.actions.shared import must_be_open
from kajo.cases.models import Case
from kajo.cases.terms import ASKED
from kajo.facts import actions as facts
from kajo.facts.models import Weighing
from kajo.facts.terms import About, Criterion, Way
from kajo.law.finding import N_ as _


@action(Verb.FACT_WEIGH)
def weigh(
    actor: Actor, about: About, /, *, item: str, criterion: Criterion, way: Way | None, at: datetime
) -> Weighing | None:
    """Say which way one thing that is recorded of a case speaks; None takes back what was said.

    Raises NotFound for what is not recorded there; Refused for what the law asks of no decision on a case, for a case
    that has ended, and as the room of facts does.
    """
    row = Case.objects.within(actor, Verb.FACT_WEIGH).filter(pk=about.key).first()
    if row is None:
        raise NotFound
    if criterion not in ASKED:
        raise Refused(_("The law does not ask this of a decision on a case."), field="criterion")
    must_be_open(row)
    return facts.weigh(actor, about, item=item, criterion=criterion, way=way, beside=queries.beside(actor, row), at=at)
