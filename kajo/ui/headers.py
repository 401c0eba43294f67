"""Which headers does every answer carry, whatever it is?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Nothing of ours needs a sensor, a payment or another's frame; a telephone in the browser has its own host.
_POWERS = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
# A passkey is asked for by our own sign-in page.
_OWN = ("publickey-credentials-create", "publickey-credentials-get")
ALWAYS = {
    # Pages of a person must not lie in a browser's store, and one rule without exceptions is one that holds.
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join([f"{power}=()" for power in _POWERS] + [f"{power}=(self)" for power in _OWN]),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
# Where browsers of staff and partners report a page that broke the policy (`report-to csp`); the public site has none.
REPORTS = "/reports/csp/"
NO_TRACE = '"cache", "cookies", "storage"'


class Headers:
    """Put the full set on every answer: pages, errors, redirects, files, health. The outermost middleware.

    The content security policy is set just inside by django-csp from settings.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with all headers."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response[name] = value
        for name in ("ETag", "Last-Modified", "Expires"):
            # They let a store keep what `no-store` forbids, and tell when somebody looked.
            if response.has_header(name):
                del response[name]
        if getattr(settings, "SITE", "staff") != "public":
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response["Reporting-Endpoints"] = f'csp="{REPORTS}"'
        return response


def leave_no_trace(response: HttpResponseBase) -> HttpResponseBase:
    """Ask the browser to forget this site: on sign-out and on leaving quickly."""
    response["Clear-Site-Data"] = NO_TRACE
    return response
