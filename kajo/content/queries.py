"""Which texts are there, and how do they become passages with their values filled in?

Texts are files of the installation, hold nothing about anybody, and are the same for every reader: no verb guards them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from kajo.bridges import letters
from kajo.content.terms import PLACEHOLDER, Bullets, Headline, Passage, Prose, Questions, Text

FOLDER = Path(__file__).resolve().parent / "texts"
DUTIES = ("owner", "source", "review_by", "reviewed_by", "reviewed_on")


class BadText(ValueError):
    """A file of texts is not written as it should be."""


@cache
def text(block: str, language: str) -> Text:
    """Give a text, `letters/refusal` in `sv` for instance.

    Raises LookupError where there is none in that language (there is no falling back to another one: whoever asks
    decides what then), and BadText for a file that is not written as `texts/README.md` says.
    """
    path = FOLDER / f"{block}.{language}.md"
    if not path.is_file():
        raise LookupError(f"There is no text {block} in {language}.")
    return read(block, language, path.read_text(encoding="utf-8"))


def may_be_shown(found: Text) -> bool:
    """Tell whether a text may be shown to whoever it speaks to: once somebody with a name has reviewed it.

    A demonstration shows drafts too, and marks them.
    """
    return settings.DEMO or not found.is_draft


def texts() -> Iterator[Text]:
    """Give every text in every language it is written in, in the order of names."""
    for path in sorted(FOLDER.glob("*/*.md")):
        name, _, language = path.stem.rpartition(".")
        yield text(f"{path.parent.name}/{name}", language)


def blocks_of(kind: str) -> dict[str, frozenset[str]]:
    """Tell which texts of a kind there are, `letters` for instance, and in which languages each."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / kind).glob("*.md")):
        name, _, language = path.stem.rpartition(".")
        found.setdefault(f"{kind}/{name}", set()).add(language)
    return {block: frozenset(languages) for block, languages in found.items()}


@cache
def words(language: str) -> Mapping[str, str]:
    """Give the short words of letters in a language: headings, labels, names of languages. Raises as `text` does."""
    said = [item for one in text("letters/words", language).parts[""] if isinstance(one, Bullets) for item in one.items]
    return {name.strip(): word.strip() for name, _, word in (item.partition(":") for item in said)}


def sheet(name: str, version: int, language: str) -> Text:
    """Give a set of questions as it is asked: `adults`, 1. Raises as `text` does.

    A version that was asked is not changed any more: what changes is a new version in a new file.
    """
    return text(f"sheets/{name}-{version}", language)


def questions(found: Text) -> tuple[Questions, ...]:
    """Give the questions of a set, a group for each part. Raises BadText for a part without title or codes."""
    return tuple(_questions(found, part) for part in found.parts)


def guide(name: str, language: str) -> Text:
    """Give the guide beside a form: `interview`. Raises as `text` does."""
    return text(f"guides/{name}", language)


def read(block: str, language: str, written: str) -> Text:
    """Read a text from what its file holds. Raises BadText."""
    head, _, body = written.removeprefix("---\n").partition("\n---\n")
    duties = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    if tuple(duties) != DUTIES or not all(duties[name] for name in DUTIES[:3]):
        raise BadText(f"{block}.{language}: the head names {', '.join(DUTIES)}, the first three with a value.")
    if bool(duties["reviewed_by"]) != bool(duties["reviewed_on"]):
        raise BadText(f"{block}.{language}: a review has a name and a day.")
    return Text(
        block=block,
        language=language,
        owner=duties["owner"],
        source=duties["source"],
        review_by=date.fromisoformat(duties["review_by"]),
        reviewed_by=duties["reviewed_by"],
        reviewed_on=date.fromisoformat(duties["reviewed_on"]) if duties["reviewed_on"] else None,
        parts=dict(_parts(body)),
    )


def letter_blocks(found: Text, part: str = "", /, **values: str) -> tuple[letters.Block, ...]:
    """Give a part of a text as blocks of a letter, its values filled in and isolated.

    A value is only ever text: whatever it holds makes no heading and no list. Values the part does not ask for are
    left aside. Raises KeyError for a value that is missing.
    """
    return tuple(_block(passage, values) for passage in found.parts[part])


def letter_sections(found: Text, /, *parts: str, **values: str) -> tuple[letters.Section, ...]:
    """Give parts of a text, one after the other, as sections of a letter, one a heading; without parts the whole one.

    The first part starts with a heading; one without a heading goes on with the section before it. Raises as
    `letter_blocks` does.
    """
    sections: list[tuple[str, list[letters.Block]]] = []
    for passage in (each for part in parts or ("",) for each in found.parts[part]):
        if isinstance(passage, Headline):
            sections.append((_filled(passage.words, values), []))
        else:
            sections[-1][1].append(_block(passage, values))
    return tuple(letters.Section(heading, tuple(blocks)) for heading, blocks in sections)


def plain(found: Text, part: str, /, **values: str) -> str:
    """Give a part of a text as plain words, its values filled in. Raises KeyError for what is missing."""
    said = [one.words for one in found.parts[part] if isinstance(one, Prose)]
    return PLACEHOLDER.sub(lambda each: values[each[1]], "\n\n".join(said))


def _questions(found: Text, part: str) -> Questions:
    title, *rest = found.parts[part]
    lead = " ".join(one.words for one in rest if isinstance(one, Prose))
    items = [item.partition(":") for one in rest if isinstance(one, Bullets) for item in one.items]
    coded = {f"{part}_{code.strip()}": words.strip() for code, _, words in items}
    if not isinstance(title, Headline) or not items or len(coded) < len(items) or not all(coded.values()):
        raise BadText(f"{found.block}.{found.language}: {part} has a title, and each question a code of its own.")
    return Questions(title.words, lead, coded)


def _block(passage: Passage, values: Mapping[str, str]) -> letters.Block:
    match passage:
        case Headline(words):
            return letters.Heading(_filled(words, values))
        case Bullets(items):
            return letters.Points(tuple(_filled(item, values) for item in items))
        case Prose(words):
            return letters.Paragraph(_filled(words, values))


def _filled(words: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: letters.isolated(values[found[1]]), words)


def _parts(body: str) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    name, lines = "", list[str]()
    for line in [*body.splitlines(), None]:
        if line is not None and not line.startswith("# "):
            lines.append(line)
            continue
        if passages := tuple(_passages("\n".join(lines))):
            yield name, passages
        name, lines = (line or "").removeprefix("# ").strip(), []


def _passages(body: str) -> Iterator[Passage]:
    for piece in (piece.strip() for piece in body.split("\n\n")):
        if piece.startswith("## "):
            yield Headline(piece.removeprefix("## "))
        elif piece.startswith("- "):
            yield Bullets(tuple(" ".join(item.split()) for item in piece.removeprefix("- ").split("\n- ")))
        elif piece:
            yield Prose(" ".join(piece.split()))
