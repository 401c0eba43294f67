"""Who may be told what of a client, when, and whom may we ask?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kajo.disclosures.terms import (
    Allowed,
    Approver,
    Asked,
    Extent,
    Ground,
    Holder,
    Need,
    Purpose,
    Recipient,
    Recorded,
    Suspicion,
    Timeliness,
)
from kajo.law.acts import (
    ALIENS_ACT,
    CHILD_WELFARE_ACT,
    INTEGRATION_ACT,
    MIGRATION_DATA_ACT,
    RECEPTION_ACT,
    Basis,
    Section,
)
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.terms import Dated, in_force

THREAT = RECEPTION_ACT.section("37")
BY_TASK = RECEPTION_ACT.section("58.1")
FOR_SERVICE = RECEPTION_ACT.section("58.2")
FOR_CHILD = RECEPTION_ACT.section("58.3")
SECRET = RECEPTION_ACT.section("59")
REFLECTION = ALIENS_ACT.section("52 c.2")
CHILD_IN_NEED = CHILD_WELFARE_ACT.section("25.1")
CRIME_AGAINST_CHILD = CHILD_WELFARE_ACT.section("25.3")
STATUS = INTEGRATION_ACT.section("90")
TO_MIGRI = MIGRATION_DATA_ACT.section("11")
FROM_INVESTIGATORS = MIGRATION_DATA_ACT.section("13.4(3)")

PRACTICE = _("the assistance system's promise of privacy, and who approves, which are its own practice")
CONSENT = _("asking others with the person's consent, which is the assistance system's own practice")
AT_ONCE = _("how many days without delay means, which is the assistance system's own measure")
BY_PRACTICE = Basis.to_confirm(PRACTICE, SECRET)
BY_CONSENT = Basis.to_confirm(CONSENT, SECRET)
WITHOUT_DELAY = Basis.to_confirm(AT_ONCE, CHILD_IN_NEED)

NOTIFIED_WITHIN_DAYS = (Dated(0, date(2015, 4, 1)),)
"""So many days after the day of the suspicion child welfare is told at the latest."""

AUTHORITIES = frozenset(
    {Recipient.COUNTY, Recipient.HUS, Recipient.MUNICIPALITY, Recipient.INVESTIGATOR, Recipient.MINISTRY}
)
BOUND_TO_ANSWER = frozenset({Holder.INVESTIGATOR, Holder.COUNTY, Holder.HUS, Holder.MUNICIPALITY, Holder.MINISTRY})
SAID_NO = _(
    "The person has said no to this, and that is recorded. If they have changed their mind, record it on the referral"
    " first."
)
TAKEN_BACK = _("The person's consent to this was withdrawn. If they agree again, record it on the referral first.")
NOT_RECORDED = _("Nobody has recorded that the person agrees. Ask the person, and record it on the referral first.")
AGAINST: dict[Recorded | None, str] = {
    Recorded.REFUSED: SAID_NO,
    Recorded.WITHDRAWN: TAKEN_BACK,
    Recorded.NOT_ASKED: NOT_RECORDED,
}
"""What stops that which rests on the person's wish or consent alone, whatever is ticked."""
NOT_FOR_THIS = _("Nothing is told to them for this. Choose who is told and for what anew, or ask the director.")


def may_disclose(asked: Asked) -> Finding[Allowed | None]:
    """Tell whether somebody may be told something of a client: how much, and who must approve; None if they may not.

    The police: of a serious threat, by the director; of our decision on a reflection period; of a crime against an
    adult only if the person wants it; of a listed offence against a child always. Child welfare always. An authority
    with tasks under the Reception Act what it asks for and necessarily needs. A producer what the service needs, a
    child's representative what that task needs, a detention unit what support there needs. The ELY and the KEHA Centre
    that somebody is a client. Whoever referred yes or no, if the person wants it. The Finnish Immigration Service only
    on request, only what is necessary, by the director. Everybody else nothing.

    Where only the person's wish allows it, what a referral keeps of it counts: a no or a withdrawn consent stops it,
    and what nobody has recorded is recorded first. What is a duty or a power of the law waits for no consent.

    Never raises: what is not listed is not told.
    Law: Reception Act 746/2011, 37, 58.1, 58.2, 58.3 and 59; Aliens Act 301/2004, 52 c.2;
    Child Welfare Act 417/2007, 25.1 and 25.3; Integration Act 681/2023, 90;
    Act on Personal Data in Migration Administration 615/2020, 11;
    to confirm (the assistance system's promise of privacy, and who approves, which are its own practice).
    Table: kajo/law/tables/disclosures/may_disclose.csv.
    """
    judge = JUDGED.get((asked.recipient, asked.purpose))
    return Finding(None, SECRET, NOT_FOR_THIS) if judge is None else judge(asked)


def _threat(asked: Asked) -> Finding[Allowed | None]:
    if not (asked.threat and asked.necessary):
        return Finding(None, THREAT, _("The police are told of a serious threat, and only what averting it needs."))
    return _yes(THREAT, Extent.NECESSARY, _("A serious threat: the director decides what is told."), Approver.DIRECTOR)


def _reflection(_asked: Asked) -> Finding[Allowed | None]:
    return _yes(REFLECTION, Extent.DECISION, _("The police are told without delay of each such decision of ours."))


def _crime(asked: Asked) -> Finding[Allowed | None]:
    if asked.about_child and asked.listed_offence:
        return _yes(
            CRIME_AGAINST_CHILD,
            Extent.SUSPICION,
            _("A suspected offence against a child: the police are told together with child welfare."),
        )
    if asked.wish:
        if asked.recorded in AGAINST:
            return Finding(None, BY_PRACTICE, AGAINST[asked.recorded])
        return _yes(BY_PRACTICE, Extent.WISHED, _("The person wants to report it and is helped to."))
    return Finding(None, BY_PRACTICE, _("A crime is not reported on our own initiative. Ask what the person wants."))


def _child(asked: Asked) -> Finding[Allowed | None]:
    if not asked.about_child:
        return Finding(None, CHILD_IN_NEED, _("Child welfare is told of a child."))
    return _yes(CHILD_IN_NEED, Extent.SUSPICION, _("Child welfare is told without delay, despite secrecy."))


def _task(asked: Asked) -> Finding[Allowed | None]:
    if not (asked.on_request and asked.necessary):
        return Finding(None, BY_TASK, _("They get what they ask for and their task necessarily needs."))
    return _yes(
        Basis.to_confirm(PRACTICE, BY_TASK),
        Extent.NECESSARY,
        _("They asked for it, and their task necessarily needs it."),
        Approver.ANOTHER,
    )


def _needed(basis: Section, because: str, otherwise: str) -> Callable[[Asked], Finding[Allowed | None]]:
    def judge(asked: Asked) -> Finding[Allowed | None]:
        return _yes(basis, Extent.NECESSARY, because) if asked.necessary else Finding(None, basis, otherwise)

    return judge


def _representation(asked: Asked) -> Finding[Allowed | None]:
    if not (asked.about_child and asked.necessary):
        return Finding(None, FOR_CHILD, _("A representative is told what representing the child necessarily needs."))
    return _yes(FOR_CHILD, Extent.NECESSARY, _("The representative's task necessarily needs it."))


def _detention(asked: Asked) -> Finding[Allowed | None]:
    if not asked.necessary:
        return Finding(None, BY_PRACTICE, _("A detention unit is told what support of a detained client needs."))
    return _yes(
        BY_PRACTICE, Extent.NECESSARY, _("The client is detained and needs support there."), Approver.ANOTHER
    )  # fmt: skip


def _status(asked: Asked) -> Finding[Allowed | None]:
    if not asked.on_request:
        return Finding(None, STATUS, _("That somebody is a client is confirmed when it is asked."))
    return _yes(
        Basis.to_confirm(PRACTICE, STATUS),
        Extent.STATUS_ONLY,
        _("It is confirmed that somebody is a client, and nothing more."),
        Approver.ANOTHER,
    )


def _outcome(asked: Asked) -> Finding[Allowed | None]:
    if not asked.wish:
        return Finding(None, BY_PRACTICE, _("Whoever referred is told the outcome only if the person agrees."))
    if asked.recorded in AGAINST:
        return Finding(None, BY_PRACTICE, AGAINST[asked.recorded])
    return _yes(BY_PRACTICE, Extent.YES_OR_NO, _("The person agrees that the outcome is told, not its contents."))


def _aliens_act(asked: Asked) -> Finding[Allowed | None]:
    if not (asked.on_request and asked.necessary):
        return Finding(
            None, TO_MIGRI, _("The Immigration Service is never told on our own initiative, and only what it needs.")
        )
    return _yes(
        Basis.to_confirm(PRACTICE, TO_MIGRI),
        Extent.NECESSARY,
        _("It asked, and its task necessarily needs it: the director decides what is told."),
        Approver.DIRECTOR,
    )


def _yes(
    basis: Section | Basis, extent: Extent, because: str, approver: Approver = Approver.NOBODY
) -> Finding[Allowed | None]:
    return Finding(Allowed(extent, approver), basis, because)


JUDGED: dict[tuple[Recipient, Purpose], Callable[[Asked], Finding[Allowed | None]]] = {
    (Recipient.POLICE, Purpose.THREAT): _threat,
    (Recipient.POLICE, Purpose.REFLECTION): _reflection,
    (Recipient.POLICE, Purpose.CRIME): _crime,
    (Recipient.CHILD_WELFARE, Purpose.CHILD): _child,
    **{(each, Purpose.TASK): _task for each in sorted(AUTHORITIES)},
    (Recipient.PRODUCER, Purpose.SERVICE): _needed(
        FOR_SERVICE,
        _("The service necessarily needs it."),
        _("A producer of services is told what the service necessarily needs."),
    ),
    (Recipient.REPRESENTATIVE, Purpose.REPRESENTATION): _representation,
    (Recipient.DETENTION, Purpose.DETENTION_SUPPORT): _detention,
    (Recipient.ELY, Purpose.STATUS): _status,
    (Recipient.KEHA, Purpose.STATUS): _status,
    (Recipient.REFERRER, Purpose.OUTCOME): _outcome,
    (Recipient.MIGRI, Purpose.ALIENS_ACT): _aliens_act,
}
"""Who may be told for what; nobody for anything else."""


def may_ask(
    holder: Holder, need: Need, *, necessary: bool, consent: bool, recorded: Recorded | None = None
) -> Finding[Ground | None]:
    """Tell on which ground somebody may be asked about a person; None where we may not ask.

    Only what our task necessarily needs is asked for. Investigators are asked for a decision on admission, and they,
    counties, HUS, municipalities and ministries for assistance, despite secrecy; everybody else with the person's
    consent: what a referral keeps of it counts (`recorded`), and where none keeps any, the word of whoever asks.

    Never raises.
    Law: Reception Act 746/2011, 58.1 and 59; Act on Personal Data in Migration Administration 615/2020, 13.4(3);
    to confirm (asking others with the person's consent, which is the assistance system's own practice).
    Table: kajo/law/tables/disclosures/may_ask.csv.
    """
    if not necessary:
        return Finding(None, BY_TASK, _("Only what the task necessarily needs is asked for."))
    if holder is Holder.INVESTIGATOR and need is Need.ADMISSION:
        return Finding(
            Ground.DESPITE_SECRECY,
            FROM_INVESTIGATORS,
            _("Investigators give what a decision on admission needs, despite secrecy."),
        )
    if holder in BOUND_TO_ANSWER:
        return Finding(Ground.DESPITE_SECRECY, BY_TASK, _("They give what our task needs, despite secrecy."))
    if consent and recorded in AGAINST:
        return Finding(None, BY_CONSENT, AGAINST[recorded])
    if consent:
        return Finding(Ground.BY_CONSENT, BY_CONSENT, _("The person has agreed that they are asked."))
    return Finding(None, BY_CONSENT, _("They are asked only if the person agrees. Ask the person first."))


def notification_in_time(suspicion: Suspicion) -> Finding[Timeliness]:
    """Tell whether a child welfare notification (lastensuojeluilmoitus) is in time, late, to be made, or overdue.

    It is made without delay once a child is suspected to need child welfare: by our measure on the same day. Weekends
    move nothing.

    Raises Senseless for a notification before its suspicion or after the day that judges, NotKnown before April 2015.
    Law: Child Welfare Act 417/2007, 25.1;
    to confirm (how many days without delay means, which is the assistance system's own measure).
    Table: kajo/law/tables/disclosures/notification_in_time.csv.
    """
    if suspicion.suspected_on > suspicion.on:
        raise Senseless(_("A suspicion does not lie in the future."), field="suspected_on")
    if suspicion.made_on is not None and not suspicion.suspected_on <= suspicion.made_on <= suspicion.on:
        raise Senseless(_("It is made after the suspicion arose, and not in the future."), field="made_on")
    last_on = suspicion.suspected_on + timedelta(days=in_force(NOTIFIED_WITHIN_DAYS, suspicion.suspected_on))
    if suspicion.made_on is not None:
        if suspicion.made_on > last_on:
            return Finding(Timeliness.LATE, WITHOUT_DELAY, _("Child welfare was told late."))
        return Finding(Timeliness.IN_TIME, WITHOUT_DELAY, _("Child welfare was told in time."))
    if suspicion.on > last_on:
        return Finding(Timeliness.OVERDUE, WITHOUT_DELAY, _("Child welfare should have been told. Tell it now."))
    return Finding(Timeliness.WAITS, WITHOUT_DELAY, _("Child welfare is told without delay: today."))
