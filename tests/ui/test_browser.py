"""The style guide in a real browser: every component, in every look."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pseudo import CLOSE, CODE, OPEN

GUIDE = "/styleguide/"
WRONG = "/styleguide/?errors=1"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 568}
# Pairs, not every combination: each page, language, width and look meets each of the others somewhere.
LOOKS: list[tuple[str, str, dict[str, Any]]] = [
    (GUIDE, "en", {"viewport": WIDE}),
    (GUIDE, CODE, {"viewport": NARROW, "color_scheme": "dark"}),
    (WRONG, "en", {"viewport": NARROW}),
    (WRONG, CODE, {"viewport": WIDE}),
    (WRONG, "en", {"viewport": WIDE, "color_scheme": "dark"}),
    (GUIDE, CODE, {"viewport": WIDE, "forced_colors": "active"}),
    ("/nothing/", CODE, {"viewport": NARROW}),
    ("/form/", "en", {"viewport": NARROW, "color_scheme": "dark"}),
]


@pytest.mark.parametrize(("path", "language", "options"), LOOKS)
def test_axe_finds_nothing(look: Any, path: str, language: str, options: dict[str, Any]) -> None:
    page = look(path, language=language, **options)

    found = Axe().run(page, options=RULES).response["violations"]

    assert page.locator("html").get_attribute("dir") == ("rtl" if language == CODE else "ltr")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("language", ["en", CODE])
@pytest.mark.parametrize("path", [GUIDE, WRONG, "/nothing/", "/broken/", "/form/"])
def test_nothing_scrolls_sideways_at_320(look: Any, path: str, language: str) -> None:
    page = look(path, language=language, viewport=NARROW)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_wider_spacing_of_text_loses_nothing(look: Any) -> None:
    page = look(GUIDE, viewport=NARROW)

    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
        document.adoptedStyleSheets = [sheet]; }"""
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert _cut(page) == []


@pytest.mark.parametrize("path", [GUIDE, WRONG, "/form/", "/nothing/", "/broken/", "/forbidden/"])
def test_every_sentence_can_be_translated(look: Any, path: str) -> None:
    page = look(path, language=CODE)

    bare = page.evaluate(
        """([open, close, names]) => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const bare = [];
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim();
            const parent = walker.currentNode.parentElement;
            if (!/\\p{L}{3}/u.test(text) || text.includes(open) || text.includes(close)) continue;
            if (parent.closest(names)) continue;
            bare.push(text);
          }
          return bare;
        }""",
        [OPEN, CLOSE, "bdi, code, script, style, textarea, option, [lang]:not(html), .facts, .finding__basis"],
    )

    assert bare == ([] if path != "/form/" else ["Note", "Name used", "Text", "Save"])


def test_no_page_breaks_its_own_policy_and_the_console_is_silent(look: Any, site: str) -> None:
    page = look("/form/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for path in (GUIDE, WRONG):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")

    assert said == []


def test_htmx_swaps_a_part_under_the_policy(look: Any) -> None:
    page = look(GUIDE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate("document.querySelector('#list').dataset.old = 'yes'")

    page.locator("#table select").select_option("fi")
    page.locator("#table button").click()
    expect(page.locator("#list[data-old]")).to_have_count(0)

    assert page.locator("#list table").count() == 1
    assert "spoken=fi" in page.url
    assert page.evaluate("window.localStorage.length + window.sessionStorage.length") == 0
    assert said == []


def test_scripts_cannot_be_made_of_text(look: Any) -> None:
    page = look("/form/")

    refused = page.evaluate(
        """() => { const script = document.createElement("script");
        try { script.text = "window.broken = 1"; document.body.append(script); } catch (error) { return error.name; }
        return window.broken ? "ran" : "did not run"; }"""
    )

    assert refused == "TypeError"


def test_the_list_of_errors_takes_the_focus_and_leads_to_the_fields(look: Any) -> None:
    page = look(WRONG, java_script_enabled=True)

    assert page.evaluate("document.activeElement.className") == "errors"
    page.locator(".errors a").nth(3).click()
    assert page.evaluate("document.activeElement.id") == "id_from_on"
    assert page.locator("#id_from_on").get_attribute("aria-invalid") == "true"
    described = page.locator("#id_from_on").get_attribute("aria-describedby") or ""
    assert [page.locator(f"#{each}").count() for each in described.split()] == [1, 1]


def test_a_form_works_without_javascript(look: Any) -> None:
    page = look("/form/", java_script_enabled=False)

    page.get_by_label("Text").fill("kept")
    page.get_by_role("button", name="Save").click()
    title = page.title()
    page.get_by_label("Name used").fill("Linh")
    page.get_by_role("button", name="Save").click()

    assert title == "Error: Note – Kajo"
    assert page.locator("body").inner_text() == "saved Linh"


def test_a_text_survives_the_end_of_the_session_without_javascript(look: Any, site: str) -> None:
    page = look("/form/", java_script_enabled=False)
    page.get_by_label("Text").fill("The whole story,\nin two lines.")
    page.context.add_cookies([{"name": "who", "value": "", "url": site}])

    page.get_by_role("button", name="Save").click()
    page.context.add_cookies([{"name": "who", "value": "aino", "url": site}])
    page.goto(site + "/your-text/")
    page.get_by_role("button", name="Back to the form with my text").click()

    assert page.get_by_label("Text").input_value() == "The whole story,\nin two lines."
    page.get_by_label("Name used").fill("Linh")
    page.get_by_role("button", name="Save").click()
    assert page.locator("body").inner_text() == "saved Linh"


def test_the_way_by_keyboard_is_visible_and_starts_with_the_content(look: Any) -> None:
    page = look(GUIDE)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    steps = 0
    while page.evaluate("document.activeElement !== document.body") and steps < 100:
        steps += 1
        seen = page.evaluate(
            """() => { const it = document.activeElement;
            const style = getComputedStyle(it), box = it.getBoundingClientRect();
            return [it.outerHTML.slice(0, 80), parseFloat(style.outlineWidth), style.outlineStyle,
                    box.bottom > 0 && box.top < innerHeight]; }"""
        )
        assert seen[1:] == [3, "solid", True], seen
        page.keyboard.press("Tab")
    assert 40 < steps < 100


def test_what_is_pressed_is_large_enough(look: Any) -> None:
    page = look(GUIDE, viewport=NARROW)

    small = page.evaluate(
        """() => [...document.querySelectorAll(
          "button, a.button, .choice, .frame__way, .tabs a, .field select, .field input:not(.choice input)"
        )]
        .filter((it) => it.checkVisibility() && !it.closest(".sealed, .frame__tongues, .frame__who"))
        .map((it) => [it.outerHTML.slice(0, 60), Math.round(it.getBoundingClientRect().height)])
        .filter((it) => it[1] < 44)"""
    )
    tiny = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea")]
        .filter((it) => it.checkVisibility() && it.type !== "hidden" && !it.closest(".choice"))
        .map((it) => it.getBoundingClientRect()).filter((it) => it.height < 24 || it.width < 24).length"""
    )

    assert (small, tiny) == ([], 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_an_input_can_be_seen(look: Any, scheme: str) -> None:
    page = look("/form/", color_scheme=scheme)

    edge, ground = page.locator("#id_name").evaluate(
        "it => [it, document.body].map((each) => getComputedStyle(each))"
        ".map((style, n) => n ? style.backgroundColor : style.borderTopColor)"
    )

    assert _contrast(edge, ground) >= 3


def test_on_paper_the_rules_of_safety_and_the_record_number_stay(look: Any) -> None:
    page = look(GUIDE)
    page.emulate_media(media="print")

    assert page.locator(".safety").first.is_visible()
    assert page.locator(".head__record").is_visible()
    for hidden in (".frame__ways", ".frame__foot", ".head__deeds", ".button >> nth=0", ".tabs"):
        assert not page.locator(hidden).is_visible(), hidden


def test_motion_stops_for_those_who_ask(look: Any) -> None:
    page = look(GUIDE, reduced_motion="reduce")

    longest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')]"
        ".map(it => parseFloat(getComputedStyle(it).transitionDuration)))"
    )

    assert longest <= 0.001


def _cut(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("p, h1, h2, h3, a, button, label, dt, dd, span:not(.aloud)")]
        .filter((it) => it.checkVisibility() && !it.closest(".aloud, .skip, .ledger")
          && getComputedStyle(it).overflow === "hidden" && it.scrollWidth > it.clientWidth + 1)
        .map((it) => it.outerHTML.slice(0, 80))"""
    )
    return found


def _contrast(one: str, other: str) -> float:
    bright = sorted((_brightness(one), _brightness(other)))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def _brightness(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
