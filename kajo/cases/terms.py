"""The words of being a client: where a person stands in Finland, and who organises the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Word
from kajo.law.terms import Period, months_later

OF_AGE_MONTHS = 18 * 12


class Organiser(Word):
    """Who must organise a client's social and health services."""

    COUNTY = "county", _("wellbeing services county")
    HELSINKI = "helsinki", _("City of Helsinki")
    ALAND_MUNICIPALITY = "aland_municipality", _("municipality on Åland")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    NAS = "nas", _("the assistance system")


class State(Word):
    """Where a case is."""

    OPEN = "open", _("open")
    REMOVED = "removed", _("ended")


class Step(Word):
    """What happened in a case, as its history tells it."""

    OPENED = "opened", _("admitted")
    REMOVED = "removed", _("left the assistance system")
    ORGANISED = "organised", _("services organised by")
    CATEGORY = "category", _("category")
    SIGNED = "signed", _("decision signed")
    RECEIVED = "received", _("decision received")
    ASSIGNED = "assigned", _("joined the team")
    RELATED = "related", _("relation")
    RELATION_ENDED = "relation_ended", _("relation ended")
    CHILD = "child", _("child admitted")


class Form(Word):
    """The form of exploitation that is the main one."""

    LABOUR = "labour", _("forced labour")
    SEXUAL = "sexual", _("sexual exploitation")
    MARRIAGE = "marriage", _("forced marriage")
    CRIME = "crime", _("forced criminal activity")
    BEGGING = "begging", _("forced begging")
    ORGAN = "organ", _("removal of organs")
    CHILD_SOLDIER = "child_soldier", _("child soldier")
    BENEFIT_FRAUD = "benefit_fraud", _("benefit fraud in the victim's name")
    OTHER = "other", _("other or not clear")


class Place(Word):
    """Where the exploitation took place: in Finland also when it began or went on here."""

    FINLAND = "finland", _("in Finland")
    ABROAD = "abroad", _("abroad")


class Removal(Word):
    """The grounds of removal from the system, in the order of the section."""

    R1 = "R1", _("needs no help any more")
    R2A = "R2a", _("left the country")
    R2B = "R2b", _("was removed from the country")
    R3A = "R3a", _("wants to leave the system")
    R3B = "R3b", _("disappeared")
    R4 = "R4", _("serious danger to public order or security")


@dataclass(frozen=True, slots=True)
class Situation:
    """What removal from the system may follow from. R1 wants the assessment of the whole situation to be made first."""

    still_needs_assistance: bool
    overall_assessment_done: bool
    left_country: bool
    removed_from_country: bool
    wants_to_leave: bool
    disappeared: bool
    serious_danger: bool


@dataclass(frozen=True, slots=True)
class Reflection:
    """What is asked of a reflection period (harkinta-aika): what was granted before, as it ran, and what is proposed.

    `right_of_residence` means on another ground than a reflection period, `admitted_first` that the person was
    admitted before police or border authority decided.
    """

    right_of_residence: bool
    admitted_first: bool
    granted: tuple[Period, ...]
    proposed: Period


class ChildFound(Word):
    """What is found of a client's child: the facts on which its admission rests."""

    IN_FINLAND = "in_finland", _("The child is in Finland")
    NEEDS_ASSISTANCE = "needs_assistance", _("The child needs help")


@dataclass(frozen=True, slots=True)
class ChildSituation:
    """What is found of a client's child on a day, as far as its admission asks for it.

    `born_by` is the last day on which it may have been born, as far as the birth is known; None if nothing is.
    """

    in_finland: bool
    needs_assistance: bool
    born_by: date | None
    on: date

    @property
    def is_of_age(self) -> bool:
        """Tell whether it is known that this is an adult; whoever was born on 29 February is one on the 28th."""
        return self.born_by is not None and months_later(self.born_by, OF_AGE_MONTHS) <= self.on


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides on a day who organises the services.

    `municipality` is the three-digit code of the municipality of residence (kotikunta), None without one. Neither
    citizenship nor a permit is asked: they do not matter here.
    """

    on: date
    municipality: str | None
    asylum_seeker: bool
    temporary_protection: bool


@dataclass(frozen=True, slots=True)
class OrganisedBy:
    """The organiser, with the code of the county, or of the municipality on Åland; None for centre and system."""

    organiser: Organiser
    code: str | None = None


class ReflectionStep(Word):
    """What a period was granted as. Recovery periods (toipumisaika) are of the law before 2023 and are only read."""

    GRANT = "grant", _("reflection period")
    EXTENSION = "extension", _("extension of a reflection period")
    RECOVERY = "recovery", _("recovery period (law before 2023)")
    RECOVERY_EXTENSION = "recovery_ext", _("extension of a recovery period (law before 2023)")


class ReflectionDeed(Word):
    """What may be proposed of a reflection period, as its address says it."""

    GRANT = "grant", _("Grant a reflection period")
    EXTEND = "extend", _("Extend the reflection period")
    INTERRUPT = "interrupt", _("Interrupt the reflection period")


RECOVERY_STEPS = frozenset({ReflectionStep.RECOVERY, ReflectionStep.RECOVERY_EXTENSION})


class InterruptionGround(Word):
    """Why a reflection period is interrupted: letter a and letter b of the subsection."""

    TIES = "ties", _("renewed ties with the suspects")
    ORDER = "order", _("public order, security, health or international relations")


@dataclass(frozen=True, slots=True)
class Interruption:
    """What is asked of interrupting a reflection period: which one, as it was granted, from which day on, and why.

    `own_will`: the victim renewed the ties by own will and initiative; it counts for that ground alone.
    """

    ground: InterruptionGround
    own_will: bool
    period: Period
    on: date


@dataclass(frozen=True, slots=True)
class ReflectionFacts:
    """What a draft on a reflection period rests on; the law is asked of it when it is drafted and when it is signed.

    `until_on` is exclusive. An extension begins where the period ends that runs, and an interruption is of that one:
    both leave `from_on` empty, an interruption `until_on` too. The last two are of an interruption alone.
    """

    from_on: date | None = None
    until_on: date | None = None
    right_of_residence: bool = False
    admitted_first: bool = False
    ground: InterruptionGround | None = None
    own_will: bool = False


class Told(Word):
    """What the police are told of a decision on a reflection period beside the decision itself and its days."""

    NAME = "name", _("name")
    BORN = "born", _("birth date")
    RECORD = "record", _("record number")
    REACH = "reach", _("through whom the client can be reached")
