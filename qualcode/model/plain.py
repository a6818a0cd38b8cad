"""Records as plain values and back: the one form in which they are stored, journaled, printed and scripted.

Plain means what JSON can hold. Field names are kept; a trailing underscore (``from_``) is dropped.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from qualcode.errors import BadValue
from qualcode.model.values import DateMark, Ref

R = TypeVar("R")
Plain = Any


_HINTS: dict[type, Mapping[str, Any]] = {}


def hints(record_type: type) -> Mapping[str, Any]:
    """Field name → type of a record type, ``Annotated`` markers removed."""
    if record_type not in _HINTS:
        found = get_type_hints(record_type, include_extras=True)
        _HINTS[record_type] = {name: _bare(hint) for name, hint in found.items()}
    return _HINTS[record_type]


_REFERENCES: dict[type, tuple[tuple[str, str], ...]] = {}


def references(record_type: type) -> tuple[tuple[str, str], ...]:
    """(field path, kind) of every reference that a record type holds, nested records included."""
    if record_type not in _REFERENCES:
        found: list[tuple[str, str]] = []
        for name, hint in get_type_hints(record_type, include_extras=True).items():
            found.extend((".".join(filter(None, (name, path))), kind) for path, kind in _refs(hint))
        _REFERENCES[record_type] = tuple(found)
    return _REFERENCES[record_type]


@cache
def dates(record_type: type) -> tuple[str, ...]:
    """The fields of a record type that hold a ``PartialDate``, those of nested records left out."""
    found = get_type_hints(record_type, include_extras=True).items()
    return tuple(
        name
        for name, hint in found
        if get_origin(hint) is Annotated and any(isinstance(mark, DateMark) for mark in get_args(hint)[1:])
    )


@cache
def text_fields(record_type: type) -> tuple[str, ...]:
    """Paths of the fields that hold plain text (no id of a record, no date), nested records included."""
    found = get_type_hints(record_type, include_extras=True).items()
    return tuple(".".join(filter(None, (name, path))) for name, hint in found for path in _texts(hint))


def _texts(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is Annotated:
        return ()
    if hint is str:
        return ("",)
    if is_dataclass(hint):
        return text_fields(hint)  # type: ignore[arg-type]
    return tuple(path for part in get_args(hint) for path in _texts(part))


def _refs(hint: Any) -> list[tuple[str, str]]:
    if get_origin(hint) is Annotated:
        return [("", mark.kind) for mark in get_args(hint)[1:] if isinstance(mark, Ref)]
    if is_dataclass(hint):
        return list(references(hint))  # type: ignore[arg-type]
    return [found for part in get_args(hint) for found in _refs(part)]


def _bare(hint: Any) -> Any:
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return tuple.__class_getitem__((_bare(get_args(hint)[0]), ...))
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(_bare(part) for part in get_args(hint))]  # noqa: UP007
    return hint


def column_name(field: str) -> str:
    """The outside name of a field (``from_`` is ``from``)."""
    return field.rstrip("_")


_PLAIN = frozenset((str, int, float, bool, type(None)))


@cache
def _columns(record_type: type) -> tuple[tuple[str, str], ...]:
    """Each field of a record with the name that it has outside."""
    return tuple((field.name, column_name(field.name)) for field in fields(record_type))


def to_plain(value: object) -> Plain:
    """A record, or any value in one, as plain values."""
    if type(value) in _PLAIN:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {column: to_plain(getattr(value, name)) for name, column in _columns(type(value))}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value


def from_plain(record_type: type[R], plain: Mapping[str, Plain]) -> R:
    """A record from plain values; missing fields take their defaults.

    Raises ``BadValue`` with the dotted field for a value that the field cannot take, a field that is
    not there (``known`` are the fields), or a missing one.
    """
    known, needed = _fields(record_type)  # type: ignore[arg-type]
    values: dict[str, object] = {}
    for name, value in plain.items():
        if name not in known:
            raise BadValue(name, "", tuple(known))
        field, convert = known[name]
        values[field] = convert(value, name)
    for name in needed:
        if known[name][0] not in values:
            raise BadValue(name, "")
    return record_type(**values)


Convert = Callable[[Plain, str], Any]


@cache
def _fields(record_type: Any) -> tuple[Mapping[str, tuple[str, Convert]], tuple[str, ...]]:
    """(the name outside of each field → its own name and how a value is read, those without a default)."""
    types = hints(record_type)
    known = {column_name(one.name): (one.name, converter(types[one.name])) for one in fields(record_type)}
    needed = (one for one in fields(record_type) if one.default is MISSING and one.default_factory is MISSING)
    return known, tuple(column_name(one.name) for one in needed)


@cache
def converter(hint: Any) -> Convert:
    """The function that turns a plain value into a field's type, naming the field when it cannot."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = converter(next(part for part in get_args(hint) if part is not types.NoneType))
        return lambda value, name: None if value is None else inner(value, name)
    if origin is tuple:
        item = converter(get_args(hint)[0])
        return lambda value, name: tuple(item(part, f"{name}.{i}") for i, part in enumerate(_listed(value, name)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if is_dataclass(hint):
        return lambda value, name: from_plain(hint, _mapped(value, name))  # type: ignore[arg-type]
    return _scalar(hint)


def _enum(hint: type[Enum]) -> Convert:
    members = {member.value: member for member in hint}

    def convert(value: Plain, name: str) -> Enum:
        try:
            return members[value]
        except (KeyError, TypeError):
            raise BadValue(name, str(value), tuple(str(known) for known in members)) from None

    return convert


def _scalar(hint: type) -> Convert:
    accepted: tuple[type, ...] = (int, float) if hint is float else (hint,)

    def convert(value: Plain, name: str) -> object:
        if not isinstance(value, accepted) or (isinstance(value, bool) and hint is not bool):
            raise BadValue(name, str(value))
        return value

    return convert


def _listed(value: Plain, name: str) -> list[Plain]:
    if not isinstance(value, (list, tuple)):
        raise BadValue(name, str(value))
    return list(value)


def _mapped(value: Plain, name: str) -> Mapping[str, Plain]:
    if not isinstance(value, Mapping):
        raise BadValue(name, str(value))
    return value


def referred_ids(record: object) -> tuple[tuple[str, str, str], ...]:
    """(field path, kind, id) of every reference that a record makes; ``*`` kinds keep their ``kind:id``."""
    return tuple(
        (path, kind, found) for path, kind in references(type(record)) for found in _follow(record, path.split("."))
    )


def _follow(value: object, path: list[str]) -> list[str]:
    if value is None:
        return []
    if isinstance(value, tuple):
        return [found for item in value for found in _follow(item, path)]
    if not path:
        return [str(value)]
    return _follow(getattr(value, path[0]), path[1:])
