"""Which deeds exist? One word each: permission, event, function, address, template and test carry the same name."""

from __future__ import annotations

from enum import StrEnum


class Verb(StrEnum):
    """Every deed and every reading, as `resource.deed`, in alphabetical order. Never renamed, only superseded."""

    CASE_ADD_CHILD = "case.add_child"
    CASE_ASSIGN = "case.assign"
    CASE_LIST = "case.list"
    CASE_OPEN = "case.open"
    CASE_RECORD_STANDING = "case.record_standing"
    CASE_VIEW = "case.view"
    CLIENT_AMEND = "client.amend"
    CLIENT_CATEGORY = "client.category"
    CLIENT_MEET = "client.meet"
    CONTACT_LIST = "contact.list"
    CONTACT_LOG = "contact.log"
    CONTACT_REFER = "contact.refer"
    CONTACT_VIEW = "contact.view"
    DECISION_DELEGATE = "decision.delegate"
    DECISION_DRAFT = "decision.draft"
    DECISION_LETTER = "decision.letter"
    DECISION_SERVE = "decision.serve"
    DECISION_SIGN = "decision.sign"
    DECISION_VIEW = "decision.view"
    DESK_VIEW = "desk.view"
    FIGURES_VIEW = "figures.view"
    HISTORY_LOAD = "history.load"
    KEY_DESTROY = "key.destroy"
    KEY_ROTATE = "key.rotate"
    LEDGER_VERIFY = "ledger.verify"
    LEDGER_VIEW = "ledger.view"
    OFFICE_MAKE = "office.make"
    REFERRAL_ADMIT = "referral.admit"
    REFERRAL_ASSESS = "referral.assess"
    REFERRAL_CONSENT = "referral.consent"
    REFERRAL_LIST = "referral.list"
    REFERRAL_PROPOSE = "referral.propose"
    REFERRAL_RECEIVE = "referral.receive"
    REFERRAL_SUPPLEMENT = "referral.supplement"
    REFERRAL_VIEW = "referral.view"
    ROLE_END = "role.end"
    ROLE_GRANT = "role.grant"
    SESSION_END = "session.end"
    SESSION_SIGN_IN = "session.sign_in"
    SESSION_SIGN_OUT = "session.sign_out"
    SESSION_STEP_UP = "session.step_up"
    STAFF_FIRST = "staff.first"
    STAFF_LEAVE = "staff.leave"
    STAFF_LIST = "staff.list"
    STAFF_MAKE = "staff.make"
    TASK_COMPLETE = "task.complete"
    TASK_MAKE = "task.make"
    TASK_VIEW = "task.view"
    TIE_MAKE = "tie.make"

    @property
    def resource(self) -> str:
        """Tell which kind of record the deed is about: the word before the point."""
        return self.value.partition(".")[0]
