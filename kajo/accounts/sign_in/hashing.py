"""How much work is one guess at a password, and whose password is it?"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import Argon2PasswordHasher

from kajo.accounts.sign_in.sealing import keyed


def bound(login: UUID, password: str) -> str:
    """Tie a password to its login under a key outside the database, before it is hashed.

    So a hash copied from another login's row, or made by whoever can only write to the database, is nobody's password.
    """
    return keyed("password", login.bytes, password.encode()).hex()


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one lane: a worker stays small when several people sign in at once."""

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
