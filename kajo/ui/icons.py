"""Which small drawings does the interface use? Each is decoration beside a word."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Shapes differ, so that they are told apart without colour: late is a filled octagon, soon an hourglass, done a tick.
_SHAPES = {
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="M8 12.5l2.7 2.7L16 9.5"/>',
    "tell": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "watch": '<path d="M12 4l9 16H3z"/><path d="M12 10v4.5M12 17.3v.1"/>',
    "danger": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v6M12 16.6v.1"/>',
    "late": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v6M12 16.6v.1"/>',
    "soon": '<path d="M6 3h12M6 21h12M7 3c0 6 10 7 10 13v5M17 3c0 6-10 7-10 13v5"/>',
    "ok": '<rect x="4" y="5" width="16" height="16" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "paused": '<circle cx="12" cy="12" r="9"/><path d="M10 8.5v7M14 8.5v7"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "now": '<circle cx="12" cy="12" r="9"/><path d="M10 8l5 4-5 4z"/>',
    "todo": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 3.3"/>',
    "blocked": '<circle cx="12" cy="12" r="9"/><path d="M6 18L18 6"/>',
    "shield": '<path d="M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z"/><path d="M12 8v5M12 16v.1"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "phone": '<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1C11 20 4 13 4 5a1 1 0 0 1 1-1z"/>',
    "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "mark": '<path d="M3 18h18M7 18a5 5 0 0 1 10 0M12 6v3M5.5 9.5l1.8 1.8M18.5 9.5l-1.8 1.8"/>',
    "paper": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
}
# Drawn for the direction of reading; mirrored where text runs the other way.
_TURNS = {"back", "next", "leave", "now"}
_DRAWN: dict[str, SafeString] = {}


def drawn(name: str) -> SafeString:
    """Give the SVG of an icon. Raises KeyError for a name that is not in the list."""
    if name not in _DRAWN:
        shape = mark_safe(_SHAPES[name])  # noqa: S308  # one of the constants above
        turns = " icon--turns" if name in _TURNS else ""
        _DRAWN[name] = format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', turns, shape
        )
    return _DRAWN[name]


def names() -> list[str]:
    """Give the names of all icons in alphabetical order."""
    return sorted(_SHAPES)
