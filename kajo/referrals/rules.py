"""What do law and practice say of a referral (esitys)?"""

from __future__ import annotations

from datetime import date

from kajo.law.acts import PROCEDURE_ACT, RECEPTION_ACT, Basis
from kajo.law.admission import child_of_admitted
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.terms import Dated, Length, Unit, in_force
from kajo.referrals.terms import (
    AgeBand,
    Allowed,
    Authority,
    Completeness,
    ConsentGiver,
    Force,
    Ground,
    Guardian,
    Hears,
    Missing,
    OpenGround,
    Referrer,
    Situation,
    State,
    Submission,
    Telling,
)

PRACTICE = _("the assistance system's practice")
AGAINST_FISHING = Basis.to_confirm(_("the assistance system's own rule against fishing"))
CHECKS_AN_HOUR = (Dated(10, date(2006, 1, 1)),)

AGAINST_NOBODYS_WILL = RECEPTION_ACT.section("38 a.2")
CHILD_IS_URGENT = RECEPTION_ACT.section("5.3")
ADULT_CONSENTS = Basis.to_confirm(PRACTICE, AGAINST_NOBODYS_WILL)
CHILD_CONSENTS = Basis.to_confirm(PRACTICE, AGAINST_NOBODYS_WILL, PROCEDURE_ACT.section("14.3"))
REPRESENTATIVE_CONSENTS = Basis.to_confirm(PRACTICE, AGAINST_NOBODYS_WILL, RECEPTION_ACT.section("39.1"))
CHILD_IDENTIFIED = Basis.to_confirm(
    PRACTICE, AGAINST_NOBODYS_WILL, RECEPTION_ACT.section("39.1"), PROCEDURE_ACT.section("14.3")
)
TO_BE_SUPPLEMENTED = Basis.to_confirm(PRACTICE, PROCEDURE_ACT.section("19"), PROCEDURE_ACT.section("22.1"))

# Since when there is a target is not known: the numbers hold as long as there is an assistance system.
TARGET_KNOWN_FROM = date(2006, 1, 1)
TARGET = Basis.to_confirm(_("the assistance system's own targets"), PROCEDURE_ACT.section("23.1"))
TARGET_OF_URGENT = Basis.to_confirm(TARGET.note, *TARGET.sections, CHILD_IS_URGENT)
PROCESSING_TARGET = (Dated(Length(20, Unit.WORKING_DAYS), TARGET_KNOWN_FROM),)
PROCESSING_TARGET_OF_URGENT = (Dated(Length(5, Unit.WORKING_DAYS), TARGET_KNOWN_FROM),)

ONLY_AS_ALLOWED = Basis.to_confirm(PRACTICE, AGAINST_NOBODYS_WILL)
SENT_ON = PROCEDURE_ACT.section("21")
SENT_ON_AS_ALLOWED = Basis.to_confirm(PRACTICE, SENT_ON, AGAINST_NOBODYS_WILL)

SAID_NO = {
    ConsentGiver.PERSON: _("The person has said no, and nobody is helped against their will."),
    ConsentGiver.GUARDIAN: _(
        "The child's guardian has said no. If the guardian is suspected, note it: then a representative is asked."
    ),
    ConsentGiver.REPRESENTATIVE: _("The child's representative has said no."),
}
CONSENT_MISSING = {
    ConsentGiver.PERSON: Missing.CONSENT_OF_PERSON,
    ConsentGiver.GUARDIAN: Missing.CONSENT_OF_GUARDIAN,
    ConsentGiver.REPRESENTATIVE: Missing.CONSENT_OF_REPRESENTATIVE,
}


def admission_grounds(situation: Situation) -> Finding[tuple[OpenGround, ...]]:
    """Tell on which grounds the person can be admitted to the assistance system, and how each binds.

    Whoever may be a victim and needs help shall be admitted and is thereby identified. Whoever assists in the
    investigation and needs special help, and a minor child of an admitted person that needs help, may be. Several
    grounds may be open; they come in the order of the section. Outside Finland there is none: by law for the child,
    by practice for the others.

    Law: Reception Act 746/2011, 35.1, 35.2 and 35.3; to confirm (practice, for a person outside Finland).
    Table: kajo/law/tables/referrals/admission_grounds.csv.
    """
    if not situation.in_finland:
        return Finding(
            (),
            Basis.to_confirm(_("practice, for a person outside Finland"), RECEPTION_ACT.section("35")),
            _("The person is not in Finland."),
        )
    grounds: list[OpenGround] = []
    if situation.may_be_victim and situation.needs_assistance:
        grounds.append(OpenGround(Ground.S35_1, Force.SHALL))
    if situation.assists_investigation and situation.needs_special_assistance:
        grounds.append(OpenGround(Ground.S35_2, Force.MAY))
    as_child = child_of_admitted(
        is_minor_child=situation.minor_child_of_admitted,
        in_finland=situation.in_finland,
        needs_assistance=situation.needs_assistance,
    )
    if as_child.outcome:
        grounds.append(OpenGround(Ground.S35_3, Force.MAY))
    if not grounds:
        return Finding((), RECEPTION_ACT.section("35"), _("None of the three grounds is met."))
    basis = Basis(tuple(RECEPTION_ACT.section(open_ground.ground) for open_ground in grounds))
    if grounds[0].force is Force.SHALL:
        return Finding(tuple(grounds), basis, _("May be a victim and needs help: shall be admitted."))
    return Finding(tuple(grounds), basis, _("The authority may admit the person."))


def may_be_refused(situation: Situation) -> Finding[bool]:
    """Tell whether what the assessment found lets the person be refused.

    Whoever shall be admitted is not refused. Where the law leaves it to the authority, or no ground is open, the
    authority may refuse, with its reasons.

    Law: Reception Act 746/2011, 35.1, 35.2 and 35.3; to confirm (practice, for a person outside Finland).
    Table: kajo/law/tables/referrals/may_be_refused.csv.
    """
    found = admission_grounds(situation)
    if any(each.force is Force.SHALL for each in found.outcome):
        return Finding(
            outcome=False,
            basis=RECEPTION_ACT.section("35.1"),
            because=_("What was found says that the person may be a victim and needs help: the law says to admit."),
        )
    if found.outcome:
        return Finding(outcome=True, basis=found.basis, because=_("The law leaves it to the authority."))
    return Finding(outcome=True, basis=found.basis, because=found.because)


def consent_needed(age: AgeBand, guardian: Guardian | None) -> Finding[tuple[ConsentGiver, ...]]:
    """Tell whose consent a referral needs before it may say who the person is.

    An adult consents alone. From 15 to 17 years the child and the guardian both do, under 15 the guardian. Where the
    guardian is suspected or missing, a representative stands in the guardian's place. Consent may be spoken.

    Raises Senseless while the age is not known, and for a child as long as nothing is known of a guardian.
    Law: Reception Act 746/2011, 38 a.2 and 39.1; Administrative Procedure Act 434/2003, 14.3;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/consent_needed.csv.
    """
    if age is AgeBand.UNKNOWN:
        raise Senseless(_("The age is needed."), field="age")
    if age is AgeBand.ADULT:
        return Finding((ConsentGiver.PERSON,), ADULT_CONSENTS, _("An adult consents alone."))
    if guardian is None:
        raise Senseless(_("Whether the child has a guardian is needed."), field="guardian")
    own = (ConsentGiver.PERSON,) if age is AgeBand.FROM_15 else ()
    if guardian is Guardian.AVAILABLE:
        return Finding(
            (*own, ConsentGiver.GUARDIAN),
            CHILD_CONSENTS,
            _("A child's guardian consents; from 15 years the child too."),
        )
    return Finding(
        (*own, ConsentGiver.REPRESENTATIVE),
        REPRESENTATIVE_CONSENTS,
        _("A representative stands in for the guardian; from 15 years the child consents too."),
    )


def guardian_may_be_asked(age: AgeBand, guardian: Guardian | None) -> Finding[bool]:
    """Tell whether a person's guardian may be contacted and asked.

    Only a child has one, and only one who is known to be there and is not suspected. Where the guardian is suspected
    or missing, a representative is needed first. While nothing is known of a guardian, that is found out first.

    Law: Reception Act 746/2011, 38 a.2 and 39.1; Administrative Procedure Act 434/2003, 14.3;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/guardian_may_be_asked.csv.
    """
    if age is AgeBand.ADULT:
        return Finding(outcome=False, basis=ADULT_CONSENTS, because=_("An adult has no guardian."))
    if guardian is None:
        return Finding(
            outcome=False,
            basis=CHILD_CONSENTS,
            because=_("Find out first whether there is a guardian who is not suspected."),
        )
    if guardian is Guardian.AVAILABLE:
        return Finding(outcome=True, basis=CHILD_CONSENTS, because=_("A child's guardian is asked."))
    if guardian is Guardian.SUSPECTED:
        because = _("The guardian is suspected and is not contacted: a representative is needed first.")
    else:
        because = _("There is no guardian in Finland: a representative is needed first.")
    return Finding(outcome=False, basis=REPRESENTATIVE_CONSENTS, because=because)


def may_be_told(telling: Telling) -> Finding[Hears]:
    """Tell what the referrer may hear of a referral: never what it says, nor the decision's reasons.

    Whether the person was admitted, only where the person allowed to tell the referrer; a withdrawn consent is none.
    Nothing before the decision, and nothing of a referral that was withdrawn or lapsed. Whoever sent a referral that
    was sent on is told where, by law. The person's own decision reaches the person by service, not in this way.

    Law: Administrative Procedure Act 434/2003, 21; Reception Act 746/2011, 38 a.2;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/may_be_told.csv.
    """
    if telling.referrer is Referrer.SELF:
        because = _("The person made the referral, and gets the decision itself.")
        return Finding(Hears.NOTHING, ONLY_AS_ALLOWED, because)
    if telling.referrer is Referrer.UNKNOWN:
        return Finding(Hears.NOTHING, ONLY_AS_ALLOWED, _("It is not known who made the referral."))
    if telling.state is State.TRANSFERRED:
        return Finding(Hears.TRANSFERRED, SENT_ON, _("Whoever sent it is told to which authority it went."))
    if telling.state not in {State.ADMITTED, State.REFUSED}:
        return Finding(Hears.NOTHING, ONLY_AS_ALLOWED, _("There is no decision to tell of."))
    if telling.allowed is not Allowed.GIVEN:
        return Finding(Hears.NOTHING, ONLY_AS_ALLOWED, _("The person has not allowed to tell the referrer."))
    heard = Hears.ADMITTED if telling.state is State.ADMITTED else Hears.NOT_ADMITTED
    return Finding(heard, ONLY_AS_ALLOWED, _("The person has allowed to tell the referrer yes or no."))


def may_go_along(to: Authority, allowed: Allowed) -> Finding[bool]:
    """Tell whether what a referral says may go along when it is sent on to another authority.

    Only where the person has allowed sharing with that authority. Without it the sender is told where to turn, and
    nothing of the person goes along.

    Law: Administrative Procedure Act 434/2003, 21; Reception Act 746/2011, 38 a.2;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/may_go_along.csv.
    """
    if allowed is Allowed.GIVEN:
        return Finding(outcome=True, basis=SENT_ON_AS_ALLOWED, because=_("The person has allowed this sharing."))
    because = {
        Allowed.REFUSED: _("The person has said no to sharing with this authority. Send it on without what was told."),
        Allowed.WITHDRAWN: _(
            "The consent to share with this authority was withdrawn. Send it on without what was told."
        ),
        Allowed.NOT_ASKED: _("Nobody has consented to sharing with this authority. Ask first, or send nothing along."),
    }[allowed]
    if to is Authority.MIGRI:
        because = _("Nothing goes to the Immigration Service without the person's consent.")
    return Finding(outcome=False, basis=SENT_ON_AS_ALLOWED, because=because)


def is_urgent(age: AgeBand, *, in_danger: bool) -> Finding[bool]:
    """Tell whether a referral belongs to the urgent lane.

    A child's matter always does, by law; so does anybody's in danger, by practice. While the age is not known, danger
    alone makes it urgent.

    Law: Reception Act 746/2011, 5.3; to confirm (the assistance system's practice).
    Table: kajo/law/tables/referrals/is_urgent.csv.
    """
    if age in {AgeBand.FROM_15, AgeBand.UNDER_15}:
        return Finding(outcome=True, basis=CHILD_IS_URGENT, because=_("A child's matter is urgent."))
    if in_danger:
        return Finding(outcome=True, basis=Basis.to_confirm(PRACTICE), because=_("The person is in danger."))
    return Finding(outcome=False, basis=CHILD_IS_URGENT, because=_("Neither a child nor in danger."))


def processing_target(age: AgeBand, *, in_danger: bool, on: date) -> Finding[Length]:
    """Tell within which time a referral that came on a day should be decided.

    An own target, not a period of law: the law says without delay. A child's matter and anybody's in danger have the
    shorter one. While the age is not known, danger alone counts.

    Raises NotKnown for a day before 2006.
    Law: Administrative Procedure Act 434/2003, 23.1; Reception Act 746/2011, 5.3;
    to confirm (the assistance system's own targets). Table: kajo/law/tables/referrals/processing_target.csv.
    """
    urgent = is_urgent(age, in_danger=in_danger)
    if urgent.outcome:
        return Finding(in_force(PROCESSING_TARGET_OF_URGENT, on), TARGET_OF_URGENT, urgent.because)
    return Finding(in_force(PROCESSING_TARGET, on), TARGET, urgent.because)


def completeness(submission: Submission) -> Finding[Completeness]:
    """Tell what a referral still lacks, and whether the assessment has to wait for it.

    It needs a reason, a safe way to reach somebody, a rough age, for a child whether there is a guardian, and the
    consents. While the age is not known, the person's own consent is asked for. An urgent referral never waits.

    Law: Administrative Procedure Act 434/2003, 19 and 22.1; Reception Act 746/2011, 5.3;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/completeness.csv.
    """
    missing = [
        *_when(not submission.gives_reasons, Missing.REASONS),
        *_when(not submission.gives_reach, Missing.REACH),
        *_when(submission.age is AgeBand.UNKNOWN, Missing.AGE),
        *_when(_guardian_is_asked(submission), Missing.GUARDIAN),
        *(CONSENT_MISSING[giver] for giver in _givers(submission) if giver not in submission.consents),
    ]
    if not missing:
        return Finding(Completeness((), must_wait=False), TO_BE_SUPPLEMENTED, _("Nothing is missing."))
    urgent = is_urgent(submission.age, in_danger=submission.in_danger)
    if urgent.outcome:
        found = Completeness(tuple(missing), must_wait=False)
        return Finding(found, urgent.basis, _("Something is missing, but an urgent referral does not wait for it."))
    return Finding(
        Completeness(tuple(missing), must_wait=True),
        TO_BE_SUPPLEMENTED,
        _("The sender is asked to supplement by a day."),
    )


def may_be_admitted(submission: Submission) -> Finding[bool]:
    """Tell whether consent and completeness let a referral be decided by an admission.

    Nobody is helped against their will: where somebody whose consent is needed has said no, it stops there, and an
    adult, or a person whose age is not known, has said yes before. A child in need does not wait for a paper that is
    missing. What is not urgent waits for what is missing.

    Law: Reception Act 746/2011, 5.3 and 38 a.2; Administrative Procedure Act 434/2003, 22.1;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/may_be_admitted.csv.
    """
    for giver in _givers(submission):
        if giver in submission.refusals:
            return Finding(outcome=False, basis=AGAINST_NOBODYS_WILL, because=SAID_NO[giver])
    is_child = submission.age in {AgeBand.FROM_15, AgeBand.UNDER_15}
    if not is_child and ConsentGiver.PERSON not in submission.consents:
        return Finding(
            outcome=False,
            basis=ADULT_CONSENTS,
            because=_("The person's own consent is not recorded yet. It may be given by word of mouth."),
        )
    found = completeness(submission)
    if found.outcome.must_wait:
        return Finding(
            outcome=False,
            basis=found.basis,
            because=_("Something is missing that this referral has to wait for. Ask for it, or note it first."),
        )
    if is_child:
        return Finding(outcome=True, basis=CHILD_IS_URGENT, because=_("A child does not wait for what is missing."))
    return Finding(outcome=True, basis=ADULT_CONSENTS, because=_("The person has agreed."))


def may_be_identified(age: AgeBand, allowed: Allowed) -> Finding[bool]:
    """Tell whether a referral may hold an identity code, a phone number and a number from an earlier case.

    Only with consent: `allowed` sums up what all those said whose consent the referral needs. Of a person whose age is
    not known, the person's own. Without it nothing is noted that tells who the person is, and nothing is looked up.

    Law: Reception Act 746/2011, 38 a.2 and 39.1; Administrative Procedure Act 434/2003, 14.3;
    to confirm (the assistance system's practice). Table: kajo/law/tables/referrals/may_be_identified.csv.
    """
    is_child = age in {AgeBand.FROM_15, AgeBand.UNDER_15}
    basis = CHILD_IDENTIFIED if is_child else ADULT_CONSENTS
    if allowed is Allowed.GIVEN:
        return Finding(outcome=True, basis=basis, because=_("There is consent to note who the person is."))
    because = {
        Allowed.REFUSED: _("Somebody whose consent is needed has said no. Nothing is noted that tells who it is."),
        Allowed.WITHDRAWN: _("The consent was withdrawn. Nothing more is noted or looked up."),
        Allowed.NOT_ASKED: _("Record the consent first. Without it nothing is noted that tells who the person is."),
    }[allowed]
    return Finding(outcome=False, basis=basis, because=because)


def may_check_known(asked: int, on: date) -> Finding[bool]:
    """Tell whether somebody may look up once more whether a referral's person is known here.

    `asked` is how often the same member of staff has asked during the last hour. Whoever asks again and again would
    fish for clients.

    Raises Senseless for a number below zero, NotKnown for a day before 2006.
    Law: to confirm (the assistance system's own rule against fishing).
    Table: kajo/law/tables/referrals/may_check_known.csv.
    """
    most = in_force(CHECKS_AN_HOUR, on)
    if asked < 0:
        raise Senseless(_("A number is not below zero."), field="asked")
    if asked >= most:
        because = _("You have looked up as many people as one may in an hour. Go on later.")
        return Finding(outcome=False, basis=AGAINST_FISHING, because=because)
    return Finding(outcome=True, basis=AGAINST_FISHING, because=_("Each look-up is recorded with its answer."))


def _guardian_is_asked(submission: Submission) -> bool:
    return submission.age in {AgeBand.FROM_15, AgeBand.UNDER_15} and submission.guardian is None


def _givers(submission: Submission) -> tuple[ConsentGiver, ...]:
    if submission.age is AgeBand.UNKNOWN:
        return (ConsentGiver.PERSON,)
    if _guardian_is_asked(submission):
        return (ConsentGiver.PERSON,) if submission.age is AgeBand.FROM_15 else ()
    return consent_needed(submission.age, submission.guardian).outcome


def _when(lacks: bool, what: Missing) -> tuple[Missing, ...]:
    return (what,) if lacks else ()
