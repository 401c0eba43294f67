"""How does somebody come to be tied to a subject?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from kajo.access import matrix
from kajo.access.crossing import current, enter
from kajo.access.models import Tie, Tied
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.vault.models import Kind, Subject


def open_subject(kind: Kind, *, at: datetime, seen_by: Verb | None = None) -> Subject:
    """Make a subject with its data key and tie its maker to it, so that what follows lies in the maker's own scope.

    A machine's actor is tied to nothing, and with `seen_by` neither is whoever sees all such records by that verb:
    somebody on the line takes thousands of calls, and every tie travels with every request.
    """
    subject = Subject.open(kind, at=at)
    maker = current().actor
    if maker.id is not None and not (seen_by and Scope.ALL in matrix.scopes_of(maker.roles, seen_by)):
        tie(subject.pk, maker.id, Tied.ASSIGNED, at=at)
    return subject


def tie(subject: UUID, staff: UUID, how: Tied, *, at: datetime) -> Tie:
    """Tie a staff member to a subject from today on; an open tie of the same kind stays as it is.

    Only inside a door. The database lets through ties to oneself on a subject of this very transaction, and those
    that somebody makes who holds `tie.make`.
    """
    act = current()
    found = Tie.objects.filter(subject=subject, staff=staff, how=how, until_on__isnull=True).first()
    made = found or Tie.objects.create(subject_id=subject, staff=staff, how=how, from_on=legal_day(at), made_at=at)
    if staff == act.actor.id:
        with connection.cursor() as cursor:
            enter(cursor, act)
    return made


def untie(found: Tie, *, at: datetime) -> None:
    """End a tie today."""
    found.until_on = legal_day(at)
    found.save(update_fields=["until_on"])
