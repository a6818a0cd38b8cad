"""The lines of a matrix: those of its axis, cut, grouped and added to as the researcher asks.

A cut is text such as ``focus`` (another axis), ``DISIPLIN,JUJUR`` (some lines of the axis, in this order),
or both (``code,DISIPLIN,JUJUR``). What the display record keeps comes first; a cut of one call goes before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcode.errors import UnknownName
from qualcode.model import Axis as KeptAxis
from qualcode.model import AxisGroup, AxisItem

from ._axes import AXES
from ._orders import arranged
from ._parts import Axis, Item, Order, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """An axis with its lines. ``chosen`` tells that lines were picked by hand, so that others may be missing."""

    axis: Axis
    items: tuple[Item, ...]
    added: tuple[Item, ...] = ()
    chosen: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the lines that evidence can stand in."""
        return frozenset(item.id for item in self.items)

    def members(self, line: Item) -> frozenset[str]:
        """The lines on whose evidence a line rests: itself, or for an added one those under its heading."""
        if not line.added:
            return frozenset({line.id})
        return frozenset(item.id for item in self.items if line.group and item.group == line.group)


def lines_of(scope: Scope, declared: Axis, kept: KeptAxis | None, cut: str, kind: str) -> Lines:
    """The lines of one side. ``kind`` (row, column) names the side in ``UnknownName``."""
    axis, wanted = _asked(declared, cut)
    own = kept if kept is not None and kept.name in ("", axis.name) else None
    if kept is not None and kept.name and not cut:
        axis, own = AXES.get(kept.name, axis), kept
    groups = own.groups if own is not None else ()
    items = axis.groups(scope, groups) if groups and axis.groups is not None else _grouped(axis.items(scope), groups)
    wanted = wanted or (own.items if own is not None else ())
    added = tuple(_added(item) for item in own.added) if own is not None else ()
    return Lines(
        axis=axis,
        items=_picked(items, axis.more(scope) if wanted else (), wanted, kind),
        added=added,
        chosen=bool(wanted),
    )


def ordered(lines: Lines, order: Order | None, scope: Scope, counts: Mapping[str, int]) -> tuple[Item, ...]:
    """Lines in order, those picked by hand as they were picked; an added line ends its group, or the whole."""
    items = lines.items if lines.chosen else arranged(lines.items, order, scope, counts)
    headings = {item.group for item in items}
    found: list[Item] = []
    for at, item in enumerate(items):
        found.append(item)
        ends = at + 1 == len(items) or items[at + 1].group != item.group
        if ends and item.group:
            found.extend(line for line in lines.added if line.group == item.group)
    found.extend(line for line in lines.added if not line.group or line.group not in headings)
    return tuple(dict.fromkeys(found))


def _asked(declared: Axis, cut: str) -> tuple[Axis, tuple[str, ...]]:
    """(axis, ids of lines) of a cut; leading names of axes choose the axis, the last of them counts."""
    names = [part.strip() for part in cut.split(",") if part.strip()]
    axis = declared
    while names and names[0].lower() in AXES:
        axis = AXES[names.pop(0).lower()]
    return axis, tuple(names)


def _picked(
    items: tuple[Item, ...], more: tuple[Item, ...], wanted: tuple[str, ...], kind: str
) -> tuple[Item, ...]:  # fmt: skip
    if not wanted:
        return items
    known = {item.id: item for item in (*more, *items)}
    by_word = {word.casefold(): item for item in reversed((*items, *more)) for word in (item.label, item.id)}
    found = []
    for name in wanted:
        item = known.get(name) or by_word.get(name.casefold())
        if item is None:
            raise UnknownName(kind, name, (*known, *AXES))
        found.append(item)
    return tuple(dict.fromkeys(found))


def _grouped(items: tuple[Item, ...], groups: tuple[AxisGroup, ...]) -> tuple[Item, ...]:
    """Lines under the headings that the researcher gave; those under none come last."""
    if not groups:
        return items
    known = {item.id: item for item in items}
    heading = {name: group.label for group in reversed(groups) for name in group.items}
    inside = [
        replace(known[name], group=group.label)
        for group in groups
        for name in group.items
        if name in known and heading[name] == group.label
    ]
    return (*inside, *(replace(item, group="") for item in items if item.id not in heading))


def _added(line: AxisItem) -> Item:
    return Item(id=line.id, label=line.label, group=line.group, several=True, added=True)
