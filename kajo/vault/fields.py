"""Which columns are sealed, and how do their values get in and out?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property

from kajo.vault import passages
from kajo.vault.classes import Class
from kajo.vault.encoding import Day, Pad, Raw, Structure, Text, padded
from kajo.vault.keyring import SubjectKeys, current_ring
from kajo.vault.lookup import Lookup, Match, token
from kajo.vault.seal import Sealed, cell_version, close_cell, open_cell, row_text

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field

MEBIBYTE = 1024 * 1024


class Pending(Sealed):
    """A value put into a row and not yet sealed. It prints and opens like a sealed one; saving the row seals it."""

    __slots__ = ("_column", "_owner", "_plain", "_sealed", "_token", "is_token_written")

    def __init__(self, field: SealedField, plain: Any, owner: models.Model) -> None:
        super().__init__(field, b"")
        self._column = field
        self._plain = plain
        self._owner: models.Model | None = owner
        self._sealed: Sealed | None = None
        self._token: int | None = None
        self.is_token_written = False

    def open(self) -> Any:
        """Give the plain value, under the same conditions as a sealed one."""
        if self._sealed is not None:
            return self._sealed.open()
        current_ring().note(self._column.word)
        return self._plain

    @property
    def cell(self) -> bytes:
        """The bytes at rest; seals the value if it is not yet."""
        return self.sealed().cell

    def bound(self, row: Any, subject: UUID) -> NoReturn:
        """Refuse: a value that is not yet sealed belongs to the row it was put into."""
        raise TypeError("A value that is not yet sealed belongs to its row.")

    def is_of(self, instance: models.Model) -> bool:
        """Tell whether it was put into this very object."""
        return self._owner is instance or self._sealed is not None

    def problem(self) -> ValidationError | None:
        """Say why the value cannot be kept, None if it can or is already."""
        return self._column.shape.problem(self._plain) if self._sealed is None else None

    def sealed(self) -> Sealed:
        """Seal the value for the row it is in, once, and forget the plain one.

        Raises ValidationError if it cannot be kept, Unopened outside a door, KeysUnavailable without its key.
        """
        if self._sealed is None:
            owner, problem = self._owner, self.problem()
            assert owner is not None
            if problem is not None:
                raise ValidationError({self._column.name: [problem]})
            # Everything that may fail comes before the plain value enters a frame: a crash report shows locals.
            ring = current_ring()
            row, subject = self._column.address(owner)
            keys = ring.of(subject)
            if self._column.lookup is not None:
                self.find_token()
                ring.owe(self)
            cell = close_cell(keys, self._column.word, self._column.place, row_text(row), self._filled())
            self._sealed = Sealed(self._column, cell, row, subject)
            data = owner.__dict__
            if data.get(self._column.attname) is self:
                data[self._column.attname] = self._sealed
            self._plain = self._owner = None
        return self._sealed

    def find_token(self) -> int | None:
        """Compute the token of the value, None if there is nothing to match."""
        if self._sealed is None and self._token is None and self._column.lookup is not None:
            self._token = token(self._column.lookup, self._column.realm, str(self._plain))
        return self._token

    def _filled(self) -> bytes:
        return padded(self._column.shape.encode(self._plain), self._column.pad)


Pending.open.alters_data = True  # type: ignore[attr-defined]


class SealedColumn(DeferredAttribute):
    """What a row answers when its sealed column is read or set: never the plain value."""

    field: SealedField

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, owner)
        if value.__class__ is Sealed and value.row is None:
            self._bind(instance, value)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        field = self.field
        if value.__class__ is Sealed:
            if value.row is None:
                self._bind(instance, value)
        elif value is None or field.is_empty(value):
            value = None
        elif not isinstance(value, Sealed) and not hasattr(value, "resolve_expression"):
            value = Pending(field, value, instance)
        data = instance.__dict__
        data[field.attname] = value
        if field.lookup is not None and (value is None or value.__class__ is Pending):
            data[field.token_name] = value
        elif field.lookup is not None and isinstance(data.get(field.token_name), Sealed):
            del data[field.token_name]  # the value comes from the database, and its token after it

    def _bind(self, instance: Any, value: Sealed) -> None:
        data = instance.__dict__
        row, subject = data.get(self.field.row_attribute), data.get(self.field.subject_attribute)
        if row is not None and subject is not None:
            value.row, value.subject = row, subject


class SealedField(_Field):
    """A column whose values lie sealed under the key of the row's subject.

    `data_class` says what kind of value it is. The row needs a key of its own made before it is saved, and the id of
    its subject in the attribute `subject` (default `subject_id`). `place` keeps the associated data when a table or
    column is renamed. `third_party` says that the value is about somebody else than the subject and is masked when the
    subject asks for their own data. With `blank`, an empty value is stored as NULL.
    """

    empty_strings_allowed = False
    descriptor_class = SealedColumn
    shape: Text | Day | Structure | Raw
    usual_pad = Pad.STEP
    lookup: Match | None = None
    realm = ""
    has_passages = False

    def __init__(
        self,
        data_class: Class,
        *,
        pad: Pad | None = None,
        subject: str = "subject_id",
        place: str = "",
        third_party: bool = False,
        **options: Any,
    ) -> None:
        if options.get("blank") or options.get("null"):
            options |= {"blank": True, "null": True}
        for refused in ("default", "db_default", "choices", "unique", "primary_key", "db_index"):
            if options.get(refused, models.NOT_PROVIDED) not in (models.NOT_PROVIDED, None, False):
                raise TypeError(f"A sealed column takes no {refused}.")
        super().__init__(**options)
        self.data_class = data_class
        self.word = data_class.value
        self.pad = pad or self.usual_pad
        self.subject_attribute = subject
        self.is_about_others = third_party
        self._fixed_place = place
        self.place = place

    @property
    def token_name(self) -> str:
        """The name of the token column beside it, if it has one."""
        return f"{self.name}_token"

    # -- the column --

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Join the model; the place of the column is known from here on."""
        super().contribute_to_class(cls, name, private_only)
        self.place = self._fixed_place or f"{cls._meta.db_table}.{self.column}"

    def get_internal_type(self) -> str:
        """Name the kind of column: bytes."""
        return "BinaryField"

    def db_check(self, connection: Any) -> str:
        """Let the database itself refuse what is no cell, whichever way it comes."""
        column = connection.ops.quote_name(self.column)
        return f"octet_length({column}) > 32 and get_byte({column}, 0) = 1 and get_byte({column}, 1) = 1"

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the column for migrations, with what differs from the usual."""
        name, path, _args, options = super().deconstruct()
        if self.pad is not self.usual_pad:
            options["pad"] = self.pad
        if self.subject_attribute != "subject_id":
            options["subject"] = self.subject_attribute
        if self._fixed_place:
            options["place"] = self._fixed_place
        return name, path, [self.data_class], options

    def check(self, **facts: Any) -> list[checks.CheckMessage]:
        """See that the class is a sealed one and that the row has a subject."""
        found = super().check(**facts)
        if not self.data_class.demands.is_sealed:
            found.append(checks.Error(f"The class {self.word} is not sealed.", obj=self, id="vault.E001"))
        if self.subject_attribute not in {field.attname for field in self.model._meta.concrete_fields}:
            message = f"The row has no attribute {self.subject_attribute} with its subject."
            found.append(checks.Error(message, obj=self, id="vault.E002"))
        return found

    @cached_property
    def row_attribute(self) -> str:
        """The attribute with the row's key."""
        return self.model._meta.pk.attname

    # -- values in --

    def is_empty(self, value: Any) -> bool:
        """Tell whether this is stored as NULL."""
        return isinstance(value, (str, bytes)) and len(value) == 0

    def address(self, instance: models.Model) -> tuple[Any, UUID]:
        """Give row and subject of an object. Raises ValueError while it has none: keys are made before saving."""
        row = self.model._meta.pk.to_python(getattr(instance, self.row_attribute))
        subject = getattr(instance, self.subject_attribute)
        if row is None or not isinstance(subject, UUID):
            raise ValueError(f"{self.place} is sealed for a row and a subject, and one of them is missing.")
        return row, subject

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal the value of a row that is being saved. Raises ValueError if it was sealed for another row."""
        value = getattr(model_instance, self.attname)
        if value is None:
            if not self.null:
                raise ValidationError({self.name: [self.error_messages["blank"]]})
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.place} is sealed and takes no expression.")
        if isinstance(value, Pending):
            if not value.is_of(model_instance):
                raise ValueError(f"A value of {self.place} was taken from another row; open it and put the text in.")
            value = value.sealed()
        if (value.row, value.subject) != self.address(model_instance) or value.field.place != self.place:
            raise ValueError(f"A value of {self.place} was sealed for another row; open it and put the text in.")
        return value

    def get_prep_value(self, value: Any) -> Any:
        """Give the bytes of a sealed value; whatever else somebody puts into a query is refused with TypeError."""
        if value is None or hasattr(value, "as_sql"):
            return value
        if isinstance(value, Sealed):
            return value.cell
        raise TypeError(f"{self.place} is sealed: put the value into a row and save the row.")

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """See that the value can be kept, without opening it."""
        problem = value.problem() if isinstance(value, Pending) else None
        if problem is not None:
            raise problem
        if value is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    # -- values out --

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Wrap what the database holds; it is bound to its row when the row takes it."""
        return None if value is None else Sealed(self, bytes(value))

    def decode(self, raw: bytes) -> Any:
        """Read the plain value from opened bytes."""
        return self.shape.decode(raw)

    def for_subject(self, plain: Any) -> Any:
        """Give what the subject may get of an opened value: passages about third parties, or all of it, are masked."""
        if self.is_about_others:
            return passages.MASK
        return passages.masked(plain) if self.has_passages else plain

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to be written out."""
        raise TypeError("Sealed values are not written out by the serializers.")

    def formfield(self, *args: Any, **options: Any) -> None:
        """Give no form field: forms state their own and actions put the text in."""
        return

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow the test for NULL; a sealed column answers no other question."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched; use matching() where it has a token.")
        return super().get_lookup(lookup_name)

    # -- key versions --

    def version_of(self, cell: bytes) -> int:
        """Read the key version a cell lies under."""
        return cell_version(cell)

    def resealed(self, cell: bytes, row: Any, keys: SubjectKeys) -> bytes:
        """Seal a cell's content anew under the active key version, without showing it to anybody."""
        text = row_text(row)
        return close_cell(keys, self.word, self.place, text, open_cell(keys, self.word, self.place, text, cell))


class SealedText(SealedField):
    """A sealed text of at most `max_length` characters.

    With `lookup` a token column stands beside it, `<name>_token`, by which `matching` finds equal values; `realm`
    keeps tokens of different registers from being compared. With `passages`, marks of third parties are checked.
    """

    def __init__(
        self,
        data_class: Class,
        *,
        lookup: Match | bool = False,
        realm: str = "register",
        passages: bool = False,
        max_length: int = 10_000,
        **options: Any,
    ) -> None:
        super().__init__(data_class, **options)
        self.lookup = Match.REFERENCE if lookup is True else lookup or None
        self.realm = realm
        self.has_passages = passages
        self.limit = max_length
        self.shape = Text(max_length, has_passages=passages)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Join the model; the place of the column is known from here on."""
        super().contribute_to_class(cls, name, private_only)
        known = {field.name for field in cls._meta.local_fields}
        if self.lookup is not None and self.token_name not in known:
            cls.add_to_class(self.token_name, Lookup())

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the column for migrations, with what differs from the usual."""
        name, path, args, options = super().deconstruct()
        # `lookup` stays out: in a migration the token column stands for itself.
        if self.limit != 10_000:
            options["max_length"] = self.limit
        return name, path, args, options


class SealedDate(SealedField):
    """A sealed day."""

    shape = Day()


class SealedJSON(SealedField):
    """A sealed structure of at most `max_bytes` as JSON."""

    usual_pad = Pad.POWER

    def __init__(self, data_class: Class, *, max_bytes: int = 262_144, **options: Any) -> None:
        super().__init__(data_class, **options)
        self.shape = Structure(max_bytes)


class SealedBytes(SealedField):
    """Sealed bytes, at most `max_bytes`."""

    usual_pad = Pad.NONE

    def __init__(self, data_class: Class, *, max_bytes: int = 20 * MEBIBYTE, **options: Any) -> None:
        super().__init__(data_class, **options)
        self.shape = Raw(max_bytes)
