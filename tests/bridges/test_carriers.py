"""One contract for all ways out, kept by the real client and by the tray that stands in for it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kajo.bridges.carrying import Carrier, Fault, Means, Message, NotCarried, fits
from kajo.bridges.gateway import Gateway
from kajo.bridges.gateway import gateway as gateway_of
from kajo.bridges.mail import SmtpMail, mail
from kajo.bridges.sms import sms
from kajo.bridges.trays import Tray
from kajo.bridges.voice import voice
from tests.bridges import services

MESSAGE = Message("a-key", "Uutta", "Sinua odottaa jotain uutta. Kirjaudu sisään.", "fi")
GOOD = {Means.MAIL: "duty@example.org", Means.TEXT: "+358401110000", Means.VOICE: "+358401110000"}
WRONG = [
    "",
    "duty",
    "040 111",
    "+",
    "+0123456789",
    "a@b",
    "a b@example.org",
    "+358401110000\r\nX: y",
    "a@b.fi, c@d.fi",
]


@dataclass
class Out:
    """A carrier, what was taken from it, and how to let it be down."""

    carrier: Carrier
    taken: Callable[[], list[tuple[str, str, str]]]
    fall: Callable[[], None]


def of_tray(means: Means) -> Out:
    tray = Tray(means)
    return Out(
        tray,
        lambda: [(to, each.body, each.key) for to, each in tray.kept],
        lambda: setattr(tray, "is_down", True),
    )


def of_service(means: Means, post: services.Post) -> Out:
    host, port = post.place
    carrier: Carrier
    if means is Means.MAIL:
        carrier = SmtpMail(host, port, sender="noreply@example.org", tls=False)
    else:
        carrier = Gateway(means, f"https://{host}:{port}/send", "let-us-in", vouched_by=post.vouched_by)
    return Out(carrier, lambda: post.taken, lambda: setattr(post, "answer", 451 if means is Means.MAIL else 503))


@pytest.fixture(params=["tray", "service"])
def out(request: Any, means: Means, tmp_path: Path) -> Iterator[Out]:
    """Return a way out of this means, once the tray and once the real client with a service that answers it."""
    if request.param == "tray":
        yield of_tray(means)
        return
    running = services.mail_server() if means is Means.MAIL else services.gateway(tmp_path, "let-us-in")
    with running as post:
        yield of_service(means, post)


every_means = pytest.mark.parametrize("means", Means, ids=str)


@every_means
def test_a_message_arrives_with_its_words_and_its_key(out, means):
    out.carrier.carry(GOOD[means], MESSAGE)

    assert out.taken() == [(GOOD[means], MESSAGE.body, "a-key")]


@every_means
@pytest.mark.parametrize("to", WRONG)
def test_what_is_no_number_or_address_is_refused_for_good_and_never_leaves(out, means, to):
    with pytest.raises(NotCarried) as refused:
        out.carrier.carry(to, MESSAGE)

    assert (refused.value.fault, refused.value.is_lasting) == (Fault.REFUSED, True)
    assert out.taken() == []
    assert not fits(means, to)


@every_means
def test_a_service_that_is_down_is_tried_again_later(out, means):
    out.fall()

    with pytest.raises(NotCarried) as refused:
        out.carrier.carry(GOOD[means], MESSAGE)

    assert (refused.value.fault, refused.value.is_lasting) == (Fault.UNREACHABLE, False)
    assert GOOD[means] not in str(refused.value)


# -- the real clients alone --


@pytest.fixture
def real(means: Means, tmp_path: Path) -> Iterator[tuple[Out, services.Post]]:
    running = services.mail_server() if means is Means.MAIL else services.gateway(tmp_path, "let-us-in")
    with running as post:
        yield of_service(means, post), post


@every_means
def test_whom_a_service_knows_for_nobody_is_refused_for_good(real, means):
    to = services.REFUSED_HERE[1 if means is Means.MAIL else 0]

    with pytest.raises(NotCarried) as refused:
        real[0].carrier.carry(to, MESSAGE)

    assert refused.value.is_lasting
    assert refused.value.__context__ is None, "what the service said may quote the number"


@every_means
def test_nothing_listens(means):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        out = of_service(means, services.Post(place=nobody.getsockname()))

        with pytest.raises(NotCarried) as refused:
            out.carrier.carry(GOOD[means], MESSAGE)

    assert refused.value.fault is Fault.UNREACHABLE


@pytest.mark.parametrize("means", [Means.TEXT, Means.VOICE], ids=str)
@pytest.mark.parametrize(
    ("status", "fault"),
    [(301, Fault.REFUSED), (307, Fault.REFUSED), (400, Fault.REFUSED), (401, Fault.REFUSED), (404, Fault.REFUSED),
     (408, Fault.UNREACHABLE), (429, Fault.UNREACHABLE), (500, Fault.UNREACHABLE), (503, Fault.UNREACHABLE)],
)  # fmt: skip
def test_every_answer_of_a_gateway_is_for_good_or_for_later_and_no_redirect_is_followed(real, means, status, fault):
    out, post = real
    post.answer = status

    with pytest.raises(NotCarried) as refused:
        out.carrier.carry(GOOD[means], MESSAGE)

    assert refused.value.fault is fault
    assert post.taken == []


def test_a_gateway_for_which_nobody_vouches_gets_nothing(tmp_path):
    with services.gateway(tmp_path, "let-us-in") as post:
        host, port = post.place
        carrier = Gateway(Means.TEXT, f"https://{host}:{port}/", "let-us-in")

        with pytest.raises(NotCarried):
            carrier.carry(GOOD[Means.TEXT], MESSAGE)

        assert post.taken == []


def test_the_head_of_an_e_mail_tells_nothing():
    with services.mail_server() as post:
        of_service(Means.MAIL, post).carrier.carry("duty@example.org", MESSAGE)

    (head,) = post.heads
    assert (head["Subject"], head["From"], head["To"]) == ("Uutta", "noreply@example.org", "duty@example.org")
    assert set(head) <= {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "token"), [("", ""), ("https://example.org/", ""), ("http://example.org/", "word"), ("https:///", "word")]
)
def test_a_gateway_that_is_not_set_up_refuses_everything(url, token):
    with pytest.raises(NotCarried) as refused:
        gateway_of(Means.TEXT, url, token, "").carry("+358401110000", MESSAGE)

    assert refused.value.fault is Fault.NOT_SET_UP


def test_an_installation_sends_nothing_until_it_is_set_up(settings):
    settings.KAJO_CARRIERS = "real"

    for carrier in (mail(), sms(), voice()):
        with pytest.raises(NotCarried) as refused:
            carrier.carry("+358401110000", MESSAGE)
        assert refused.value.fault is Fault.NOT_SET_UP
