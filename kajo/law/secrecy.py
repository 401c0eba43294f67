"""Which acts say what is kept secret, what is told nevertheless, and how long it is kept?"""

from __future__ import annotations

from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.sections import Act, Says

FIRST_DAY = _("the day the act came into force")
AMENDED_DAY = _("the day the amending act came into force")
READ = date(2026, 11, 23)
COPY = "21 February 2025"

_1999, _2015, _2020 = date(1999, 12, 1), date(2015, 4, 1), date(2020, 9, 1)

MIGRATION_DATA_ACT = Act(
    en="Act on Personal Data in Migration Administration",
    fi="laki henkilötietojen käsittelystä maahanmuuttohallinnossa",
    sv="lagen om behandling av personuppgifter i migrationsförvaltningen",
    number="615/2020",
    link="https://www.finlex.fi/fi/laki/ajantasa/2020/20200615",
    read_on=READ,
    followed_until=COPY,
    contents={
        "7.3": Says(
            "An observation tells its source and how reliable it is, and grounds no decision.",
            _2020,
            source=FIRST_DAY,
        ),
        "11": Says(
            "The Immigration Service gets from a reception centre what its tasks under the Aliens Act need.",
            _2020,
            source=FIRST_DAY,
        ),
        "13.4(3)": Says(
            "The system gets investigation data from the police for a decision on admission, despite secrecy.",
            _2020,
            source=FIRST_DAY,
        ),
        "15": Says(
            "When identifiers, matter data and observations are erased at the latest.",
            _2020,
            source=FIRST_DAY,
        ),
        "18": Says("How a person asks to see the data about them.", _2020, source=FIRST_DAY),
    },
)

OPENNESS_ACT = Act(
    en="Openness Act",
    fi="julkisuuslaki",
    sv="offentlighetslagen",
    number="621/1999",
    link="https://www.finlex.fi/fi/laki/alkup/1999/19990621",
    read_on=READ,
    followed_until="the act as enacted",
    contents={
        "11": Says("A party sees the papers of the own matter, within limits for weighty interests.", _1999),
        "14": Says(
            "Whoever refuses to give information says why, and that a decision may be asked for.",
            _1999,
            source=_("the section as it is known; its subsections were not read"),
        ),
        "24.1(26)": Says("Papers that tell sensitive things of a victim of crime are secret.", _1999),
        "24.1(31)": Says("A telephone number or address that was asked to be kept secret for safety is.", _1999),
    },
)

CHILD_WELFARE_ACT = Act(
    en="Child Welfare Act",
    fi="lastensuojelulaki",
    sv="barnskyddslagen",
    number="417/2007",
    link="https://www.finlex.fi/fi/laki/ajantasa/2007/20070417",
    read_on=READ,
    followed_until=COPY,
    contents={
        "25.1": Says(
            "Reception centre staff tell child welfare without delay, despite secrecy, of a child in need.",
            _2015,
            source=AMENDED_DAY,
        ),
        "25.3": Says(
            "The police are told too of a suspected sexual or graver violent offence against a child.",
            _2015,
            source=AMENDED_DAY,
        ),
    },
)
