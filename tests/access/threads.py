"""Threads: the whole line of one invented person, a call to a case, and how the cast stands to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.apps import apps

from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.cases.terms import ChildFound
from kajo.clients import actions as clients
from kajo.clients.terms import BirthPrecision, Channel, ClientCategory, Kinship, Known
from kajo.contacts import actions as contacts
from kajo.contacts.terms import Advice, Advised, Asker, Outcome
from kajo.decisions import actions as decisions
from kajo.decisions.terms import DecisionKind, Error
from kajo.facts import actions as facts
from kajo.facts.terms import About, Matter, Wanted, What
from kajo.law.calendar import legal_day
from kajo.ledger.guarded import row_id
from kajo.notices import actions as notices
from kajo.notices.terms import Means, NoticeText, ToClient
from kajo.referrals import actions as referrals
from kajo.referrals.models import Consent
from kajo.work.actions import clocks
from kajo.work.models import Clock
from kajo.work.terms import Because
from tests.factories import anew, deciding, exchanging, leaving, line, reflecting, ringing, telling, watch
from tests.factories.leaving import CONSIDERED

Administrator = psycopg.Connection[Any]
PROTECTED = sorted((each for each in apps.get_models() if issubclass(each, Protected)), key=lambda m: m._meta.db_table)
RELATIONS = ("own", "other", "sealed", "sealed_own", "conflict")
"""Tied to it; nobody's; known only to those tied, once without and once with a tie; barred from it, though tied."""


@dataclass
class Thread:
    """One person's records. `mark` stands in every text of it; `keys` gives a record's key by its word.

    `marks` tells the whole thread apart on a page, `named` the records of each kind in it.
    """

    relation: str
    mark: str = field(default_factory=lambda: f"qz{uuid4().hex[:12]}")
    keys: dict[str, UUID] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)
    subjects: set[UUID] = field(default_factory=set)

    def put(self, word: str, row: Any) -> None:
        """Remember a record under a word."""
        self.keys[word], self.kinds[word] = row.pk, row.kind


def spun(relation: str, mikko: Actor, aino: Actor, veikko: Actor) -> Thread:
    """Make the records of one person through the ordinary doors: an open call, a referral just received, one ready to
    be signed, one to be refused, a case with a signed decision and a drafted one, and one with a reflection period and
    its drafted extension."""
    thread, at = Thread(relation), datetime.now(UTC)
    told = {
        "name": f"Linh {thread.mark}",
        "reach": f"phone {thread.mark}",
        "whereabouts": f"house {thread.mark}",
        "account": f"told {thread.mark}",
        "need": f"wants {thread.mark}",
    }
    thread.put("contact", line.called(mikko, note=f"said {thread.mark}"))
    thread.put(
        "contact_closed", contacts.close(mikko, line.called(mikko, note=thread.mark).pk, outcome=Outcome.ADVICE, at=at)
    )
    words = {"note": f"writes {thread.mark}"}
    thread.put("draft", contacts.keep(mikko, None, key=row_id(), step=1, words=words, began_at=at, at=at))
    ringing.demo_trunk()
    thread.put("ring", ringing.heard(call=thread.mark))
    thread.put("ring_missed", ringing.heard("hangup", call=f"{thread.mark}2"))
    advice = Advice(Asker.SCHOOL, f"advised {thread.mark}", Advised.ADVISED)
    thread.put("consultation", contacts.consult(mikko, None, told=advice, at=at))
    thread.put("referral", line.referred(mikko, **told))
    consent = watch.rows(mikko, Consent, Verb.REFERRAL_VIEW, referral=thread.keys["referral"])[0]
    thread.put("consent", consent)
    ready = line.referred(mikko, **told)
    draft = referrals.propose(
        mikko, ready, ground="35.1", reasons=f"found {thread.mark}", language="fi", explained_in="en", at=at
    )
    thread.put("referral_ready", ready)
    thread.put("decision_draft", draft)
    child_alone = line.referred(mikko, **(told | {"age_band": "under_15", "guardian": "missing"}))
    line.childs_view(mikko, child_alone, view=f"says {thread.mark}", best_interest=f"best {thread.mark}")
    thread.put("referral_child", child_alone)
    coded = line.referred(mikko, **told)
    referrals.identify(mikko, coded.pk, personal_code="010190-900P", client_number="", phone="", at=at)
    thread.put("referral_coded", coded)
    refused = line.referred(mikko, **told)
    line.proposed_refusal(mikko, refused, reasons=f"found {thread.mark}")
    thread.put("referral_refusal", refused)
    case = line.admitted(mikko, aino, veikko, **told)
    thread.put("case", case)
    [clock] = watch.rows(aino, Clock, Verb.CLOCK_VIEW, about=case.pk)
    clocks.pause(veikko, clock.pk, because=Because.SUPPLEMENT, words=f"waits {thread.mark}", at=at)
    thread.put("clock", clock)
    thread.keys["decision"], thread.kinds["decision"] = case.decision_id, "decision"
    thread.keys["person"], thread.kinds["person"] = case.person_id, "case"
    wish = clients.wish_contact(
        veikko, case.person_id, channel=Channel.PHONE, is_allowed=False, value=f"phone {thread.mark}",
        wish=f"listens {thread.mark}", at=at,
    )  # fmt: skip
    thread.keys["wish"], thread.kinds["wish"] = wish.pk, "case"
    way = clients.wish_contact(
        veikko, case.person_id, channel=Channel.TEXT, is_allowed=True, value="+358 40 110 0000",
        wish=f"only then {thread.mark}", at=at,
    )  # fmt: skip
    notice = notices.tell(
        veikko, None, about=case, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
    )
    thread.put("notice", notice)
    relation = clients.add_relation(
        veikko, case.person_id, relation=Kinship.GUARDIAN, name=f"guard {thread.mark}", from_on=legal_day(at), at=at
    )
    thread.keys["relation"], thread.kinds["relation"] = relation.pk, "case"
    correcting = decisions.correct(
        veikko, case.decision_id, error=Error.CLERICAL, mistaken=f"wrong {thread.mark}", right=f"right {thread.mark}",
        party=f"Linh {thread.mark}", reasons=f"found {thread.mark}", unreasonable=False, at=at,
    )  # fmt: skip
    thread.put("decision_correcting", correcting)
    child = Known(name=f"Lan {thread.mark}", birth_precision=BirthPrecision.UNKNOWN)
    proposed = cases.add_child(
        veikko,
        case,
        known=child,
        found=tuple(ChildFound),
        considered=CONSIDERED,
        reasons=f"child {thread.mark}",
        language="fi",
        explained_in="en",
        at=at,
    )
    thread.put("decision_child", proposed)
    reasons = f"leaves {thread.mark}"
    thread.put("decision_removal", leaving.drafted(veikko, case, at, reasons=reasons))
    gone = line.admitted(mikko, aino, veikko, **told)
    thread.put("case_removed", leaving.removed(veikko, aino, gone, at, reasons=reasons))
    faulty = anew.decided(aino, gone.pk, DecisionKind.REMOVE)
    thread.put("decision_anew", anew.drafted(veikko, faulty, right=f"really {thread.mark}", party=f"L {thread.mark}"))
    _contested(thread, case, aino, veikko)
    _exchanged(thread, case, veikko)
    _told(thread, case, mikko, veikko)
    alone = clients.meet(aino, None, known=child, category=ClientCategory.CHILD, on=legal_day(at), office=1, at=at)
    thread.put("child", alone)
    nobodys = clients.meet(aino, None, known=child, category=ClientCategory.CHILD, on=legal_day(at), office=1, at=at)
    thread.put("child_of_nobody", nobodys)
    matter = clients.apply_representative(
        aino, alone, has_permit=False, applied_on=legal_day(at), court="", child_view=f"says {thread.mark}", at=at
    )
    thread.put("representation", matter)
    thinking = line.admitted(mikko, aino, veikko, **told)
    thread.put("case_thinking", thinking)
    granted = reflecting.granted(veikko, aino, thinking)
    thread.keys["decision_granted"], thread.kinds["decision_granted"] = granted.decision_id, "decision"
    thread.put(
        "decision_extending",
        reflecting.proposed(veikko, thinking, kind=reflecting.EXTEND, reasons=f"said {thread.mark}"),
    )
    return thread


def _contested(thread: Thread, case: Case, aino: Actor, veikko: Actor) -> None:
    """Make refusals on which the party is heard, and appeals at each step."""
    mark = thread.mark
    thread.put("decision_refusal", deciding.drafted_refusal(veikko, case, f"not {mark}"))
    asked = deciding.drafted_refusal(veikko, case, f"perhaps {mark}")
    deciding.heard(veikko, asked, f"asked {mark}")
    thread.put("decision_asked", asked)
    received = deciding.appealed(veikko, aino, case, f"claims {mark}")
    forwarded = deciding.forwarded(aino, deciding.appealed(veikko, aino, case, f"wants {mark}"), f"states {mark}")
    answered = deciding.answered(aino, deciding.forwarded(aino, deciding.appealed(veikko, aino, case, f"asks {mark}")))
    for word, appeal in (("received", received), ("forwarded", forwarded), ("answered", answered)):
        thread.put(f"appeal_{word}", appeal)
        thread.keys[f"decision_{word}"], thread.kinds[f"decision_{word}"] = appeal.decision_id, "decision"
    closed = deciding.answered(aino, deciding.forwarded(aino, deciding.appealed(veikko, aino, case, f"ended {mark}")))
    at = datetime.now(UTC)
    decisions.close_appeal(aino, closed.pk, final_on=legal_day(at), at=at)
    thread.keys["decision_served"], thread.kinds["decision_served"] = closed.decision_id, "decision"


def _exchanged(thread: Thread, case: Case, veikko: Actor) -> None:
    """Make a request each way, something that waits for approval and something that may be told, and notifications."""
    mark, matter = thread.mark, exchanging.matter_of(case)
    words = {"unit": f"unit {mark}", "extent": f"extent {mark}"}
    told = {"unit": f"unit {mark}", "words": f"told {mark}"}
    thread.put("request", exchanging.asked(veikko, matter, **words))
    thread.put("inquiry", exchanging.received(veikko, matter, claimed=f"ground {mark}", **words))
    thread.put("disclosure", exchanging.prepared(veikko, matter, **told))
    thread.put("disclosure_free", exchanging.prepared(veikko, matter, asked=exchanging.SERVICE, **told))
    known = {"child": f"child {mark}", "suspicion": f"seen {mark}"}
    thread.put("notification", exchanging.suspected(veikko, matter, **known))
    thread.put("notification_made", exchanging.notified(veikko, exchanging.suspected(veikko, matter, **known), **told))


def _told(thread: Thread, case: Case, mikko: Actor, veikko: Actor) -> None:
    """Tell something on the referral that was just received and on the case, ask from a list, and plan an interview."""
    mark, about = thread.mark, About(Matter.REFERRAL, thread.keys["referral"])
    thread.put("statement", telling.told(mikko, about, What.MEANS, "debt", note=f"owes {mark}"))
    thread.put("sheet", telling.asked(mikko, about, note=f"answers {mark}"))
    wish = facts.wish(mikko, about, wanted=Wanted.NOT_THIS, words=f"never {mark}", at=datetime.now(UTC))
    thread.put("interpreter_wish", wish)
    thread.put("interview_planned", telling.planned(mikko, about, venue=f"behind {mark}"))
    thread.put("weighing", telling.weighed(mikko, about, thread.keys["statement"]))
    thread.put("statement_case", telling.told_of(veikko, case, What.MEANS, "threats", note=f"fears {mark}"))


def settle(administrator: Administrator, thread: Thread, cast: Iterable[Actor]) -> None:
    """Let the cast stand to a thread as its relation says, whoever made it."""
    administrator.execute("set session_replication_role = replica")
    first: list[UUID] = []
    for model in PROTECTED:
        table = model._meta.db_table
        rows = administrator.execute(
            f"select subject_id from {table} where id = any(%s)", [list(thread.keys.values())]
        ).fetchall()
        first += [row[0] for row in rows]
    found = administrator.execute(
        "with recursive near (id) as (select unnest(%s::uuid[]) union select s.id from near, lateral ("
        "select linked_to_id as id from vault_subject where id = near.id and linked_to_id is not null"
        " union all select id from vault_subject where linked_to_id = near.id) s) select id from near",
        [first],
    ).fetchall()
    thread.subjects = {row[0] for row in found}
    subjects = list(thread.subjects)
    for model in PROTECTED:
        table = model._meta.db_table
        administrator.execute(
            f"update {table} set sealed = %s where subject_id = any(%s)",
            [thread.relation.startswith("sealed"), subjects],
        )
    # What began today cannot begin anew today.
    administrator.execute("update clients_category set from_on = from_on - 30 where subject_id = any(%s)", [subjects])
    _marks(administrator, thread)
    administrator.execute("delete from access_tie where subject_id = any(%s)", [subjects])
    hows = {"own": ["assigned"], "sealed_own": ["assigned"], "conflict": ["assigned", "conflict"]}
    for actor in cast:
        for how in hows.get(thread.relation, []):
            for subject in subjects:
                administrator.execute(
                    "insert into access_tie (id, subject_id, staff, how, from_on, made_at)"
                    " values (gen_random_uuid(), %s, %s, %s, '2020-01-01', now())",
                    [subject, actor.id, how],
                )
    administrator.execute("set session_replication_role = origin")
    if not administrator.autocommit:
        administrator.commit()


def _marks(administrator: Administrator, thread: Thread) -> None:
    """Collect what tells a thread's records apart on a page: its own word, record numbers, keys."""
    subjects = list(thread.subjects)
    thread.marks = {thread.mark}
    for model in PROTECTED:
        table = model._meta.db_table
        rows = administrator.execute(f"select id from {table} where subject_id = any(%s)", [subjects]).fetchall()
        named = thread.named.setdefault(model.kind, set())
        named |= {str(row[0]) for row in rows}
        if any(each.name == "reference" for each in model._meta.concrete_fields):
            rows = administrator.execute(
                f"select reference from {table} where subject_id = any(%s)", [subjects]
            ).fetchall()
            named |= {row[0] for row in rows}
        thread.marks |= named
    tasks = administrator.execute(
        "select id from work_task where subject_id = any(%s) and state = 'open' order by id", [subjects]
    ).fetchall()
    thread.keys["task"], thread.kinds["task"] = tasks[0][0], "task"
    names = administrator.execute(
        "select id from clients_detail where person_id = %s order by id", [thread.keys["person"]]
    ).fetchall()
    thread.keys["detail"], thread.kinds["detail"] = names[0][0], "case"
