"""How is a sealed value found again by somebody who has the same value in hand?

A token is the keyed hash of the value in its normal form. It answers only whether two values are equal; its key is
outside the database, so that a dump cannot be searched by trying all numbers.
"""

from __future__ import annotations

import enum
import hmac
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.db.models.query_utils import DeferredAttribute

from kajo.vault.keyring import derived
from kajo.vault.providers import named_key

if TYPE_CHECKING:
    from kajo.vault.fields import Pending

    _BigInteger = models.BigIntegerField[Any, Any]
else:
    _BigInteger = models.BigIntegerField

LEAST_DIGITS = 5
OWN_COUNTRY = "+358"


class Match(enum.Enum):
    """What a value is, and so which ways of writing it are the same."""

    PHONE = "phone"
    CONTACT = "contact"
    IDENTITY_CODE = "identity_code"
    REFERENCE = "reference"


def normal(kind: Match, value: str) -> str:
    """Bring a value into the one form in which it is compared; empty if there is nothing to compare.

    Phone: digits after the country's number, Finnish if none is written. Contact: a phone number if it is one, else as
    a reference (e-mail, a name in a service). Identity code: capitals, no blanks. Reference: small letters, no blanks;
    hyphens and slashes count.
    """
    signs = unicodedata.normalize("NFKC", value)
    # Marks of writing direction come along when a number is copied out of an Arabic message.
    text = "".join(sign for sign in signs if not sign.isspace() and unicodedata.category(sign) != "Cf")
    phone = _phone(text) if kind in (Match.PHONE, Match.CONTACT) else ""
    if kind is Match.PHONE or phone:
        return phone
    text = text.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").replace("\N{HYPHEN}", "-")
    return text.upper() if kind is Match.IDENTITY_CODE else text.casefold()


def token(kind: Match, realm: str, value: str) -> int | None:
    """Compute the token of a value, None if there is nothing to compare.

    The same value has another token for another kind and in another realm, so that registers cannot be joined.
    Raises KeysUnavailable while the key cannot be had.
    """
    form = normal(kind, value)
    if not form:
        return None
    key = derived(named_key("lookup"), f"lookup|{kind.value}|{realm}".encode())
    return int.from_bytes(hmac.digest(key, form.encode("utf-8", "surrogatepass"), "sha256")[:8], signed=True)


def matching(model: type[models.Model], name: str, value: str) -> Q:
    """Build the filter of rows whose sealed column `name` holds an equal value; nothing matches an empty one.

    Raises TypeError if the column has no token.
    """
    field: Any = model._meta.get_field(name)
    if getattr(field, "lookup", None) is None:
        raise TypeError(f"{name} has no token to match.")
    found = token(field.lookup, field.realm, value)
    return Q(pk__in=[]) if found is None else Q(**{field.token_name: found})


class TokenColumn(DeferredAttribute):
    """What a row answers for a token: it follows its sealed value and is set by nobody else."""

    def __set__(self, instance: Any, value: Any) -> None:
        data = instance.__dict__
        if value is None and hasattr(data.get(self.field.attname), "find_token"):
            return  # the object is being made: the sealed value before it has already set the token
        data[self.field.attname] = value


class Lookup(_BigInteger):
    """The token beside a sealed column; made by `SealedText(…, lookup=…)`."""

    descriptor_class = TokenColumn

    def __init__(self, **options: Any) -> None:
        options |= {"null": True, "blank": True, "editable": False, "db_index": True}
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Describe the column for migrations; what is always so is left out."""
        name, path, args, options = super().deconstruct()
        for fixed in ("null", "blank", "editable", "db_index"):
            options.pop(fixed, None)
        return name, path, args, options

    def get_internal_type(self) -> str:
        """Name the kind of column: a whole number of 64 bits."""
        return "BigIntegerField"

    def get_prep_value(self, value: Any) -> Any:
        """Give the token of a sealed value; plain values are refused with TypeError."""
        if value is None or isinstance(value, int) or hasattr(value, "as_sql"):
            return value
        if hasattr(value, "find_token"):
            return _written(value)
        raise TypeError("A token is matched with matching(), and set by its sealed value.")

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow questions of equality."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "in", "isnull") else None


def _written(value: Pending) -> int | None:
    found = value.find_token()
    value.is_token_written = True
    return found


def _phone(text: str) -> str:
    plain = text.replace("(0)", "")
    digits = "".join(str(unicodedata.digit(sign)) for sign in plain if unicodedata.digit(sign, None) is not None)
    if len(digits) < LEAST_DIGITS or re.search(r"[^\W\d_]", plain):
        return ""
    if plain.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"{OWN_COUNTRY}{digits[1:]}" if digits.startswith("0") else digits
