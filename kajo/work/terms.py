"""The words of tasks and clocks, and what the rules of clocks ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Word
from kajo.law.terms import Period, Unit


class State(Word):
    """Whether a task still waits, was done by somebody, or was closed because what it asked for is there."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    CLOSED = "closed", _("closed")


class Reason(Word):
    """Why a task is there."""

    REVIEW_SIGNED_ALONE = "review_signed_alone", _("Review a decision that was signed by its own preparer")
    SERVE_DECISION = "serve_decision", _("Serve a signed decision")
    MEET_CLIENT = "meet_client", _("Meet a new client")
    CHILDS_VIEW = "childs_view", _("Record the child's own view and best interest")
    COMPLETE_REFERRAL = "complete_referral", _("Complete an urgent referral")
    AWAIT_SUPPLEMENT = "await_supplement", _("See whether what was asked for has come")
    ASSESS_REFERRAL = "assess_referral", _("Assess a referral")
    SIGN_ADMISSION = "sign_admission", _("Decide on a prepared admission")
    PREPARE_OF_AGE = "prepare_of_age", _("Prepare that a child comes of age")
    FOLLOW_REPRESENTATIVE = "follow_representative", _("See whether a representative has been appointed")
    AWAIT_REPLY = "await_reply", _("See whether the party has replied to the hearing")
    FORWARD_APPEAL = "forward_appeal", _("Forward an appeal with a statement")
    CARRY_OUT_JUDGMENT = "carry_out_judgment", _("Carry out what the court decided")
    SEEK_REPRESENTATIVE = "seek_representative", _("A representative is needed first")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent was withdrawn: see whether the referral lapses")
    TELL_SENDER = "tell_sender", _("Tell the sender that the referral was transferred")
    KEEP_ESTIMATE = "keep_estimate", _("The day on which a decision was to be expected is here")
    TELL_POLICE = "tell_police", _("Tell the police of a decision on a reflection period")
    REFLECTION_ENDS = "reflection_ends", _("A reflection period is about to end")
    DECIDE_ON_CHILD = "decide_on_child", _("Decide on the child's own case")
    END_AFTER_ASSISTANCE = "end_after_assistance", _("See whether help after leaving still goes on")
    APPOINT_WORKER = "appoint_worker", _("Nobody works on this: name somebody")
    PLAN_NEXT_STEP = "plan_next_step", _("No next step: decide what comes next")
    NOTE_RISK = "note_risk", _("Write a fresh risk note")
    REASSESS_NEEDS = "reassess_needs", _("Assess the client's needs again before the clock runs out")
    REVIEW_TEXT = "review_text", _("Look at a legal text again")
    CLOCK_OVERDUE = "clock_overdue", _("The last day has passed: see why, and decide")
    AWAIT_ANSWER = "await_answer", _("See whether what was asked of others has come")
    ANSWER_INQUIRY = "answer_inquiry", _("Answer a request for information")
    APPROVE_DISCLOSURE = "approve_disclosure", _("Approve what is to be told")
    GIVE_DISCLOSURE = "give_disclosure", _("Tell what may be told")
    NOTIFY_CHILD_WELFARE = "notify_child_welfare", _("Notify child welfare at once")
    AWAIT_CHILD_WELFARE = "await_child_welfare", _("See whether child welfare has answered")
    TELL_OTHERWISE = "tell_otherwise", _("A message could not be sent: tell it another way")


NIGHTLY = frozenset(
    {
        Reason.APPOINT_WORKER,
        Reason.PLAN_NEXT_STEP,
        Reason.NOTE_RISK,
        Reason.REASSESS_NEEDS,
        Reason.REVIEW_TEXT,
        Reason.CLOCK_OVERDUE,
    }
)
"""What the nightly check asks for. No next step of a matter: each says that something is missing."""


class ClockState(Word):
    """Whether a clock runs."""

    RUNNING = "running", _("running")
    PAUSED = "paused", _("standing still")
    ENDED = "ended", _("ended")


class Aim(Word):
    """What a clock is for."""

    DECIDE_REFERRAL = "decide_referral", _("A decision on the referral")
    REASSESS_NEEDS = "reassess_needs", _("The client's needs are assessed again")


class Because(Word):
    """Why a clock stands still."""

    SUPPLEMENT = "supplement", _("what was asked for is awaited")
    HEARING = "hearing", _("the party is heard")
    OTHER = "other", _("another reason")


class ClockEnd(Word):
    """How a clock ended."""

    DONE = "done", _("What it was for is done")
    FELL_AWAY = "fell_away", _("What it was for has fallen away")
    REPLACED = "replaced", _("Another length counts")


@dataclass(frozen=True, slots=True)
class Running:
    """A clock as the rule of its last day asks for it, on the day it is asked.

    `started_on` is not counted. `pauses` are the days on which it stands still; one without an end goes on today.
    """

    is_statutory: bool
    started_on: date
    number: int
    unit: Unit
    pauses: tuple[Period, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock runs out. `days` are left, negative once it is late; `paused_days` is how long it stood still."""

    due_on: date
    days: int
    paused_days: int
    is_paused: bool
