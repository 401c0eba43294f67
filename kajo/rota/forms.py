"""What is said to change the rota?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from kajo.rota.queries.own import Colleagues
from kajo.rota.queries.page import Shown
from kajo.rota.terms import MINUTES_A_DAY, MINUTES_A_WEEK, Duty, Language, Span
from kajo.ui import forms
from kajo.ui.templatetags.ui import moment

DAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
CLOCK = _("For example 7.00")
NO_CLOCK = _("Write a time of day, for example 7.00.")


def minutes_of(text: str) -> int:
    """Read a time of day, as `7.00` or `07:00`, as minutes. Raises ValidationError for anything else."""
    hour, _sign, minute = text.replace(":", ".").partition(".")
    if not (hour.isascii() and hour.isdigit() and (minute.isascii() and minute.isdigit() and len(minute) == 2)):
        raise ValidationError(NO_CLOCK, code="clock")
    if len(hour) > 2 or int(hour) > 23 or int(minute) > 59:
        raise ValidationError(NO_CLOCK, code="clock")
    return int(hour) * 60 + int(minute)


class _OfSomebody(forms.Form):
    """A form that is about one of our own people."""

    def __init__(self, *args: Any, offered: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("staff", offered)


class Rotation(_OfSomebody):
    """A stretch of every week for somebody."""

    duty = forms.Choice(Duty, label=_("Duty"))
    staff = forms.Choice(label=_("Who"), radios=False, coerce=UUID)
    from_day = forms.Choice(DAYS, label=_("Starts on"), radios=False, coerce=int)
    from_clock = forms.Line(label=_("At"), help_text=CLOCK, max_length=5, layout="short", ltr=True)
    until_day = forms.Choice(DAYS, label=_("Ends on"), radios=False, coerce=int)
    until_clock = forms.Line(label=_("Ends at"), help_text=CLOCK, max_length=5, layout="short", ltr=True)
    from_on = forms.Day(label=_("First day"))
    last_on = forms.Day(label=_("Last day"), required=False)

    def clean_from_clock(self) -> int:
        """Read when it starts."""
        return minutes_of(self.cleaned_data["from_clock"])

    def clean_until_clock(self) -> int:
        """Read when it ends."""
        return minutes_of(self.cleaned_data["until_clock"])

    def facts(self) -> dict[str, Any]:
        """Give the stretch in minutes of the week, and the days, the last one not included."""
        given = self.cleaned_data
        start = given["from_day"] * MINUTES_A_DAY + given["from_clock"]
        end = given["until_day"] * MINUTES_A_DAY + given["until_clock"]
        return {
            "duty": given["duty"],
            "staff": given["staff"],
            "from_minute": start,
            "minutes": (end - start) % MINUTES_A_WEEK or MINUTES_A_WEEK,
            "from_on": given["from_on"],
            "until_on": given["last_on"] + timedelta(days=1) if given["last_on"] else None,
        }


class Ending(forms.Form):
    """From which day on a line of the base rotation starts no more."""

    until_on = forms.Day(label=_("First day on which it does not start"))


class Override(_OfSomebody):
    """A duty for a stretch of time."""

    duty = forms.Choice(Duty, label=_("Duty"))
    staff = forms.Choice(label=_("Who"), radios=False, coerce=UUID)
    from_at = forms.Moment(label=_("Starts"))
    until_at = forms.Moment(label=_("Ends"))


class Leave(_OfSomebody):
    """Days of leave."""

    staff = forms.Choice(label=_("Who"), radios=False, coerce=UUID)
    from_on = forms.Day(label=_("First day"))
    last_on = forms.Day(label=_("Last day"))

    def facts(self) -> dict[str, Any]:
        """Give the days, the last one not included."""
        given = self.cleaned_data
        return {
            "staff": given["staff"],
            "from_on": given["from_on"],
            "until_on": given["last_on"] + timedelta(days=1),
        }


class Speaks(forms.Form):
    """Languages in which somebody takes calls."""

    languages = forms.Choices(Language, label=_("Takes calls in"), required=False)


class Swap(forms.Form):
    """Which turn a colleague is asked to take, and which one in return."""

    give = forms.Choice(label=_("Your turn"), radios=False)
    asked = forms.Choice(label=_("Whom you ask"), radios=False, coerce=UUID)
    back = forms.Choice(
        label=_("Turn you take in return"),
        radios=False,
        required=False,
        help_text=_("Of the same person. Leave it open if you want none."),
    )

    def __init__(
        self, *args: Any, duty: Duty, own: Sequence[Shown], others: Sequence[Colleagues], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("give", [(_written(each), _in_words(each)) for each in own])
        self.offer("asked", [(each.id, each.name) for each in others])
        turns = [(each.name, turn) for each in others for turn in each.turns]
        self.offer("back", [(_written(turn), f"{name}: {_in_words(turn)}") for name, turn in turns])

    def facts(self) -> dict[str, Any]:
        """Give whom to ask, and the turns as stretches of time."""
        given = self.cleaned_data
        back = given["back"]
        return {"asked": given["asked"], "give": _read(given["give"]), "back": _read(back) if back else None}


def _written(turn: Shown) -> str:
    return f"{turn.from_at.isoformat()}/{turn.until_at.isoformat()}"


def _read(text: str) -> Span:
    return Span(*map(datetime.fromisoformat, text.split("/")))


def _in_words(turn: Shown) -> str:
    return f"{strip_tags(moment(turn.from_at))} – {strip_tags(moment(turn.until_at))}"
