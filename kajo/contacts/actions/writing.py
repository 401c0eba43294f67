"""How is a note kept while somebody talks?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Draft
from kajo.contacts.states import DRAFT
from kajo.contacts.terms import Writing
from kajo.law.finding import N_ as _
from kajo.vault.models import Kind

SOMEBODY_ELSE = _("Somebody else goes on with this note now. Copy what you have written before you leave the page.")


@action(Verb.CONTACT_KEEP)
def keep(
    actor: Actor, nothing: None, /, *, key: UUID, step: int, words: dict[str, Any], began_at: datetime, at: datetime
) -> Draft:
    """Keep what is written so far. The first keeping makes the note, under the key that its page was given.

    A keeping that is older than what is there, or that comes when the call is saved already, changes nothing. Raises
    Refused for a note that somebody else goes on with.
    """
    found = _held(actor, key)
    if found is None:
        return _begun(actor, key=key, step=step, words=words, began_at=min(began_at, at), at=at)
    if found.state == Writing.KEPT and step > found.step:
        found.step, found.words, found.kept_at = step, words, at
        found.save(update_fields=["step", "words", "kept_at"])
    return found


@action(Verb.CONTACT_TAKE_OVER)
def take_over(actor: Actor, draft: Draft, /, *, at: datetime) -> Draft:
    """Go on with a note that a colleague began: the call was passed, or the colleague's machine is gone.

    Raises Refused for a note that is not being written any more.
    """
    if draft.state != Writing.KEPT:
        raise Refused(_("This note is not being written any more."))
    draft.holder_id, draft.kept_at = actor.id, at  # type: ignore[assignment]  # only people take calls
    draft.save(update_fields=["holder", "kept_at"])
    return draft


@action(Verb.CONTACT_PUT_AWAY, DRAFT)
def put_away(actor: Actor, draft: Draft, /, *, at: datetime) -> Draft:
    """Put a note away of which nothing is to stay. Raises Refused for somebody else's."""
    if draft.holder_id != actor.id:
        raise Refused(SOMEBODY_ELSE)
    draft.words, draft.state = None, str(Writing.PUT_AWAY)
    draft.save(update_fields=["words", "state"])
    return draft


@action(Verb.CONTACT_LOG, DRAFT)
def use(actor: Actor, draft: Draft, /, *, at: datetime) -> Draft:
    """Empty a note that becomes a call. Raises Refused for somebody else's."""
    if draft.holder_id != actor.id:
        raise Refused(SOMEBODY_ELSE)
    draft.words, draft.state, draft.kept_at = None, str(Writing.SAVED), at
    draft.save(update_fields=["words", "state", "kept_at"])
    return draft


def _held(actor: Actor, key: UUID) -> Draft | None:
    rows = Draft.objects.within(actor).select_for_update(of=("self",))
    found: Draft | None = rows.filter(pk=key).first()
    if found is not None and found.holder_id != actor.id:
        raise Refused(SOMEBODY_ELSE)
    return found


def _begun(actor: Actor, *, key: UUID, **words: Any) -> Draft:
    at, staff = words.pop("at"), actor.id
    if staff is None:
        raise NotFound
    try:
        with transaction.atomic():
            return Draft.objects.create(
                pk=key,
                subject=ties.open_subject(Kind.CONTACT, at=at, seen_by=Verb.CONTACT_VIEW),
                office=actor.office or 1,
                holder_id=staff,
                kept_at=at,
                **words,
            )
    except IntegrityError as taken:
        # Two keepings at the same moment, or the key of something that this person does not see.
        raise NotFound from taken
