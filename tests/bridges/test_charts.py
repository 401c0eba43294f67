"""Charts: one image with a name, in the colours of the page, drawn the same every time, safe to put into a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kajo.bridges.charts import COLOURS, Series, bars

YEARS = tuple(str(year) for year in range(2006, 2025))
NEW = Series("New clients", tuple((year, 80 + 11 * place) for place, year in enumerate(YEARS)))
REFERRED = Series("Referrals", tuple((year, None if year == "2010" else 1000) for year in YEARS))
FORMS = Series("2024", (("Forced labour", 93), ("Other or unclear, and <b>rare</b>", 7)))
KEPT = {
    "aria-label", "class", "d", "display", "fill", "font-family", "font-size", "font-weight", "opacity",
    "pointer-events", "role", "stroke", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor",
    "transform", "viewBox", "x", "x1", "x2", "y", "y1", "y2", "height", "width",
}  # fmt: skip
LIGHT, DARK = "#ffffff", "#15191d"


def drawn(*series: Series, title: str = "New clients by year", language: str = "fi", stacked: bool = False) -> str:
    return bars(series, title=title, x_label="Year", y_label="Persons", language=language, stacked=stacked)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]


def bars_in(svg: str) -> int:
    return sum(len(re.findall(f'fill="{colour}"', svg)) for colour in COLOURS)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("series", "stacked"), [((NEW,), False), ((NEW, REFERRED), False), ((NEW, REFERRED), True)])
def test_a_drawing_brings_nothing_a_strict_page_forbids(series: tuple[Series, ...], stacked: bool) -> None:
    svg = drawn(*series, stacked=stacked)

    root = ElementTree.fromstring(svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "line", "text", "rect"}
    assert {name for element in root.iter() for name in element.attrib} <= KEPT
    assert "://" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert {element.attrib["font-family"] for element in root.iter() if "font-family" in element.attrib} == {
        "sans-serif"
    }


def test_a_drawing_is_one_image_with_a_name() -> None:
    root = ElementTree.fromstring(drawn(NEW, title='Clients "<new>" & old'))

    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'Clients "<new>" & old')
    assert [
        name for element in list(root.iter())[1:] for name in element.attrib if name.startswith(("aria", "role"))
    ] == []


def test_words_and_lines_take_the_colour_of_the_page() -> None:
    root = ElementTree.fromstring(drawn(NEW, REFERRED))

    colours = {element.attrib.get("fill") for element in root.iter() if element.tag.endswith("text")}
    assert colours == {"currentColor"}


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_a_bar_stands_out_from_a_light_and_a_dark_page(colour: str, page: str) -> None:
    assert contrast(colour, page) >= 3


def test_the_same_numbers_give_the_same_drawing() -> None:
    assert drawn(NEW, REFERRED) == drawn(NEW, REFERRED)


def test_a_hidden_value_is_not_drawn() -> None:
    shown = Series("Referrals", tuple((year, 1000) for year in YEARS))

    assert bars_in(drawn(NEW, shown)) - bars_in(drawn(NEW, REFERRED)) == 1


@pytest.mark.parametrize(("language", "number"), [("fi", "1\u00a0234"), ("sv", "1\u00a0234"), ("en", "1,234")])
def test_numbers_are_written_as_in_the_language(language: str, number: str) -> None:
    assert number in texts(drawn(Series("x", (("2024", 1234),)), language=language))


def test_a_share_keeps_its_decimal() -> None:
    assert "61,5" in texts(drawn(Series("x", (("2024", 61.5),))))


def test_one_series_says_its_values_and_needs_no_legend() -> None:
    said = texts(drawn(NEW))

    assert {str(value) for _, value in NEW.values} <= set(said)
    assert "New clients" not in said


def test_several_series_are_named() -> None:
    assert {"New clients", "Referrals"} <= set(texts(drawn(NEW, REFERRED)))


def test_long_names_lie_beside_their_bars_as_text() -> None:
    svg = drawn(FORMS)

    assert "Other or unclear, and <b>rare</b>" in texts(svg)
    assert "<b>" not in svg


@pytest.mark.parametrize(
    "series",
    [(), (NEW, NEW), tuple(Series(str(number), (("2024", 1),)) for number in range(len(COLOURS) + 1))],
    ids=["none", "twice the same", "more than colours"],
)
def test_a_chart_that_cannot_be_read_is_refused(series: tuple[Series, ...]) -> None:
    with pytest.raises(ValueError, match="one to six series"):
        drawn(*series)
