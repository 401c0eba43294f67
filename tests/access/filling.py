"""How is a form of ours filled in so that it would be taken?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, now

from kajo.ledger.guarded import row_id
from kajo.ui import fields

WORDS: dict[str, dict[str, Any]] = {
    "accounts:make": {"login": "newcomer", "organisation": None},
    "accounts:change_password": {"password": "five words in a row", "again": "five words in a row"},
    "decisions:correct": {"error": "clerical", "unreasonable": "no", "right": "What it should say."},
    "decisions:delegations": {"until_on": None},
    "decisions:end_delegation": {},
    "accounts:reach": {"text": "+358 40 110 0000", "voice": None, "mail": None},
    "notices:redo": {"is_wish_read": "on"},
    "accounts:grant": {"role": "duty_officer", "until_on": None},
    "work:complete": {},
    "work:end_deputy": {},
    "work:pause": {"until_on": f"{localtime(now()) + timedelta(days=14):%d.%m.%Y}"},
    "contacts:log": {"ring": None},
    "contacts:close": {"outcome": "advice"},
    "referrals:where": {"why": "danger"},
    "contacts:keep": {"note": "She whispers.", "draft": str(row_id()), "step": "1"},
    "contacts:take_over": {},
    "contacts:put_away": {},
    "contacts:keep_number": {},
    "contacts:look": {},
    "contacts:consult": {"is_answer_wanted": "on"},
    "referrals:hear_child": {"heard": "formally"},
    "referrals:identify": {"personal_code": "010190-900P"},
    "referrals:check_known": {},
    "referrals:assess": {},
    "referrals:propose": {"found": ["in_finland", "may_be_victim", "needs_assistance"]},
    "referrals:lapse": {"reason": "not_reached"},
    "referrals:weigh": {"aside": "against told.<statement>.0 in_finland"},
    "referrals:withdraw_consent": {},
    "referrals:propose_refusal": {"found": ["in_finland"]},
    "clients:end_detail": {},
    "clients:end_wish": {},
    "clients:apply_representative": {"has_permit": "no"},
    "clients:end_representative": {"ended_because": "not_appointed"},
    "clients:change_category": {"category": "assisting"},
    "cases:add_child": {"found": ["in_finland", "needs_assistance"], "born_on": None, "heard": "formally"},
    "cases:identify": {"personal_code": None, "is_estimate": None},
    "cases:propose_reflection": {
        "last_on": f"{localtime(now()) + timedelta(days=40):%d.%m.%Y}",
        "right_of_residence": "no",
        "admitted_first": "yes",
    },
    "facts:hold": {"interpreted_from_at": None, "interpreted_until_at": None},
    "cases:weigh": {"aside": "against told.<statement_case>.0 ties"},
    "facts:end_wish": {},
    "cases:admit_child": {"alone_reason": "It could not wait."},
    "disclosures:ask": {"holder": "county", "necessary": "on"},
    "disclosures:prepare": {"recipient": "producer", "purpose": "service", "necessary": "on"},
    "disclosures:answer": {"purpose": "task", "necessary": "on"},
    "disclosures:refuse": {"is_advised": "on"},
    "rota:rotate": {"from_day": "0", "from_clock": "7.00", "until_day": "0", "until_clock": "15.00", "last_on": None},
    "rota:end_leave": {},
    "rota:override": {"until_at": f"{localtime(now()) + timedelta(hours=2):%d.%m.%Y %H.%M}"},
    "rota:ask": {"back": None},
    "rota:make_feed": {},
    "rota:end_feed": {},
    "rota:accept": {},
    "rota:decline": {},
    "rota:withdraw": {},
    "rota:approve": {},
    "rota:refuse": {},
    "accounts:end_role": {},
    "accounts:leave": {},
    "accounts:recover": {},
    "accounts:end_visit": {},
    "accounts:remove_passkey": {},
    "accounts:new_codes": {},
    "ui:keys": {},
    "ui:stay": {},
    "ui:kept": {},
    "accounts:codes": {},
    "sign-out": {},
}
"""What a form wants besides what `filled` guesses, by address; None leaves a field out, `<word>` stands for the key of
a record of the thread that is asked about. A page whose form stands on another page has a line of its own here."""


def filled(form: forms.BaseForm, name: str) -> dict[str, Any]:
    """Fill in a form as somebody would who has an answer to everything, and this address's own words over that."""
    answers = {each: _answer(form, each, field) for each, field in form.fields.items()}
    answers |= WORDS.get(name, {})
    seen = getattr(form, "seen", None)
    hidden = {"seen": str(seen)} if seen is not None else {}
    return hidden | {each: answer for each, answer in answers.items() if answer not in (None, "", [])}


def _answer(form: forms.BaseForm, name: str, field: forms.Field) -> Any:
    initial = form.get_initial_for_field(field, name)
    if initial not in (None, "", [], ()):
        return _written(field, initial)
    choices = [str(value) for value, _label in getattr(field, "choices", ()) if str(value)]
    if isinstance(field, forms.MultipleChoiceField):
        return choices[:1]
    if isinstance(field, forms.ChoiceField):
        return choices[0] if choices else None
    if isinstance(field, forms.BooleanField):
        return "on" if field.required else None
    if isinstance(field, fields.Day):
        return f"{localtime(now()):%d.%m.%Y}"
    if isinstance(field, fields.Moment):
        return f"{localtime(now()):%d.%m.%Y %H.%M}"
    if isinstance(field, fields.PartDay):
        return str(max(2000, field.earliest.year + 2))
    if isinstance(field, forms.IntegerField):
        return "1"
    return "1,00" if isinstance(field, fields.Euros) else "Words of a test."


def _written(field: forms.Field, value: Any) -> Any:
    shown = field.prepare_value(value)
    if isinstance(shown, (list, tuple)):
        return [str(each) for each in shown]
    if isinstance(shown, bool):
        return "on" if shown else None
    text = field.widget.format_value(shown)
    if isinstance(text, list):
        return text[0] if text and not isinstance(field, forms.MultipleChoiceField) else text
    return str(text if text is not None else shown)
