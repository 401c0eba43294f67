"""Other ways through the house, as a browser walks them: to a decision, against it, and out of the system."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.journeys.walk import CASE, KEY, REFERRAL, Walk, tick

FINLAND = ZoneInfo("Europe/Helsinki")
DECISION = re.compile(rf"/decisions/{KEY}/$")
LEAVING = re.compile(rf"/cases/{KEY}/leaving/$")
PERSON = re.compile(rf"/clients/{KEY}/$")


def day(number: int = 0) -> str:
    """Write a day so many days from today."""
    return f"{_now() + timedelta(days=number):%d.%m.%Y}"


def moment(days: int = 0) -> str:
    """Write the moment so many days before now, to the minute."""
    return f"{_now() - timedelta(days=days, minutes=1):%d.%m.%Y %H.%M}"


def years_ago(years: int) -> str:
    """Write a birthday some months past, so many whole years ago."""
    today: date = _now().date()
    return f"1.1.{today.year - years}"


def _now() -> datetime:
    return datetime.now(FINLAND)


def write(page: Page, **answers: Any) -> None:
    """Fill a form by the names of its fields: boxes and buttons are ticked, lists chosen from, the rest is typed."""
    for name, answer in answers.items():
        for each in answer if isinstance(answer, list) else [answer]:
            field = page.locator(f"main [name={name}]").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(each)
            elif each is True:
                field.check(force=True)
            elif field.get_attribute("type") in ("radio", "checkbox"):
                tick(page, name, each)
            else:
                field.fill(each)


def unfold(page: Page, words: str) -> None:
    """Open what is folded."""
    page.locator("summary", has_text=words).first.click()


def press(walk: Walk, page: Page, deed: str, to: re.Pattern[str]) -> None:
    """Press the button of a deed that asks nothing."""
    walk.send(page, to, f"form[action$='/{deed}/'] button")


def receive(walk: Walk, page: Page, **told: Any) -> str:
    """Note a referral that came by letter; gives its address."""
    walk.open(page, "/referrals/new/")
    write(page, path="letter", arrived_at=moment(1), **told)
    walk.send(page, REFERRAL)
    return page.url


def agree(walk: Walk, page: Page, referral: str, item: str, given_by: str = "person", is_given: str = "yes") -> None:
    """Record what somebody agreed to, or said no to."""
    walk.open(page, referral)
    page.locator("#consent summary").first.click()
    write(page, item=item, is_given=is_given, given_by=given_by, given_at=moment(), how="spoken")
    walk.send(page, REFERRAL, "#consent form[action$='/consent/'] button[type=submit]")


def hear_child(walk: Walk, page: Page, referral: str) -> None:
    """Record what a child says of its own referral, and what is best for it."""
    walk.open(page, f"{referral}child/")
    write(page, heard="formally", asked_on=day(), view="Wants to live in peace.", best_interest="A safe home.")
    walk.send(page, REFERRAL)


def draft_of(walk: Walk, page: Page, matter: str, link: str) -> str:
    """Go to the draft that a matter shows; gives its address."""
    walk.open(page, matter)
    walk.follow(page, link)
    return page.url


def hear(walk: Walk, page: Page, draft: str, reply: str) -> None:
    """Ask the party to comment on a draft, and note the reply."""
    walk.open(page, f"{draft}hear/")
    write(page, way="spoken", question="We think of deciding so. What do you say?", asked_on=day(), reply_by=day(14))
    walk.send(page, DECISION)
    walk.open(page, f"{draft}reply/")
    write(page, replied_on=day(), words=reply)
    walk.send(page, DECISION)


def hand_over(walk: Walk, page: Page, decision: str) -> None:
    """Record that a decision was handed over against a signature today."""
    walk.open(page, f"{decision}serve/")
    write(page, served_by="handed_over", sent_on=day(), received_on=day())
    walk.send(page, DECISION)


def appeal(walk: Walk, page: Page, decision: str) -> None:
    """Take an appeal, send it on with a statement, and record that the court annulled the decision."""
    walk.open(page, f"{decision}appeal/")
    write(page, arrived_on=day(), is_left_here="yes", claims="The signs were left out.")
    walk.send(page, DECISION)
    walk.follow(page, "#appeal a[href$='/forward/']")
    write(page, court="helsinki", statement="The decision rests on what was known.", forwarded_on=day())
    walk.send(page, DECISION)
    walk.follow(page, "#appeal a[href*='/courts/']")
    write(page, outcome="annulled", answered_on=day(), court_record="H1/2026", answer="Facts were left out.")
    walk.send(page, DECISION)


def admit(walk: Walk, preparer: Page, decider: Page, **told: Any) -> str:
    """Refer somebody and admit them; gives the address of the case."""
    referral = receive(walk, preparer, **({"age_band": "adult", "need": "A home.", "reach": "By telephone."} | told))
    agree(walk, preparer, referral, "contact")
    walk.prepare(preparer, referral)
    return walk.admit(decider, referral, "Veikko")


def propose_removal(walk: Walk, page: Page, case: str, ground: str, fact: str = "", **said: Any) -> None:
    """Draft a removal on a ground; without a fact, no help is needed any more."""
    walk.open(page, f"{case}leaving/propose/")
    asked = fact or "still_needs_assistance"
    write(page, ground=ground)
    write(page, **{asked: "yes" if fact else "no", f"{asked}_source": "told", f"{asked}_words": "At the last meeting."})
    write(page, reasons="A home, work and people of trust.", decided_in=walk.decided_in, **said)
    walk.send(page, LEAVING)


def sign_removal(walk: Walk, page: Page, case: str) -> None:
    """Read the draft of a removal and sign it."""
    walk.open(page, f"{case}leaving/")
    walk.follow(page, "#removals a[href$='/sign/']")
    walk.send(page, re.compile(rf"/cases/{KEY}/(leaving/)?$"))


def reflect(walk: Walk, page: Page, case: str, what: str, **said: Any) -> None:
    """Draft a decision on a reflection period."""
    walk.open(page, f"{case}reflection/{what}/")
    write(page, reasons="Time to think in safety.", decided_in=walk.decided_in, **said)
    walk.send(page, CASE)


def decide_reflection(walk: Walk, page: Page, case: str) -> None:
    """Sign the draft on a reflection period that the case shows."""
    walk.open(page, case)
    walk.follow(page, "#decisions a[href$='/decide/']")
    walk.send(page, CASE)
