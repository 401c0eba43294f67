"""The sign-in as people meet it, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kajo.access.roles import Role
from kajo.accounts.models import Session
from kajo.accounts.sign_in import factors
from tests.factories.people import PASSWORD, acting_as, code, hired, visiting
from tests.factories.teams import posted, team

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a fresh browser; the plugin's own page stands on a fixture that warns."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def picture() -> Any:
    """Return a taker of pictures, where KAJO_PICTURES names a folder for them."""
    folder = os.environ.get("KAJO_PICTURES")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take


@pytest.fixture
def passkeys(page: Page) -> Any:
    """Give the browser a built-in authenticator that knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda knows: session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": knows}
    )


def is_clean(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def enter(page: Page, address: str, login: str) -> None:
    page.goto(address)
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_password_and_code_without_javascript(browser: Any, live_server: Any, picture: Any) -> None:
    hired("veikko", Role.CASE_WORKER)
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    enter(page, f"{live_server.url}/my-sign-in/", "veikko")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="My sign-in")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    context.close()


def test_every_page_is_clean_and_fits_a_small_screen(page: Page, live_server: Any, picture: Any) -> None:
    hired("veikko", Role.CASE_WORKER)
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))

    def look(name: str) -> None:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_load_state()
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
            picture(page, f"{name}-{width}")
        is_clean(page)

    page.goto(f"{live_server.url}/my-sign-in/")
    look("sign-in")
    enter(page, f"{live_server.url}/my-sign-in/", "veikko")
    look("code")
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Sign in").click()
    look("wrong-code")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in").click()
    look("own")
    page.get_by_role("link", name="Change to another app or phone").click()
    look("step-up")
    page.get_by_label("Code").fill(code(1))
    page.get_by_role("button", name="Confirm").click()
    look("app")
    page.goto(f"{live_server.url}/my-sign-in/passkeys/add/")
    look("add-passkey")

    assert seen == []


def test_an_administrators_pages_are_clean_and_fit_a_small_screen(page: Page, live_server: Any, picture: Any) -> None:
    staff = hired("veikko", Role.CASE_WORKER)
    hired("anna", Role.ADMINISTRATOR)
    enter(page, f"{live_server.url}/people/", "anna")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in").click()

    for name, address in {
        "people": "/people/",
        "person-new": "/people/new/",
        "person": f"/people/{staff.pk}/",
        "grant": f"/people/{staff.pk}/roles/",
        "post": f"/people/{staff.pk}/office/",
    }.items():
        page.goto(f"{live_server.url}{address}")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
            picture(page, f"{name}-{width}")
        is_clean(page)

    page.goto(f"{live_server.url}/people/{staff.pk}/roles/")
    page.get_by_label("Role").select_option("duty_officer")
    page.get_by_role("button", name="Give the role").click()
    page.get_by_label("Code").fill(code(1))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_text("duty officer")).to_be_visible()
    picture(page, "person-granted")


def test_a_new_person_makes_a_passkey_and_signs_in_with_it_alone(
    page: Page, live_server: Any, passkeys: Any, picture: Any
) -> None:
    staff = hired("hilla", Role.CASE_WORKER, enrolled=False)
    enter(page, f"{live_server.url}/my-sign-in/", "hilla")
    picture(page, "enrol")
    is_clean(page)

    page.get_by_label("Name of the passkey").fill("key ring")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    picture(page, "codes")
    is_clean(page)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", name="My sign-in")).to_be_visible()
    expect(page.get_by_text("key ring")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{live_server.url}/my-sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="My sign-in")).to_be_visible()
    picture(page, "own-with-passkey")
    assert set(Session.objects.filter(login=staff.login, ended_at=None).values_list("strong", flat=True)) == {"passkey"}
    assert not factors.has_app(staff.login)


def test_a_passkey_that_does_not_know_its_owner_opens_nothing(page: Page, live_server: Any, passkeys: Any) -> None:
    hired("hilla", Role.CASE_WORKER, enrolled=False)
    enter(page, f"{live_server.url}/my-sign-in/", "hilla")
    page.get_by_label("Name of the passkey").fill("key ring")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()

    passkeys(False)
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("The passkey did not answer.")).to_be_visible()
    assert page.goto(f"{live_server.url}/my-sign-in/").url.startswith(f"{live_server.url}/sign-in/")  # type: ignore[union-attr]


def test_a_passkey_is_a_second_factor_after_the_password_and_a_step_up(
    page: Page, live_server: Any, passkeys: Any
) -> None:
    hired("hilla", Role.CASE_WORKER, enrolled=False)
    enter(page, f"{live_server.url}/my-sign-in/", "hilla")
    page.get_by_label("Name of the passkey").fill("key ring")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()

    enter(page, f"{live_server.url}/my-sign-in/", "hilla")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="My sign-in")).to_be_visible()

    page.get_by_role("button", name="Make new recovery codes").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def test_the_pages_of_people_and_teams_are_clean_and_fit_a_small_screen(
    page: Page, live_server: Any, picture: Any
) -> None:
    here, anna, veikko = team(), hired("anna", Role.ADMINISTRATOR), hired("veikko", Role.CASE_WORKER)
    posted(veikko, here)
    cookie = visiting(acting_as(anna)).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    paths = ["", "new/", "teams/", "teams/new/", f"teams/{here.pk}/end/", f"{veikko.pk}/", f"{veikko.pk}/office/"]

    for number, path in enumerate(paths):
        answer = page.goto(f"{live_server.url}/people/{path}")
        assert answer is not None
        assert answer.status == 200, path
        is_clean(page)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            picture(page, f"people-{number}-{width}")
