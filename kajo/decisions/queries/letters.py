"""How do the facts of a decision become its letters?

Nothing here reads a row: the same facts and texts give the same letters, as a preview and as a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kajo.bridges import letters
from kajo.content import queries as content
from kajo.content.terms import APPEAL_COURT, Text
from kajo.decisions import rules
from kajo.decisions.queries import notices
from kajo.decisions.queries.provisions import provisions
from kajo.decisions.queries.rows import Passage, Preview
from kajo.decisions.terms import Anew, Correction, DecisionKind, LetterRole, Words
from kajo.law.terms import in_force

# The hotline, day and night: whoever answers it can say how to reach the case worker.
PHONE = "+358 29 54 63 177"
EXPLAINED_OTHERWISE = "en"
BLOCKS = {
    DecisionKind.ADMIT_35_1: ("admission-35-1", "explanation-35-1"),
    DecisionKind.ADMIT_35_2: ("admission-35-2", "explanation-35-2"),
    DecisionKind.ADMIT_35_3: ("admission-35-3", "explanation-35-3"),
    DecisionKind.REFUSE: ("refusal", "explanation-refusal"),
    DecisionKind.REFL_GRANT: ("reflection-grant", "explanation-reflection-grant"),
    DecisionKind.REFL_EXTEND: ("reflection-extension", "explanation-reflection-extension"),
    DecisionKind.REFL_INTERRUPT: ("reflection-interruption", "explanation-reflection-interruption"),
    DecisionKind.REMOVE: ("removal", "explanation-removal"),
}
IN_SHORT = "explained-in-short"
BY_GROUND = ("reasons", "conclusion")
"""The parts of a removal's text that are written for each ground."""
CORRECTIONS = ("correction", "correction-anew")
ANNULMENT = ("annulment", "explanation-annulment")
TAKEN_BACK = {DecisionKind.REFUSE: "refuse", DecisionKind.REMOVE: "remove"}
BY_KIND = ("matter", "outcome", "effect")
"""The parts of an annulment's text that are written for each kind that is taken back."""


def has_letters(kind: DecisionKind) -> bool:
    """Tell whether standard texts were written for this kind of decision."""
    return kind in BLOCKS


def _blocks(said: Words) -> tuple[str, str]:
    return ANNULMENT if said.is_taken_back else BLOCKS[said.kind]


def explanation_language(said: Words) -> str:
    """Give the language of the explanation: the one that was asked for, or English where it has no text yet."""
    try:
        return _text(_blocks(said)[1], said.explained_in).language
    except LookupError:
        return EXPLAINED_OTHERWISE


def original(said: Words) -> letters.Letter:
    """Make the decision itself, in Finnish or Swedish, with its appeal instructions or the ban on appeal."""
    words = content.words(said.language)
    own = _text(_blocks(said)[0], said.language)
    values = {
        "party": said.party or said.record,
        "pending_on": letters.written_date(said.pending_on, said.language),
        **notices.values(said, words, said.language),
    }

    def standard(part: str) -> tuple[letters.Block, ...]:
        named = f"{part}-{said.removal.ground.lower()}" if said.removal and part in BY_GROUND else part
        if said.is_taken_back and part in BY_KIND:
            named = f"{part}-{TAKEN_BACK[said.kind]}"
        return content.letter_blocks(own, named, **values)

    reasons = (*_paragraphs(said.reasons), *_of_the_child(said))
    applied = letters.Provisions(tuple(provisions(said).cite(said.language).split("; ")))
    appeal = _appeal(said)
    sections = (
        letters.Section(words["matter"], standard("matter")),
        letters.Section(words["party"], (letters.Facts(_party(said)),)),
        *_correction(said, words),
        letters.Section(words["outcome"], standard("outcome")),
        *notices.sections(said.kind, own, words, values),
        *_heard(said, words),
        letters.Section(words["reasons"], (*standard("reasons"), *reasons, *standard("conclusion"))),
        letters.Section(words["effect"], (*standard("effect"), *_after_removal(said, own))),
        letters.Section(words["provisions"], (applied,)),
        appeal[0],
        letters.Section(words["contact"], (_contact(said, said.language),)),
        *_signature(said),
        *appeal[1:],
    )
    its = said.correction
    texts = standard_texts(
        said.kind, said.language, is_childs=said.child is not None, is_correction=its is not None,
        anew=its.anew if its else None,
    )  # fmt: skip
    is_draft = any(each.is_draft for each in texts)
    return letters.Letter(
        kind=letters.Kind.DECISION,
        language=said.language,
        title=words["decision"],
        record=(words["record"], said.record),
        date=said.on,
        dated=words["dated"],
        authority=_authority(said.language),
        sections=sections,
        marks=(words["secret"], words["secret_by"]),
        notices=(words["draft"],) if is_draft else (),
    )


def standard_texts(
    kind: DecisionKind, language: str, *, is_childs: bool, is_correction: bool, anew: Anew | None = None
) -> tuple[Text, ...]:
    """Give the texts that a decision itself is made of, beside what its drafter wrote."""
    blocks = (
        ANNULMENT[0] if anew is Anew.ANNULLED else BLOCKS[kind][0],
        "appeal" if rules.appealable(kind).outcome else "no-appeal",
        *(("child",) if is_childs else ()),
        *((CORRECTIONS[anew is not None],) if is_correction else ()),
        *(("hearing",) if rules.hearing_needed(kind, anew).outcome else ()),
        "words",
    )
    return tuple(_text(each, language) for each in blocks)


def explanation(said: Words) -> letters.Letter:
    """Make the plain explanation of the decision, in a language the person understands.

    Where nobody has reviewed its words and this is no demonstration, a summary that was reviewed stands in their
    place, or, as long as there is none, only whom to ask.
    """
    language = explanation_language(said)
    words = content.words(language)
    own = _text(_blocks(said)[1], language)
    official = content.letter_blocks(_text("official", language), said.language)
    return letters.Letter(
        kind=letters.Kind.EXPLANATION,
        language=language,
        title=words["explanation"],
        record=(words["record"], said.record),
        date=said.on,
        dated=words["dated"],
        authority=_authority(language),
        sections=(
            *_corrected(said, language),
            *_explained(said, own),
            letters.Section(words["ask"], (_contact(said, language),)),
        ),
        marks=(words["secret"],),
        notices=(
            *_lines(official),
            *_about_a_child(said, language),
            *((words["draft_explanation"],) if own.is_draft and content.may_be_shown(own) else ()),
        ),
    )


def previews(said: Words) -> tuple[Preview, ...]:
    """Give both letters as they will read. Raises Unprintable for words that no letter can print."""
    first, second = original(said), explanation(said)
    return _preview(LetterRole.ORIGINAL, first), _preview(LetterRole.EXPLANATION, second)


def _correction(said: Words, words: Mapping[str, str]) -> tuple[letters.Section, ...]:
    its = said.correction
    if its is None:
        return ()
    own = _text(CORRECTIONS[its.anew is not None], said.language)
    told = {"record": its.record, "decided_on": _day_or_record(its, said.language)}
    blocks = (
        *content.letter_blocks(own, "corrects", **told),
        *(content.letter_blocks(own, str(its.error)) if its.anew else ()),
        *content.letter_blocks(own, "wrong"),
        *_paragraphs(its.wrong),
        *content.letter_blocks(own, "right"),
        *_paragraphs(its.right),
        *_agreed(its, own),
        *content.letter_blocks(own, "otherwise"),
    )
    return (letters.Section(words["correction"], blocks),)


def _agreed(its: Correction, own: Text) -> tuple[letters.Block, ...]:
    if its.anew is not Anew.WORSE:
        return ()
    if its.consented_on is None:
        return content.letter_blocks(own, "own-doing")
    day = letters.written_date(its.consented_on, own.language)
    return (*content.letter_blocks(own, "consent", consented_on=day), *_paragraphs(its.consent))


def _corrected(said: Words, language: str) -> tuple[letters.Section, ...]:
    its = said.correction
    if its is None:
        return ()
    own = _text("explanation-correction" if its.anew is None else "explanation-anew", language)
    if not content.may_be_shown(own):
        return ()
    return content.letter_sections(own, record=its.record, decided_on=_day_or_record(its, language))


def _day_or_record(its: Correction, language: str) -> str:
    return letters.written_date(its.decided_on, language) if its.decided_on else its.record


def _about_a_child(said: Words, language: str) -> tuple[str, ...]:
    """Say whom the letter calls "you", where a parent or a representative reads it too."""
    own = _text("explanation-child", language)
    if said.child is None or said.kind is DecisionKind.ADMIT_35_3 or not content.may_be_shown(own):
        return ()
    return _lines(content.letter_blocks(own))


def _lines(blocks: tuple[letters.Block, ...]) -> tuple[str, ...]:
    return tuple(each.text for each in blocks if isinstance(each, letters.Paragraph))


def _explained(said: Words, own: Text) -> tuple[letters.Section, ...]:
    if not content.may_be_shown(own):
        summary = _text(IN_SHORT, own.language)
        return content.letter_sections(summary) if content.may_be_shown(summary) else ()
    if said.is_taken_back:
        return content.letter_sections(own, TAKEN_BACK[said.kind], "more", days=_appeal_days(said.on))
    told = {"days": _appeal_days(said.on), **notices.values(said, content.words(own.language), own.language)}
    its = said.removal
    if its is None:
        return content.letter_sections(own, **told)
    effect = ["at-once" if its.is_enforced_at_once else "when-final"]
    if its.after_last_on is not None:
        told["after_last_on"] = letters.written_date(its.after_last_on, own.language)
        effect.append("after")
    return content.letter_sections(own, its.ground.lower(), *effect, "alone", "more", **told)


def _preview(role: LetterRole, letter: letters.Letter) -> Preview:
    headings = {letter.title, *(each.heading for each in letter.sections)}
    headings |= {block.text for each in letter.sections for block in each.blocks if isinstance(block, letters.Heading)}
    stretches = (each.strip() for each in letters.preview_text(letter).split("\n\n"))
    return Preview(role, letter.language, tuple(Passage(each, each in headings) for each in stretches if each))


def _paragraphs(said: str) -> tuple[letters.Block, ...]:
    return tuple(letters.Paragraph(part.strip()) for part in said.split("\n\n") if part.strip())


def _heard(said: Words, words: Mapping[str, str]) -> tuple[letters.Section, ...]:
    """Tell how the party was heard, or why it was not (434/2003, 34); nothing for a draft that still waits for it."""
    its = said.heard
    if its is None or (its.asked_on is None and its.skipped is None):
        return ()
    own = _text("hearing", said.language)
    if its.asked_on is None:
        return (
            letters.Section(words["hearing"], content.letter_blocks(own, f"left-out-{its.skipped}".replace("_", "-"))),
        )
    days = {
        name: letters.written_date(day, said.language)
        for name, day in (("asked_on", its.asked_on), ("reply_by", its.reply_by), ("replied_on", its.replied_on))
        if day is not None
    }
    answer = "replied" if its.replied_on else "silent"
    return (letters.Section(words["hearing"], content.letter_blocks(own, answer, **days)),)


def _of_the_child(said: Words) -> tuple[letters.Block, ...]:
    if said.child is None:
        return ()
    own = _text("child", said.language)
    weighed, view = content.letter_blocks(own, "best-interest"), content.letter_blocks(own, "view")
    concluded = content.letter_blocks(own, "conclusion")
    said_of_it = _paragraphs(said.child.best_interest), _paragraphs(said.child.view)
    return (*weighed, *said_of_it[0], *view, *said_of_it[1], *concluded)


def _after_removal(said: Words, own: Text) -> tuple[letters.Block, ...]:
    if said.removal is None:
        return ()
    enforced = content.letter_blocks(own, "at-once" if said.removal.is_enforced_at_once else "when-final")
    if said.removal.after_last_on is None:
        return enforced
    last = letters.written_date(said.removal.after_last_on, said.language)
    helped = content.letter_blocks(own, "after", after_last_on=last)
    return (*enforced, *helped, *_paragraphs(said.removal.after_words))


def _text(block: str, language: str) -> Text:
    return content.text(f"letters/{block}", language)


def _authority(language: str) -> letters.Authority:
    words = content.words(language)
    return letters.Authority(words["authority"], (words["unit"], PHONE))


def _contact(said: Words, language: str) -> letters.Contact:
    name, title = said.contact
    return letters.Contact(name, _title(title, language), (PHONE,))


def _title(title: str, language: str) -> str:
    """Give a Finnish title in the language of the letter; one that has no word there stays as it is."""
    return content.words(language).get(f"title {title.lower()}", title)


def _party(said: Words) -> tuple[tuple[str, str], ...]:
    words = content.words(said.language)
    named = ((words["name"], said.party),) if said.party else ((words["record"], said.record),)
    return (*named, (words["born_on"], _born(said))) if said.born_on else named


def _born(said: Words) -> str:
    parts = [int(part) for part in said.born_on.split("-")]
    if len(parts) == 3:
        return letters.written_date(date(*parts), said.language)
    return "/".join(str(part) for part in reversed(parts))


def _signature(said: Words) -> tuple[letters.Section, ...]:
    if said.signer is None:
        return ()
    words = content.words(said.language)
    name, title = said.signer
    signature = letters.Signature(((name, _title(title, said.language)),), words["signed"])
    return (letters.Section(words["signature"], (signature,)),)


def _appeal(said: Words) -> tuple[letters.Section, ...]:
    words = content.words(said.language)
    lies = rules.appealable(said.kind)
    if not lies.outcome:
        provision = lies.basis.cite(said.language)
        banned = content.letter_blocks(_text("no-appeal", said.language), provision=provision)
        return (letters.Section(words["appeal"], banned),)
    appeal = _text("appeal", said.language)
    court = in_force(APPEAL_COURT, said.on).value
    instructions = content.letter_blocks(
        appeal,
        "instructions",
        court=words[f"court_{court}"],
        court_ways=words[f"court_{court}_ways"],
        days=_appeal_days(said.on),
    )
    return (
        letters.Section(words["appeal"], content.letter_blocks(appeal, "short")),
        letters.Section(words["enclosures"], (letters.Points((words["instructions"],)),)),
        letters.Section(words["instructions"], instructions, apart=True),
    )


def _appeal_days(on: date) -> str:
    return str(in_force(rules.APPEAL_TIME, on).days)
