"""How are figures made of movements?"""

from __future__ import annotations

from datetime import date

from kajo.statistics.terms import FIRST_YEAR, RULE_VERSION, Figures, Movement, Sums, Year


def figures(sums: Sums, on: date) -> Figures:
    """Make the figures of a day from the sums of movements by year, up to the end of that day.

    Stock is what came less what went. A day before 2006 gives zeros.

    Law: to confirm (definitions of the assistance system's reviews). Table: kajo/law/tables/statistics/figures.csv.
    """

    def total(*movements: Movement) -> int:
        return sum(amount for (_, movement), amount in sums.items() if movement in movements)

    clients = total(Movement.ADMISSION) - total(Movement.REMOVAL)
    children = total(Movement.CHILD) - total(Movement.CHILD_REMOVAL)
    return Figures(
        on=on,
        rule_version=RULE_VERSION,
        clients_since_2006=total(Movement.PERSON),
        in_services=clients + children,
        clients_in_services=clients,
        children_of_clients_in_services=children,
        entered_as_minors=total(Movement.MINOR) - total(Movement.MINOR_REMOVAL),
        admissions_since_2006=total(Movement.ADMISSION),
        by_year=tuple(
            Year(
                year=year,
                referrals=sums.get((year, Movement.REFERRAL), 0),
                new_clients=sums.get((year, Movement.ADMISSION), 0),
                children_admitted=sums.get((year, Movement.CHILD), 0),
                removed=sums.get((year, Movement.REMOVAL), 0),
            )
            for year in range(FIRST_YEAR, on.year + 1)
        ),
    )
