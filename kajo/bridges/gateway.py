"""How does a message reach a service that is asked over HTTPS: a gateway for text messages or for spoken calls?

The service gets one POST with a line of JSON: `to`, `text`, `language`, `key`. It answers with 200 to 299 once it has
taken the message, and knows the same `key` again. 408, 425, 429 and 500 and above mean: later; anything else means:
never. We follow no redirects and reach no host but the one in the setting, which the egress list names.
"""

from __future__ import annotations

import http.client
import json
import ssl
from urllib.parse import urlsplit

from kajo.bridges.carrying import Carrier, Fault, Means, Message, NotCarried, NotSetUp, fits

SECONDS = 10
LATER = frozenset({408, 425, 429})
ANSWER_BYTES = 4096


class Gateway:
    """One service, by its address, the word that lets us in, and the file of who vouches for it if not public."""

    def __init__(self, means: Means, url: str, token: str, *, vouched_by: str = "") -> None:
        self.means = means
        self._place = urlsplit(url)
        self._token = token
        self._trust = ssl.create_default_context(cafile=vouched_by or None)

    def carry(self, to: str, message: Message) -> None:
        """Hand one message over."""
        if not fits(self.means, to):
            raise NotCarried(Fault.REFUSED)
        told = {"to": to, "text": message.body, "language": message.language, "key": message.key}
        status = self._post(json.dumps(told).encode())
        if status in LATER or status >= 500 or status < 200:
            raise NotCarried(Fault.UNREACHABLE)
        if status >= 300:
            raise NotCarried(Fault.REFUSED)

    def _post(self, body: bytes) -> int:
        """Send it; gives the status, 0 where there was no answer."""
        host = self._place.hostname or ""
        line = http.client.HTTPSConnection(host, self._place.port, timeout=SECONDS, context=self._trust)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        try:
            line.request("POST", self._place.path or "/", body, headers)
            answer = line.getresponse()
            answer.read(ANSWER_BYTES)
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()
        return answer.status


def gateway(means: Means, url: str, token: str, vouched_by: str) -> Carrier:
    """Give the service of a setting; one that refuses everything where it is not set, or not to be trusted."""
    place = urlsplit(url)
    if place.scheme != "https" or not place.hostname or not token:
        return NotSetUp()
    return Gateway(means, url, token, vouched_by=vouched_by)
