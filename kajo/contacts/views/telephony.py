"""Where does the telephone exchange tell of its calls?"""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qs

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.timezone import now
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kajo.access.gate import Refused
from kajo.access.roles import EXCHANGE
from kajo.contacts import actions, forms
from kajo.contacts.terms import Unproven

LARGEST = 16 * 1024
UNPROVEN, TOO_LARGE, UNREADABLE = 401, 413, 422
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@csrf_exempt
@require_POST
@login_not_required
def cti(request: HttpRequest, token: str) -> JsonResponse:
    """Take one event of a telephone exchange, as Zammad's generic interface has them. It proves itself by its token."""
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _said("The body is larger than 16 kB.", TOO_LARGE)
    heard = forms.moment(_fields(request, body))
    signature = request.headers.get("Kajo-Signature", "")
    with override("en"):  # machines are answered in one language
        try:
            actions.tell(EXCHANGE, None, token=token, signature=signature, body=body, moment=heard, at=now())
        except Unproven as refusal:
            return _said(str(refusal), UNPROVEN)
        except Refused as refusal:
            return _said(str(refusal), UNREADABLE)
    return JsonResponse({})


def _fields(request: HttpRequest, body: bytes) -> object:
    try:
        if request.content_type == URLENCODED:
            text = body.decode("utf-8")
            return forms.from_form(parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100))
        if request.content_type == MULTIPART:
            values, files = MultiPartParser(request.META, BytesIO(body), []).parse()
            return None if files else forms.from_form(dict(values.lists()))
    except (ValueError, MultiPartParserError):
        return None
    return forms.from_json(body)


def _said(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
