"""What does the law say of a client's case?"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from kajo.cases.terms import (
    ChildHeard,
    ChildSituation,
    ChildsPart,
    Interruption,
    InterruptionGround,
    OrganisedBy,
    Organiser,
    Reassessment,
    Reflection,
    Removal,
    Situation,
    Standing,
    Support,
)
from kajo.law.acts import ALIENS_ACT, RECEPTION_ACT, Basis
from kajo.law.admission import child_of_admitted
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.municipalities import ALAND, HELSINKI, Municipality, municipality
from kajo.law.terms import Dated, Period, Term, ends, in_force, months_later

BY_RESIDENCE = RECEPTION_ACT.section("38 b.1")
ON_ALAND = Basis((BY_RESIDENCE, RECEPTION_ACT.section("59 a")))
AT_A_CENTRE = (
    Dated(Basis((RECEPTION_ACT.section("13"),)), date(2011, 9, 1), date(2023, 1, 1)),
    Dated(Basis((RECEPTION_ACT.section("13"), RECEPTION_ACT.section("33.1(5)"))), date(2023, 1, 1)),
)
REFLECTION = ALIENS_ACT.section("52 b.1")
REFLECTION_BY_US = ALIENS_ACT.section("52 c.2")
EXTENSION = ALIENS_ACT.section("52 b.2")
SHORTEST_REFLECTION = (Dated(Term(REFLECTION, days=30), date(2015, 7, 1)),)
LONGEST_REFLECTION = (Dated(Term(EXTENSION, months=6), date(2015, 7, 1)),)
INTERRUPTION = (Dated(ALIENS_ACT.section("52 b.4"), date(2015, 7, 1)),)
BY_ORDER = Basis.to_confirm(
    _("section 36(1), and international relations among its grounds"), ALIENS_ACT.section("52 b.4")
)
REMOVAL = RECEPTION_ACT.section("38 f.1")
REMOVAL_FOR_DANGER = RECEPTION_ACT.section("38 f.2")
WRITTEN_WISH = Basis.to_confirm("the assistance system's practice of a written wish", REMOVAL)
CONTACT_ATTEMPTS = Basis.to_confirm("the assistance system's practice of a log of attempts", REMOVAL)
FEWEST_ATTEMPTS = (Dated(1, date(2015, 7, 1)),)
"""How often a client is tried before being counted as disappeared: one until the practice is confirmed."""
CHILD_HEARD = Basis.to_confirm("formal hearing from twelve years on", RECEPTION_ACT.section("5"))
RISK = Basis.to_confirm(_("the assistance system's practice of safety assessment"))
RISK_REVIEWED_WITHIN_MONTHS = (Dated(3, date(2023, 1, 1)),)
REASSESSMENT = Basis.to_confirm(_("the assistance system's own targets"))
REASSESSED_WITHIN_MONTHS = (Dated(6, date(2006, 1, 1)),)
REASSESSMENT_ASKED_DAYS_BEFORE = (Dated(14, date(2006, 1, 1)),)
WITHOUT_RESIDENCE = (Dated(BY_RESIDENCE, date(2015, 7, 1)),)


def child_may_be_admitted(child: ChildSituation) -> Finding[bool]:
    """Tell whether a client's child may be admitted with the client's case on that day.

    It is in Finland, needs help and is under 18. Whose birth is not known, or not known exactly enough to be an adult
    for certain, counts as a child by what is seen.

    Law: Reception Act 746/2011, 35.3. Table: kajo/law/tables/cases/child_may_be_admitted.csv.
    """
    return child_of_admitted(
        is_minor_child=not child.is_of_age, in_finland=child.in_finland, needs_assistance=child.needs_assistance
    )


def organiser_of_services(standing: Standing) -> Finding[OrganisedBy]:
    """Tell who must organise the client's social and health services on that day.

    The municipality of residence comes first and leads to its county, to Helsinki, or on Åland to the municipality
    itself; without one, the reception centre serves a person who seeks international protection or holds temporary
    protection; otherwise the assistance system arranges all. Whoever organises, the system advises and cooperates.

    Municipalities are known from 2025-01-01 until a newer table is loaded. Raises NotKnown for a municipality on an
    earlier day and for anybody before the section, Senseless for a code that is no municipality that day.
    Law: Reception Act 746/2011, 13, 33.1(5), 38 b.1 and 59 a. Table: kajo/law/tables/cases/organiser_of_services.csv.
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


def reflection_period_allowed(asked: Reflection) -> Finding[bool]:
    """Tell whether the assistance system may grant or extend this reflection period (harkinta-aika).

    It is for a person without another right to stay, admitted before police or border authority decided. A period that
    begins where the last one ended extends it by any length; any other lasts at least 30 days. All periods laid end to
    end from the first day may end at most on the same day number six months later. Days are calendar days, ends are
    exclusive, and nothing moves to a working day.

    Raises Senseless for periods that overlap or have no end, NotKnown before 1 July 2015.
    Law: Aliens Act 301/2004, 52 b.1, 52 b.2 and 52 c.2. Table: kajo/law/tables/cases/reflection_period_allowed.csv.
    """
    periods = sorted((*asked.granted, asked.proposed))
    days = sum(_length(each) for each in periods)
    if any(one.overlaps(following) for one, following in pairwise(periods)):
        raise Senseless(_("Two reflection periods have a day in common."), field="proposed")
    shortest = in_force(SHORTEST_REFLECTION, asked.proposed.from_on)
    first = periods[0].from_on
    last = ends(in_force(LONGEST_REFLECTION, asked.proposed.from_on), first)
    if asked.right_of_residence:
        return Finding(outcome=False, basis=REFLECTION, because=_("The person has another right to stay in Finland."))
    if not asked.admitted_first:
        return Finding(
            outcome=False,
            basis=REFLECTION_BY_US,
            because=_("Police or border authority decides: the person was not admitted before them."),
        )
    is_extension = bool(asked.granted) and max(asked.granted).until_on == asked.proposed.from_on
    if not is_extension and _length(asked.proposed) < shortest.days:
        return Finding(outcome=False, basis=REFLECTION, because=_("A reflection period lasts at least thirty days."))
    if first + timedelta(days=days) > last:
        return Finding(
            outcome=False, basis=EXTENSION, because=_("All reflection periods together last at most six months.")
        )
    if is_extension:
        return Finding(outcome=True, basis=EXTENSION, because=_("It goes on where the last period ended."))
    return Finding(
        outcome=True,
        basis=Basis((REFLECTION, REFLECTION_BY_US)),
        because=_("Thirty days or more, and not more than six months in all."),
    )


def reflection_may_be_interrupted(asked: Interruption) -> Finding[bool]:
    """Tell whether a reflection period (harkinta-aika) may be interrupted from that day on.

    The day lies in the period; ends are exclusive. Ties with the suspects count only if the victim renewed them by own
    will and initiative. Public order, security, health or international relations may be a ground in any case; which
    of them it is, and why, the reasons say. Nobody has to interrupt anything.

    Raises Senseless for a period without an end, NotKnown before 1 July 2015.
    Law: Aliens Act 301/2004, 52 b.4; to confirm (section 36(1), and international relations among its grounds).
    Table: kajo/law/tables/cases/reflection_may_be_interrupted.csv.
    """
    _length(asked.period)
    basis = in_force(INTERRUPTION, asked.on)
    if asked.on not in asked.period:
        return Finding(outcome=False, basis=basis, because=_("The reflection period does not run on that day."))
    if asked.ground is InterruptionGround.ORDER:
        return Finding(
            outcome=True,
            basis=BY_ORDER,
            because=_("It may be interrupted for public order, security, health or international relations."),
        )
    if not asked.own_will:
        return Finding(
            outcome=False,
            basis=basis,
            because=_("Ties count only if the victim renewed them by own will and initiative."),
        )
    return Finding(
        outcome=True, basis=basis, because=_("The victim renewed ties with the suspects by own will and initiative.")
    )


def removal_grounds(situation: Situation) -> Finding[tuple[Removal, ...]]:
    """Tell on which grounds a client can be removed from the assistance system, in the order of the section.

    Needing no help any more counts only after the assessment of the whole personal situation. Several grounds may be
    open at once. Danger to public order or security may lead to removal; the others do.

    Law: Reception Act 746/2011, 38 f.1 and 38 f.2. Table: kajo/law/tables/cases/removal_grounds.csv.
    """
    open_grounds = (
        (Removal.R1, not situation.still_needs_assistance and situation.overall_assessment_done),
        (Removal.R2A, situation.left_country),
        (Removal.R2B, situation.removed_from_country),
        (Removal.R3A, situation.wants_to_leave),
        (Removal.R3B, situation.disappeared),
        (Removal.R4, situation.serious_danger),
    )
    found = tuple(ground for ground, is_open in open_grounds if is_open)
    if not found and not situation.still_needs_assistance:
        return Finding((), REMOVAL, _("The whole personal situation has to be assessed before help may end."))
    if not found:
        return Finding((), REMOVAL, _("No ground of removal is met."))
    if found == (Removal.R4,):
        return Finding(found, REMOVAL_FOR_DANGER, _("The authority may remove the client; it weighs the reasons."))
    basis = Basis((REMOVAL, REMOVAL_FOR_DANGER)) if Removal.R4 in found else REMOVAL
    return Finding(found, basis, _("The client is removed by a decision of its own."))


def removal_supported(support: Support) -> Finding[bool]:
    """Tell whether an open ground of removal stands on what it needs.

    Needing no help any more: the assessment of the whole personal situation. The wish to leave: that it was recorded
    in writing. Disappearance: attempts to reach the client, none of which succeeded since the last contact. Danger:
    written reasons. Leaving the country and removal from it need nothing beside their facts.

    Raises NotKnown before 1 July 2015.
    Law: Reception Act 746/2011, 38 f.1 and 38 f.2; to confirm (written wish, number of attempts).
    Table: kajo/law/tables/cases/removal_supported.csv.
    """
    fewest = in_force(FEWEST_ATTEMPTS, support.on)
    if support.ground is Removal.R1 and not support.overall_assessment_done:
        because = _("The whole personal situation has to be assessed before help may end.")
        return Finding(outcome=False, basis=REMOVAL, because=because)
    if support.ground is Removal.R3A and not support.wish_is_written:
        because = _("The wish to leave has to be recorded in writing, with a document as its source.")
        return Finding(outcome=False, basis=WRITTEN_WISH, because=because)
    if support.ground is Removal.R3B and support.attempts < fewest:
        because = _("Nobody counts as disappeared before somebody has tried to reach the person: log the attempts.")
        return Finding(outcome=False, basis=CONTACT_ATTEMPTS, because=because)
    if support.ground is Removal.R4 and not support.reasons_given:
        because = _("The danger to public order or security needs written reasons.")
        return Finding(outcome=False, basis=REMOVAL_FOR_DANGER, because=because)
    basis = REMOVAL_FOR_DANGER if support.ground is Removal.R4 else REMOVAL
    return Finding(outcome=True, basis=basis, because=_("The ground stands on what it needs."))


def child_considered(part: ChildsPart) -> Finding[bool]:
    """Tell whether a decision about a child says what it must of the child.

    The child's best interest is weighed in writing. The child's own view is always asked and written down; from twelve
    years on the child is heard formally. Both may be left out only where it would harm the child's health or
    development, or is clearly needless, for reasons that are written down.

    Law: Reception Act 746/2011, 5; to confirm (formal hearing from twelve years on).
    Table: kajo/law/tables/cases/child_considered.csv.
    """
    if not part.best_interest_written:
        return _not_considered(_("Write what is in the best interest of the child."))
    if part.heard is None:
        return _not_considered(_("Tell how the child was heard, or why not."))
    if not part.view_written:
        return _not_considered(_("Write down the child's own view, or why it was not asked."))
    if part.is_twelve and part.heard is ChildHeard.ASKED:
        return _not_considered(_("A child of twelve or older is heard formally."))
    return Finding(outcome=True, basis=CHILD_HEARD, because=_("The decision says what it must of the child."))


def _not_considered(because: str) -> Finding[bool]:
    return Finding(outcome=False, basis=CHILD_HEARD, because=because)


def _length(period: Period) -> int:
    if period.days is None:
        raise Senseless(_("A reflection period has a last day."), field="proposed")
    return period.days


def risk_reviewed_by(noted_on: date) -> Finding[date]:
    """Tell by which day at the latest a note of a client's risk is looked at again.

    Three months after it was written, by the calendar; a nearer day may always be chosen. After that day it is stale.

    Raises NotKnown for a note of before 2023, and beyond the calendar.
    Law: to confirm (the assistance system's practice of safety assessment).
    Table: kajo/law/tables/cases/risk_reviewed_by.csv.
    """
    months = in_force(RISK_REVIEWED_WITHIN_MONTHS, noted_on)
    return Finding(
        months_later(noted_on, months), RISK, _("A note of the risk is looked at again within three months.")
    )


def reassessment_target(assessed_on: date | None, counts_from: date, on: date) -> Finding[Reassessment]:
    """Tell how often a client's needs are assessed again, from which day it counts, and from when a task asks for it.

    An own target: the law sets no cycle. It counts from the last assessment, and before the first one from the day
    from which the case is kept here (`counts_from`). The task comes some days before the target's last day, which
    moves on while its clock stands still. The length is the one of the day from which it counts.

    Raises Senseless for an assessment ahead, NotKnown for a day before 2006.
    Law: to confirm (the assistance system's own targets). Table: kajo/law/tables/cases/reassessment_target.csv.
    """
    from_on = max(assessed_on, counts_from) if assessed_on is not None else counts_from
    if from_on > on:
        raise Senseless(_("An assessment is not made in the future."), field="assessed_on")
    found = Reassessment(
        from_on, in_force(REASSESSED_WITHIN_MONTHS, from_on), in_force(REASSESSMENT_ASKED_DAYS_BEFORE, from_on)
    )
    if assessed_on is None or assessed_on < counts_from:
        return Finding(found, REASSESSMENT, _("No assessment is recorded since: it counts from the beginning."))
    return Finding(found, REASSESSMENT, _("It counts from the last assessment."))
