"""Which matter is it, whose rows lie together, and what do figures take from them? Parts of a deed or reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.apps import apps

from kajo.access import gate
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts.models import InterpreterWish, Statement
from kajo.facts.terms import (
    COUNTED,
    About,
    Answer,
    Coming,
    Exploitation,
    Figures,
    Interpreter,
    Matter,
    Place,
    Wanted,
    What,
)
from kajo.law.finding import N_ as _
from kajo.vault.models import Subject

HOME = "FI"


def matter_row(actor: Actor, about: About, verb: Verb, *, to_write: bool = False) -> Protected:
    """Give the row of a matter that somebody may do this to, locked where it is to be written about.

    The table is found by its name, as a task's page is: nothing of the rooms above is known here. Only inside a door.
    Raises NotFound and Forbidden; Refused to write about a referral whose person has become a client.
    """
    rows = cast("type[Protected]", apps.get_model(str(about.kind))).objects.within(actor).select_related("subject")
    found = (rows.select_for_update(of=("self",)) if to_write else rows).filter(pk=about.key).first()
    if found is None:
        raise NotFound
    gate.check(actor, verb, found)
    if to_write and is_over(about, found):
        raise Refused(_("The person is a client now: what is told goes to the case."))
    row: Protected = found
    return row


def is_over(about: About, row: Protected) -> bool:
    """Tell whether what is told of a matter goes elsewhere: a referral's key is linked to the person's at admission."""
    return about.kind is Matter.REFERRAL and row.subject.linked_to_id is not None


def circle(subject: UUID) -> list[UUID]:
    """List the subjects of one person: that of the person, and of referrals and contacts linked to it."""
    top = subject
    while above := Subject.objects.filter(pk=top).values_list("linked_to", flat=True).first():
        top = above
    found, latest = [top], [top]
    while latest:
        latest = list(Subject.objects.filter(linked_to__in=latest).values_list("pk", flat=True))
        found += latest
    return found


def figures(actor: Actor, row: Protected) -> Figures:
    """Tell what figures take from what was told about a matter. Only inside a door."""
    kinds = [str(What.FORM), str(What.PLACE)]
    rows = Statement.objects.within(actor).filter(subject__in=circle(row.subject_id), what__in=kinds)
    told = [each for each in rows.order_by("recorded_at", "pk") if each.what == What.PLACE or each.is_main]
    now = [each for each in told if each.superseded_at is None and each.answer == Answer.TOLD]
    main = next((str(_value(each)) for each in now if each.is_main), "")
    # An observation of ours grounds nothing.
    places = {str(_value(each)) for each in now if each.what == What.PLACE and each.source != "seen"} - {""}
    place = Place.FINLAND if HOME in places else Place.ABROAD if places else None
    return Figures(
        main_form=COUNTED[Exploitation(main)] if main else None,
        exploited_in=place,
        is_form_told=any(each.is_main for each in told),
        is_place_told=any(each.what == What.PLACE for each in told),
    )


def wish_rows(actor: Actor, subjects: Iterable[UUID]) -> list[InterpreterWish]:
    """List what a person wants of interpreters now, by the subjects of the person. Only inside a door."""
    rows = InterpreterWish.objects.within(actor).filter(subject__in=list(subjects), superseded_at__isnull=True)
    return list(rows.select_related("made_by").order_by("made_at", "pk"))


def interpreter_facts(actor: Actor, subjects: Iterable[UUID], coming: Coming) -> Interpreter:
    """Put what a person wants of interpreters beside one who would come. Only inside a door."""
    rows = wish_rows(actor, subjects)
    wanted = {each.wanted for each in rows}
    left_out = [str(each.words.open()) for each in rows if each.wanted == Wanted.NOT_THIS]
    return Interpreter(
        gender=coming.gender,
        woman_only=Wanted.WOMAN in wanted,
        man_only=Wanted.MAN in wanted,
        is_named_out=any(is_same_name(coming.name, each) for each in left_out),
        nobody_known=Wanted.NOBODY_KNOWN in wanted,
        knows_the_person=coming.knows_the_person,
        has_regions=Wanted.NOT_FROM in wanted,
        is_from_there=coming.is_from_there,
    )


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two ways to write a name may be of one person, whatever case, accents, order and second names."""
    first, second = _parts(one), _parts(other)
    return bool(first and second) and (first <= second or second <= first)


def _parts(name: str) -> frozenset[str]:
    bare = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return frozenset("".join(each if each.isalnum() else " " for each in bare).split())


def _value(row: Statement) -> str:
    return str((row.told.open() if row.told else {}).get("value") or "")
