"""Orders of lines: total and deterministic, the record id always breaks the last tie.

Lines stay under their headings; headings keep the order of the axis. Import as ``order``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from qualcode.model import Source

from ._parts import Item, Order, Scope

Key = Callable[[Item], tuple[Any, ...]]


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key under which ``I-2`` comes before ``I-10``."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def role_list(scope: Scope, _counts: Mapping[str, int]) -> Key:
    """The project's role list, then the informant's code; lines of nobody last."""
    places = {role.id: at for at, role in enumerate(scope.study.roles)}
    roles = {person.id: places.get(person.role, len(places)) for person in scope.study.informants}

    def key(item: Item) -> tuple[Any, ...]:
        own = places.get(item.id, len(places) + 1)
        return (min((roles.get(name, len(places)) for name in item.informants), default=own), natural(item.id))

    return key


def contact_date(scope: Scope, _counts: Mapping[str, int]) -> Key:
    """The date of the first contact, or of the source; undated lines last."""
    first: dict[str, str] = {}
    for source in scope.study.all(Source):
        for name in (source.id, *source.informants):
            if source.date and (name not in first or source.date < first[name]):
                first[name] = source.date

    def key(item: Item) -> tuple[Any, ...]:
        date = min((first[name] for name in (item.id, *item.informants) if name in first), default="")
        return (not date, date, natural(item.id))

    return key


def count_desc(_scope: Scope, counts: Mapping[str, int]) -> Key:
    """Lines with the most first, then by id."""
    return lambda item: (-counts.get(item.id, 0), natural(item.id))


def focus(scope: Scope, _counts: Mapping[str, int]) -> Key:
    """The project's order of focuses; within one, the order of the axis."""
    places = {one.id: at for at, one in enumerate(scope.study.focuses)}
    return lambda item: (min((places.get(name, len(places)) for name in item.focuses), default=len(places)),)


def arranged(items: tuple[Item, ...], order: Order | None, scope: Scope, counts: Mapping[str, int]) -> tuple[Item, ...]:
    """Lines in order; without one they keep the order of their axis. Headings stay together."""
    headings: dict[str, int] = {}
    for item in items:
        headings.setdefault(item.group, len(headings))
    key = order(scope, counts) if order is not None else (lambda _item: ())
    places = {item.id: at for at, item in enumerate(items)}
    return tuple(sorted(items, key=lambda one: (headings[one.group], *key(one), places[one.id], one.id)))
