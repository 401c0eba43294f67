"""Which password is handed over in person?"""

from __future__ import annotations

import secrets

# Without letters that are taken for one another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
GROUPS, LENGTH = 4, 5


def start_password() -> str:
    """Make a password for paper: four groups of five letters, some ninety random bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(LENGTH)) for _group in range(GROUPS))
