"""Which words does a letter hold, in the order they are read?

One shape serves both the typesetter and the preview, so what is shown before signing is what is signed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date

from kajo.bridges.letters.blocks import Block, Contact, Facts, Letter, Paragraph, Provisions, Section, Signature, Table
from kajo.bridges.letters.signs import check_printable, isolated, kept

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ckb", "ur", "he", "ps"})
# Official dates in Finland are written with numbers in both national languages.
BY_NUMBER = {"fi": "d.M.y", "sv": "d.M.y"}
# A day stays with its month and year, a number with what it counts, and the emergency number with its word.
# A section stays with its number and letter, a subsection with its section: 38 f § 1 mom. is one word to the eye.
JOINTS = re.compile(
    r"(?<!\d{4})(?<=\d) (?=[^\W\d_])|(?<=\d\u2069) (?=[^\W\d_])|(?<=[^\W\d_]) (?=\d{4}\b(?!/)|112\b)"
    r"|(?<=§) (?=\d)|(?<=mom\.) (?=\d)|(?<=\d) (?=§|mom\.|kohta|punkten|[a-z] §)|(?<=\d [a-z]) (?=§)|(?<=\bs\.) (?=\d)"
)
Shape = dict[str, Any]


def shaped(letter: Letter) -> Shape:
    """Give everything the layout prints, cleaned, values isolated. Raises Unprintable for a missing character."""
    shape = {
        "kind": letter.kind.value,
        "language": letter.language.partition("-")[0],
        "direction": "rtl" if letter.language in RIGHT_TO_LEFT else "ltr",
        "day": [letter.date.year, letter.date.month, letter.date.day],
        "title": letter.title,
        "file_title": f"{letter.title} {letter.record[1]}",
        "authority": {"name": letter.authority.name, "lines": [isolated(line) for line in letter.authority.lines]},
        "record": [letter.record[0], isolated(letter.record[1])],
        "dated": [letter.dated, isolated(written_date(letter.date, letter.language))],
        "marks": list(letter.marks),
        "recipient": [isolated(line) for line in letter.recipient],
        "notices": list(letter.notices),
        "sections": [_section(section) for section in letter.sections],
    }
    ready: Shape = _each(shape, _ready)
    return ready


def written_date(day: date, language: str) -> str:
    """Write a day as letters of that language do: 24.11.2026, 24 November 2026."""
    locale = Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    return format_date(day, BY_NUMBER.get(language, "long"), locale=locale)


def _section(section: Section) -> Shape:
    return {"heading": section.heading, "apart": section.apart, "blocks": [_block(block) for block in section.blocks]}


def _block(block: Block) -> Shape:
    match block:
        case Paragraph(text):
            return {"is": "paragraph", "text": JOINTS.sub("\u00a0", text)}
        case Facts(rows):
            return {"is": "facts", "rows": [[name, isolated(value)] for name, value in rows]}
        case Table(header, rows):
            return {"is": "table", "header": list(header), "rows": [[isolated(cell) for cell in row] for row in rows]}
        case Provisions(lines):
            return {"is": "lines", "lines": [JOINTS.sub("\u00a0", line) for line in lines]}
        case Contact(name, office, ways):
            return {"is": "lines", "lines": [isolated(line) for line in (name, office, *ways) if line]}
        case Signature(signers, statement):
            signed = [[isolated(line) for line in signer if line] for signer in signers]
            return {"is": "signature", "signers": signed, "statement": statement}
        case _:
            return {"is": type(block).__name__.lower(), **asdict(block)}


def _ready(text: str) -> str:
    ready = kept(text)
    check_printable(ready)
    return ready


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_each(inner, change) for inner in value]
    return value
