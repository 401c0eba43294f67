"""What helps whoever drafts a decision, and what stands against its signature?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from kajo.access.roles import Actor
from kajo.content import queries as content
from kajo.content.rules import plain_language
from kajo.content.terms import Bullets, Headline, Passage, Prose, Remark, Text
from kajo.decisions import rules
from kajo.decisions.models import Decision
from kajo.decisions.queries.delegated import right_today
from kajo.decisions.queries.letters import BLOCKS, standard_texts
from kajo.decisions.queries.party import heard
from kajo.decisions.terms import RULES_OF, Anew, DecisionKind
from kajo.law.acts import PROCEDURE_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

SOME_REASON = "-"
REVIEWED_FIRST = Basis.to_confirm("decision texts are reviewed by name first", PROCEDURE_ACT.section("44.1"))
UNREVIEWED = _("Nobody with a name has reviewed these texts of the letter: %(texts)s. Ask for the review first.")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A rule that the decision is judged by, in plain words; `rule` is its name in the lawbook."""

    rule: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A passage to begin with; `is_draft` while nobody has reviewed it."""

    title: str
    words: tuple[str, ...]
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What the law asks, passages to begin with in the language of the decision, and what may be hard to read."""

    language: str
    criteria: tuple[Criterion, ...]
    suggested: tuple[Suggested, ...]
    remarks: tuple[Remark, ...]


def drafting_help(kind: DecisionKind, reasons: str = "", language: str = "fi") -> Help:
    """Give what helps to draft a kind of decision whose reasons read so far like this. No database is asked."""
    reader = (get_language() or "en").partition("-")[0]
    written = language if language in ("fi", "sv") else "fi"
    return Help(
        language=written,
        criteria=tuple(_criterion(each, reader) for each in RULES_OF.get(kind, ())),
        suggested=_suggested(content.text(f"reasons/{BLOCKS[kind][0]}", written)) if kind in BLOCKS else (),
        remarks=plain_language(reasons, written).outcome,
    )


def _reviewed(drafted: Decision) -> Finding[bool]:
    waiting = unreviewed(drafted)
    return Finding(not waiting, REVIEWED_FIRST, gettext(UNREVIEWED) % {"texts": waiting} if waiting else "")


def title_of(rule: str) -> str:
    """Give the title of a rule in the reader's language, its name where nobody has written any words."""
    return _criterion(rule, (get_language() or "en").partition("-")[0]).title


def blocking(actor: Actor, drafted: Decision, *, on: date, is_urgent: bool = False) -> tuple[Finding[bool], ...]:
    """Tell what stands against somebody's signature under a draft, each with its reason. Only inside a door.

    An urgent admission may be signed by its own preparer with a reason; that it is still to be written blocks nothing.
    Two queries.
    """
    kind = DecisionKind(drafted.decision_kind)
    is_mine = drafted.prepared_by_id == actor.id
    asked = (
        right_today(actor, kind, on=on),
        rules.may_sign(kind, is_preparer=is_mine, is_urgent=is_urgent, reason=SOME_REASON),
        rules.hearing_done(heard(actor, drafted, on=on)),
        _reviewed(drafted),
    )
    return tuple(each for each in asked if not each.outcome)


def unreviewed(drafted: Decision) -> str:
    """Name the texts of the letter that nobody has reviewed, each with who answers for it; empty where none waits.

    A demonstration signs drafts too, and its letters say so. Only inside a door. No query.
    """
    kind = DecisionKind(drafted.decision_kind)
    if kind not in BLOCKS:
        return ""
    found = standard_texts(
        kind,
        drafted.language,
        is_childs=bool(drafted.texts.open().get("best_interest")),
        is_correction=drafted.corrects_id is not None,
        anew=Anew(drafted.anew) if drafted.anew else None,
    )
    waiting = [each for each in found if not content.may_be_shown(each)]
    return ", ".join(f"{each.block}.{each.language} ({gettext(each.owner)})" for each in waiting)


def _criterion(rule: str, reader: str) -> Criterion:
    room, _dot, name = rule.partition(".")
    try:
        first, *others = content.text(f"law/{room}", reader).parts[name]
    except LookupError:
        return Criterion(rule, rule, ())
    return Criterion(rule, first.words if isinstance(first, Headline) else rule, tuple(others))


def _suggested(found: Text) -> tuple[Suggested, ...]:
    if not content.may_be_shown(found):
        return ()
    return tuple(
        Suggested(
            title=next((each.words for each in passages if isinstance(each, Headline)), name),
            words=tuple(_words(each) for each in passages if isinstance(each, Prose | Bullets)),
            is_draft=found.is_draft,
        )
        for name, passages in found.parts.items()
    )


def _words(passage: Prose | Bullets) -> str:
    return passage.words if isinstance(passage, Prose) else "; ".join(passage.items)
