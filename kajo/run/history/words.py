"""What did the invented people tell, and what was decided for which reasons?

A few sentences for each form of exploitation, taken in turn by the number of the person. They are as short as notes
are, and so general that they fit whoever they meet.
"""

from __future__ import annotations

from kajo.cases.terms import ChildConsidered, ChildHeard
from kajo.run.history.terms import Case, Exit, Form, Person, Place, Referral, Referrer

TOLD = {
    Form.LABOUR: (
        "Worked twelve hours a day, six days a week; the pay went back to the employer in cash.",
        "Slept at the workplace. The employer kept the passport and told of fines for leaving.",
        "Paid an agent for the job and has worked off the debt since; it never grows smaller.",
        "Was promised a contract at home; the one shown here had other hours and half the pay.",
    ),
    Form.SEXUAL: (
        "Was made to sell sex in rented flats; somebody else kept the telephone and the money.",
        "Travelled for other work. On arrival there was a debt to be paid by selling sex.",
        "A partner began to arrange customers and threatened to tell the family.",
    ),
    Form.MARRIAGE: (
        "Was married abroad against own will and has not been let out alone since.",
        "The family has agreed on a marriage. Telephone and papers were taken away.",
        "Left a marriage that others had arranged; relatives are looking for the person.",
    ),
    Form.CRIME: (
        "Carried packages for others under threat, and was caught in their place.",
        "Was made to steal to pay for board and lodging.",
    ),
    Form.BEGGING: ("Begged all day and handed the money over in the evening.",),
    Form.ORGAN: ("Was taken to a clinic on the way and does not know what was done there.",),
    Form.CHILD_SOLDIER: ("Was taken from school to a camp and carried a weapon before the age of fifteen.",),
    Form.BENEFIT_FRAUD: ("Others applied for benefits and loans in the person's name and kept the money.",),
    Form.OTHER: ("Was held somewhere on the way. What happened there cannot be told yet.",),
}
ASSISTS = "Has seen how others were treated and is willing to tell the police."
NOT_YET_CLEAR = (
    "The work was badly paid. Whether there was force is not clear.",
    "Something happened on the way; the account breaks off.",
    "Somebody else asks on behalf of the person, who has not been met.",
)
NEEDS = (
    "A safe place and somebody to talk to.",
    "Advice on what can be done, and help with the language.",
    "Health care and a lawyer.",
    "Money for food until the end of the month.",
)
CHILDS_VIEW = "Wants to sleep without fear, to go on with school, and not to meet those who kept the child."
BEST_INTEREST = "A safe home with people of trust, school, and somebody of the child's own to talk to."
PLACES = {Place.FINLAND: "It happened in Finland.", Place.ABROAD: "It happened before coming to Finland."}
REMOVED = {
    Exit.R1: "Help is no longer needed; this was assessed as a whole.",
    Exit.R2A: "The client has left the country.",
    Exit.R2B: "The client has been removed from the country.",
    Exit.R3A: "The client does not want to be helped by the system any more.",
    Exit.R3B: "The client cannot be reached; contact was tried several times.",
    Exit.R4: "The client has put others in serious danger.",
    Exit.OLD_2: "The client was not identified as a victim.",
    Exit.OLD_3: "The investigation ended without finding trafficking.",
    Exit.OLD_4: "No charge of trafficking was brought.",
    Exit.OLD_5: "A court found another offence.",
}
REFUSED = "What was told does not point to trafficking in human beings. Advice on other help was given."
IDENTIFIED = "What has become known in the meantime shows that the client is a victim."
CONSIDERED = ChildConsidered(
    best_interest="It is best for the child to live with its parent and to be helped together with it.",
    heard=ChildHeard.FORMALLY,
    view="The child said that it wants to stay with its parent and to go on at its school.",
)
CHILD = "The child lives with the parent, whose situation makes help necessary."
# These two stand in letters that are made today, in Finnish.
REFLECTION = (
    "Henkilöllä ei ole oikeutta oleskella Suomessa. Hän tarvitsee lepoa ja aikaa ennen kuin hän päättää, tekeekö hän "
    "yhteistyötä viranomaisten kanssa."
)
ADMITTED = "Kerrotut olosuhteet viittaavat siihen, että henkilö voi olla ihmiskaupan uhri. Hän tarvitsee apua."
ADMITTED_TO_ASSIST = "The person assists in the investigation and needs special help for it."


def account(person: Person, case: Case | None) -> str:
    """Tell what was told when the person was referred."""
    if case is None:
        return _turn(NOT_YET_CLEAR, person)
    if case.form is None:
        return ASSISTS
    where = f" {PLACES[case.place]}" if case.place else ""
    return _turn(TOLD[case.form], person) + where


def need(person: Person) -> str:
    """Tell what was needed at once."""
    return NEEDS[person.number // 2 % len(NEEDS)]


def reach(referral: Referral) -> str:
    """Tell how the person could be reached. No number: even an invented one might be somebody's."""
    return "calls back" if referral.referrer is Referrer.SELF else "through the one who refers"


def _turn(sentences: tuple[str, ...], person: Person) -> str:
    return sentences[person.number % len(sentences)]
