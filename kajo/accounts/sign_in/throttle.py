"""How often may somebody try a password or a code?

At most five wrong tries a minute and thirty an hour for one account, ten a minute from one address. Beyond that
the answer is to wait, the same for right and wrong; nobody is ever locked out for good. An account that has lately
been signed in to from an address has its own count there, so that a stranger's guessing does not keep out
the person on duty. Passkeys are not counted: there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from django.db import connection, transaction

from kajo.access.gate import Refused
from kajo.law.finding import N_ as _
from kajo.vault.keys import named_key

LIMITS = ((5, timedelta(minutes=1)), (30, timedelta(hours=1)))
ADDRESS_LIMIT = (10, timedelta(minutes=1))
ADDRESSES_REMEMBERED = 10_000
FAMILIAR_FOR = timedelta(hours=12)

WAIT = _("Too many tries. Wait %(seconds)s seconds, then try again.")

# Known to this process alone and gone with it: an address is never written down, hashed or not.
_seed = secrets.token_bytes(32)
_lock = threading.Lock()
_tries: OrderedDict[bytes, deque[datetime]] = OrderedDict()
_familiar: OrderedDict[bytes, datetime] = OrderedDict()


def _place(*words: str) -> bytes:
    return hmac.new(_seed, "\0".join(words).encode(), hashlib.sha256).digest()


def _account(name: str, address: str, at: datetime) -> bytes:
    """Give the keyed hash one account is counted under; its own one where it is at home."""
    here = _place(name, address)
    with _lock:
        at_home = _familiar.get(here, at - FAMILIAR_FOR) > at - FAMILIAR_FOR
    key = hmac.new(named_key("sign-in-attempts"), name.encode(), hashlib.sha256)
    if at_home:
        key.update(here)
    return key.digest()[:16]


def claim(kind: str, name: str, address: str, at: datetime) -> int:
    """Take one try before it is looked at; give its number, to be given back by `forgive` if it was right.

    `kind` keeps passwords and codes apart. Raises Refused, with the seconds to wait, beyond the limits.
    """
    _claim_address(address, at)
    account = _account(f"{kind}|{name}", address, at)
    with transaction.atomic(), connection.cursor() as cursor:
        # Tries at the same moment queue up here, or five at once would count as one.
        cursor.execute("select pg_advisory_xact_lock(%s)", [int.from_bytes(account[:8], "big", signed=True)])
        cursor.execute("delete from accounts_attempt where at <= %s", [at - LIMITS[-1][1]])
        cursor.execute("select at from accounts_attempt where account = %s order by at desc", [account])
        tries = [row[0] for row in cursor.fetchall()]
        waits = [
            span - (at - tries[most - 1]) for most, span in LIMITS if len(tries) >= most and at - tries[most - 1] < span
        ]
        if waits:
            raise Refused(WAIT, seconds=_seconds(max(waits)))
        cursor.execute("insert into accounts_attempt (account, at) values (%s, %s) returning id", [account, at])
        return int(cursor.fetchone()[0])


def forgive(claimed: int, address: str) -> None:
    """Give back a try that was right; earlier wrong ones still count."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_attempt where id = %s", [claimed])
    with _lock:
        tries = _tries.get(_place(address))
        if tries:
            tries.pop()


def know(kinds_and_names: list[tuple[str, str]], address: str, at: datetime) -> None:
    """Remember for some hours that an account is at home at this address."""
    with _lock:
        for kind, name in kinds_and_names:
            _familiar[_place(f"{kind}|{name}", address)] = at
        while len(_familiar) > ADDRESSES_REMEMBERED:
            _familiar.popitem(last=False)


def _claim_address(address: str, at: datetime) -> None:
    most, span = ADDRESS_LIMIT
    with _lock:
        tries = _tries.setdefault(_place(address), deque(maxlen=most))
        _tries.move_to_end(_place(address))
        while len(_tries) > ADDRESSES_REMEMBERED:
            _tries.popitem(last=False)
        if len(tries) == most and at - tries[0] < span:
            raise Refused(WAIT, seconds=_seconds(span - (at - tries[0])))
        tries.append(at)


def _seconds(wait: timedelta) -> int:
    return max(1, int(wait.total_seconds() + 0.999))
