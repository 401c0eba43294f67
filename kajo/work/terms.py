"""The words of tasks."""

from __future__ import annotations

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class State(Word):
    """Whether a task still waits."""

    OPEN = "open", _("open")
    DONE = "done", _("done")


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
