"""What waits on the desks of a demonstration today?

The history ends on a fixed day; these few matters are placed relative to the moment they are loaded, so that queues,
clocks and the morning after a night on duty can be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kajo.clients.terms import Sex
from kajo.contacts.terms import Caller, Danger, Topic
from kajo.facts.terms import Form, Place
from kajo.referrals.terms import ConsentGiver, Guardian, Path, State
from kajo.run.history.places import HELSINKI, JOUTSENO, TAMPERE
from kajo.run.history.terms import Referrer, Residence


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A call so long ago. Callers have no names."""

    ago: timedelta
    danger: Danger
    caller: Caller
    language: str
    topic: Topic
    note: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class LiveReferral:
    """A referral received so long ago, with what is known of the person. `age` in full years on the day it is loaded.

    A LiveCase was admitted `admitted` ago on it; `children` are the ages of those admitted along.
    """

    ago: timedelta
    path: Path
    referrer: Referrer
    state: State
    is_urgent: bool
    office: int
    sex: Sex
    age: int
    country: str | None
    language: str
    given_name: str
    family_name: str
    residence: Residence
    municipality: str | None
    consents: tuple[ConsentGiver, ...]
    account: str
    guardian: Guardian | None = None
    admitted: timedelta | None = None
    form: Form | None = None
    place: Place | None = None
    children: tuple[int, ...] = ()
    reflection_days: int = 0


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON, REPRESENTATIVE = ConsentGiver.PERSON, ConsentGiver.REPRESENTATIVE

CALLS = (
    LiveCall(
        0.4 * HOUR,
        Danger.UNKNOWN,
        Caller.PERSON,
        "vi",
        Topic.OWN_SITUATION,
        "Works in a kitchen and sleeps there. Will call again when alone.",
        is_open=True,
    ),
    LiveCall(
        5 * HOUR,
        Danger.YES,
        Caller.FAMILY,
        "ar",
        Topic.SAFE_PLACE,
        "A sister is to be taken abroad to be married. Told of 112 and of the shelter.",
    ),
    LiveCall(
        9 * HOUR,
        Danger.NO,
        Caller.AUTHORITY,
        "fi",
        Topic.HOW_TO_REFER,
        "A school asks how to refer a pupil of sixteen.",
    ),
    LiveCall(
        28 * HOUR,
        Danger.NO,
        Caller.NGO,
        "sv",
        Topic.SERVICES,
        "Asks whether a county or the system pays for the interpreter.",
    ),
    LiveCall(50 * HOUR, Danger.UNKNOWN, Caller.UNKNOWN, "en", Topic.NO_CONTENT, ""),
)

REFERRALS = (
    LiveReferral(
        3 * HOUR,
        Path.CALL,
        Referrer.SELF,
        State.RECEIVED,
        True,
        JOUTSENO,
        Sex.FEMALE,
        24,
        "NG",
        "en",
        "Blessing",
        "Adelundo",
        Residence.NONE,
        None,
        (PERSON,),
        "Left a flat tonight with one bag. Owes money for the journey.",
    ),
    LiveReferral(
        7 * HOUR,
        Path.EMAIL,
        Referrer.POLICE,
        State.RECEIVED,
        True,
        HELSINKI,
        Sex.MALE,
        16,
        "AF",
        "fa",
        "Jawad",
        "Rahezada",
        Residence.ASYLUM_SEEKER,
        None,
        (PERSON,),
        "Alone in Finland. Carried packages for others under threat.",
        guardian=Guardian.MISSING,
    ),
    LiveReferral(
        1.2 * DAY,
        Path.WEB,
        Referrer.RIKU,
        State.RECEIVED,
        False,
        TAMPERE,
        Sex.MALE,
        31,
        "NP",
        "ne",
        "Bikash",
        "Dhamiya",
        Residence.PERMIT,
        "837",
        (PERSON,),
        "Fourteen hours a day in a restaurant; the pay goes back to the owner.",
    ),
    LiveReferral(
        2.5 * DAY,
        Path.EMAIL,
        Referrer.COUNTY,
        State.ASSESSING,
        False,
        TAMPERE,
        Sex.FEMALE,
        22,
        "FI",
        "fi",
        "Saana",
        "Lempivalampi",
        Residence.FINNISH_CITIZEN,
        "853",
        (PERSON,),
        "Loans were taken in her name; made to sell sex to pay.",
    ),
    LiveReferral(
        4 * DAY,
        Path.LETTER,
        Referrer.LAWYER,
        State.SUPPLEMENT_ASKED,
        False,
        HELSINKI,
        Sex.FEMALE,
        38,
        "SO",
        "so",
        "Hodan",
        "Fasame",
        Residence.ASYLUM_SEEKER,
        None,
        (PERSON,),
        "Held abroad on the way. The account breaks off halfway.",
    ),
    LiveReferral(
        6 * DAY,
        Path.EMAIL,
        Referrer.RECEPTION_CENTRE,
        State.ASSESSING,
        False,
        JOUTSENO,
        Sex.MALE,
        45,
        "UZ",
        "uz",
        "Rustam",
        "Karadag",
        Residence.VISA,
        None,
        (PERSON,),
        "Picked berries; passport kept by the foreman.",
    ),
    LiveReferral(
        9 * DAY,
        Path.WEB,
        Referrer.SELF,
        State.ASSESSING,
        False,
        HELSINKI,
        Sex.FEMALE,
        29,
        None,
        "ku",
        "Zahra",
        "Kammuzi",
        Residence.NONE,
        None,
        (PERSON,),
        "Has no papers. Cleaned houses without pay.",
    ),
)

CASES = (
    LiveReferral(
        5 * DAY,
        Path.CALL,
        Referrer.SHELTER,
        State.ADMITTED,
        True,
        JOUTSENO,
        Sex.FEMALE,
        33,
        "TH",
        "th",
        "Malee",
        "Simrit",
        Residence.NONE,
        None,
        (PERSON,),
        "Came to a shelter with two children.",
        admitted=3 * DAY,
        form=Form.SEXUAL,
        place=Place.FINLAND,
        children=(4, 9),
        reflection_days=60,
    ),
    LiveReferral(
        16 * DAY,
        Path.EMAIL,
        Referrer.POLICE,
        State.ADMITTED,
        False,
        HELSINKI,
        Sex.MALE,
        27,
        "BD",
        "bn",
        "Ravi",
        "Ghandaya",
        Residence.PERMIT,
        "091",
        (PERSON,),
        "Cleaning at night for a firm that kept his card.",
        admitted=9 * DAY,
        form=Form.LABOUR,
        place=Place.FINLAND,
    ),
    LiveReferral(
        12 * DAY,
        Path.EMAIL,
        Referrer.COUNTY,
        State.ADMITTED,
        True,
        TAMPERE,
        Sex.FEMALE,
        17,
        "IQ",
        "ar",
        "Noor",
        "Kallini",
        Residence.PERMIT,
        "743",
        (PERSON, REPRESENTATIVE),
        "Was to be married in the summer holidays.",
        admitted=10 * DAY,
        form=Form.MARRIAGE,
        place=Place.ABROAD,
        guardian=Guardian.SUSPECTED,
    ),
)
