"""Which acts do we apply, and what do their sections say?

A section is quoted as it is written here, `RECEPTION_ACT.section("33.1(5)")`: section, subsection, point; a chapter
stands before a colon. Only sections that were read are listed, so a slip or an invention raises when the module loads.
What a section says is told in our own words; the text itself is behind the link of the act.
"""

from __future__ import annotations

import re
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.secrecy import CHILD_WELFARE_ACT, COPY, FIRST_DAY, MIGRATION_DATA_ACT, OPENNESS_ACT, READ
from kajo.law.sections import Act, Basis, Says, Section, UnknownSection
from kajo.law.treaties import TREATIES

__all__ = [
    "ACTS",
    "ALIENS_ACT",
    "CHILD_WELFARE_ACT",
    "CHURCH_ACT",
    "CHURCH_ACT_UNTIL_2023",
    "COURT_PROCEDURE_ACT",
    "COURT_PROCEDURE_ACT_UNTIL_2019",
    "INTEGRATION_ACT",
    "MIGRATION_DATA_ACT",
    "OPENNESS_ACT",
    "POPULATION_DECREE",
    "PROCEDURE_ACT",
    "RECEPTION_ACT",
    "TIME_LIMITS_ACT",
    "WORKING_HOURS_ACT",
    "Act",
    "Basis",
    "Section",
    "UnknownSection",
    "cited",
]

_2004, _2011, _2015 = date(2004, 1, 1), date(2011, 9, 1), date(2015, 7, 1)
_2020, _2023 = date(2020, 1, 1), date(2023, 1, 1)

NOT_READ = _("the wording of the section, which was not read here")

RECEPTION_ACT = Act(
    en="Reception Act",
    fi="vastaanottolaki",
    sv="mottagandelagen",
    number="746/2011",
    link="https://www.finlex.fi/fi/laki/ajantasa/2011/20110746",
    read_on=READ,
    followed_until=COPY,
    contents={
        "5": Says("A child's best interest comes first; the child's own wishes are found out and heeded.", _2011),
        "5.3": Says("Matters of a child are handled urgently.", _2011),
        "13": Says(
            "Reception services come from the centre at which a seeker or holder of protection is registered.", _2011
        ),
        "23.2": Says("An allowance is recovered on application to the administrative court.", _2011),
        "27.1": Says("The centre arranges interpreting in what the authority starts, otherwise where it can.", _2011),
        "28.1": Says("No interpreter whose reliability, or whose presence for the party's safety, is in doubt.", _2011),
        "31": Says(
            "A victim without a municipality of residence may get support for a voluntary return.",
            source=_("the days on which the present wording came into force"),
        ),
        "33.1(1)": Says("The system decides on admission and identifies victims.", _2023),
        "33.1(2)": Says("The system grants, extends and interrupts reflection periods.", _2023),
        "33.1(3)": Says(
            "The system arranges help without a municipality of residence, and advises also those with one.", _2023
        ),
        "33.1(4)": Says("The system works with counties, Helsinki and HUS for those with a municipality.", _2023),
        "33.1(5)": Says("The system works with the reception centre for seekers and holders of protection.", _2023),
        "33.1(6)": Says("The system decides on removal.", _2023),
        "33.2": Says("The director of Joutseno Reception Centre, or an official the director names, decides.", _2023),
        "34": Says("Any public, private or third-sector body, or the person, may make a referral.", _2023),
        "35": Says("Who is admitted, who is identified, and how long the right lasts.", _2023),
        "35.1": Says("A person who may be a victim and needs help is admitted and identified.", _2023),
        "35.2": Says("A person assisting in the investigation may be admitted when special help is needed.", _2023),
        "35.3": Says("A child in Finland of such a person may be admitted when help is needed.", _2023),
        "35.4": Says("The right lasts until a separate decision on removal.", _2023),
        "36": Says(
            "Recovery period: thirty days at admission, at most sixty more, interrupted by removal.", _2015, _2023
        ),
        "37": Says(
            "The director may tell the police what a serious threat to life, health or freedom makes necessary.", _2015
        ),
        "38": Says("Identification by investigators, the Immigration Service or the system itself.", _2015, _2023),
        "38 a.1": Says("The nine kinds of help.", _2015),
        "38 a.2": Says("Nobody is helped against their will, except as the Child Welfare Act says.", _2015),
        "38 b.1": Says(
            "Without a municipality of residence the system arranges help; with one, its county, Helsinki or HUS.",
            _2023,
        ),
        "38 b.3": Says("Help follows an individual assessment and heeds the safety of victim and staff.", _2015),
        "38 f.1": Says("When a victim is removed from the system.", _2023),
        "38 f.2": Says("Serious danger to public order or security may lead to removal.", _2015),
        "38 f.3": Says("Help may go on for a reasonable time after removal.", _2015),
        "38 f.4": Says("A removal may be enforced before it is final, unless it says otherwise.", _2015),
        "39.1": Says("A child without a guardian and without a permit gets a representative without delay.", _2011),
        "39.2": Says("Until then the director of the centre speaks for the child.", _2011),
        "43": Says("A representative's task ends at eighteen, with a guardian, or when the child leaves.", _2011),
        "55.1": Says("Decisions under the act are appealed as the court procedure act says.", _2020),
        "55.2": Says("An appeal may also be left with the director, who forwards it with a statement.", _2011),
        "57.1": Says("No appeal lies against placement in, or transfer between, centres.", _2015),
        "57.2": Says("No appeal lay against a decision on a recovery period.", _2015, _2023),
        "58.1": Says("Authorities get from each other, despite secrecy, what their tasks necessarily need.", _2023),
        "58.2": Says(
            "A producer of services gets what the service necessarily needs.",
            date(2020, 9, 1),
            source=FIRST_DAY,
        ),
        "58.3": Says("A child's representative gets what that task necessarily needs.", _2023),
        "59": Says("Whoever has a task under the act keeps secret what is learnt of a person.", _2011),
        "59 a": Says("On Åland the municipalities stand in for counties, except for health services.", _2023),
    },
)

ALIENS_ACT = Act(
    en="Aliens Act",
    fi="ulkomaalaislaki",
    sv="utlänningslagen",
    number="301/2004",
    link="https://www.finlex.fi/fi/laki/ajantasa/2004/20040301",
    read_on=READ,
    followed_until=COPY,
    contents={
        "40.1(7)": Says(
            "A stay during a reflection period is lawful.",
            source=_("the days on which the present wording came into force"),
        ),
        "52 b.1": Says("A reflection period of at least thirty days and at most six months may be granted.", _2015),
        "52 b.2": Says("It may be extended for personal circumstances; all together at most six months.", _2015),
        "52 b.4": Says(
            "It may be interrupted for renewed ties with suspects, or for public order, security or health.", _2015
        ),
        "52 c.1": Says("Police or border authority decides on a reflection period.", _2015),
        "52 c.2": Says(
            "The system may decide if the victim is admitted before police or border authority decided.", _2015
        ),
        "52 c.3": Says("The written notice tells purpose, start, length, and the grounds of interruption.", _2015),
        "191.1(10)": Says(
            "No appeal lies against a decision on a reflection period or its interruption.",
            date(2006, 7, 31),
            source=_("the number of the point as added in 2006; later renumbering was not followed"),
        ),
    },
)

PROCEDURE_ACT = Act(
    en="Administrative Procedure Act",
    fi="hallintolaki",
    sv="förvaltningslagen",
    number="434/2003",
    link="https://www.finlex.fi/fi/laki/ajantasa/2003/20030434",
    read_on=READ,
    followed_until=COPY,
    contents={
        "14.3": Says("A minor of fifteen and the guardian are each heard in what concerns the minor's person.", _2004),
        "14.1": Says("A minor's guardian or another legal representative speaks for the minor.", _2004),
        "16": Says("A document tells what the matter is, who sent it and how to reach the sender.", _2004),
        "19": Says("A matter is opened in writing with claims and grounds; orally if the authority agrees.", _2004),
        "20": Says("A matter is pending when it arrives, or when an oral opening has been recorded.", _2004),
        "21": Says("What came to the wrong authority is sent on to the competent one, and the sender is told.", _2004),
        "22.1": Says("The sender is asked to supplement by a date, unless that is needless.", _2004),
        "23.1": Says(
            "A matter is dealt with without undue delay.",
            _2004,
            source=_("the wording of the paragraph, which was not read here"),
        ),
        "23.2": Says("On request the party is told when a decision may be expected.", _2004),
        "34.1": Says("The party may comment before the matter is decided, and explain what may affect it.", _2004),
        "34.2": Says("When a matter may be decided without hearing the party.", _2004),
        "36.1": Says("The party is told what the hearing is for and by when to reply.", _2004),
        "43.1": Says("A decision is given in writing.", _2004),
        "44.1": Says("What a written decision shows: authority, date, party, reasons, outcome, contact.", _2004),
        "45.1": Says("A decision gives reasons and names the provisions applied.", _2004),
        "47.1": Says("Appeal instructions name the court, where to send, the time and its start.", _2004),
        "48": Says("Where no appeal lies, the decision says by which provision.", _2004),
        "50.1": Says("A plainly wrong decision may be removed and decided anew.", _2004),
        "50.2": Says("New evidence corrects a decision only in favour of the party.", _2004, source=NOT_READ),
        "50.3": Says(
            "To the detriment of the party only with the party's consent, unless the error is obvious and of the"
            " party's own doing.",
            _2004,
            source=NOT_READ,
        ),
        "51.1": Says("A clerical error is corrected.", _2004),
        "51.2": Says(
            "A clerical error is not corrected where that is unreasonable to the party.", _2004, source=NOT_READ
        ),
        "52": Says(
            "A correction is raised within five years; the matter is handled anew and decided by a new decision.",
            _2004,
            source=NOT_READ,
        ),
        "53": Says(
            "The correction is noted in the file copy, and the party is given a corrected one.", _2004, source=NOT_READ
        ),
        "54.1": Says("A decision is served without delay, also one that cannot be appealed.", _2004),
        "56.1": Says("Party and representative who both speak in the matter are served each.", _2004),
        "59": Says(
            "A letter counts as received on the seventh day after posting, unless something else is shown.", _2004
        ),
        "60": Says("Service with proof of receipt, or by handing over against a written certificate.", _2004),
    },
)

COURT_PROCEDURE_ACT = Act(
    en="Administrative Judicial Procedure Act",
    fi="laki oikeudenkäynnistä hallintoasioissa",
    sv="lagen om rättegång i förvaltningsärenden",
    number="808/2019",
    link="https://www.finlex.fi/fi/laki/ajantasa/2019/20190808",
    read_on=READ,
    followed_until=COPY,
    contents={
        "6.1": Says("An appeal lies against a decision that settles a matter or leaves it unexamined.", _2020),
        "6.2": Says("No appeal lies against mere preparation or enforcement.", _2020),
        "10.3": Says(
            "If the authority covers the whole country, the court of the appellant's domicile is competent.", _2020
        ),
        "10.5": Says("Where no court is competent, Helsinki Administrative Court is.", _2020),
        "13": Says(
            "An appeal is made within thirty days of receipt, for illegality; time runs by the Time Limits Act.", _2020
        ),
    },
)

COURT_PROCEDURE_ACT_UNTIL_2019 = Act(
    en="Administrative Judicial Procedure Act",
    fi="hallintolainkäyttölaki",
    sv="förvaltningsprocesslagen",
    number="586/1996",
    link="https://www.finlex.fi/fi/laki/alkup/1996/19960586",
    read_on=READ,
    followed_until=COPY,
    contents={
        "22": Says(
            "An appeal was made within thirty days of receipt, the day of receipt not counted.",
            date(1996, 12, 1),
            _2020,
        ),
    },
)

TIME_LIMITS_ACT = Act(
    en="Time Limits Act",
    fi="määräaikalaki",
    sv="lagen om beräknande av laga tid",
    number="150/1930",
    link="https://www.finlex.fi/fi/laki/ajantasa/1930/19300150",
    read_on=READ,
    followed_until="act 1053/2023",
    contents={
        "2": Says("A term in days does not count the day it runs from."),
        "3": Says("Weeks, months and years end on the same weekday or number, or on the last day of a shorter month."),
        "5": Says(
            "A last day on a holy day, Independence Day, May Day, Christmas Eve, Midsummer Eve or Saturday moves to "
            "the next working day."
        ),
    },
)

CHURCH_ACT_UNTIL_2023 = Act(
    en="Church Act",
    fi="kirkkolaki",
    sv="kyrkolagen",
    number="1054/1993",
    link="https://www.finlex.fi/fi/laki/ajantasa/1993/19931054",
    read_on=READ,
    followed_until="a quotation of the section; the act was not read",
    contents={
        "4:3": Says(
            "Eleven church holidays; Midsummer Day is the Saturday after 19 June, All Saints' Day after 30 October.",
            date(1994, 1, 1),
            date(2023, 7, 1),
        ),
    },
)

CHURCH_ACT = Act(
    en="Church Act",
    fi="kirkkolaki",
    sv="kyrkolagen",
    number="652/2023",
    link="https://www.finlex.fi/fi/laki/ajantasa/2023/20230652",
    read_on=READ,
    followed_until="a quotation of the section; the act was not read",
    contents={
        "1:6": Says(
            "The same eleven church holidays.",
            date(2023, 7, 1),
            source=_("a quotation of the section; the act was not read"),
        ),
    },
)

POPULATION_DECREE = Act(
    en="Population Information Decree",
    fi="väestötietoasetus",
    sv="förordningen om befolkningsdatasystemet",
    number="128/2010",
    link="https://www.finlex.fi/fi/laki/ajantasa/2010/20100128",
    read_on=READ,
    followed_until="decree 690/2022",
    contents={
        "2": Says("How a personal identity code is made: birth date, sign, number, check character.", _2023),
    },
)

INTEGRATION_ACT = Act(
    en="Integration Act",
    fi="kotoutumislaki",
    sv="integrationslagen",
    number="681/2023",
    link="https://www.finlex.fi/fi/laki/ajantasa/2023/20230681",
    read_on=READ,
    followed_until=COPY,
    contents={
        "35": Says(
            "The wellbeing services county applies for a representative of a child who holds a permit.",
            date(2025, 1, 1),
        ),
        "90": Says(
            "Who decides and pays state compensation gets what that needs.",
            date(2025, 1, 1),
            source=_("the section as enacted; later changes were not followed"),
        ),
    },
)

WORKING_HOURS_ACT = Act(
    en="Working Hours Act",
    fi="työaikalaki",
    sv="arbetstidslagen",
    number="872/2019",
    link="https://www.finlex.fi/fi/laki/ajantasa/2019/20190872",
    read_on=READ,
    followed_until=COPY,
    contents={
        "25": Says("Within a day of the start of each shift there are eleven hours of rest.", _2020, source=NOT_READ),
    },
)

ACTS: tuple[Act, ...] = (
    WORKING_HOURS_ACT,
    INTEGRATION_ACT,
    RECEPTION_ACT,
    ALIENS_ACT,
    PROCEDURE_ACT,
    COURT_PROCEDURE_ACT,
    COURT_PROCEDURE_ACT_UNTIL_2019,
    TIME_LIMITS_ACT,
    CHURCH_ACT,
    CHURCH_ACT_UNTIL_2023,
    POPULATION_DECREE,
    MIGRATION_DATA_ACT,
    OPENNESS_ACT,
    CHILD_WELFARE_ACT,
    *TREATIES,
)

LAW_LINE = re.compile(r"Law: (?P<law>.+?)\.(?: Table: (?P<table>\S+\.csv)\.)?$")


def cited(docstring: str) -> tuple[Basis, str]:
    """Read the last line of a rule's docstring: its legal basis, and the path of its table (empty without one).

    The line reads `Law: Act 1/2000, 3 a.1 and 4; Other Act 2/2001, 5. Table: kajo/law/tables/room/rule.csv.`; a part
    may be `to confirm (source)`. Raises ValueError without such a line and UnknownSection for what was never read.
    """
    text = " ".join(docstring.split())
    found = LAW_LINE.search(text)
    if found is None:
        raise ValueError("The docstring does not end with its law.")
    sections: list[Section] = []
    sources: list[str] = []
    for part in found["law"].split("; "):
        if unconfirmed := re.fullmatch(r"to confirm \((.+)\)", part):
            sources.append(unconfirmed[1])
            continue
        name, _, refs = part.partition(", ")
        act = _named(name)
        sections += [act.section(ref) for ref in re.split(r", | and ", refs)]
    return Basis(tuple(sections), "; ".join(sources)), found["table"] or ""


def _named(name: str) -> Act:
    for act in ACTS:
        if act.name() == name:
            return act
    raise UnknownSection(name)
