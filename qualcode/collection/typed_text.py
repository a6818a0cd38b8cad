"""Fields typed as text, in options and in cells of a table, as the plain values that a record takes.

Lists are split at ``;``, pairs at ``=``; yes and no are understood in both languages.
"""

from __future__ import annotations

import json
import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin

from qualcode.errors import BadValue
from qualcode.model.plain import column_name, hints, references

TRUE = frozenset({"true", "yes", "ya", "y", "1", "x", "v"})
FALSE = frozenset({"false", "no", "tidak", "t", "n", "0", ""})

_NEXT_ITEM = re.compile(";")
_NEXT_PAIR = re.compile(r";(?=\s*[\w-]+\s*=)")  # a semicolon within the text of a pair stays
_NEXT_SEGMENT = re.compile(r";(?=\s*[A-Z]+-\d+\s*(?::|;|$))")  # one within a quotation stays


def value_from_text(record_type: type, field: str, text: str) -> Any:
    """The plain value of a field typed as text: lists split at ``;``, pairs at ``=``, yes and no in both languages."""
    names = {column_name(f.name): f.name for f in fields(record_type)}
    if field not in names:
        raise BadValue(field, "", tuple(names))
    if (names[field], "Segment") in references(record_type):
        return [part.strip() for part in _NEXT_SEGMENT.split(text) if part.strip()]
    return _from_text(hints(record_type)[names[field]], text, field)


def _from_text(hint: Any, text: str, field: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return _from_text(next(part for part in get_args(hint) if part is not types.NoneType), text, field)
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        parts = (_NEXT_PAIR if is_dataclass(item) else _NEXT_ITEM).split(text)
        return [_from_text(item, part.strip(), field) for part in parts if part.strip()]
    if is_dataclass(hint):
        return _pair(hint, text, field)  # type: ignore[arg-type]
    if hint is bool:
        return _truth(text, field)
    if is_number(hint):
        try:
            return int(text)
        except ValueError:
            raise BadValue(field, text) from None
    return text


def _truth(text: str, field: str) -> bool:
    if text.casefold() not in TRUE | FALSE:
        raise BadValue(field, text, ("ya", "tidak"))
    return text.casefold() in TRUE


def _pair(hint: type, text: str, field: str) -> Any:
    if text.startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            raise BadValue(field, text) from None
    first, *rest = fields(hint)
    needed = [f for f in fields(hint) if f.default is MISSING]
    if len(needed) <= 1 and "=" not in text:
        target = needed[0] if needed else first
        return {target.name: _from_text(hints(hint)[target.name], text, field)}
    left, sign, right = text.partition("=")
    if not sign:
        raise BadValue(field, text, ("A=B",))
    second: Field[Any] = rest[0]
    return {
        first.name: _from_text(hints(hint)[first.name], left.strip(), field),
        second.name: _from_text(hints(hint)[second.name], right.strip(), field),
    }


def is_number(hint: Any) -> bool:
    """Whether a field holds whole numbers."""
    return hint is int or (isinstance(hint, type) and issubclass(hint, int) and issubclass(hint, Enum))
