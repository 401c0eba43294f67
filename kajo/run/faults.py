"""Which sentence does the person at the keyboard get when the ground itself fails?"""

from __future__ import annotations

import errno


class Unusable(RuntimeError):
    """Something outside the program prevents the start; the text is one sentence for a person."""


def spoken(error: OSError) -> str:
    """Return one sentence for an error of the operating system, naming the path and never a stack."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{place}."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Access is refused by the operating system{place}."
    if error.errno == errno.EROFS:
        return f"The disk can only be read{place}."
    return f"{error.strerror or type(error).__name__}{place}."
