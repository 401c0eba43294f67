"""Which addresses are open to everybody?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a view as open to visitors; every other address of staff and partner sites wants a sign-in.

    It is the same mark that Django's own `login_not_required` sets, so that library views count too.
    """
    view.login_required = False  # type: ignore[attr-defined]
    return view


def is_open(view: Callable[..., Any]) -> bool:
    """Tell whether a view is open to visitors."""
    return getattr(view, "login_required", True) is False
