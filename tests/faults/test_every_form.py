"""Every form: pressed twice it makes one, and of two who filled in the same one the later is refused and told."""

from __future__ import annotations

import pytest

from tests.faults.forms import complaints, lost
from tests.faults.world import TAKEN, World, places, send

pytestmark = pytest.mark.django_db(transaction=True)

# What nobody can have filled in rightly here: a passkey's answer, somebody's code or password, a category that began
# today, the end of a team to which the forms before it posted people, and what writes nothing: looking where somebody
# is, which is recorded each time, and the trial of a rule.
NEVER_TAKEN = {
    "account_login", "accounts:add_passkey", "accounts:by_passkey", "accounts:change_password", "accounts:end_team",
    "accounts:enrol", "accounts:new_password", "accounts:set_app", "accounts:step_up", "clients:change_category",
    "lawbook:rule", "mfa_authenticate", "referrals:where",
}  # fmt: skip


def test_every_form_sent_twice_makes_one(tables):
    world, wrong, taken = World(), [], set()

    for place in places(world):
        browser, form, words, first = world.sent(place)
        if first.status_code not in TAKEN:
            continue
        taken.add(place.sends_to)
        made = tables.counts()
        second = send(browser, form, words)
        if second.status_code not in TAKEN or second.headers["Location"] != first.headers["Location"]:
            wrong.append(f"{place.sends_to} led elsewhere, {second.status_code}: {complaints(second.content.decode())}")
        if tables.counts() != made:
            wrong.append(f"{place.sends_to} made two")

    assert wrong == []
    assert taken >= {place.sends_to for place in places(world)} - NEVER_TAKEN


def test_of_two_who_filled_in_the_same_form_the_later_is_refused_and_told(tables):
    world, wrong, taken = World(), [], set()

    for place in places(world):
        if "seen" not in place.shape:
            continue
        later, again, first = world.filled_in_by_two(place)
        if first.status_code not in TAKEN:
            continue
        taken.add(place.sends_to)
        made, words = tables.counts(), again.filled()
        answer = send(later, again, words)
        page = later.get(answer.headers["Location"]) if answer.status_code in TAKEN else answer
        text = page.content.decode()
        if tables.counts() != made:
            wrong.append(f"{place.sends_to} took both")
        if not (complaints(text) or 'class="notice notice--watch"' in text):
            wrong.append(f"{place.sends_to} says nothing, {answer.status_code}, {page.status_code}")
        if answer.status_code == 200 and again.has_typed and (gone := lost(text, again, words)):
            wrong.append(f"{place.sends_to} {gone}")

    assert wrong == []
    assert taken >= {place.sends_to for place in places(world) if "seen" in place.shape} - NEVER_TAKEN
