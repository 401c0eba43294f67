"""The words of weighing: what the law asks, what is recorded, and which way an officer says that it speaks."""

from __future__ import annotations

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class Way(Word):
    """Which way something that is recorded speaks, as an officer says it. Nothing here is counted."""

    FOR = "for", _("speaks for it")
    AGAINST = "against", _("speaks against it")
    OPEN = "open", _("leaves it open")


class Criterion(Word):
    """Something that the law asks before a decision. Which of them a kind of decision asks, the room above says."""

    IN_FINLAND = "in_finland", _("is in Finland")
    MAY_BE_VICTIM = "may_be_victim", _("what was told suggests that the person may be a victim")
    NEEDS_HELP = "needs_help", _("needs help")
    ASSISTS = "assists", _("assists in the investigation of a trafficking offence")
    NEEDS_SPECIAL_HELP = "special_help", _("needs special help for assisting")
    BEST_INTEREST = "best_interest", _("is in the best interest of the child")
    IS_MINOR = "is_minor", _("is under 18")
    NO_OTHER_RIGHT = "no_other_right", _("has no other right to stay in Finland")
    ADMITTED_FIRST = "admitted_first", _("was admitted here before police or border authority decided")
    TIES = "ties", _("renewed ties with the suspects by own will and initiative")
    ORDER = "order", _("public order, security, health or international relations")


class Recorded(Word):
    """What kind of record something stands in."""

    TOLD = "told", _("what happened")
    ANSWER = "answer", _("question of a list")
    ACCOUNT = "account", _("what was told when the person was referred")
    CONSENT = "consent", _("consent")
    CHILD = "child", _("the child")
    REPLY = "reply", _("reply to the hearing")
    RISK = "risk", _("note of the risk")


UNQUOTED = frozenset({Recorded.RISK})
"""What is never put into the reasons: a letter may be read by whoever the person fears."""
