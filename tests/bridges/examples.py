"""Letters for an invented person, as the room of decisions will build them.

`python -m tests.bridges.examples FOLDER` writes them all as PDF.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from kajo.bridges import letters
from kajo.content import queries as content
from kajo.content.terms import APPEAL_COURT
from kajo.decisions.rules import APPEAL_TIME
from kajo.law.acts import PROCEDURE_ACT, RECEPTION_ACT, Basis
from kajo.law.terms import in_force

DAY = date(2026, 11, 24)
PENDING_ON = date(2026, 11, 23)
RECORD = "NAS-2026-000123"
PARTY = "Tuulikki Esimerkki"
BORN_ON = date(1999, 2, 14)
PHONE = "+358 29 54 63 177"
PROVISIONS = {
    "35-1": Basis(tuple(RECEPTION_ACT.section(ref) for ref in ("33.1(1)", "33.2", "35.1", "35.4"))),
    "35-2": Basis(tuple(RECEPTION_ACT.section(ref) for ref in ("33.1(1)", "33.2", "35.2", "35.4"))),
    "35-3": Basis(tuple(RECEPTION_ACT.section(ref) for ref in ("5.3", "33.1(1)", "33.2", "35.3", "35.4"))),
    "refusal": Basis(
        (*(RECEPTION_ACT.section(ref) for ref in ("33.1(1)", "33.2", "35.1")), PROCEDURE_ACT.section("45.1"))
    ),
}
REASONS = {
    "fi": (
        "Henkilö on kertonut tehneensä työtä pitkiä päiviä ilman palkkaa ja ilman omaa asuntoa.",
        "Hän tarvitsee turvallisen majoituksen, terveydenhuoltoa, tulkkausta ja neuvontaa.",
    ),
    "sv": (
        "Personen har berättat om långa arbetsdagar utan lön och utan egen bostad.",
        "Personen behöver trygg inkvartering, hälso- och sjukvård, tolkning och rådgivning.",
    ),
}
OFFICES = {
    "fi": ("johtaja", "ylitarkastaja"),
    "sv": ("föreståndare", "överinspektör"),
    "en": ("director", "senior adviser"),
}


def authority(words: dict[str, str]) -> letters.Authority:
    return letters.Authority(words["authority"], (words["unit"], PHONE))


def contact(language: str) -> letters.Contact:
    return letters.Contact("Veikko Malli", OFFICES[language][1], (PHONE, "veikko.malli@example.org"))


def decision(block: str, language: str, *, party: str = PARTY, recipient: tuple[str, ...] = ()) -> letters.Letter:
    """The decision, in one of the two languages that are official."""
    words = dict(content.words(language))
    own, appeal = content.text(f"letters/{block}", language), content.text("letters/appeal", language)
    values = {"party": party, "pending_on": letters.written_date(PENDING_ON, language)}
    court = in_force(APPEAL_COURT, DAY).value
    appeal_values = {
        "court": words[f"court_{court}"],
        "court_ways": words[f"court_{court}_ways"],
        "days": str(in_force(APPEAL_TIME, DAY).days),
    }
    facts = ((words["name"], party), (words["born_on"], letters.written_date(BORN_ON, language)))

    def said(part: str) -> tuple[letters.Block, ...]:
        return content.letter_blocks(own, part, **values)

    reasons = tuple(letters.Paragraph(text) for text in REASONS[language])
    provisions = PROVISIONS[block.removeprefix("admission-")]
    sections = (
        letters.Section(words["matter"], said("matter")),
        letters.Section(words["party"], (letters.Facts(facts),)),
        letters.Section(words["outcome"], said("outcome")),
        letters.Section(words["reasons"], (*said("reasons"), *reasons, *said("conclusion"))),
        letters.Section(words["effect"], said("effect")),
        letters.Section(words["provisions"], (letters.Provisions(tuple(provisions.cite(language).split("; "))),)),
        letters.Section(words["appeal"], content.letter_blocks(appeal, "short")),
        letters.Section(words["contact"], (contact(language),)),
        letters.Section(
            words["signature"],
            (letters.Signature((("Aino Johtaja", OFFICES[language][0]),), words["signed"]),),
        ),
        letters.Section(words["enclosures"], (letters.Points((words["instructions"],)),)),
        letters.Section(
            words["instructions"], content.letter_blocks(appeal, "instructions", **appeal_values), apart=True
        ),
    )
    return letters.Letter(
        kind=letters.Kind.DECISION,
        language=language,
        title=words["decision"],
        record=(words["record"], RECORD),
        date=DAY,
        dated=words["dated"],
        authority=authority(words),
        sections=sections,
        recipient=recipient,
        marks=(words["secret"], words["secret_by"]),
        notices=(words["draft"],) if own.is_draft or appeal.is_draft else (),
    )


def explanation(block: str, language: str, *, original: str = "fi") -> letters.Letter:
    """The plain explanation of a decision, in a language the person reads."""
    words = dict(content.words(language))
    own = content.text(f"letters/explanation-{block}", language)
    official = content.letter_blocks(content.text("letters/official", language), original)
    days = str(in_force(APPEAL_TIME, DAY).days)
    sections = (
        *content.letter_sections(own, days=days),
        letters.Section(words["ask"], (contact(language),)),
    )
    return letters.Letter(
        kind=letters.Kind.EXPLANATION,
        language=language,
        title=words["explanation"],
        record=(words["record"], RECORD),
        date=DAY,
        dated=words["dated"],
        authority=authority(words),
        sections=sections,
        marks=(words["secret"],),
        notices=(*(said.text for said in official), *((words["draft_explanation"],) if own.is_draft else ())),
    )


def examples() -> dict[str, letters.Letter]:
    """Every example by a name that says nothing of a person."""
    address = (PARTY, "Näytekatu 1 A 2", "00000 Mallila")
    every = {
        f"{block}.{language}": decision(block, language, recipient=address if language == "fi" else ())
        for block in ("admission-35-1", "admission-35-2", "admission-35-3", "refusal")
        for language in ("fi", "sv")
    }
    every |= {
        f"explanation-{block}.{language}": explanation(block, language)
        for block in ("35-1", "35-2", "35-3", "refusal")
        for language in ("fi", "sv", "en")
    }
    return every | edges()


def edges() -> dict[str, letters.Letter]:
    """Letters at the edge: a long word, many pages, other scripts, a whole letter from right to left."""
    plain, sv = decision("admission-35-1", "fi"), decision("admission-35-3", "sv", party="نور بنت سالم")
    long_word = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 2
    table = letters.Table(
        ("Toimi", "Järjestäjä", "Alkaa"),
        (("Turvallinen majoitus", "Joutsenon vastaanottokeskus", "24.11.2026"), ("Tulkkaus", long_word, "24.11.2026")),
    )
    odd = letters.Section("Henkilökohtaisen tilanteen kokonaisarviointi", (letters.Paragraph(long_word), table))
    reasons = letters.Section("Perustelut", tuple(letters.Paragraph(REASONS["fi"][0]) for _ in range(60)))
    return {
        "long-word.fi": replace(plain, sections=(odd, *plain.sections)),
        "many-pages.fi": replace(plain, sections=(*plain.sections[:3], reasons, *plain.sections[4:])),
        "arabic-name.sv": replace(sv, recipient=("نور بنت سالم", "c/o Exempel", "00000 Exempelby")),
        "right-to-left.ar": from_right_to_left(),
    }


def from_right_to_left() -> letters.Letter:
    """A letter in Arabic with Latin names, numbers and a Thai word in it; its words are this test's own."""
    return letters.Letter(
        kind=letters.Kind.EXPLANATION,
        language="ar",
        title="شرح القرار",
        record=("رقم السجل", RECORD),
        date=DAY,
        dated="التاريخ",
        authority=letters.Authority("مركز استقبال يوتسينو", ("نظام المساعدة", PHONE)),
        recipient=(PARTY, "Näytekatu 1 A 2"),
        notices=("مسودة.",),
        sections=(
            letters.Section(
                "ما الذي تقرر",
                (
                    letters.Paragraph(f"القرار يخص {letters.isolated(PARTY)} ورقمه {letters.isolated(RECORD)} (أ)."),
                    letters.Points(("نصائح وإرشاد", "مكان آمن للسكن", letters.isolated("สวัสดี"))),
                    letters.Facts((("الهاتف", PHONE), ("الاسم", PARTY))),
                    letters.Table(("المساعدة", "من"), (("مترجم", "24.11.2026"),)),
                ),
            ),
            letters.Section("اسألنا", (letters.Contact("Veikko Malli", "مستشار", (PHONE,)),)),
        ),
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, letter in examples().items():
        (folder / f"{name}.pdf").write_bytes(letters.typeset(letter))
