"""What is written of a person?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import STATELESS, Channel, ClientCategory, DetailKind, Kinship, RepresentationEnd, Tongue
from kajo.ui import countries, forms

NAMES = [(str(each), _(each.label)) for each in (DetailKind.NAME, DetailKind.OFFICIAL_NAME, DetailKind.FORMER_NAME)]
USES = [(str(each), _(each.label)) for each in (DetailKind.INTERPRETS, DetailKind.SPEAKS, DetailKind.READS)]


class Name(forms.Form):
    """A name, and whether it is used, official or former."""

    what = forms.Choice(NAMES, coerce=DetailKind, label=_("Which name"), layout="row", initial=DetailKind.NAME)
    text = forms.Line(label=_("Name"))


class Language(forms.Form):
    """A language, and what the person does with it."""

    what = forms.Choice(USES, coerce=DetailKind, label=_("What the person does with it"), initial=DetailKind.SPEAKS)
    text = forms.Choice(label=_("Language"), radios=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("text", Tongue.listed(gettext))


class Citizenship(forms.Form):
    """A citizenship. Nobody needs to have one here."""

    text = forms.Choice(label=_("Citizenship"), radios=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("text", [(STATELESS, _("stateless")), *countries.countries()])

    def facts(self) -> dict[str, Any]:
        """Give the country with its kind."""
        return {"what": DetailKind.CITIZENSHIP, **self.cleaned_data}


class NonDisclosure(forms.Form):
    """A non-disclosure for safety (turvakielto), as far as its end is known."""

    text = forms.Line(
        label=_("Until when it holds"),
        help_text=_("A day, or in words, as: until further notice."),
        max_length=100,
    )

    def facts(self) -> dict[str, Any]:
        """Give its end with its kind."""
        return {"what": DetailKind.NON_DISCLOSURE, **self.cleaned_data}


DETAILS: dict[str, type[forms.Form]] = {
    "name": Name,
    "language": Language,
    "citizenship": Citizenship,
    "non-disclosure": NonDisclosure,
}
"""The forms of what is noted of a person, by the word in the address."""


class Wish(forms.Form):
    """How the person may be reached, or must not be."""

    channel = forms.Choice(Channel, label=_("By which way"))
    is_allowed = forms.YesNo(label=_("May this way be used?"))
    value = forms.Line(
        label=_("Number, address or name"),
        help_text=_("Only if the person wants it noted. Empty: the wish is about this way as a whole."),
        required=False,
    )
    wish = forms.Text(
        label=_("When, and in which words"),
        max_length=2000,
        rows=3,
        passages=True,
        required=False,
    )


class Relation(forms.Form):
    """Who is guardian, representative or parent of the person."""

    relation = forms.Choice(Kinship, label=_("What they are to the person"), initial=Kinship.GUARDIAN)
    name = forms.Line(label=_("Name"))
    from_on = forms.Day(label=_("From"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("from_on", last=on)


class EndOfRelation(forms.Form):
    """From which day on somebody is not guardian, representative or parent any more."""

    until_on = forms.Day(label=_("First day on which it does not hold any more"))

    def __init__(self, *args: Any, from_on: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("until_on", from_on, on)


class Category(forms.Form):
    """What the client is to the assistance system from a day on."""

    category = forms.Choice(ClientCategory, label=_("Category"))
    from_on = forms.Day(label=_("From"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("from_on", last=on)


class Ending(forms.Form):
    """What does not hold any more: nothing is asked."""


def country(code: str) -> str:
    """Name a citizenship in the reader's language."""
    return gettext("stateless") if code == STATELESS else countries.country(code)


class ApplyRepresentative(forms.Form):
    """That a representative was applied for, and what the child said of it."""

    has_permit = forms.YesNo(
        label=_("Does the child hold a residence permit?"),
        help_text=_("With a permit the wellbeing services county applies, without one the reception centre."),
        initial="no",
    )
    applied_on = forms.Day(label=_("Applied for on"))
    court = forms.Line(label=_("District court"), required=False)
    child_view = forms.Text(
        label=_("What the child said of it"), help_text=_("The child is heard first. In the child's own words."),
        max_length=5000, rows=4, passages=True,
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("applied_on", last=on)


class AppointRepresentative(forms.Form):
    """Whom the court appointed, and when."""

    name = forms.Line(label=_("Name of the representative"))
    appointed_on = forms.Day(label=_("Appointed on"))

    def __init__(self, *args: Any, since: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("appointed_on", since, on)


class EndRepresentative(forms.Form):
    """From which day on nobody represents the child any more, and why."""

    ended_because = forms.Choice(RepresentationEnd, label=_("Why"))
    ended_on = forms.Day(label=_("First day on which it does not hold any more"))

    def __init__(self, *args: Any, since: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("ended_on", since, on)
