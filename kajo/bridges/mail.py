"""How does an e-mail leave?"""

from __future__ import annotations

import smtplib
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from kajo.bridges.carrying import Carrier, Fault, Means, Message, NotCarried, NotSetUp, fits
from kajo.bridges.trays import chosen

SECONDS = 10


class Mail(Carrier, Protocol):
    """Whatever takes e-mail."""


class SmtpMail:
    """The authority's own mail server. The subject, the sender and the header lines tell nothing of what we are."""

    def __init__(self, host: str, port: int, *, sender: str, user: str = "", password: str = "", tls: bool = True):
        self.sender = sender
        self.backend = EmailBackend(
            host=host, port=port, username=user, password=password, use_tls=tls, timeout=SECONDS, fail_silently=False
        )

    def carry(self, to: str, message: Message) -> None:
        """Hand one e-mail over to the server."""
        if not fits(Means.MAIL, to):
            raise NotCarried(Fault.REFUSED)
        headers = {"Message-ID": f"<{message.key}@{self.sender.partition('@')[2]}>", "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(message.subject, message.body, self.sender, [to], connection=self.backend, headers=headers)
        mail.extra_headers["Content-Language"] = message.language
        fault = Fault.UNREACHABLE
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _said in error.recipients.values()]
            fault = Fault.REFUSED if codes and all(code >= 500 for code in codes) else Fault.UNREACHABLE
        except (smtplib.SMTPException, OSError):
            pass
        else:
            return
        raise NotCarried(fault)  # outside of the except: what the server said may quote the address


def mail() -> Mail:
    """Give the carrier of this installation; one that refuses everything where no server is set."""
    return chosen(Means.MAIL, _real)


def _real() -> Mail:
    if not (settings.KAJO_MAIL_HOST and settings.KAJO_MAIL_SENDER):
        return NotSetUp()
    return SmtpMail(
        settings.KAJO_MAIL_HOST,
        settings.KAJO_MAIL_PORT,
        sender=settings.KAJO_MAIL_SENDER,
        user=settings.KAJO_MAIL_USER,
        password=settings.KAJO_MAIL_PASSWORD,
    )
