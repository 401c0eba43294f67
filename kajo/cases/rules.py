"""What does the law say of a client's case?"""

from __future__ import annotations

from datetime import date

from kajo.cases.terms import OrganisedBy, Organiser, Standing
from kajo.law.acts import RECEPTION_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding
from kajo.law.municipalities import ALAND, HELSINKI, Municipality, municipality
from kajo.law.terms import Dated, in_force

BY_RESIDENCE = RECEPTION_ACT.section("38 b.1")
ON_ALAND = Basis((BY_RESIDENCE, RECEPTION_ACT.section("59 a")))
AT_A_CENTRE = (
    Dated(Basis((RECEPTION_ACT.section("13"),)), date(2011, 9, 1), date(2023, 1, 1)),
    Dated(Basis((RECEPTION_ACT.section("13"), RECEPTION_ACT.section("33.1(5)"))), date(2023, 1, 1)),
)
WITHOUT_RESIDENCE = (Dated(BY_RESIDENCE, date(2015, 7, 1)),)


def organiser_of_services(standing: Standing) -> Finding[OrganisedBy]:
    """Tell who must organise the client's social and health services on that day.

    The municipality of residence comes first and leads to its county, to Helsinki, or on Åland to the municipality
    itself; without one, the reception centre serves a person who seeks international protection or holds temporary
    protection; otherwise the assistance system arranges all. Whoever organises, the system advises and cooperates.

    Municipalities are known from 2025-01-01 until a newer table is loaded. Raises NotKnown for a municipality on an
    earlier day and for anybody before the section, Senseless for a code that is no municipality that day.
    Law: Reception Act 746/2011, 13, 33.1(5), 38 b.1 and 59 a. Table: tests/tables/cases/organiser_of_services.csv.
    """
    if standing.municipality is not None:
        return _organiser_at_home(municipality(standing.municipality, standing.on))
    if standing.asylum_seeker or standing.temporary_protection:
        return Finding(
            OrganisedBy(Organiser.RECEPTION_CENTRE),
            in_force(AT_A_CENTRE, standing.on),
            _("No municipality of residence, but seeks or holds protection: the reception centre serves."),
        )
    return Finding(
        OrganisedBy(Organiser.NAS),
        in_force(WITHOUT_RESIDENCE, standing.on),
        _("No municipality of residence and no reception centre: the assistance system arranges everything."),
    )


def _organiser_at_home(home: Municipality) -> Finding[OrganisedBy]:
    if home.county == ALAND:
        return Finding(
            OrganisedBy(Organiser.ALAND_MUNICIPALITY, home.code),
            ON_ALAND,
            _("Has a municipality of residence on Åland: the municipality arranges the services, except health care."),
        )
    if home.county == HELSINKI:
        return Finding(
            OrganisedBy(Organiser.HELSINKI, home.county),
            BY_RESIDENCE,
            _("Municipality of residence is Helsinki: the city arranges the services, HUS specialised health care."),
        )
    return Finding(
        OrganisedBy(Organiser.COUNTY, home.county),
        BY_RESIDENCE,
        _("Has a municipality of residence: its wellbeing services county arranges the services."),
    )
