"""The words of knowing a person: what a personal identity code tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class BirthPrecision(Word):
    """How exactly a birth date is known."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    ESTIMATE = "estimate", _("estimate")
    UNKNOWN = "unknown", _("not known")


class Sex(Word):
    """The sex as a register has it; never read from a code or a name."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class CitizenshipGroup(Word):
    """The group of citizenships in which a person counts in statistics."""

    FINLAND = "finland", _("Finland")
    EU = "eu", _("another country of the European Union")
    OTHER = "other", _("another country")
    STATELESS = "stateless", _("stateless")
    UNKNOWN = "unknown", _("not known")

    @classmethod
    def of(cls, citizenships: Collection[str]) -> CitizenshipGroup:
        """Tell in which group somebody with these citizenships counts: Finland before the Union before all others."""
        countries = set(citizenships) - {STATELESS}
        if "FI" in countries:
            return cls.FINLAND
        if countries & EUROPEAN_UNION:
            return cls.EU
        if countries:
            return cls.OTHER
        return cls.STATELESS if citizenships else cls.UNKNOWN


STATELESS = "stateless"
# Fixed since 2020-02-01; figures count a person by the day the citizenship was noted.
EUROPEAN_UNION = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU"),
        *("LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)


class ClientCategory(Word):
    """What a client is to the assistance system."""

    VICTIM = "victim", _("victim")
    ASSISTING = "assisting", _("person assisting in an investigation")
    CHILD = "child", _("child of a client")


class DetailKind(Word):
    """What a detail of a person is.

    Languages are codes of BCP 47, citizenships country codes or `stateless`; of a non-disclosure for safety
    (turvakielto) the text says until when it holds, as far as that is known. Birth date (`precision:YYYY-MM-DD`),
    sex and identity code stand with the person; details of them are only what held before.
    """

    NAME = "name", _("name in use")
    OFFICIAL_NAME = "official_name", _("official name")
    FORMER_NAME = "former_name", _("former name")
    INTERPRETS = "interprets", _("interpret into this language")
    SPEAKS = "speaks", _("speaks")
    READS = "reads", _("reads")
    CITIZENSHIP = "citizenship", _("citizenship")
    NON_DISCLOSURE = "non_disclosure", _("non-disclosure for safety")
    BORN = "born", _("birth date")
    SEX = "sex", _("sex in the register")
    PERSONAL_CODE = "personal_code", _("personal identity code")


SINGLE = frozenset({DetailKind.NAME, DetailKind.OFFICIAL_NAME, DetailKind.INTERPRETS, DetailKind.NON_DISCLOSURE})
"""Details of which a new one supersedes the former."""


class Channel(Word):
    """By which way a person may be reached, or must not be."""

    PHONE = "phone", _("phone call")
    TEXT = "text", _("text message")
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    VISIT = "visit", _("visit")
    THROUGH = "through", _("through somebody else")


class Kinship(Word):
    """How somebody stands to a child."""

    PARENT = "parent", _("parent")
    GUARDIAN = "guardian", _("guardian")
    REPRESENTATIVE = "representative", _("representative")
    STAND_IN = "stand_in", _("director standing in for a representative")


@dataclass(frozen=True, slots=True)
class ComingOfAge:
    """When a child comes of age, and from when on that is prepared."""

    prepared_from: date
    of_age_on: date


class Applicant(Word):
    """Who applies to the court for a representative (edustaja) of a child."""

    CENTRE = "centre", _("the reception centre")
    COUNTY = "county", _("the wellbeing services county")


class RepresentationState(Word):
    """Where the matter of a child's representative is."""

    APPLIED = "applied", _("applied for")
    APPOINTED = "appointed", _("appointed")
    ENDED = "ended", _("ended")


class RepresentationEnd(Word):
    """Why a representative's task ended, or why none was appointed."""

    OF_AGE = "of_age", _("the child came of age")
    GUARDIAN = "guardian", _("a guardian speaks for the child")
    LEFT = "left", _("the child left the country for good")
    RELEASED = "released", _("the court released the representative")
    NOT_APPOINTED = "not_appointed", _("the court appointed nobody")


class Tongue(Word):
    """A language somebody speaks: the code that is stored, and its name. Those most often asked for come first."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")
    AM = "am", _("Amharic")
    AR = "ar", _("Arabic")
    BN = "bn", _("Bengali")
    BG = "bg", _("Bulgarian")
    ZH = "zh", _("Chinese")
    PRS = "prs", _("Dari")
    ET = "et", _("Estonian")
    TL = "tl", _("Filipino")
    FR = "fr", _("French")
    HI = "hi", _("Hindi")
    HU = "hu", _("Hungarian")
    KU = "ku", _("Kurdish (Kurmanji)")
    CKB = "ckb", _("Kurdish (Sorani)")
    LV = "lv", _("Latvian")
    LN = "ln", _("Lingala")
    LT = "lt", _("Lithuanian")
    NE = "ne", _("Nepali")
    FA = "fa", _("Persian")
    PL = "pl", _("Polish")
    PT = "pt", _("Portuguese")
    PA = "pa", _("Punjabi")
    ROM = "rom", _("Romani")
    RO = "ro", _("Romanian")
    RU = "ru", _("Russian")
    FSE = "fse", _("Finnish Sign Language")
    SO = "so", _("Somali")
    ES = "es", _("Spanish")
    SW = "sw", _("Swahili")
    TH = "th", _("Thai")
    TI = "ti", _("Tigrinya")
    TR = "tr", _("Turkish")
    UK = "uk", _("Ukrainian")
    UR = "ur", _("Urdu")
    UZ = "uz", _("Uzbek")
    VI = "vi", _("Vietnamese")
    OTHER = "other", _("another language")

    @classmethod
    def listed(cls, say: Callable[[str], str]) -> list[tuple[str, str]]:
        """Give all languages to choose from by code and name, as `say` says it and in the alphabet of that.

        The two official ones and English come first, another language comes last.
        """
        named = [(str(each), say(each.label)) for each in cls]
        return [*named[:3], *sorted(named[3:-1], key=lambda each: each[1]), named[-1]]

    @classmethod
    def named(cls, code: str) -> Tongue | str:
        """Give the language of a code, or the code itself where it is none of these."""
        return cls._value2member_map_.get(code, code)  # type: ignore[return-value]  # a member, as the enum keeps it


OFFICIAL = (Tongue.FI, Tongue.SV)
"""Languages in which a decision is written."""
EXPLAINED = (*OFFICIAL, Tongue.EN, Tongue.AR)
"""Languages in which a decision is explained in plain words."""


def explained_in(spoken: Iterable[Tongue | str]) -> Tongue:
    """Give the language in which a decision is explained to somebody who speaks these: the first one in which there
    are words for it, English where there is none.
    """
    return next((each for said in spoken for each in EXPLAINED if each == said), Tongue.EN)


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """What a personal identity code (henkilötunnus) tells. Sex is never read from it."""

    valid: bool
    temporary: bool = False
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is by papers and registers, as far as that is known: birth, register sex, identity code."""

    born_on: date | None = None
    birth_precision: BirthPrecision = BirthPrecision.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    personal_code: str = ""

    @property
    def born(self) -> str:
        """The birth date with its precision as one text, empty if nothing is known."""
        return f"{self.birth_precision}:{self.born_on.isoformat()}" if self.born_on else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person when they are met; everything may be empty."""

    name: str = ""
    born_on: date | None = None
    birth_precision: BirthPrecision = BirthPrecision.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    citizenship_group: CitizenshipGroup = CitizenshipGroup.UNKNOWN
    citizenships: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    personal_code: str = ""


class DeathSource(Word):
    """How it became known that a client has died."""

    REGISTER = "register", _("from the population register")
    AUTHORITY = "authority", _("an authority told it")
    CARE = "care", _("a hospital or a service told it")
    NEAR = "near", _("somebody near to the client told it")


class FeePayer(Word):
    """Who pays a representative's fee."""

    MIGRI = "migri", _("the Finnish Immigration Service")
    KEHA = "keha", _("the KEHA Centre")


@dataclass(frozen=True, slots=True)
class FeeClaim:
    """What a representative of a child without a guardian claims for one month, in minutes of work.

    `cause_on` is the day the claim arose from, the last day of work in the month.
    """

    cause_on: date
    claimed_on: date
    work_minutes: int
    preparation_minutes: int
    acquainting_minutes: int
    interest_needs_more: bool
    has_good_reason: bool
    residence_permit: bool


@dataclass(frozen=True, slots=True)
class Fee:
    """What is paid: the minutes counted, the amount, who pays, and the last day on which it may be claimed."""

    minutes: int
    cents: int
    payer: FeePayer
    claim_ends_on: date
