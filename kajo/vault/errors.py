"""In which ways does the vault refuse? No message here holds anything personal."""

from __future__ import annotations

from kajo.law.finding import N_ as _


class Unopened(RuntimeError):
    """A sealed value was opened or written outside a keyring, or its class was not allowed there."""


class Tampered(ValueError):
    """A sealed value does not belong to its place: it was altered, moved, or is not of this key."""


class Destroyed(LookupError):
    """The key of this subject was destroyed, or it never had one: what was sealed under it is gone."""


class KeysUnavailable(RuntimeError):
    """The key provider is down, slow, refusing or wrong; nothing was opened and nothing written.

    The text is for the administrator and may name a file; a page shows `sentence`.
    """

    sentence = _("The keys cannot be reached just now. Nothing was saved; try again in a minute.")

    def __str__(self) -> str:
        return super().__str__() or str(self.sentence)


class Held(RuntimeError):
    """A legal hold keeps this key from being destroyed."""
