"""Secrets typed into every form of the staff site that takes free text, and sent where they do not belong."""

from __future__ import annotations

import html
import json
import re
import socket
import urllib.parse
from datetime import UTC, datetime, timedelta

from kajo.law.calendar import legal_day
from tests.factories.stack import Stack, until
from tests.secrets.invented import Inventor, Secret
from tests.secrets.planter import Planter, Seen, Words

KEY = "[0-9a-f-]{36}"
READY: Words = {
    "found": ("in_finland", "may_be_victim", "needs_assistance"),
    "ground": "35.1",
    "language": "fi",
    "explained_in": "en",
}
TOLD: Words = {"age_band": "adult", "is_in_finland": "yes", "referrer_kind": "unknown", "is_urgent": "on"}
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


class Garden:
    """A running installation and the people who plant in it."""

    def __init__(self, stack: Stack, seed: int, calls: int) -> None:
        self.stack, self.calls, self.seen = stack, calls, Seen(Inventor(seed))
        at = datetime.now(UTC)
        self.today, self.later, self.in_time = (f"{legal_day(at) + timedelta(days):%d.%m.%Y}" for days in (0, 7, 40))
        self.agreed: Words = {"given_by": "person", "how": "spoken", "given_at": f"{self.today} 00.01"}
        self.planters: list[Planter] = []
        self.mikko, self.aino, self.veikko = (self.enter(login) for login in ("mikko", "aino", "veikko"))

    def enter(self, login: str = "") -> Planter:
        """Give a visitor, signed in where a login is given."""
        planter = Planter(self.stack.port + 1, self.seen)
        self.planters.append(planter)
        if login:
            planter.sign_in(login)
        return planter

    def close(self) -> None:
        """Hang up."""
        for each in self.planters:
            each.connection.close()

    def plant(self) -> set[Secret]:
        """Plant in every form; gives the secrets that were taken and have to be shown to who may see them."""
        for _ in range(self.calls):
            self.mikko.plant("/calls/new/", {"note": self.mikko.note(), "danger": "no", "outcome": "advice"})
        own: Words = {
            "text": self.mikko.number(),
            "voice": self.mikko.number(),
            "mail": self.mikko.seen.inventor.mail().text,
        }
        self.mikko.plant("/my-sign-in/reach/", own)
        self.mikko.get("/my-sign-in/reach/")
        asked: Words = {"asker": "school", "outcome": "advised", "danger": "no"}
        asked |= {"is_answer_wanted": "on", "is_confirmed": "on"}
        self.mikko.plant(
            "/calls/consultations/new/", asked | {"advice": self.mikko.note(), "reach": self.mikko.number()}
        )
        case = self._admitted(self._referral())
        self._person(case)
        self._risk(case)
        self._children(case)
        self._thinking(case)
        self._stopped(case)
        self._exchanged(case)
        self._alone()
        self._contested()
        return set(self.seen.inventor.made)

    def _referral(self) -> str:
        mikko = self.mikko
        words = self._words() | self.agreed | {"age_band": "adult", "consent": "yes", "interpreter": mikko.name()}
        referral = mikko.plant(self._called(), words)
        self._look_where(referral)
        mikko.plant(f"{referral}amend/", self._words() | TOLD)
        self._look_where(referral)
        mikko.plant(
            f"{referral}consent/", self.agreed | {"item": "police", "is_given": "yes", "interpreter": mikko.name()}
        )
        code = mikko.seen.inventor.code().text
        mikko.plant(
            f"{referral}identify/", {"personal_code": code, "client_number": mikko.number(), "phone": mikko.number()}
        )
        mikko.plant(f"{referral}check/", {}, on=referral)
        mikko.plant(f"{referral}supplement/", {"words": mikko.note(), "until_on": self.later})
        self._told(referral)
        for end in ("withdraw", "lapse", "transfer"):
            self._ended(end)
        told: Words = {"need": mikko.note(), "path": "visit", "arrived_at": f"{self.today} 00.01"}
        waiting = mikko.plant("/referrals/new/", TOLD | told)
        mikko.plant(f"{waiting}estimate/", {"words": mikko.note(), "expected_on": self.later})
        return referral

    def _told(self, referral: str) -> None:
        """What happened, told and corrected; questions from a list; a wish, an interview held and one called off."""
        mikko, story = self.mikko, referral.replace("/referrals/", "/facts/referrals/")
        for what, value in (("means", "debt"), ("injury", "body")):
            mikko.plant(f"{story}add/{what}/", {"value": value, "note": mikko.note()})
            correct = re.findall(rf"{story}correct/{KEY}/", mikko.get(story))[-1]  # the last kind on the page
            mikko.get(correct)
            again: Words = {"value": value, "note": mikko.note(), "reason": mikko.note()}
            mikko.plant(correct, again)
        mikko.plant(f"{story}sheets/adults/", {"version": "1", "note": mikko.note()})
        mikko.get(_first(rf"{story}sheets/{KEY}/", mikko.get(story)))
        mikko.plant(f"{story}wishes/", {"wanted": "not_this", "words": mikko.name()})
        for deed in ("hold", "cancel"):
            plan: Words = {"planned_at": f"{self.today} 00.01", "venue": mikko.note(), "interpreter": mikko.name()}
            mikko.plant(f"{story}interviews/plan/", plan)
            talk = next(
                each for each in re.findall(rf"{story}interviews/{KEY}/", mikko.get(story)) if deed in mikko.get(each)
            )
            if deed == "cancel":
                mikko.plant(f"{talk}cancel/", {"because": "other", "words": mikko.note()})
            else:
                went: Words = {"began_at": f"{self.today} 00.00", "ended_at": f"{self.today} 00.01", "outcome": "told"}
                said: Words = {"account": mikko.note(), "names": mikko.name(), "interpreter": mikko.name()}
                mikko.plant(f"{talk}hold/", went | said)
            mikko.get(talk)

    def _ended(self, end: str) -> None:
        """A referral by letter whose refusal is drafted, and which ends before anybody signs."""
        mikko, moment = self.mikko, f"{self.today} 00.01"
        told: Words = self._words() if end == "withdraw" else {"need": mikko.note(), "name": mikko.name()}
        letter = mikko.plant("/referrals/new/", told | TOLD | {"path": "letter", "arrived_at": moment})
        if end == "withdraw":  # looking where somebody is waits for a fresh code each time
            self._look_where(letter)
        refusal: Words = {"found": ("in_finland",), "language": "fi", "explained_in": "en"}
        mikko.plant(f"{letter}propose-refusal/", refusal | {"reasons": mikko.reasons()})
        words: dict[str, Words] = {
            "withdraw": {"said_by": "person", "told_at": moment, "way": "spoken"},
            "lapse": {"reason": "not_reached"},
            "transfer": {"to": "county", "on": self.today, "is_sender_told": "no", "is_told_along": "no"},
        }
        self.aino.plant(f"{letter}{end}/", words[end] | {"words": self.aino.note()})

    def _words(self) -> Words:
        mikko = self.mikko
        words = {"need": mikko.note(), "account": mikko.note(), "name": mikko.name()}
        return {**words, "reach": mikko.number(), "whereabouts": mikko.home()}

    def _called(self) -> str:
        return self.mikko.plant("/calls/new/", {"note": self.mikko.note(), "danger": "yes", "outcome": "refer"})

    def _look_where(self, referral: str) -> None:
        """Let the one look who may see where the person is."""
        self.mikko.show(f"{referral}where/", {"why": "danger"}, on=referral)

    def _admitted(self, referral: str) -> str:
        for _ in range(2):  # drafted, and drafted anew
            self.mikko.plant(f"{referral}propose/", READY | {"reasons": self.mikko.reasons()})
        worker = re.search(r'<option value="(.{36})"[^>]*>Veikko', self.aino.get(f"{referral}admit/"))
        assert worker
        case = self.aino.plant(f"{referral}admit/", {"worker": worker[1], "main_form": "labour"})
        self._read_letter(case)
        return case

    def _person(self, case: str) -> None:
        veikko = self.veikko
        person = _first(rf"/clients/{KEY}/", veikko.get(case))
        for what in ("name", "official_name", "former_name"):
            veikko.plant(f"{person}name/add/", {"what": what, "text": veikko.name()})
        papers = person.replace("/clients/", "/cases/of/") + "identity/"
        code = veikko.seen.inventor.code().text
        born = f"{code[:2]}.{code[2:4]}.19{code[4:6]}"
        veikko.plant(papers, {"born_on": born, "sex": "unknown", "personal_code": code})
        veikko.plant(f"{person}non-disclosure/add/", {"text": veikko.seen.inventor.note().text})
        allowed = {"channel": "phone", "is_allowed": "yes", "value": veikko.number(), "wish": veikko.note()}
        veikko.plant(f"{person}contact/", {**allowed})
        veikko.plant(f"{person}contact/", {"channel": "text", "is_allowed": "no", "wish": veikko.note()})
        for relation in ("guardian", "representative"):
            words: Words = {"relation": relation, "from_on": self.today, "name": veikko.name()}
            veikko.plant(f"{person}relations/add/", words)
        veikko.plant(_first(rf"{person}details/{KEY}/end/", veikko.get(person)), {}, on=person)

    def _risk(self, case: str) -> None:
        """What threatens the client, written twice: the first one stays to be read."""
        veikko = self.veikko
        for channel in ("phone", "accounts"):
            words = {name: veikko.note() for name in ("source", "target", "channels_words", "known_by", "plan")}
            chosen: Words = {"channels": channel, "housing": "safe", "review_on": self.later}
            veikko.plant(f"{case}risk/note/", words | chosen)

    def _children(self, case: str) -> None:
        """One child whose draft somebody else signs, and one whose preparer signs alone."""
        for writer in (self.veikko, self.aino):
            words: Words = {"born_on": "3.2019", "sex": "unknown", "decided_in": "sv", "explained_in": "fi"}
            words |= {"found": ("in_finland", "needs_assistance"), "heard": "asked"}
            words |= {"best_interest": writer.reasons(), "view": writer.reasons()}
            writer.plant(f"{case}children/add/", words | {"name": writer.name(), "reasons": writer.reasons()})
            sign = case + _first(rf"children/{KEY}/admit/", self.aino.get(case))
            self.aino.get(sign)
            if writer is self.aino:
                self._read_letter(self.aino.confirm(sign, {"alone_reason": writer.reasons()}))
            else:
                self._read_letter(self.aino.plant(sign, {}))

    def _thinking(self, case: str) -> None:
        """A reflection period, and what the police were told of it."""
        veikko = self.veikko
        words: Words = {"from_on": self.today, "last_on": self.in_time, "right_of_residence": "no"}
        words |= {"admitted_first": "yes", "decided_in": "fi", "explained_in": "sv", "reasons": veikko.reasons()}
        veikko.plant(f"{case}reflection/grant/", words)
        sign = case + _first(rf"reflection/{KEY}/decide/", self.aino.get(case))
        self.aino.get(sign)
        self.aino.plant(sign, {})
        tell = case + _first(rf"reflection/{KEY}/police/", veikko.get(case))
        veikko.plant(tell, {"unit": veikko.name(), "told_on": self.today})
        veikko.get(tell)

    def _stopped(self, case: str) -> None:
        """A clock that somebody lets stand still and go on, with reasons."""
        pause = _first(rf"/tasks/clocks/{KEY}/pause/", self.veikko.get(case))
        resume = pause.replace("/pause/", "/resume/")
        self.veikko.plant(pause, {"words": self.veikko.reasons()})
        self.veikko.plant(resume, {"because": "other", "words": self.veikko.reasons()})
        self.veikko.get(pause)

    def _exchanged(self, case: str) -> None:
        """What is asked each way, told, left untold, and of which child child welfare is notified."""
        veikko, today = self.veikko, self.today
        matter = case.replace("/cases/", "/requests/cases/")
        days: Words = {"asked_on": today, "due_on": self.later}
        asked: Words = days | {"holder": "county", "need": "assistance", "necessary": "on", "way": "letter"}
        for end, words in (("file", {"answered_on": today, "way": "email"}), ("withdraw", {})):
            veikko.plant(f"{matter}ask/", asked | {"unit": veikko.name(), "extent": veikko.note()})
            ours = _first(rf"/requests/ours/{KEY}/", veikko.get(matter))
            typed = {"answer": veikko.note()} if end == "file" else {"reason": veikko.reasons()}
            veikko.plant(f"{ours}{end}/", {**words, **typed})
        came: Words = days | {"asker": "county"}
        for end in ("answer", "refuse"):
            written: Words = {"unit": veikko.name(), "claimed": veikko.reasons(), "extent": veikko.note()}
            theirs = veikko.plant(f"{matter}receive/", came | written)
            if end == "answer":
                told = veikko.plant(
                    f"{theirs}answer/", {"purpose": "task", "necessary": "on", "words": veikko.note()}
                )  # fmt: skip
                self.aino.get(self.aino.confirm(f"{told}approve/", {}))
                veikko.plant(f"{told}give/", {"told_on": today, "way": "letter"})
            else:
                refused: Words = {"refused_on": today, "is_advised": "on", "reason": veikko.reasons()}
                veikko.plant(f"{theirs}refuse/", refused)
        threat: Words = {"recipient": "police", "purpose": "threat", "threat": "on", "necessary": "on"}
        told = veikko.plant(f"{matter}tell/", threat | {"unit": veikko.name(), "words": veikko.note()})
        self.aino.plant(f"{told}decline/", {"reason": self.aino.reasons()})
        child: Words = {"suspected_on": today, "is_listed": "yes", "child": veikko.name(), "suspicion": veikko.note()}
        noted = veikko.plant(f"{matter}child/", child)
        made: Words = {"unit": veikko.name(), "offence_unit": veikko.name(), "words": veikko.note(), "way": "phone"}
        veikko.plant(f"{noted}notify/", made | {"made_on": today})
        for line in set(re.findall(rf"/register/{KEY}/", veikko.get(noted))):
            veikko.get(line)
        veikko.plant(f"{noted}answer/", {"answered_on": today, "words": veikko.note()})

    def _alone(self) -> None:
        """An admission by one person: a fresh code first, and the text waits meanwhile."""
        words: Words = {"need": self.mikko.note(), "name": self.mikko.name(), "is_urgent": "on", "age_band": "adult"}
        referral = self.mikko.plant(self._called(), words | self.agreed | {"consent": "yes"})
        typed: Words = {"reasons": self.aino.reasons(), "alone_reason": self.aino.reasons()}
        case = self.aino.confirm(f"{referral}admit/", READY | typed)
        self._read_letter(case)
        person = _first(rf"/clients/{KEY}/", self.aino.get(case))
        asked: Words = {"has_permit": "no", "applied_on": self.today, "court": self.aino.name()}
        self.aino.plant(f"{person}representative/", asked | {"child_view": self.aino.note()})

    def _contested(self) -> None:
        """A refusal on which the person is heard, and an appeal that a court answers."""
        mikko, aino, today = self.mikko, self.aino, self.today
        told: Words = {"need": mikko.note(), "name": mikko.name(), "path": "letter", "arrived_at": f"{today} 00.01"}
        letter = mikko.plant("/referrals/new/", told | TOLD)
        refusal: Words = {"found": ("in_finland",), "language": "fi", "explained_in": "en"}
        mikko.plant(f"{letter}propose-refusal/", refusal | {"reasons": mikko.reasons()})
        decision = _first(rf"/decisions/{KEY}/", aino.get(f"{letter}refuse/"))
        asked: Words = {"way": "spoken", "asked_on": today, "reply_by": today, "question": aino.note()}
        aino.plant(f"{decision}hear/", asked)
        aino.plant(f"{decision}reply/", {"replied_on": today, "words": aino.note()})
        aino.plant(f"{decision}unheard/", {"skipped": "needless", "reason": aino.reasons()})
        aino.plant(f"{letter}refuse/", {})
        aino.plant(f"{decision}serve/", {"served_by": "handed_over", "sent_on": today, "received_on": today})
        mended: Words = {"error": "clerical", "unreasonable": "no", "party": aino.name(), "reasons": aino.reasons()}
        aino.plant(f"{decision}correct/", mended | {"mistaken": aino.note(), "right": aino.reasons()})
        self._read_others(decision)
        faulty: Words = {"error": "law", "anew": "no_worse", "raised_on": today, "is_obvious": "no"}
        faulty |= {"is_partys_own": "no", "consented_on": today, "consent": aino.note(), "party": aino.name()}
        said: Words = {"mistaken": aino.note(), "right": aino.reasons(), "reasons": aino.reasons()}
        aino.plant(f"{decision}anew/", faulty | said)
        self._read_others(decision)
        aino.plant(f"{decision}appeal/", {"arrived_on": today, "is_left_here": "yes", "claims": aino.note()})
        forward = _first(rf"{decision}appeal/{KEY}/forward/", aino.get(decision))
        aino.plant(forward, {"court": "helsinki", "statement": aino.reasons(), "forwarded_on": today})
        answer: Words = {"outcome": "annulled", "answered_on": today, "court_record": aino.name()}
        aino.plant(_first(rf"/courts/{KEY}/{KEY}/", aino.get(decision)), answer | {"answer": aino.note()})
        aino.get(decision)

    def _read_others(self, decision: str) -> None:
        """Open the drafts that would change a decision."""
        for other in set(re.findall(rf"/decisions/{KEY}/", self.aino.get(decision))) - {decision}:
            self.aino.get(other)

    def _read_letter(self, case: str) -> None:
        """Wait for the letters of a case's first decision, and open it."""
        decision = re.findall(rf"/decisions/{KEY}/", self.aino.get(case))[-1]
        until(lambda: self.aino.strew("GET", f"{decision}letter/original/") == 200)
        self.aino.get(decision)

    # -- what nobody offers --

    def strew(self) -> None:
        """Send secrets where they do not belong: refused forms, unknown addresses, broken requests, the sign-in."""
        self._refused()
        self._lost_visit()
        self._unknown()
        self._broken()
        self._wrong_sign_ins()

    def _refused(self) -> None:
        mikko, veikko = self.mikko, self.veikko
        call: Words = {"danger": "no", "outcome": "advice"}
        mikko.plant_refused("/calls/new/", call | {"note": f"[[ {mikko.note()}"})
        mikko.plant_refused("/calls/new/", {"note": mikko.note(), "danger": mikko.name(), "topic": mikko.name()})
        words = self._words() | {"name": f"{mikko.name()}\0", "born_on": mikko.born(), "reach": mikko.number() * 40}
        mikko.plant_refused("/referrals/new/", words | {"path": mikko.name()})
        referral = _first(rf"/referrals/{KEY}/", mikko.get("/referrals/"))
        mikko.plant_refused(f"{referral}amend/", self._words() | TOLD | {"seen": "1"})
        mikko.plant_refused(f"{referral}consent/", {"interpreter": mikko.name(), "given_at": mikko.name()})
        mikko.plant_refused(f"{referral}supplement/", {"words": mikko.note(), "until_on": mikko.born()})
        case = _first(rf"/cases/{KEY}/", veikko.get("/cases/"))
        veikko.plant_refused(f"{case}standing/", {"from_on": veikko.born(), "municipality": veikko.home()})
        veikko.plant_refused(f"{case}children/add/", {"name": veikko.name(), "born_on": veikko.born()})
        turn: Words = {"duty": "line", "from_day": "0", "until_day": "0", "from_on": self.today}
        self.aino.plant_refused("/rota/base/", turn | {"from_clock": self.aino.name(), "until_clock": self.aino.note()})
        veikko.reach("/my-sign-in/passkeys/add/")
        veikko.plant_refused("/my-sign-in/passkeys/add/", {"name": veikko.name(), "credential": veikko.note()})

    def _lost_visit(self) -> None:
        """Send a call after the visit ended; the text waits, and is there after signing in."""
        mikko, typed = self.enter("mikko"), self.mikko.note()
        call = mikko.hidden_of("/calls/new/") | {"note": typed, "danger": "no", "outcome": "advice"}
        for name in [each for each in mikko.cookies if "csrf" not in each]:
            del mikko.cookies[name]
        assert mikko.plant("/calls/new/", call, on="/sign-in/").startswith("/sign-in/")
        assert typed not in html.unescape(mikko.get("/sign-in/"))
        mikko.sign_in("mikko")
        assert typed in html.unescape(mikko.get("/your-text/"))
        self.mikko = mikko  # the third visit of one person ends the first

    def _unknown(self) -> None:
        mikko, first = self.mikko, self.stack.port
        query = urllib.parse.urlencode({"q": mikko.note(), "after": mikko.name(), "on": mikko.number()})
        tail = urllib.parse.quote(mikko.name())
        for address in ("/calls/", "/referrals/", "/cases/", "/figures/", "/tasks/", "/nowhere/", "/"):
            assert mikko.strew("GET", f"{address}?{query}") in (200, 302, 400, 404), address
            assert mikko.strew("GET", f"{address}{tail}/") == 404, address
        report = json.dumps([{"body": {"effectiveDirective": mikko.name(), "documentURL": mikko.note()}}]).encode()
        body = urllib.parse.urlencode({"note": mikko.note(), "email": mikko.name()}).encode()
        for mikko.port in range(first, first + 3):
            mikko.strew("POST", "/reports/csp/", report, {"Content-Type": "application/json"})
            mikko.strew("GET", f"/{tail}/?{query}")
            mikko.strew("POST", f"/{tail}/", body, URLENCODED)
        mikko.port = first + 1

    def _broken(self) -> None:
        mikko = self.mikko
        tail = urllib.parse.quote(mikko.name())
        headers = {"User-Agent": mikko.name(), "Referer": f"http://x/{tail}", "X-Forwarded-For": mikko.number()}
        assert mikko.strew("GET", "/calls/", headers=headers) == 200
        assert mikko.strew("GET", "/calls/", headers={"Host": f"{mikko.seen.inventor.phone().pieces[1]}.x"}) == 400
        body = urllib.parse.urlencode({"note": mikko.note(), "danger": "no"}).encode()
        assert mikko.strew("POST", "/calls/new/", body, URLENCODED | {"Origin": "http://other.example"}) == 403
        half = f'--x\r\nContent-Disposition: form-data; name="note"; filename="{mikko.name()}"\r\n\r\n{mikko.note()}'
        mikko.strew("POST", "/calls/new/", half.encode(), {"Content-Type": "multipart/form-data; boundary=x"})
        mikko.strew("POST", "/calls/new/", body + b"\0" * 12_000_000, URLENCODED)
        for raw in (f"GET /{tail} HTTP/9.9\r\n\r\n", f"{mikko.name()}\r\n\r\n", f"GET / HTTP/1.1\r\n{tail}\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", mikko.port), timeout=60) as line:
                line.sendall(raw.encode())
                line.recv(1000)

    def _wrong_sign_ins(self) -> None:
        visitor = self.enter()
        for login, password in (
            (visitor.name(), visitor.name()),
            (visitor.born(), visitor.number()),
            ("mikko", visitor.note()),
        ):
            visitor.plant_refused("/sign-in/", {"login": login, "password": password})


def _first(shape: str, text: str) -> str:
    found = re.search(shape, text)
    assert found, shape
    return found[0]
