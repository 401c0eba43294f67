"""By which services do messages leave? Nothing is set by itself; what is not set refuses to send."""

from __future__ import annotations

import os

# The authority's own mail server.
KAJO_MAIL_HOST = os.environ.get("KAJO_MAIL_HOST", "")
KAJO_MAIL_PORT = int(os.environ.get("KAJO_MAIL_PORT", "587"))
KAJO_MAIL_SENDER = os.environ.get("KAJO_MAIL_SENDER", "")
KAJO_MAIL_USER = os.environ.get("KAJO_MAIL_USER", "")
KAJO_MAIL_PASSWORD = os.environ.get("KAJO_MAIL_PASSWORD", "")

# Gateways for text messages and spoken calls, as kajo.bridges.gateway describes them.
KAJO_SMS_URL = os.environ.get("KAJO_SMS_URL", "")
KAJO_SMS_TOKEN = os.environ.get("KAJO_SMS_TOKEN", "")
KAJO_SMS_VOUCHED_BY = os.environ.get("KAJO_SMS_VOUCHED_BY", "")
KAJO_VOICE_URL = os.environ.get("KAJO_VOICE_URL", "")
KAJO_VOICE_TOKEN = os.environ.get("KAJO_VOICE_TOKEN", "")
KAJO_VOICE_VOUCHED_BY = os.environ.get("KAJO_VOICE_VOUCHED_BY", "")
