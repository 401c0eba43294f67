"""The words of referring somebody: consent, what is missing, grounds of admission."""

from __future__ import annotations

from kajo.law.finding import N_ as _
from kajo.law.finding import Senseless, Word

OF_AGE = 18
SPEAKS_FOR_ONESELF = 15
OLDEST = 130


class State(Word):
    """Where a referral is."""

    RECEIVED = "received", _("received")
    ASSESSING = "assessing", _("being assessed")
    SUPPLEMENT_ASKED = "supplement_asked", _("more was asked for")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("lapsed")
    TRANSFERRED = "transferred", _("transferred")


class Path(Word):
    """By which way a referral came."""

    CALL = "call", _("call")
    WEB = "web", _("web form")
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    VISIT = "visit", _("visit")


class Referrer(Word):
    """Who referred the person."""

    SELF = "self", _("the person themself")
    MIGRI = "migri", _("Finnish Immigration Service")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    POLICE = "police", _("police")
    BORDER_GUARD = "border_guard", _("Border Guard")
    COUNTY = "county", _("social and health services")
    SOCIAL_SERVICES = "social_services", _("social services of a municipality (until 2022)")
    HEALTH_CARE = "health_care", _("health care")
    MUNICIPALITY = "municipality", _("municipality")
    LABOUR_INSPECTION = "labour_inspection", _("occupational safety and health authority")
    RIKU = "riku", _("Victim Support Finland")
    NGO = "ngo", _("an organisation")
    SHELTER = "shelter", _("shelter")
    LAWYER = "lawyer", _("lawyer")
    EMPLOYER = "employer", _("employer or trade union")
    PRIVATE = "private", _("somebody private")
    OTHER = "other", _("somebody else")
    UNKNOWN = "unknown", _("not known")


class AgeBand(Word):
    """How old the person is, as far as consent and urgency ask for it."""

    ADULT = "adult", _("adult")
    FROM_15 = "15_17", _("15 to 17 years")
    UNDER_15 = "under_15", _("under 15 years")
    UNKNOWN = "unknown", _("age not known")

    @staticmethod
    def of(age: int) -> AgeBand:
        """Give the band of an age in whole years. Raises Senseless for an age nobody has."""
        if not 0 <= age <= OLDEST:
            raise Senseless(_("Nobody is of that age."), field="age")
        if age >= OF_AGE:
            return AgeBand.ADULT
        return AgeBand.FROM_15 if age >= SPEAKS_FOR_ONESELF else AgeBand.UNDER_15


class Guardian(Word):
    """Whether a child's guardian (huoltaja) can speak for it."""

    AVAILABLE = "available", _("guardian available")
    SUSPECTED = "suspected", _("guardian suspected of the exploitation")
    MISSING = "missing", _("no guardian in Finland")


class ConsentGiver(Word):
    """Whose consent a referral needs."""

    PERSON = "person", _("the person")
    GUARDIAN = "guardian", _("the guardian")
    REPRESENTATIVE = "representative", _("the representative")


class Missing(Word):
    """What a referral still lacks."""

    REASONS = "reasons", _("why help is asked for")
    REACH = "reach", _("a safe way to reach the person or the referrer")
    AGE = "age", _("the person's age, at least roughly")
    GUARDIAN = "guardian", _("whether the child has a guardian")
    CONSENT_OF_PERSON = "consent_of_person", _("the person's consent")
    CONSENT_OF_GUARDIAN = "consent_of_guardian", _("the guardian's consent")
    CONSENT_OF_REPRESENTATIVE = "consent_of_representative", _("the representative's consent")


class Ground(Word):
    """The ground on which a person is admitted, by subsection of section 35."""

    S35_1 = "35.1", _("may be a victim and needs help")
    S35_2 = "35.2", _("assists in the investigation and needs special help")
    S35_3 = "35.3", _("child of an admitted person and needs help")


class Force(Word):
    """Whether the law binds the authority or leaves it to judge."""

    SHALL = "shall", _("shall be admitted")
    MAY = "may", _("may be admitted")


class ConsentWay(Word):
    """How consent was given or refused."""

    SPOKEN = "spoken", _("by word of mouth")
    WRITTEN = "written", _("in writing")
    SIGN = "sign", _("in sign language")


class ConsentItem(Word):
    """What is consented to, item by item."""

    CONTACT = "contact", _("contact by the assistance system, and help from it")
    COUNTY = "county", _("sharing with social and health services")
    POLICE = "police", _("sharing with the police or the Border Guard")
    HOUSING = "housing", _("sharing with whoever gives housing")
    AUTHORITY = "authority", _("sharing with another authority")
    REFERRER = "referrer", _("telling the referrer whether the person was admitted")


class Allowed(Word):
    """What all those whose consent is needed have said of an item, taken together."""

    GIVEN = "given", _("agreed")
    REFUSED = "refused", _("said no")
    WITHDRAWN = "withdrawn", _("withdrawn")
    NOT_ASKED = "not_asked", _("not asked yet")


class Hears(Word):
    """What the referrer may hear."""

    NOTHING = "nothing", _("nothing")
    ADMITTED = "admitted", _("that the person was admitted, and no more")
    NOT_ADMITTED = "not_admitted", _("that the person was not admitted, and no more")
    TRANSFERRED = "transferred", _("to which authority it was sent on, and no more")


class Authority(Word):
    """To which authority a referral is sent on."""

    POLICE = "police", _("police")
    BORDER_GUARD = "border_guard", _("Border Guard")
    COUNTY = "county", _("social and health services")
    MUNICIPALITY = "municipality", _("municipality")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    MIGRI = "migri", _("Finnish Immigration Service")
    LABOUR_INSPECTION = "labour_inspection", _("occupational safety and health authority")
    OTHER = "other", _("another authority")

    @property
    def item(self) -> ConsentItem:
        """The item of consent that lets what was told go to it."""
        if self in {Authority.POLICE, Authority.BORDER_GUARD}:
            return ConsentItem.POLICE
        return ConsentItem.COUNTY if self is Authority.COUNTY else ConsentItem.AUTHORITY


class Lapse(Word):
    """Why a referral lapses."""

    CONSENT = "consent", _("Consent was withdrawn or refused")
    NOT_REACHED = "not_reached", _("The person was not reached")
    JOINED = "joined", _("The person is a client already, or another referral goes on instead")


class Standing(Word):
    """What is known here of a person with exactly this identity code or number: never who it is."""

    OPEN = "open", _("is a client: a case is open")
    FORMER = "former", _("was a client before")
    NONE = "none", _("not known here by this identity code or number")


class Why(Word):
    """Why somebody is shown where a person is. The answer stands in the ledger, so it is a word and not a text."""

    DANGER = "danger", _("The person is in danger now")
    PLACE = "place", _("To arrange a safe place or a journey")
    MEET = "meet", _("To go and meet the person")
    SERVE = "serve", _("To bring or send something to the person")
    CHECK = "check", _("To check that it is still right")


class Answer(Word):
    """What a referral tells: the names of its answers, in the order of the page."""

    NEED = "need", _("What is needed now")
    REACH = "reach", _("How to reach the person safely")
    WHEREABOUTS = "whereabouts", _("Where the person is")
    ACCOUNT = "account", _("What has happened")
    AGE_BAND = "age_band", _("Age")
    GUARDIAN = "guardian", _("Guardian")
    NAME = "name", _("Name in use")
    BORN_ON = "born_on", _("Born")
    PERSONAL_CODE = "personal_code", _("Personal identity code")
    CLIENT_NUMBER = "client_number", _("Number from an earlier case")
    PHONE = "phone", _("Phone number")
    LANGUAGE = "language", _("Language")
    IS_IN_FINLAND = "is_in_finland", _("In Finland")
    REFERRER_KIND = "referrer_kind", _("Who refers")
    IS_URGENT = "is_urgent", _("Urgent")


IDENTIFYING = (Answer.PERSONAL_CODE, Answer.CLIENT_NUMBER, Answer.PHONE)
"""Answers that are noted by a deed of their own, and only with consent."""

OPEN_STATES = frozenset({State.RECEIVED, State.ASSESSING, State.SUPPLEMENT_ASKED})
"""States in which a referral still waits for its decision."""


class Found(Word):
    """What an assessment may find: the facts on which the grounds of admission rest."""

    IN_FINLAND = "in_finland", _("The person is in Finland")
    MAY_BE_VICTIM = "may_be_victim", _("What was told suggests that the person may be a victim")
    NEEDS_ASSISTANCE = "needs_assistance", _("The person needs help")
    ASSISTS_INVESTIGATION = (
        "assists_investigation",
        _("The person assists in the investigation of a trafficking offence"),
    )
    NEEDS_SPECIAL_ASSISTANCE = "needs_special_assistance", _("The person needs special help for assisting")
