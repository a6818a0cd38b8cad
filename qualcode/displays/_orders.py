"""Orders of lines: total and deterministic, the record id always breaks the last tie.

Lines stay under their headings; headings keep the order of the axis. Import as ``order``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qualcode.model import Event, Source

from ._names import natural
from ._parts import Item, Order, Scope
from ._ratings import rated_level, separation

Key = Callable[[Item], tuple[Any, ...]]


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


def level_desc(option: str, second: str = "") -> Order:
    """Lines high to low on the variable that an option names, then on a second one; unrated last, ties by id."""

    def order(scope: Scope, _counts: Mapping[str, int]) -> Key:
        names = [scope.options.get(name, "") for name in (option, second) if name]

        def key(item: Item) -> tuple[Any, ...]:
            levels = [rated_level(scope, item, name) for name in names]
            return (*((level is None, -(level or 0)) for level in levels), natural(item.id))

        return key

    return order


def path(scope: Scope, _counts: Mapping[str, int]) -> Key:
    """Cases that take the same path together: by the types of their events in sequence; those without events last."""
    of_case: dict[str, list[Event]] = {}
    for event in scope.events:
        if event.case:
            of_case.setdefault(event.case, []).append(event)

    def key(item: Item) -> tuple[Any, ...]:
        some = sorted(of_case.get(item.id, ()), key=lambda one: (one.sequence or 0, one.date, natural(one.id)))
        return (not some, [one.type or one.label for one in some], natural(item.id))

    return key


def separating(option: str) -> Order:
    """The variable that an option names first, then those that separate its levels best (with 6 pairs or more)."""

    def order(scope: Scope, _counts: Mapping[str, int]) -> Key:
        outcome = scope.options.get(option, "")

        def key(item: Item) -> tuple[Any, ...]:
            found = separation(scope, outcome, item.id)
            return (item.id != outcome, found is None, -(found.share if found else 0), natural(item.id))

        return key

    return order


def arranged(
    items: tuple[Item, ...], order: Order | None, scope: Scope, counts: Callable[[], Mapping[str, int]]
) -> tuple[Item, ...]:
    """Lines in order; without one they keep the order of their axis. Headings stay together."""
    headings: dict[str, int] = {}
    for item in items:
        headings.setdefault(item.group, len(headings))
    key = order(scope, counts()) if order is not None else (lambda _item: ())
    places = {item.id: at for at, item in enumerate(items)}
    return tuple(sorted(items, key=lambda one: (headings[one.group], *key(one), places[one.id], one.id)))
