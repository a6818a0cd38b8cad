"""References of a record turned to other records, along the ``Ref`` markers of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from qualcode.model.kinds import kind_of_ref
from qualcode.model.plain import references

R = TypeVar("R")


def redirected(record: R, moved: Mapping[str, str]) -> R:
    """The record with every reference that ``moved`` names turned; the record itself where it holds none of them.

    ``moved`` goes from ``kind:id`` to ``kind:id`` of the same kind. A list of ids names nothing twice afterwards.
    """
    for path, target in references(type(record)):
        prefix = "" if target == "*" else f"{kind_of_ref(target).name}:"

        def turned(found: str, prefix: str = prefix) -> str:
            return moved.get(prefix + found, prefix + found).removeprefix(prefix)

        record = _at(record, path.split("."), turned)
    return record


def _at(value: Any, path: list[str], turn: Callable[[str], str]) -> Any:
    """The value with what stands at the path turned; the value itself where nothing there changes."""
    if value is None:
        return None
    if isinstance(value, tuple):
        new = tuple(_at(item, path, turn) for item in value)
        if new == value:
            return value
        return new if path else tuple(dict.fromkeys(new))
    if not path:
        return turn(value)
    old = getattr(value, path[0])
    part = _at(old, path[1:], turn)
    return value if part == old else replace(value, **{path[0]: part})
