"""How does a secret reach the phone?"""

from __future__ import annotations

from io import BytesIO

import qrcode
from allauth.mfa.adapter import get_adapter
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathFillImage

from kajo.accounts.models import Login


def grouped(secret: str) -> str:
    """Write a secret in groups of four, to be typed from the screen."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def address_of_app(login: Login, secret: str) -> SafeString:
    """Draw the address that an authenticator app reads from the screen."""
    picture = BytesIO()
    qrcode.make(get_adapter().build_totp_url(login, secret), image_factory=SvgPathFillImage, border=4).save(picture)
    drawn = picture.getvalue().decode()
    # Only modules and numbers come out of the drawing: no word of anybody's is in it.
    return mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308
