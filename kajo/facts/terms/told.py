"""The words of what happened: which kinds of thing are told, how a thing was answered, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kajo.facts.terms.codes import (
    Closeness,
    Exploitation,
    Form,
    Injury,
    Means,
    Place,
    Platform,
    Recruitment,
    Sector,
    SexualKind,
)
from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class Matter(Word):
    """What is being looked into: named by the table it lies in, as a task names what it is about.

    The label is the word of the address.
    """

    REFERRAL = "referrals.referral", "referrals"
    CASE = "cases.case", "cases"

    @property
    def page(self) -> str:
        """The address of its own page: `cases.case` is shown at `cases:case`."""
        return self.value.replace(".", ":")

    @classmethod
    def spoken(cls, word: str) -> Matter:
        """Give the matter of an address's word. Raises ValueError."""
        found = next((each for each in cls if each.label == word), None)
        if found is None:
            raise ValueError(word)
        return found


class What(Word):
    """What kind of thing is told."""

    FORM = "form", _("form of exploitation")
    SEXUAL = "sexual", _("kind of sexual exploitation")
    PLACE = "place", _("where it happened")
    PERIOD = "period", _("when it happened")
    SECTOR = "sector", _("line of work")
    RECRUITMENT = "recruitment", _("how the person was drawn in")
    PLATFORM = "platform", _("service online")
    MEANS = "means", _("means of control")
    RECRUITER = "recruiter", _("who the recruiter was to the person")
    EXPLOITER = "exploiter", _("who the exploiter was to the person")
    AGE = "age", _("age then")
    INJURY = "injury", _("injury or need")
    OTHER = "other", _("something else")


LISTS: Mapping[What, type[Word]] = {
    What.FORM: Exploitation,
    What.SEXUAL: SexualKind,
    What.SECTOR: Sector,
    What.RECRUITMENT: Recruitment,
    What.PLATFORM: Platform,
    What.MEANS: Means,
    What.RECRUITER: Closeness,
    What.EXPLOITER: Closeness,
    What.INJURY: Injury,
}
"""The list that a kind of thing is told in. Countries, days, ages and what is told in own words have none of ours."""
DATED = frozenset({What.FORM, What.PLACE, What.PERIOD})
"""Kinds that are told with their days."""


class Answer(Word):
    """How a question was answered: not to answer is an answer."""

    TOLD = "told", _("told")
    DID_NOT_WANT = "did_not_want", _("did not want to tell")
    NOT_ASKED = "not_asked", _("was not asked")
    NOT_KNOWN = "not_known", _("does not know")


class Source(Word):
    """Who says so."""

    PERSON = "person", _("the person told it")
    SEEN = "seen", _("we saw it ourselves (an observation)")
    DOCUMENT = "document", _("a document shows it")
    AUTHORITY = "authority", _("an authority told it")
    ANOTHER = "another", _("somebody else told it")


class Reliability(Word):
    """How far it can be relied on."""

    FIRM = "firm", _("reliable")
    UNSURE = "unsure", _("not certain")
    NOT_WEIGHED = "not_weighed", _("not weighed yet")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing as it was told. Nothing but `what` is needed.

    `value` is a code of its list, a country for a place, years for an age. `from_on` and `until_on` are days as far as
    they are known (`2024-05-17`, `2024-05`, `2024`); `is_about`: they are rough. `is_main`: the main form.
    """

    what: What
    answer: Answer = Answer.TOLD
    value: str = ""
    is_main: bool = False
    from_on: str = ""
    until_on: str = ""
    is_about: bool = False
    goes_on: bool | None = None
    note: str = ""
    source: Source = Source.PERSON
    reliability: Reliability = Reliability.NOT_WEIGHED
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What figures take from the facts of a matter: main form and place, and whether either was ever told of."""

    main_form: Form | None = None
    exploited_in: Place | None = None
    is_form_told: bool = False
    is_place_told: bool = False
