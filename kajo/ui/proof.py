"""Was this form sent from a page of ours?"""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class FormProof(CsrfViewMiddleware):
    """Django's check of form tokens, for a site that sends no referrer.

    Under `Referrer-Policy: no-referrer` a browser names the origin of its own form as `null`, and Django would refuse
    every form. Then `Sec-Fetch-Site`, which no page can forge, says whether the form came from here; a browser too old
    to send it is held to the token alone, which a foreign page cannot know.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == "null":
            return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # Django's stubs do not list it
