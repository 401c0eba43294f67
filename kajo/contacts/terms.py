"""The words of the advice line."""

from __future__ import annotations

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class State(Word):
    """Where a contact is."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    REFERRED = "referred", _("became a referral")


class Danger(Word):
    """Whether somebody is in danger now."""

    YES = "yes", _("yes, now")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Caller(Word):
    """Who called, as far as it was told."""

    PERSON = "person", _("the person themself")
    FAMILY = "family", _("family or friend")
    CITIZEN = "citizen", _("somebody else, private")
    AUTHORITY = "authority", _("an authority")
    NGO = "ngo", _("an organisation")
    EMPLOYER = "employer", _("employer or trade union")
    MEDIA = "media", _("media")
    UNKNOWN = "unknown", _("not known")


class Topic(Word):
    """What the call was about."""

    OWN_SITUATION = "own_situation", _("own situation")
    SOMEBODY_ELSE = "somebody_else", _("somebody else's situation")
    SAFE_PLACE = "safe_place", _("a safe place")
    HOW_TO_REFER = "how_to_refer", _("how to refer somebody")
    SERVICES = "services", _("services of a client")
    LAW = "law", _("law and authorities")
    TRAINING = "training", _("training and materials")
    NO_CONTENT = "no_content", _("nothing was asked")
    OTHER = "other", _("something else")


class Outcome(Word):
    """How a call ended."""

    ADVICE = "advice", _("advice given")
    REFERRED_ON = "referred_on", _("told where else to turn")
    FOLLOW_UP = "follow_up", _("to be gone on with")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    SILENT = "silent", _("silent call")
    HANG_UP = "hang_up", _("hung up")
    ABUSIVE = "abusive", _("abusive call")


WITHOUT_CONTENT = frozenset({Outcome.WRONG_NUMBER, Outcome.SILENT, Outcome.HANG_UP, Outcome.ABUSIVE})
"""Outcomes of calls in which nothing was asked."""
