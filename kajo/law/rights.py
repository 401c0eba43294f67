"""Which rights does a client have, by which Finnish sections, and from which international sources?

The words for people stand in `kajo/content/texts/rights`, a part a right. A tie that nobody has confirmed says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from kajo.law.acts import (
    ALIENS_ACT,
    COURT_PROCEDURE_ACT,
    MIGRATION_DATA_ACT,
    OPENNESS_ACT,
    PROCEDURE_ACT,
    RECEPTION_ACT,
    Basis,
    Section,
)
from kajo.law.finding import N_ as _
from kajo.law.treaties import AMENDING_DIRECTIVE, PALERMO_PROTOCOL, TRAFFICKING_CONVENTION, TRAFFICKING_DIRECTIVE

NO_SECTION_NAMED = _("the section says it by asking for nothing of the kind")
COMPENSATION_NOT_READ = _("the Finnish acts on compensation were not read")
NO_ARTICLE_NAMED = _("no article was found that promises just this")


@dataclass(frozen=True, slots=True)
class Right:
    """A right of a client: the name of its text, the sections that carry it, and where it comes from."""

    name: str
    finnish: Basis
    international: Basis


def _reception(*places: str) -> tuple[Section, ...]:
    return tuple(RECEPTION_ACT.section(place) for place in places)


def _from(convention: str = "", directive: str = "", protocol: str = "") -> tuple[Section, ...]:
    sources = ((TRAFFICKING_CONVENTION, convention), (TRAFFICKING_DIRECTIVE, directive), (PALERMO_PROTOCOL, protocol))
    return tuple(act.section(place) for act, places in sources for place in places.split())


RIGHTS: tuple[Right, ...] = (
    Right(
        "help",
        Basis(_reception("35.1", "38 a.1")),
        Basis((*_from("12.1", "11.2 11.4 11.5", "6.3"), AMENDING_DIRECTIVE.section("1"))),
    ),
    Right("own_will", Basis(_reception("38 a.2")), Basis(_from("12.7", "11.5"))),
    Right("no_report", Basis.to_confirm(NO_SECTION_NAMED, *_reception("35.1")), Basis(_from("12.6", "11.3"))),
    Right("how_long", Basis(_reception("35.4", "38 f.1", "38 f.3")), Basis(_from(directive="11.1"))),
    Right("somebody_serves", Basis(_reception("33.1(3)", "38 b.1")), Basis(_from("12.1", "11.5"))),
    Right("language", Basis(_reception("27.1", "28.1", "38 a.1")), Basis(_from("12.1", "11.5"))),
    Right("safety", Basis(_reception("28.1", "38 b.3")), Basis(_from("12.2", protocol="6.5"))),
    Right(
        "privacy",
        Basis((*_reception("59"), OPENNESS_ACT.section("24.1(26)"), OPENNESS_ACT.section("24.1(31)"))),
        Basis(_from("11.1", protocol="6.1")),
    ),
    Right("own_file", Basis((MIGRATION_DATA_ACT.section("18"), OPENNESS_ACT.section("11"))), Basis(_from("11.1"))),
    Right(
        "reflection", Basis((ALIENS_ACT.section("52 b.1"), ALIENS_ACT.section("52 b.2"))), Basis(_from("13.1", "11.6"))
    ),
    Right(
        "child",
        Basis((*_reception("5.3", "39.1", "39.2"), PROCEDURE_ACT.section("14.3"))),
        Basis(_from("10.4", "13.1 14.2 16.3", "3 6.4")),
    ),
    Right("counsel", Basis(_reception("38 a.1")), Basis(_from("15.2", "12.2", "6.2"))),
    Right("compensation", Basis.to_confirm(COMPENSATION_NOT_READ), Basis(_from("15.3", "17", "6.6"))),
    Right(
        "decision",
        Basis(
            (
                *_reception("55.1", "55.2"),
                PROCEDURE_ACT.section("45.1"),
                PROCEDURE_ACT.section("47.1"),
                COURT_PROCEDURE_ACT.section("13"),
            )
        ),
        Basis.to_confirm(NO_ARTICLE_NAMED),
    ),
    Right("safe_return", Basis(_reception("31", "38 a.1")), Basis(_from("16.2", protocol="8.2"))),
)
