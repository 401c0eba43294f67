"""How do numbers become a picture: bars as SVG, drawn on the server?

A chart is never alone: the page shows the same numbers as a table beside it, and says in a sentence what they tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    import altair

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
# Colours of Suomi.fi, some a shade darker or lighter, so that each stands out 3:1 from white and from the dark page.
COLOURS = ("#2a6ebb", "#d4671a", "#9b57ae", "#0a8f71", "#1786b0", "#7b848a")
# The page's own colour of text: a colour nobody uses stands for it until the drawing is done.
INK = "#010203"
WIDTH, LYING_WIDTH, HEIGHT, BAND = 600, 440, 280, 34
TEXT = 13
LONG_WORD = 7
MANY = 24
WHOLE, BROKEN = ",d", ",.1f"
SPACED = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0€"]}
POINTED = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]}


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour stands for: its name, and a value for each place on the axis. None: hidden, and not drawn."""

    name: str
    values: tuple[tuple[str, int | float | None], ...]


def bars(
    series: Sequence[Series],
    *,
    title: str,
    x_label: str,
    y_label: str,
    language: str,
    stacked: bool = False,
) -> str:
    """Give bars as SVG to be put into a page, several series side by side or stacked.

    The drawing holds no style attribute, no script, no link and no font, takes the text colour of the page around it,
    and is one image to a screen reader, named by `title`. Bars with long names lie, others stand. Same numbers, same
    bytes. Raises ValueError without a series, with more series than colours, or with two of one name.
    """
    names = [one.name for one in series]
    if not names or len(names) > len(COLOURS) or len(set(names)) < len(names):
        raise ValueError("A chart has from one to six series of different names.")
    # Both weigh some 60 MB: only the process that draws pays for them.
    import vl_convert

    svg = vl_convert.vegalite_to_svg(
        _chart(series, x_label, y_label, stacked=stacked).to_dict(),
        format_locale=POINTED if language.startswith("en") else SPACED,
    )
    return _for_a_page(svg, title)


def _chart(series: Sequence[Series], x_label: str, y_label: str, *, stacked: bool) -> altair.LayerChart:
    import altair

    places = list(dict.fromkeys(place for one in series for place, _ in one.values))
    lying = any(len(place) > LONG_WORD for place in places)
    whole = all(value is None or value == int(value) for one in series for _, value in one.values)
    number = WHOLE if whole else BROKEN
    axis = altair.Axis(
        title=x_label,
        labelAngle=0,
        labelOverlap="greedy",
        labelSeparation=10,
        labelLimit=220,
        labelPadding=6,
        ticks=False,
    )
    place = (altair.Y if lying else altair.X)("place:N", sort=places, axis=axis)
    amount = (altair.X if lying else altair.Y)(
        "value:Q",
        stack="zero" if stacked else None,
        axis=altair.Axis(title=y_label, format=number, tickCount=5, tickMinStep=1 if number == WHOLE else 0),
    )
    chart = altair.Chart(altair.InlineData(values=list(_rows(series))))
    colour = altair.Color(
        "name:N",
        scale=altair.Scale(domain=[one.name for one in series], range=list(COLOURS[: len(series)])),
        legend=altair.Legend(title=None, orient="top", labelLimit=260, columns=3) if len(series) > 1 else None,
    )
    channels: dict[str, Any] = {"y" if lying else "x": place, "x" if lying else "y": amount, "color": colour}
    if not stacked and len(series) > 1:
        offset = altair.YOffset if lying else altair.XOffset
        channels["yOffset" if lying else "xOffset"] = offset("name:N", sort=[one.name for one in series])
    # Stacked parts touch: a thin line between them tells them apart without their colours.
    bar = chart.mark_bar(stroke=INK, strokeWidth=0.6) if stacked else chart.mark_bar()
    layers = [bar.encode(order=altair.Order("order:Q"), **channels)]
    if len(series) == 1 and len(places) <= MANY:
        beside: dict[str, Any] = {"align": "left", "dx": 4} if lying else {"baseline": "bottom", "dy": -3}
        text = altair.Text("value:Q", format=number)
        layers.append(
            chart.mark_text(**beside, fontSize=TEXT - 1, color=INK).encode(
                text=text, **{side: channels[side] for side in "xy"}
            )
        )
    size = {"width": LYING_WIDTH, "height": BAND * len(places)} if lying else {"width": WIDTH, "height": HEIGHT}
    layered: altair.LayerChart = altair.layer(*layers).properties(**size).configure(**_look())
    return layered


def _rows(series: Sequence[Series]) -> Iterator[dict[str, object]]:
    for order, one in enumerate(series):
        for place, value in one.values:
            if value is not None:
                yield {"name": one.name, "place": place, "value": value, "order": order}


def _look() -> dict[str, Any]:
    words = {"labelColor": INK, "labelFontSize": TEXT}
    return {
        "aria": False,
        "background": "transparent",
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleColor": INK,
            "titleFontSize": TEXT,
            "titleFontWeight": "bold",
            "titlePadding": 10,
            "domainColor": INK,
            "tickColor": INK,
            "gridColor": INK,
            "gridOpacity": 0.18,
        },
        "legend": {**words, "symbolType": "square", "symbolSize": 140},
    }


def _for_a_page(svg: str, title: str) -> str:
    drawing = ElementTree.fromstring(svg)  # noqa: S314  # our own drawing, made a line above
    for element in drawing.iter():
        for name, value in list(element.attrib.items()):
            if name in {"class", "role"} or name.startswith("aria-"):
                del element.attrib[name]
            elif value == INK:
                element.attrib[name] = "currentColor"
    kept = {name: drawing.attrib[name] for name in ("width", "height", "viewBox")}
    drawing.attrib.clear()
    drawing.attrib.update({"class": "bars", "role": "img", "aria-label": title, **kept})
    return ElementTree.tostring(drawing, encoding="unicode", short_empty_elements=True)
