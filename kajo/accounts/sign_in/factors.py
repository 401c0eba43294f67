"""Which second factors does a person have, and is this one right?

The rows are those of django-allauth. Secrets are sealed for their owner through its adapter (`sign_in.adapter`); a
passkey has none, so its row carries a mark of its owner and its key. Codes and passkeys are checked here and not by the
library, which forgets used codes with its cache and knows no marks.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn
from django.db import connection, transaction
from django.db.models import QuerySet

from kajo.access.gate import NotFound
from kajo.accounts.models import Login
from kajo.accounts.sign_in.sealing import keyed, owned_by, unseal_factor
from kajo.accounts.terms import Factor

STEP_SECONDS = 30
TOLERANCE = 1
STEPS_KEPT = 2880
MARK = "mark"
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Key:
    """A passkey of a person, as the page lists it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


def is_enrolled(login: Login) -> bool:
    """Tell whether the person has a second factor; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=login, type__in=PRIMARY).exists())


def new_secret() -> str:
    """Make a secret for an authenticator app: 160 random bits."""
    return str(generate_totp_secret())


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Tell for which step of the clock this is the code: the present one, its neighbours, or None."""
    present = int(at.timestamp()) // STEP_SECONDS
    for step in (present, *(present + off * sign for off in range(1, TOLERANCE + 1) for sign in (1, -1))):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def accept_code(login: Login, code: str, at: datetime) -> Factor | None:
    """Take a code of the authenticator app or a recovery code, once; None if it is neither or was used before."""
    code = "".join(code.split())
    for kept in _kept(login, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        with owned_by(login.pk):
            if kept.type == Authenticator.Type.TOTP:
                step = step_of(unseal_factor(kept.data["secret"]), code, at)
                right = step is not None and _use(login, step)
            else:
                right = RecoveryCodes(kept).validate_code(code)
        if right:
            kept.record_usage()
            return Factor.TOTP if kept.type == Authenticator.Type.TOTP else Factor.RECOVERY
    return None


def set_app(login: Login, secret: str, code: str, at: datetime) -> bool:
    """Make this secret the person's authenticator app, in place of any former one, if the code proves it is there."""
    step = step_of(secret, "".join(code.split()), at)
    if step is None:
        return False
    with transaction.atomic(), owned_by(login.pk):
        _kept(login, Authenticator.Type.TOTP).delete()
        TOTP.activate(login, secret)
        return _use(login, step)


def put_app(login: Login, secret: str) -> None:
    """Give the person this authenticator secret without a proof; the demo cast's way in."""
    with transaction.atomic(), owned_by(login.pk):
        _kept(login, Authenticator.Type.TOTP).delete()
        TOTP.activate(login, secret)


def new_recovery_codes(login: Login) -> list[str]:
    """Make ten new recovery codes, to be shown once; former ones stop working."""
    with transaction.atomic(), owned_by(login.pk):
        _kept(login, Authenticator.Type.RECOVERY_CODES).delete()
        return list(RecoveryCodes.activate(login).generate_codes())


def codes_left(login: Login) -> int:
    """Tell how many recovery codes are still unused."""
    kept = _kept(login, Authenticator.Type.RECOVERY_CODES).first()
    if kept is None:
        return 0
    with owned_by(login.pk):
        return len(RecoveryCodes(kept).get_unused_codes())


def has_app(login: Login) -> bool:
    """Tell whether the person uses an authenticator app."""
    return _kept(login, Authenticator.Type.TOTP).exists()


def passkeys(login: Login) -> Sequence[Key]:
    """List the person's passkeys, oldest first."""
    kept = _kept(login, Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")
    return [Key(one.pk, one.data["name"], one.created_at, one.last_used_at) for one in kept]


def keep_passkey(login: Login, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey that was just made, marked as this person's."""
    row = webauthn.WebAuthn.add(login, name, credential).instance
    row.data[MARK] = _mark(login, _key_of(row))
    row.save(update_fields=["data"])


def passkey_that_answered(login: Login, answer: dict[str, Any]) -> Authenticator:
    """Give the person's passkey that signed this answer to what the visit asked.

    A row that was inserted, moved or altered has no mark of ours and is no passkey. Raises ValueError for what no
    passkey of this person signed.
    """
    asked = webauthn.get_state()
    if not asked:
        raise ValueError("No passkey was asked for.")
    rows = [(_key_of(row), row) for row in _kept(login, Authenticator.Type.WEBAUTHN)]
    own = [(key, row) for key, row in rows if _is_marked(login, key, row)]
    signed = webauthn.get_server().authenticate_complete(asked, [key for key, _row in own], answer)
    webauthn.clear_state()
    return next(row for key, row in own if key is signed)


def remove_passkey(login: Login, key: int) -> bool:
    """Take a passkey away, unless it is the person's last second factor; tell whether it was done.

    Raises NotFound if the person has no such passkey.
    """
    with transaction.atomic():
        Login.objects.select_for_update().get(pk=login.pk)
        passkey = _kept(login, Authenticator.Type.WEBAUTHN).filter(pk=key).first()
        if passkey is None:
            raise NotFound
        others = Authenticator.objects.filter(user=login, type__in=PRIMARY).exclude(pk=key).exists()
        if others:
            passkey.delete()
        return bool(others)


def forget_all(login: Login) -> None:
    """Take all second factors away: the person enrols anew at the next sign-in."""
    Authenticator.objects.filter(user=login).delete()


def _kept(login: Login, *types: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = Authenticator.objects.filter(user=login, type__in=types)
    return rows


def _key_of(passkey: Any) -> Any:
    return passkey.wrap().authenticator_data.credential_data


def _mark(login: Login, key: bytes) -> str:
    """Give the keyed hash of whose passkey this is, its name for the browser and its public key."""
    return keyed("passkey", login.pk.bytes, key).hex()


def _is_marked(login: Login, key: bytes, row: Any) -> bool:
    return hmac.compare_digest(str(row.data.get(MARK)).encode(), _mark(login, key).encode())


def _use(login: Login, step: int) -> bool:
    """Mark a step as used; False if it was used before, even a moment ago in another process."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_usedcode where login_id = %s and step < %s", [login.pk, step - STEPS_KEPT])
        cursor.execute(
            "insert into accounts_usedcode (login_id, step) values (%s, %s) on conflict do nothing", [login.pk, step]
        )
        return bool(cursor.rowcount)
