"""Who may do what, and how far: the page that the data protection officer signs.

One row a verb: each role that holds it, with its scope. What is not here is not allowed to anybody. The same
table stands in the database (`gate.matrix`, written by `deploy/roles.sql`), where the second wall reads it.

Deciding asks more than this table: whoever signs is the director or holds a delegation for that kind of decision today
(`decisions.rules.may_decide`, and `gate.may_decide` in the database). A manager without one signs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from kajo.access.roles import PEOPLE_ROLES, Role
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb

ALL, OFFICE, OWN = Scope.ALL, Scope.OFFICE, Scope.OWN
Row = dict[Role, Scope]

D, M, W, L, T, A = (
    Role.DIRECTOR,
    Role.MANAGER,
    Role.CASE_WORKER,
    Role.DUTY_OFFICER,
    Role.DATA_PROTECTION,
    Role.ADMINISTRATOR,
)
SYSTEM, CONSOLE, EXCHANGE = Role.SYSTEM, Role.CONSOLE, Role.EXCHANGE
STAFF = (D, M, W, L, T, A)

MATRIX: dict[Verb, Row] = {
    Verb.APPEAL_ANSWER: {D: ALL, M: ALL},
    Verb.APPEAL_CLOSE: {D: ALL, M: ALL},
    Verb.APPEAL_FORWARD: {D: ALL, M: ALL},
    Verb.APPEAL_RECEIVE: {D: ALL, M: ALL, W: OWN},
    Verb.CASE_ADD_CHILD: {D: ALL, W: OWN},
    Verb.CASE_ADMIT_CHILD: {D: ALL, M: ALL},
    Verb.CASE_AFTER_ASSISTANCE: {D: ALL, W: OWN},
    Verb.CASE_ASSESS_OVERALL: {D: ALL, W: OWN},
    Verb.CASE_ASSIGN: {D: ALL, M: ALL},
    Verb.CASE_CLOSE_BY_DEATH: {D: ALL, M: ALL, W: OWN},
    Verb.CASE_DECIDE_REFLECTION: {D: ALL, M: ALL},
    Verb.CASE_IDENTIFY: {D: ALL, W: OWN},
    Verb.CASE_LIST: {D: ALL, M: ALL, W: OWN},
    Verb.CASE_LOG_ATTEMPT: {D: ALL, W: OWN},
    Verb.CASE_NOTE_RISK: {D: ALL, W: OWN},
    Verb.CASE_OPEN: {D: ALL, M: ALL},
    Verb.CASE_PROPOSE_REFLECTION: {D: ALL, W: OWN},
    Verb.CASE_RECORD_STANDING: {D: ALL, W: OWN},
    Verb.CASE_TELL_POLICE: {D: ALL, M: ALL, W: OWN},
    Verb.CASE_PROPOSE_REMOVAL: {D: ALL, W: OWN},
    Verb.CASE_RECORD_STANDING: {D: ALL, W: OWN},
    Verb.CASE_REMOVE: {D: ALL, M: ALL},
    Verb.CASE_RESTORE: {D: ALL},
    Verb.CASE_VIEW: {D: ALL, M: ALL, W: OWN, SYSTEM: ALL, CONSOLE: ALL},
    Verb.CLIENT_AMEND: {D: ALL, W: OWN},
    Verb.CLIENT_APPLY_REPRESENTATIVE: {D: ALL, W: OWN},
    Verb.CLIENT_APPOINT_REPRESENTATIVE: {D: ALL, W: OWN},
    Verb.CLIENT_CATEGORY: {D: ALL},
    Verb.CLIENT_END_REPRESENTATIVE: {D: ALL, W: OWN},
    Verb.CLIENT_MEET: {D: ALL, M: ALL},
    Verb.CLOCK_ALARM: {SYSTEM: ALL},
    Verb.CLOCK_END: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.CLOCK_PAUSE: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.CLOCK_RESUME: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.CLOCK_START: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.CLOCK_VIEW: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL, CONSOLE: ALL},
    Verb.CONTACT_CLOSE: {D: ALL, W: OWN, L: ALL},
    Verb.CONTACT_COMPLETE: {D: ALL, W: OWN, L: ALL},
    Verb.CONTACT_CONSULT: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.CONTACT_KEEP: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.CONTACT_LIST: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.CONTACT_LOG: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.CONTACT_PUT_AWAY: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.CONTACT_REFER: {D: ALL, L: ALL, W: OWN},
    Verb.CONTACT_TAKE_OVER: {D: ALL, M: ALL, L: ALL},
    Verb.CONTACT_VIEW: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.DECISION_CORRECT: {D: ALL, M: ALL, W: OWN},
    Verb.DECISION_DELEGATE: {D: ALL},
    Verb.DECISION_DRAFT: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.DECISION_DROP: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.DECISION_END_DELEGATION: {D: ALL},
    Verb.DECISION_HEAR: {D: ALL, M: ALL, W: OWN},
    Verb.DECISION_LETTER: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.DECISION_SKIP_HEARING: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.DECISION_TYPESET: {SYSTEM: ALL},
    Verb.DECISION_REPLY: {D: ALL, M: ALL, W: OWN},
    Verb.DECISION_SERVE: {D: ALL, W: OWN, L: OWN},
    Verb.DECISION_SIGN: {D: ALL, M: ALL},
    Verb.DECISION_VIEW: {D: ALL, M: ALL, W: OWN, L: OWN, SYSTEM: ALL, CONSOLE: ALL},
    Verb.DESK_CHECK: {SYSTEM: ALL},
    Verb.DESK_UNATTENDED: {D: ALL, M: ALL},
    Verb.DESK_VIEW: dict.fromkeys(STAFF, OWN),
    Verb.DISCLOSURE_APPROVE: {D: ALL, M: ALL},
    Verb.DISCLOSURE_DECLINE: {D: ALL, M: ALL, W: OWN},
    Verb.DISCLOSURE_GIVE: {D: ALL, W: OWN},
    Verb.DISCLOSURE_LIST: {D: ALL, T: ALL},
    Verb.DISCLOSURE_PREPARE: {D: ALL, W: OWN},
    Verb.DISCLOSURE_VIEW: {D: ALL, M: ALL, W: OWN, T: ALL},
    Verb.FACT_CORRECT: {D: ALL, W: OWN, L: OWN},
    Verb.FACT_RECORD: {D: ALL, W: OWN, L: OWN},
    Verb.FACT_VIEW: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.FACT_WEIGH: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.FIGURES_DRAW: {SYSTEM: ALL},
    Verb.FIGURES_VIEW: {D: ALL, M: ALL, W: ALL, L: ALL, T: ALL, CONSOLE: ALL},
    Verb.HISTORY_LOAD: {CONSOLE: ALL},
    Verb.INQUIRY_ANSWER: {D: ALL, W: OWN},
    Verb.INQUIRY_RECEIVE: {D: ALL, W: OWN},
    Verb.INQUIRY_REFUSE: {D: ALL, W: OWN},
    Verb.INQUIRY_VIEW: {D: ALL, M: ALL, W: OWN},
    Verb.INTERVIEW_CANCEL: {D: ALL, W: OWN, L: OWN},
    Verb.INTERVIEW_HOLD: {D: ALL, W: OWN, L: OWN},
    Verb.INTERVIEW_PLAN: {D: ALL, W: OWN, L: OWN},
    Verb.INTERVIEW_WISH: {D: ALL, W: OWN, L: OWN},
    Verb.KEY_DESTROY: {SYSTEM: ALL, CONSOLE: ALL},
    Verb.KEY_ROTATE: {CONSOLE: ALL},
    Verb.LAW_VIEW: dict.fromkeys(STAFF, ALL),
    Verb.LEDGER_VERIFY: {CONSOLE: ALL, T: ALL},
    Verb.LEDGER_VIEW: {T: ALL},
    Verb.NOTICE_BLOCK: {SYSTEM: ALL},
    Verb.NOTICE_BURY: {SYSTEM: ALL},
    Verb.NOTICE_CLAIM: {SYSTEM: ALL},
    Verb.NOTICE_DELIVER: {SYSTEM: ALL},
    Verb.NOTICE_FAIL: {SYSTEM: ALL},
    Verb.NOTICE_GIVE_UP: {D: ALL, M: ALL, W: OWN, L: OWN, SYSTEM: ALL},
    Verb.NOTICE_LIST: {D: ALL, M: ALL},
    Verb.NOTICE_REDO: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.NOTICE_TELL: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.NOTICE_VIEW: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL},
    Verb.NOTIFICATION_ACKNOWLEDGE: {D: ALL, W: OWN},
    Verb.NOTIFICATION_ANSWER: {D: ALL, W: OWN},
    Verb.NOTIFICATION_MAKE: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.NOTIFICATION_SUSPECT: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.NOTIFICATION_VIEW: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.OFFICE_MAKE: {A: ALL, CONSOLE: ALL},
    Verb.REFERRAL_ADMIT: {D: ALL, M: ALL},
    Verb.REFERRAL_AMEND: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_ASSESS: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_ASSIGN: {D: ALL, M: ALL},
    Verb.REFERRAL_CHECK_KNOWN: {D: ALL, W: OWN, L: OWN},
    Verb.REFERRAL_CONSENT: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_ESTIMATE: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_HEAR_CHILD: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_IDENTIFY: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_LAPSE: {D: ALL, M: ALL, W: OWN},
    Verb.REFERRAL_LIST: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_PROPOSE: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_PROPOSE_REFUSAL: {D: ALL, M: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_RECEIVE: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_REFUSE: {D: ALL, M: ALL},
    Verb.REFERRAL_REOPEN: {D: ALL, M: ALL, W: OWN},
    Verb.REFERRAL_REVEAL: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_SUPPLEMENT: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_TRANSFER: {D: ALL, M: ALL, W: OWN},
    Verb.REFERRAL_VIEW: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL, CONSOLE: ALL},
    Verb.REFERRAL_WITHDRAW: {D: ALL, W: OWN, L: ALL},
    Verb.REFERRAL_WITHDRAW_CONSENT: {D: ALL, W: OWN, L: ALL},
    Verb.REQUEST_ASK: {D: ALL, W: OWN},
    Verb.REQUEST_FILE: {D: ALL, W: OWN},
    Verb.REQUEST_REMIND: {D: ALL, W: OWN},
    Verb.REQUEST_VIEW: {D: ALL, M: ALL, W: OWN},
    Verb.REQUEST_WITHDRAW: {D: ALL, W: OWN},
    Verb.RING_ANSWER: {EXCHANGE: ALL},
    Verb.RING_FORGET: {SYSTEM: ALL},
    Verb.RING_HANG_UP: {EXCHANGE: ALL},
    Verb.RING_KEEP_NUMBER: {D: ALL, L: ALL},
    Verb.RING_LIST: {D: ALL, M: ALL, L: ALL, SYSTEM: ALL},
    Verb.RING_LOOK: {D: ALL, M: ALL, L: ALL},
    Verb.RING_TELL: {EXCHANGE: ALL},
    Verb.RING_VIEW: {D: ALL, M: ALL, L: ALL, SYSTEM: ALL, EXCHANGE: ALL},
    Verb.ROLE_END: {A: ALL},
    Verb.ROLE_GRANT: {A: ALL, CONSOLE: ALL},
    Verb.SESSION_END: dict.fromkeys(PEOPLE_ROLES, OWN) | {A: ALL},
    Verb.SESSION_FACTOR: dict.fromkeys(PEOPLE_ROLES, OWN),
    Verb.SESSION_PASSWORD: dict.fromkeys(PEOPLE_ROLES, OWN),
    Verb.SESSION_SIGN_IN: dict.fromkeys(Role, OWN),
    Verb.SESSION_SIGN_OUT: dict.fromkeys(Role, OWN),
    Verb.SESSION_STEP_UP: dict.fromkeys(PEOPLE_ROLES, OWN),
    Verb.SHEET_ANSWER: {D: ALL, W: OWN, L: OWN},
    Verb.STAFF_FIRST: {CONSOLE: ALL},
    Verb.STAFF_LEAVE: {A: ALL},
    Verb.STAFF_LIST: {D: ALL, M: ALL, T: ALL, A: ALL},
    Verb.STAFF_MAKE: {A: ALL, CONSOLE: ALL},
    Verb.STAFF_POST: {A: ALL, CONSOLE: ALL},
    Verb.STAFF_REACH: dict.fromkeys(STAFF, OWN),
    Verb.STAFF_RECOVER: {A: ALL},
    Verb.TASK_CLOSE: {SYSTEM: ALL},
    Verb.TASK_COMPLETE: {D: ALL, M: ALL, W: OWN, L: OWN},
    Verb.TASK_DEPUTISE: {D: OWN, M: OWN, W: OWN, L: OWN},
    Verb.TASK_END_DEPUTY: {D: OWN, M: OWN, W: OWN, L: OWN},
    Verb.TASK_ESCALATE: {SYSTEM: ALL},
    Verb.TASK_MAKE: {D: ALL, M: ALL, W: OWN, L: ALL, SYSTEM: ALL, CONSOLE: ALL},
    Verb.TASK_VIEW: {D: ALL, M: ALL, W: OWN, L: OWN, SYSTEM: ALL},
    Verb.TEAM_END: {A: ALL},
    Verb.TEAM_MAKE: {A: ALL, CONSOLE: ALL},
    Verb.TIE_MAKE: {D: ALL, M: ALL},
    Verb.TRUNK_ADD: {A: ALL, CONSOLE: ALL},
    Verb.TRUNK_END: {A: ALL, CONSOLE: ALL},
    Verb.TRUNK_ROTATE: {A: ALL, CONSOLE: ALL},
}

STEP_UP: frozenset[Verb] = frozenset(
    {
        Verb.DECISION_DELEGATE,
        Verb.DECISION_END_DELEGATION,
        Verb.DISCLOSURE_APPROVE,
        Verb.REFERRAL_REVEAL,
        Verb.ROLE_GRANT,
        Verb.SESSION_FACTOR,
        Verb.SESSION_PASSWORD,
        Verb.STAFF_RECOVER,
    }
)
"""Deeds that always demand a fresh second factor; an urgent admission alone demands it by its own rule."""

PURPOSES = {
    "appeal": "decision",
    "case": "assistance",
    "client": "assistance",
    "clock": "own work",
    "contact": "advice line",
    "decision": "decision",
    "desk": "own work",
    "disclosure": "disclosure",
    "fact": "assistance",
    "figures": "statistics",
    "history": "demonstration",
    "inquiry": "disclosure",
    "interview": "assistance",
    "key": "key custody",
    "law": "legal sources",
    "ledger": "oversight",
    "notice": "messages",
    "notification": "child welfare",
    "office": "administration",
    "referral": "admission",
    "request": "assistance",
    "ring": "advice line",
    "role": "administration",
    "session": "sign-in",
    "sheet": "assistance",
    "staff": "administration",
    "task": "own work",
    "team": "administration",
    "tie": "administration",
    "trunk": "administration",
}


def scope_of(roles: Iterable[Role], verb: Verb) -> tuple[Scope, Role] | None:
    """Tell the widest scope these roles give for a verb, and through which role; None if they give none."""
    row = MATRIX[verb]
    held = [(list(Scope).index(row[role]), role) for role in sorted(roles) if role in row]
    if not held:
        return None
    width, role = min(held)
    return list(Scope)[width], role


def scopes_of(roles: Iterable[Role], verb: Verb) -> frozenset[Scope]:
    """List all scopes these roles give for a verb."""
    row = MATRIX[verb]
    return frozenset(row[role] for role in roles if role in row)
