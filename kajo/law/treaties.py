"""Which treaties and directives do the Finnish sections come from, and what do their articles say?

An article is quoted as `TRAFFICKING_CONVENTION.section("12.7")`. Only what was read in a public copy stands without a
source; everything else is told as it is generally known and waits for a lawyer.
"""

from __future__ import annotations

from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.sections import Act, Says

NOT_READ = _("the article as it is generally known; its text was not read")
READ = date(2026, 11, 27)
# The convention came into force for Finland, the directive had to be carried out, and was amended.
FINLAND_JOINED, CARRIED_OUT, AMENDED_BY = date(2012, 9, 1), date(2013, 4, 6), date(2026, 7, 15)


def _unread(gist: str, since: date | None = None) -> Says:
    return Says(gist, since, source=NOT_READ)


PALERMO_PROTOCOL = Act(
    en="Palermo Protocol",
    fi="Palermon lisäpöytäkirja",
    sv="Palermoprotokollet",
    number="2000",
    link="https://www.unodc.org/unodc/en/organized-crime/intro/UNTOC.html",
    read_on=READ,
    followed_until="the protocol was not read",
    by_article=True,
    contents={
        "3": _unread("Trafficking is act, means and purpose; for a child under eighteen the means are not asked for."),
        "6.1": _unread("Privacy and identity of victims are protected."),
        "6.2": _unread("Victims are told of the proceedings and helped to be heard in them."),
        "6.3": _unread("Recovery is supported: housing, advice, care, work, education."),
        "6.4": _unread("Age, sex and special needs count, those of children above all."),
        "6.5": _unread("The physical safety of victims is cared for while they are in the country."),
        "6.6": _unread("Victims can seek compensation."),
        "8.2": _unread("A return heeds the person's safety and is preferably voluntary."),
    },
)

TRAFFICKING_CONVENTION = Act(
    en="Council of Europe Convention on Action against Trafficking in Human Beings",
    fi="Euroopan neuvoston yleissopimus ihmiskaupan vastaisesta toiminnasta SopS",
    sv="Europarådets konvention om bekämpande av människohandel FördrS",
    number="43-44/2012",
    link="https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=197",
    read_on=READ,
    followed_until="article 12 in a public copy; the others were not read",
    by_article=True,
    contents={
        "10.4": _unread(
            "A child without a guardian gets a representative, and its family is looked for.", FINLAND_JOINED
        ),
        "11.1": _unread("Private life and personal data of victims are protected.", FINLAND_JOINED),
        "12.1": Says(
            "Help to recover: safe housing, material and mental support, emergency care, interpreting, advice in a "
            "language that is understood, being heard in proceedings, school for children.",
            FINLAND_JOINED,
        ),
        "12.2": Says("Safety and protection needs of the victim are heeded.", FINLAND_JOINED),
        "12.6": Says("Help does not depend on being ready to witness.", FINLAND_JOINED),
        "12.7": Says("Help is given by consent and with knowledge of what it is.", FINLAND_JOINED),
        "13.1": _unread("A recovery and reflection period of at least thirty days.", FINLAND_JOINED),
        "15.2": _unread("Legal assistance, free under the conditions of national law.", FINLAND_JOINED),
        "15.3": _unread("Compensation from the perpetrators.", FINLAND_JOINED),
        "16.2": _unread("A return heeds rights, safety and dignity, and is preferably voluntary.", FINLAND_JOINED),
    },
)

TRAFFICKING_DIRECTIVE = Act(
    en="Directive",
    fi="direktiivi",
    sv="direktiv",
    number="2011/36/EU",
    link="https://eur-lex.europa.eu/eli/dir/2011/36",
    read_on=READ,
    followed_until="directive 2024/1712; articles 11 and following were not read in full",
    by_article=True,
    contents={
        "11.1": _unread("Help before, during and for a fitting time after criminal proceedings.", CARRIED_OUT),
        "11.2": _unread("Help as soon as there are reasonable grounds to think of trafficking.", CARRIED_OUT),
        "11.3": _unread("Help does not depend on being ready to cooperate.", CARRIED_OUT),
        "11.4": _unread("Early identification by a referral mechanism with a contact point.", AMENDED_BY),
        "11.5": _unread("Help by consent: housing, material support, care, advice, interpreting.", CARRIED_OUT),
        "11.6": _unread("Victims are told of a reflection period and of international protection.", CARRIED_OUT),
        "12.2": _unread("Legal advice and counsel, free for those without means.", CARRIED_OUT),
        "13.1": _unread("The best interests of a child come first.", CARRIED_OUT),
        "14.2": _unread("A child whose parents cannot speak for it gets a guardian or a representative.", CARRIED_OUT),
        "16.3": _unread("An unaccompanied child gets a guardian where that is needed.", CARRIED_OUT),
        "17": _unread("Access to the compensation that victims of violent crime have.", CARRIED_OUT),
    },
)

AMENDING_DIRECTIVE = Act(
    en="Directive (EU)",
    fi="direktiivi (EU)",
    sv="direktiv (EU)",
    number="2024/1712",
    link="https://eur-lex.europa.eu/eli/dir/2024/1712/oj",
    read_on=READ,
    followed_until="the beginning of the directive; its articles were not read in full",
    by_article=True,
    contents={
        "1": _unread(
            "Amends Directive 2011/36/EU: more forms of exploitation, knowing use of a victim's services, a formal "
            "referral mechanism, yearly statistics.",
            date(2024, 7, 14),
        ),
        "2": _unread("It is carried out by 15 July 2026.", date(2024, 7, 14)),
    },
)

TREATIES: tuple[Act, ...] = (PALERMO_PROTOCOL, TRAFFICKING_CONVENTION, TRAFFICKING_DIRECTIVE, AMENDING_DIRECTIVE)
