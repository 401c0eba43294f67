"""Which forms are there on a page, as a browser sees them?"""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.urls import resolve
from django.utils.timezone import localtime

from kajo.ui.writing import mended

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MARK = "qmarkword"
WORDS = f"Words of a test {MARK}."
LOOK = "look"  # the button that shows what would follow and does nothing
ASIDE = "aside"  # the buttons beside a form that is still being written; on a page of their own they are the form
TYPED = ("text", "textarea", "search", "email", "tel")
# What somebody would answer who knows the person; every other field is answered by its kind.
ANSWERS: dict[str, str] = {
    "login": f"new-{MARK}",
    "category": "assisting",
    "until_on": f"{localtime() + timedelta(days=14):%d.%m.%Y}",
    "organisation": "",
    "received_on": "",
    "born_on": "",
    "personal_code": "",
    "sex": "female",
}
# What fits the record of an address where no answer by name or kind would.
IN_A_MONTH = f"{localtime() + timedelta(days=40):%d.%m.%Y}"
TODAY = f"{localtime():%d.%m.%Y}"
HOUR = timedelta(hours=1)
LATER = localtime() + 30 * HOUR
FITTING: dict[str, dict[str, Any]] = {
    "accounts:reach": {"text": "+358 40 110 0000", "voice": "", "mail": ""},
    "cases:add_child": {"heard": "formally"},
    "cases:close_by_death": {"died_on": TODAY},
    "cases:note_risk": {"review_on": IN_A_MONTH},
    "cases:after_assistance": {"until_on": IN_A_MONTH},
    "cases:propose_removal": {
        "ground": "R3a",
        "wants_to_leave": "yes",
        "wants_to_leave_source": "document",
        "after_until": None,
    },
    "cases:propose_reflection": {"last_on": IN_A_MONTH, "right_of_residence": "no", "admitted_first": "yes"},
    "cases:reflection_anew": {"right_of_residence": "no", "admitted_first": "yes"},
    "clients:apply_representative": {"has_permit": "no"},
    "clients:end_representative": {"ended_because": "not_appointed"},
    "decisions:decide_anew": {
        "error": "law",
        "anew": "no_worse",
        "is_obvious": "no",
        "is_partys_own": "no",
        "raised_on": TODAY,
        "consented_on": None,
        "consent": None,
        "right": "How it really stands.",
        "reasons": "Decided on the right law.",
    },
    "decisions:correct": {"error": "clerical", "unreasonable": "no", "right": "What it should say."},
    "decisions:hear": {"reply_by": IN_A_MONTH},
    "contacts:consult": {"is_answer_wanted": "on"},
    "disclosures:ask": {"holder": "county", "necessary": "on", "asked_on": TODAY, "due_on": IN_A_MONTH},
    "disclosures:answer": {"purpose": "task", "necessary": "on"},
    "disclosures:prepare": {"recipient": "producer", "purpose": "service", "necessary": "on"},
    "disclosures:refuse": {"is_advised": "on", "refused_on": TODAY},
    "facts:hold": {
        "began_at": "1.5.2025 10.00",
        "ended_at": "1.5.2025 11.00",
        "breaks": "1",
        "interpreted_from_at": None,
        "interpreted_until_at": None,
    },
    "notices:redo": {"is_wish_read": "on"},
    "referrals:hear_child": {"heard": "formally"},
    "referrals:identify": {"personal_code": "010190-900P", "client_number": "", "phone": "040 1234567"},
    "referrals:lapse": {"reason": "not_reached"},
    "referrals:propose_refusal": {"found": ["in_finland"]},
    "rota:ask": {"back": None},
    "rota:leave": {"from_on": IN_A_MONTH, "last_on": IN_A_MONTH},
    "rota:override": {"from_at": f"{LATER:%d.%m.%Y %H.%M}", "until_at": f"{LATER + HOUR:%d.%m.%Y %H.%M}"},
    "rota:rotate": {
        "from_day": "0",
        "from_clock": "7.00",
        "until_day": "0",
        "until_clock": "15.00",
        "from_on": IN_A_MONTH,
        "last_on": None,
    },
    "work:deputise": {"from_on": IN_A_MONTH, "last_on": IN_A_MONTH},
}


@dataclass
class Field:
    """One field: its name, what kind it is, and the value a browser would send without anybody's doing."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    is_chosen: bool = False


@dataclass
class Form:
    """One form that is sent by POST: where to, and its fields."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[str, ...]:
        """Tell forms apart by their fields, whatever record a field is named after."""
        return tuple(sorted({KEY.sub("*", name) for name in self.fields}))

    @property
    def sends_to(self) -> str:
        """Name the address that takes it."""
        return str(resolve(urllib.parse.urlsplit(self.action).path).view_name)

    @property
    def has_typed(self) -> bool:
        """Tell whether somebody types anything in it."""
        return any(each.kind in TYPED for each in self.fields.values())

    @property
    def is_aside(self) -> bool:
        """Tell whether its buttons beside are all there is to it."""
        return all(each.kind in ("hidden", "radio", "select") for each in self.fields.values())

    def filled(self) -> dict[str, Any]:
        """Fill it in as somebody would who has an answer to everything."""
        left = {LOOK} if self.is_aside else {LOOK, ASIDE}
        answers: dict[str, Any] = {name: _answer(each) for name, each in self.fields.items() if name not in left}
        answers |= FITTING.get(self.sends_to, {})
        return {name: answer for name, answer in answers.items() if answer is not None}


def _answer(each: Field) -> str | list[str] | None:
    if each.name == "until_on" and each.value:
        return each.value
    if each.name in ANSWERS:
        return ANSWERS[each.name]
    if each.kind == "checkbox" and len(each.choices) > 1:
        return each.choices
    if each.kind in ("radio", "select"):
        return each.value if each.is_chosen else next((value for value in each.choices if value), None)
    if each.kind == "checkbox":
        return each.value if each.is_chosen else None
    if each.kind in ("hidden", "password") or each.value:
        return each.value
    if each.name.endswith("_at"):
        return "1.5.2025 10.00"
    if each.name.endswith("_on"):
        return "1.5.2025"
    return WORDS


def encoded(words: dict[str, Any]) -> bytes:
    """Write what was filled in as a browser sends it, half letters too."""
    return urllib.parse.urlencode(words, doseq=True, encoding="utf-8", errors="surrogatepass").encode()


def complaints(text: str) -> list[str]:
    """Give the sentences above a form that say what is wrong, and fail if one does not stand beside its field too."""
    found = []
    for above in re.findall(r'class="errors".*?</ul>', text, re.DOTALL):
        for field_id in re.findall(r'href="#(\w+?)(?:_0)?"', above):
            assert f'id="{field_id}_error"' in text, f"nothing is said beside {field_id}"
        found += [re.sub(r"<[^>]*>", "", line) for line in re.findall(r"<li>(.*?)</li>", above, re.DOTALL)]
    return found


def on_page(text: str, address: str) -> list[Form]:
    """Find the forms of a page."""
    found = _Forms(address)
    found.feed(text)
    return found.forms


def lost(text: str, form: Form, sent: dict[str, Any]) -> str:
    """Tell which words somebody typed are no longer in the form that a page shows again; empty if all are."""
    same = [each for each in on_page(text, form.action) if each.action == form.action]
    if not same:
        return "took the form away"
    again = max(same, key=lambda each: len(each.fields.keys() & form.fields))
    gone = []
    for name, each in form.fields.items():
        if each.kind in TYPED and isinstance(sent.get(name), str):
            arrived = sent[name].encode(errors="surrogatepass").decode(errors="replace")
            wanted, _trouble = mended(arrived, lines=each.kind == "textarea")
            if name not in again.fields or again.fields[name].value.strip() != wanted.strip():
                gone.append(name)
    return f"lost the words of {gone}" if gone else ""


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._named: dict[str, Form] = {}
        self._select: Field | None = None
        self._text: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        words = {name: value or "" for name, value in attributes}
        if tag == "form":
            is_posted = words.get("method", "").lower() == "post"
            self._form = Form(words.get("action") or self.address) if is_posted else None
            if self._form:
                self.forms.append(self._form)
                self._named[words.get("id", "")] = self._form
        elif (form := self._named.get(words["form"]) if "form" in words else self._form) is not None:
            self._field(form, tag, words)
        elif tag == "option" and self._select:
            self._option(words)

    def _option(self, words: dict[str, str]) -> None:
        assert self._select is not None
        self._select.choices.append(words.get("value", ""))
        if "selected" in words and words.get("value"):
            self._select.value, self._select.is_chosen = words["value"], True

    def _field(self, form: Form, tag: str, words: dict[str, str]) -> None:
        name = words.get("name", "")
        if tag == "option" and self._select:
            self._option(words)
        elif not name:
            return
        elif tag in ("select", "textarea"):
            each = form.fields[name] = Field(name, tag)
            self._select, self._text = (each, None) if tag == "select" else (None, each)
        elif tag in ("input", "button"):
            kind = "radio" if tag == "button" else words.get("type", "text")
            each = form.fields.setdefault(name, Field(name, kind))
            if kind in ("radio", "checkbox"):
                each.choices.append(words.get("value", "on"))
                if "checked" in words or not each.value:
                    each.value, each.is_chosen = words.get("value", "on"), each.is_chosen or "checked" in words
            else:
                each.value = words.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._text.value = self._text.value.removeprefix("\n")  # a browser leaves out the first one
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = None
