"""Where does a text wait when the session ended while it was written?

The middleware that finds nobody signed in calls `keep`, then sends the person to sign in. Afterwards the page of
`kajo.ui.views.kept` shows what was written and brings it back into its form. Nothing here needs JavaScript.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.crypto import get_random_string

from kajo.ui import once

SLOT = "kept_draft"
WAITED = "waited"
MOST_BYTES = 1_000_000
LASTS = timedelta(hours=1)
FORM_AGE = timedelta(hours=24)
_NOT_KEPT = ("csrfmiddlewaretoken", "once", "restored", WAITED)
_MARK = b"kajo|draft|"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, on which page, and whether files have to be added again."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """Give the longer answers, to be read at a glance."""
        return [value for _name, value in self.fields if len(value) > 20 or "\n" in value]


def keep(request: HttpRequest) -> bool:
    """Keep what was posted, sealed, in the new session; tell whether it was kept.

    Only forms we showed to a signed-in person within a day are kept: their token proves it, so no stranger can fill
    the store. A password is never kept, since the sign-in form has no such token.
    """
    token = request.POST.get("once", "") if request.method == "POST" else ""
    if not once.is_ours(token, younger_than=FORM_AGE) or once.is_for(token, once.NOBODY):
        return False
    draft = of(request.POST, request.get_full_path(), had_files=bool(request.FILES))
    sealed = _seal(draft, once.mark_of(token))
    if len(sealed) > MOST_BYTES * 2:
        return False
    request.session[SLOT] = {
        "mark": once.mark_of(token),
        "until": time.time() + LASTS.total_seconds(),
        "sealed": sealed,
    }
    return True


def is_waiting(request: HttpRequest) -> bool:
    """Tell whether a text waits in this session, for the sentence on the sign-in page."""
    return bool(_slot(request))


def waiting(request: HttpRequest) -> Draft | None:
    """Give the text that waits for the person signed in now. Another's text is destroyed, not shown."""
    slot, key = _slot(request), once.key_of(getattr(request, "actor", None))
    if slot is None or key == once.NOBODY:
        return None
    if not once.is_marked(slot["mark"], key):
        discard(request)
        return None
    return _open(slot["sealed"], slot["mark"])


def discard(request: HttpRequest) -> None:
    """Throw the text away."""
    if hasattr(request, "session"):
        request.session.pop(SLOT, None)


def of(data: QueryDict, path: str, *, had_files: bool = False) -> Draft:
    """Make a draft of posted fields. The path is made local: two slashes at its start would name another host."""
    fields = tuple((name, value) for name, values in data.lists() if name not in _NOT_KEPT for value in values)
    return Draft("/" + path.lstrip("/\\"), fields, had_files)


def _slot(request: HttpRequest) -> dict[str, Any] | None:
    slot = request.session.get(SLOT) if hasattr(request, "session") else None
    if slot and slot.get("until", 0) < time.time():
        discard(request)
        return None
    return slot or None


def _seal(draft: Draft, mark: str) -> str:
    plain = json.dumps([draft.path, draft.fields, draft.had_files]).encode()
    nonce = get_random_string(12).encode()
    return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, plain, _MARK + mark.encode())).decode()


def _open(sealed: str, mark: str) -> Draft | None:
    raw = base64.b64decode(sealed)
    try:
        path, fields, had_files = json.loads(AESGCM(_key()).decrypt(raw[:12], raw[12:], _MARK + mark.encode()))
    except InvalidTag:
        return None
    return Draft(path, tuple((name, value) for name, value in fields), had_files)


def _key() -> bytes:
    # Sessions lie in the database; the key does not, so a dump gives no text.
    return hashlib.sha256(b"kajo.ui.drafts|" + settings.SECRET_KEY.encode()).digest()
