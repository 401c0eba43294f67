"""A sensitive deed wants a fresh second factor, for that deed alone; and no text is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils.timezone import now

from kajo.access import gate
from kajo.access.gate import StepUpNeeded
from kajo.access.roles import Actor, Role, StepUp
from kajo.access.verbs import Verb
from kajo.accounts import actions
from kajo.accounts.models import RoleAssignment, Session, Staff
from kajo.accounts.sign_in.request import step_up_for
from kajo.accounts.sign_in.sessions import SessionStore
from kajo.law.calendar import legal_day
from kajo.ui import once
from kajo.ui.forms import Form, Text
from tests.factories.people import acting_as, code, confirmed, hired, proven, visiting
from tests.factories.trail import kept

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_step_up")]


class Note(Form):
    text = Text(label="Text")


def note(request: HttpRequest) -> HttpResponse:
    """A page with a form whose deed wants a fresh second factor."""
    form = Note(request.POST or None)
    if form.is_valid():
        gate.require_step_up(request.actor, Verb.DECISION_SIGN, "case-1")
        return HttpResponse(f"Done: {form.cleaned_data['text']}")
    return HttpResponse(f"<form>{form}</form>")


urlpatterns = [
    path("note/", note),
    path("", include("kajo.accounts.urls")),
    path("", include("kajo.ui.urls")),
]


@pytest.fixture
def veikko() -> Actor:
    return acting_as(hired("veikko", Role.CASE_WORKER))


@pytest.fixture
def anna() -> Staff:
    return hired("anna", Role.ADMINISTRATOR)


def sent(actor: Actor, text: str) -> dict[str, str]:
    return {"once": once.mint(once.key_of(actor)), "text": text}


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field of the page."""
    body = answer.content.decode()
    return body.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_the_deed_waits_for_a_fresh_code_and_is_then_done_with_one_press(veikko):
    client = visiting(veikko)

    stopped = client.post("/note/", sent(veikko, "Move to the house at the lake."))
    asked = client.get("/step-up/")
    confirmed_now = client.post("/step-up/", {"code": code()})
    offered = client.get("/step-up/go-on/")
    done = client.post("/note/", {"once": hidden(offered, "once"), "text": hidden(offered, "text")})

    assert stopped.headers["Location"] == "/step-up/"
    assert "holds for two minutes" in asked.content.decode()
    assert confirmed_now.headers["Location"] == "/step-up/go-on/"
    assert done.content == b"Done: Move to the house at the lake."


def test_once_it_is_done_it_waits_no_more(veikko):
    client = visiting(veikko)
    client.post("/note/", sent(veikko, "Move to the house at the lake."))
    client.post("/step-up/", {"code": code()})
    offered = client.get("/step-up/go-on/")
    again = client.get("/step-up/go-on/")

    client.post("/note/", {name: hidden(offered, name) for name in ("once", "text", "waited")})

    assert again.status_code == 200
    assert client.get("/step-up/go-on/").headers["Location"] == "/"
    assert "kept_draft" not in SessionStore(client.cookies["kajo_staff"].value)


def test_what_was_not_taken_goes_on_waiting(veikko):
    client = visiting(veikko)
    client.post("/note/", sent(veikko, "Move to the house at the lake."))
    client.post("/step-up/", {"code": code()})
    offered = client.get("/step-up/go-on/")
    words = {name: hidden(offered, name) for name in ("once", "text", "waited")}

    assert client.post("/gone/", words).status_code == 404

    assert client.get("/step-up/go-on/").context["draft"].texts == ["Move to the house at the lake."]


def test_a_deed_that_wants_another_code_waits_for_it(veikko):
    client = visiting(veikko)
    client.post("/note/", sent(veikko, "Move to the house at the lake."))
    client.post("/step-up/", {"code": code()})
    offered = client.get("/step-up/go-on/")
    words = {name: hidden(offered, name) for name in ("once", "text", "waited")}

    late = visiting(veikko)
    asked = late.post("/note/", words)
    late.post("/step-up/", {"code": code(1)})

    assert asked.headers["Location"] == "/step-up/"
    assert late.get("/step-up/go-on/").context["draft"].texts == ["Move to the house at the lake."]


def test_the_key_of_the_visit_changes_at_step_up(veikko):
    client = visiting(veikko)
    before = client.cookies["kajo_staff"].value
    client.post("/note/", sent(veikko, "x"))
    client.post("/step-up/", {"code": code()})

    assert client.cookies["kajo_staff"].value != before
    assert Session.objects.count() == 1


def test_a_fresh_factor_leaves_a_trace(veikko, monkeypatch):
    client = visiting(veikko)
    client.post("/note/", sent(veikko, "x"))
    traces = kept(monkeypatch)

    client.post("/step-up/", {"code": code()})

    assert (str(Verb.SESSION_STEP_UP), "done") in [(each.verb, each.outcome) for each in traces]


@pytest.mark.parametrize(
    "verb, target, ago, passes",
    [
        (Verb.DECISION_SIGN, "case-1", timedelta(seconds=0), True),
        (Verb.DECISION_SIGN, "case-1", timedelta(seconds=100), True),
        (Verb.DECISION_SIGN, "case-1", timedelta(seconds=121), False),
        (Verb.DECISION_SIGN, "case-2", timedelta(seconds=0), False),
        (Verb.ROLE_GRANT, "case-1", timedelta(seconds=0), False),
    ],
)
def test_a_proof_holds_two_minutes_for_one_deed_on_one_record(veikko, verb, target, ago, passes):
    client = visiting(veikko, **confirmed(str(verb), target, ago=ago))

    answer = client.post("/note/", sent(veikko, "x"))

    assert (answer.status_code == 200) is passes


def test_the_visit_tells_its_proof(veikko, rf):
    request = rf.get("/")
    request.actor = veikko.stepped_up(StepUp(now(), "decision.sign", "case-1"))

    assert step_up_for(request, Verb.DECISION_SIGN, "case-1") is request.actor.step_up
    assert step_up_for(request, Verb.DECISION_SIGN, "case-2") is None
    assert step_up_for(request, Verb.ROLE_GRANT) is None


def test_a_wrong_code_gives_no_proof(veikko):
    client = visiting(veikko)
    client.post("/note/", sent(veikko, "x"))

    answer = client.post("/step-up/", {"code": "000000"})

    assert answer.status_code == 200
    assert client.post("/note/", sent(veikko, "x")).headers["Location"] == "/step-up/"


@pytest.mark.parametrize(
    ("address", "verb"),
    [
        ("/my-sign-in/password/", Verb.SESSION_PASSWORD),
        ("/my-sign-in/app/", Verb.SESSION_FACTOR),
        ("/my-sign-in/passkeys/add/", Verb.SESSION_FACTOR),
        ("/my-sign-in/recovery-codes/", Verb.SESSION_FACTOR),
    ],
)
def test_what_is_sent_without_a_proof_is_recorded_as_refused(veikko, monkeypatch, address, verb):
    client, traces = visiting(veikko, **confirmed(str(verb), ago=timedelta(seconds=121))), kept(monkeypatch)

    shown = client.get(address)
    sent_late = client.post(address, sent(veikko, "x"))

    assert shown.status_code in (302, 405)
    assert sent_late.headers["Location"] == "/step-up/"
    assert [(each.verb, each.outcome) for each in traces] == [(str(verb), "refused")]


def test_without_a_deed_there_is_nothing_to_confirm(veikko):
    assert visiting(veikko).get("/step-up/").headers["Location"] == "/"
    assert visiting(veikko).get("/step-up/go-on/").headers["Location"] == "/"


def test_a_role_is_granted_only_after_a_fresh_factor(veikko, anna):
    staff = Staff.objects.get(pk=veikko.id)
    facts = {"role": Role.MANAGER, "from_on": legal_day(now()), "at": now()}

    here, elsewhere = str(staff.pk), str(anna.pk)
    for proof in (
        None,
        StepUp(now() - timedelta(seconds=121), "role.grant", here),
        StepUp(now(), "role.end", here),
        StepUp(now(), "role.grant", elsewhere),
        StepUp(now(), "role.grant"),
    ):
        stale = acting_as(anna) if proof is None else acting_as(anna).stepped_up(proof)
        with pytest.raises(StepUpNeeded):
            actions.grant_role(stale, staff, **facts)
    actions.grant_role(proven(acting_as(anna), "role.grant", staff), staff, **facts)

    assert RoleAssignment.objects.filter(staff=staff, role="manager").count() == 1


def test_the_text_is_still_there_after_the_visit_ended_mid_sentence(veikko):
    client = visiting(veikko)
    Session.objects.update(seen_at=now() - timedelta(minutes=16))
    text = "She said: “he knows where I sleep”.\nÅÄÖ – رسالة"

    turned_away = client.post("/note/", sent(veikko, text))
    at_the_door = client.get(turned_away.headers["Location"])
    client.post("/sign-in/", {"login": "veikko", "password": "four-words-in-a-row", "next": "/your-text/"})
    back = client.post("/sign-in/code/", {"code": code()})
    shown = client.get(back.headers["Location"])

    assert turned_away.headers["Location"] == "/sign-in/?next=%2Fyour-text%2F&why=idle"
    assert "Your text is kept" in at_the_door.content.decode()
    assert "he knows where I sleep" in shown.content.decode()
    again = client.post("/note/", {"once": hidden(shown, "once"), "restored": "1", "text": text})
    assert "he knows where I sleep" in again.content.decode()
    assert not again.content.startswith(b"Done")


def test_another_persons_text_is_not_shown_to_who_signs_in_next(veikko, anna):
    client = visiting(veikko)
    Session.objects.update(seen_at=now() - timedelta(minutes=16))
    client.post("/note/", sent(veikko, "Hers alone, a whole sentence."))

    client.post("/sign-in/", {"login": "anna", "password": "four-words-in-a-row"})
    client.post("/sign-in/code/", {"code": code()})

    assert client.get("/your-text/").headers["Location"] == "/"


def test_nothing_of_a_strangers_post_is_kept(veikko):
    client = Client()

    client.post("/note/", {"text": "flood " * 1000})

    assert Session.objects.count() == 0


def test_a_password_is_never_kept(veikko):
    client = visiting(veikko)
    Session.objects.update(seen_at=now() - timedelta(minutes=16))

    answer = client.post("/my-sign-in/password/", {**sent(veikko, "x"), "password": "a" * 20, "again": "a" * 20})

    assert answer.headers["Location"] == "/sign-in/?next=%2Fmy-sign-in%2Fpassword%2F&why=idle"


def test_a_fragment_is_led_to_the_sign_in_as_a_whole_page(veikko):
    answer = Client().get("/my-sign-in/", headers={"HX-Request": "true"})

    assert answer.headers.get("HX-Redirect", answer.headers.get("Location")) == "/sign-in/?next=%2Fmy-sign-in%2F"
