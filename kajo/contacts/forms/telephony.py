"""What does a telephone exchange write of a call?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from kajo.contacts.rules import LEAST_DIGITS
from kajo.contacts.terms import LONGEST_CALL_ID, Cause, Direction, Heard, Moment
from kajo.law.finding import N_ as _
from kajo.law.finding import Refused

LONGEST = 64
MOST_NAMES = 20
WITHHELD = frozenset({"anonymous", "withheld", "restricted", "private", "unknown", "unavailable"})
QUEUE = re.compile(r"[A-Za-z0-9 _.-]{1,40}")

WRONG = {
    "event": _("The field event is missing, or is none of newCall, answer and hangup."),
    "from": _("The field from is missing, or is not a short text."),
    "to": _("The field to is missing, or is not a short text."),
    "direction": _("The field direction is missing, or is neither in nor out."),
    "callId": _("The field callId is missing, or is not a text of at most 200 signs."),
    "user": _("The field user is neither a short text nor a list of short texts."),
    "queue": _("The field queue is not a short text."),
    "answeringNumber": _("The field answeringNumber is not a short text."),
    "cause": _("The field cause is missing, or is none of the known ones."),
}
NOT_READ = _("The body is neither a JSON object nor a form.")


def moment(fields: object) -> Moment | Refused:
    """Read one moment of a call; gives what is wrong where it cannot be read. Fields that nobody knows are left out."""
    if not isinstance(fields, Mapping):
        return Refused(NOT_READ)
    try:
        return _read(fields)
    except Refused as refusal:
        return refusal


def from_json(body: bytes) -> object:
    """Read JSON; gives None for what is none."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_not_json, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None


def from_form(values: Mapping[str, list[str]]) -> object:
    """Read a form's values: lists of texts by name, only `user` may have several. Gives None for what is none."""
    known = {name.removesuffix("[]"): found for name, found in values.items()}
    is_twice = any(len(found) != 1 for name, found in known.items() if name in WRONG and name != "user")
    if len(known) < len(values) or is_twice:
        return None
    return {name: found if len(found) > 1 else found[0] for name, found in known.items() if found}


def _read(fields: Mapping[Any, Any]) -> Moment:
    heard = Heard(_one_of(fields, "event", {str(each) for each in Heard}))
    number = _text(fields, "from")
    _text(fields, "to")
    direction = Direction(_one_of(fields, "direction", {str(each) for each in Direction}))
    call = _text(fields, "callId", LONGEST_CALL_ID)
    names, queue = _names(fields), _text(fields, "queue") if _has(fields, "queue") else ""
    is_answering = heard is not Heard.NEW_CALL and _has(fields, "answeringNumber")
    answering = _text(fields, "answeringNumber") if is_answering else ""
    is_hang_up = heard is Heard.HANG_UP
    cause = Cause(_one_of(fields, "cause", {str(each) for each in Cause})) if is_hang_up else None
    return Moment(
        heard=heard,
        call=call,
        direction=direction,
        number=number if _is_number(number) else "",
        queue=queue if QUEUE.fullmatch(queue) and sum(map(str.isdigit, queue)) < LEAST_DIGITS else "",
        answerers=tuple(each for each in (answering, *names) if each),
        cause=cause,
    )


def _is_number(text: str) -> bool:
    return text.casefold() not in WITHHELD and any(sign.isdigit() for sign in text)


def _has(fields: Mapping[Any, Any], name: str) -> bool:
    return fields.get(name) not in (None, "")


def _text(fields: Mapping[Any, Any], name: str, longest: int = LONGEST) -> str:
    found = fields.get(name)
    if not isinstance(found, str) or not found.strip() or len(found) > longest or not found.isprintable():
        raise Refused(WRONG[name], field=name)
    return found.strip()


def _one_of(fields: Mapping[Any, Any], name: str, words: set[str]) -> str:
    found = fields.get(name)
    if not isinstance(found, str) or found not in words:
        raise Refused(WRONG[name], field=name)
    return found


def _names(fields: Mapping[Any, Any]) -> list[str]:
    if not _has(fields, "user"):
        return []
    found = fields["user"]
    names = found if isinstance(found, list) else [found]
    if len(names) > MOST_NAMES:
        raise Refused(WRONG["user"], field="user")
    return [_text({"user": each}, "user") for each in names]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A field is there twice.")
    return found


def _not_json(_word: str) -> NoReturn:
    raise ValueError("This is no JSON.")
