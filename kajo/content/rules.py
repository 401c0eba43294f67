"""Which words of a text may be hard to read?"""

from __future__ import annotations

import re

from kajo.content.terms import Hard, Remark
from kajo.law.acts import PROCEDURE_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless

PLAIN = Basis.to_confirm("the assistance system's own rule of plain language", PROCEDURE_ACT.section("44.1"))
MOST_WORDS = 25
LONGEST_WORD = {"fi": 26, "sv": 24}
PASSIVES = 3
"""From how many on they are pointed out: one or two say who decides by law, and are no fault."""

OFFICIALESE = {
    "fi": (
        "mikäli", "johdosta", "puitteissa", "toimesta", "taholta", "edellä mainit", "kyseis", "liittyen", "koskien",
        "suoritta", "omaa ", "tulee olemaan", "siinä määrin", "asianmukais", "näin ollen", "lukien",
    ),
    "sv": (
        "i enlighet med", "avseende", "beträffande", "erhåll", "vederbörande", "huruvida", "föreligg", "medelst",
        "åvil", "ovannämn", "ifrågavarande", "i anledning av", "härvid", "därest", "ombesörj",
    ),
}  # fmt: skip
PASSIVE = {
    "fi": re.compile(r"\b\w+(?:[td]aan|[td]ään|ttiin|tiin)\b"),
    "sv": re.compile(r"\b(?:anses|beslutas|bedöms|fattas|ges|görs|meddelas|tas|avförs|avslås|beviljas|krävs)\b"),
}
NEXT = {
    "fi": ("jatku", "seuraav", "voit", "voi ", "valit", "yhtey", "sovi", "päätty", "alkaen", "asti", "kunnes"),
    "sv": ("fortsätt", "nästa", "kan ", "överklag", "kontakt", "upphör", "från och med", "tills", "därefter"),
}
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")


def plain_language(text: str, language: str) -> Finding[tuple[Remark, ...]]:
    """Tell which words of a text may be hard to read, and whether it says what happens next.

    Pointed out are sentences of more than 25 words, words longer than a reader takes in at once, words of offices for
    which there is a plainer one, three passives or more, and a text without a word on what happens next. Nothing is
    forbidden by it: whoever writes decides. An empty text is not judged.

    Raises Senseless for a language other than Finnish and Swedish.
    Law: Administrative Procedure Act 434/2003, 44.1; to confirm (the assistance system's own rule of plain language).
    Table: kajo/law/tables/content/plain_language.csv.
    """
    if language not in OFFICIALESE:
        raise Senseless(_("Plain language is looked at in Finnish and Swedish."), field="language")
    if not text.strip():
        return Finding((), PLAIN, _("Nothing is written yet."))
    low = text.lower()
    sentences = [each.strip() for each in SENTENCE.split(text) if each.strip()]
    passives = PASSIVE[language].findall(low)
    found = (
        *(Remark(Hard.LONG_SENTENCE, each) for each in sentences if len(each.split()) > MOST_WORDS),
        *(Remark(Hard.LONG_WORD, each) for each in re.findall(r"\w+", text) if len(each) > LONGEST_WORD[language]),
        *(Remark(Hard.OFFICIALESE, each.strip()) for each in OFFICIALESE[language] if re.search(rf"\b{each}", low)),
        *((Remark(Hard.PASSIVE, ", ".join(dict.fromkeys(passives))),) if len(passives) >= PASSIVES else ()),
        *((Remark(Hard.NO_NEXT_STEP),) if not any(each in f"{low} " for each in NEXT[language]) else ()),
    )
    if not found:
        return Finding((), PLAIN, _("Nothing here is hard to read."))
    return Finding(found, PLAIN, _("Some of it may be hard to read. It is for you to decide."))
