"""How much work is one guess at a password?"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one lane: a worker stays small when several people sign in at once."""

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
