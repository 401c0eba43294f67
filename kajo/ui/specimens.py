"""What does the style guide show? Invented words for every component in every state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.ui import forms, icons


class Language(Enum):
    """Languages for the example of a long list."""

    ALBANIAN = "sq"
    ARABIC = "ar"
    BENGALI = "bn"
    ENGLISH = "en"
    FINNISH = "fi"
    FRENCH = "fr"
    SOMALI = "so"
    SWEDISH = "sv"
    THAI = "th"

    @property
    def label(self) -> str:
        """Give the code as the word."""
        return str(self.value)


class Specimen(forms.Form):
    """One field of each kind."""

    name_used = forms.Line(
        label=_("Name used"), help_text=_("As the person says it. A made-up name is fine."), required=False
    )
    called_at = forms.Moment(label=_("When the call began"))
    born = forms.PartDay(label=_("Born"), required=False)
    from_on = forms.Day(label=_("First day"))
    ground = forms.Choice(
        [("35.1", _("May be a victim")), ("35.2", _("Assists an investigation")), ("35.3", _("Child of a client"))],
        label=_("Ground"),
        hints={"35.2": _("Needs special help, and is not a victim.")},
    )
    language = forms.Choice(Language, label=_("Language"), radios=False)
    needs = forms.Choices(
        [("home", _("A safe place")), ("health", _("Health")), ("money", _("Money"))], label=_("Needs"), required=False
    )
    is_urgent = forms.YesNo(label=_("Is there danger now?"), unknown=True)
    amount = forms.Euros(label=_("Amount"), required=False)
    persons = forms.Whole(label=_("Persons"), required=False)
    reasons = forms.Text(label=_("Reasons"), help_text=_("Facts first, then what you make of them."))
    consents = forms.Tick(label=_("The person agrees"), help_text=_("Say who heard it, and when."), required=True)


class Narrowed(forms.Form):
    """What narrows a list."""

    spoken = forms.Choice(Language, label=_("Language"), radios=False, required=False)


WRONG = {
    "name_used": "Ai\u202eno",
    "called_at": "yesterday",
    "born": "13.2026",
    "from_on": "31.2.2026",
    "amount": "twelve",
    "persons": "many",
    "reasons": "Kept\x00 as it was typed.",
}


def words() -> dict[str, Any]:
    """Give what the components of the style guide are filled with."""
    return {
        "narrowed": Narrowed(),
        "icon_names": icons.names(),
        "deadlines": [-3, 0, 4, 21, None],
        "head": [_("Record"), _("Waits for"), {"words": _("Days"), "number": True}],
        "rows": [
            ["2026/0001", _("An answer"), 3],
            ["2026/0002", _("A decision on the ground of section 35, subsection 1"), 12],
        ],
        "facts": [(_("Language"), "Tiếng Việt"), (_("Home municipality"), None), (_("Office"), "Joutseno")],
        "entries": [
            {
                "at": datetime(2026, 11, 23, 1, 40, tzinfo=UTC),
                "who": "Mikko",
                "title": _("Call"),
                "text": _("Was told how to reach us in the day."),
                "kind": "pinned",
            },
            {
                "at": datetime(2026, 11, 22, 9, 5, tzinfo=UTC),
                "who": "Aino",
                "title": _("Decision served"),
                "href": "#timeline",
            },
            {
                "at": datetime(2026, 11, 20, 13, 0, tzinfo=UTC),
                "who": "Veikko",
                "title": _("Note"),
                "text": _("Meeting on Monday."),
                "kind": "struck",
            },
        ],
        "rules": [
            {
                "words": _("Never call between 8 and 18"),
                "note": _("Somebody else answers."),
                "on": date(2026, 11, 3),
                "by": "Veikko",
            },
            {"words": _("Address is not told to anybody"), "note": "", "on": date(2026, 6, 1), "old": True},
        ],
        "steps": [
            {"words": _("Ask for consent"), "state": "done", "href": "#steps"},
            {"words": _("Check the ground"), "state": "now", "href": "#steps", "hint": _("Section 35")},
            {"words": _("Write the reasons"), "state": "todo", "href": "#steps"},
            {"words": _("Sign"), "state": "blocked"},
        ],
        "tabs": [
            {"words": _("Timeline"), "href": "#tabs", "is_here": True},
            {"words": _("Documents"), "href": "#tabs", "count": 4},
            {"words": _("Decisions"), "href": "#tabs"},
        ],
        "chart_head": [_("Year"), {"words": _("Clients"), "number": True}],
        "chart_rows": [["2022", 40], ["2023", 60], ["2024", 90]],
        "day": date(2026, 11, 23),
    }
