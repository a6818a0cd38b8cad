"""The lines of a matrix: those of its axis, cut, grouped and added to as the researcher asks.

A cut is text such as ``focus`` (another axis), ``DISIPLIN,JUJUR`` (some lines of the axis, in this order),
or both (``code,DISIPLIN,JUJUR``). What the display record keeps comes first; a cut of one call goes before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qualcode.declared import record
from qualcode.errors import UnknownName
from qualcode.model import Axis as KeptAxis
from qualcode.model import AxisGroup, AxisItem

from ._axes import AXES
from ._orders import arranged
from ._parts import Axis, Item, Order, Scope


@record
class Lines:
    """An axis with its lines.

    ``chosen`` tells that lines were picked by hand, so that others may be missing; ``headings`` are those of all
    lines of the axis, picked or not.
    """

    axis: Axis
    items: tuple[Item, ...]
    added: tuple[Item, ...] = ()
    chosen: bool = False
    headings: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the lines that evidence can stand in."""
        return frozenset(item.id for item in self.items)

    def members(self, line: Item) -> frozenset[str]:
        """The lines on whose evidence a line rests: itself, or for an added one those under its heading."""
        if not line.added:
            return frozenset({line.id})
        return frozenset(item.id for item in self.items if line.group and item.group == line.group)


@record
class Choice:
    """How the lines of one side are chosen: the declared axis, what the record keeps, and the cut of the call.

    ``kind`` (row, column) names the side in ``UnknownName``.
    """

    kind: str
    declared: Axis
    kept: KeptAxis | None = None
    cut: str = ""


def lines_of(scope: Scope, choice: Choice, *, strict: bool = True) -> Lines:
    """The lines of one side; a cut by ids gives exactly these lines, added ones too where they are named.

    A line that is picked but not in scope is refused, or left out unless ``strict``.
    """
    declared, kept = choice.declared, choice.kept
    base = AXES.get(kept.name, declared) if kept is not None else declared
    axis, wanted = _asked(base, choice.cut)
    own = kept if axis.name == base.name else None
    groups = own.groups if own is not None else ()
    items = axis.groups(scope, groups) if groups and axis.groups is not None else _grouped(axis.items(scope), groups)
    added = tuple(_added(item) for item in own.added) if own is not None else ()
    chosen = wanted or (own.items if own is not None else ())
    known = (*items, *(added if wanted else ()), *(axis.more(scope) if chosen else ()))
    found = picked(known, chosen, choice.kind, strict=strict) if chosen else items
    return Lines(
        axis=axis,
        items=tuple(one for one in found if not one.added),
        added=tuple(one for one in found if one.added) if wanted else added,
        chosen=bool(chosen),
        headings=frozenset(item.group for item in items if item.group),
    )


def emptied(shown: Lines, whole: Lines) -> tuple[Item, ...]:
    """Added lines that rest on lines of which none is left in what is shown."""
    return tuple(line for line in whole.added if line.group in whole.headings - shown.headings)


def without(lines: Lines, added: tuple[Item, ...]) -> Lines:
    """The lines without some of the added ones."""
    return replace(lines, added=tuple(line for line in lines.added if line not in added))


def ordered(
    lines: Lines, order: Order | None, scope: Scope, counts: Callable[[], Mapping[str, int]]
) -> tuple[Item, ...]:
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


def picked(known: tuple[Item, ...], wanted: tuple[str, ...], kind: str, *, strict: bool = True) -> tuple[Item, ...]:
    """The lines of these names, by id before label; of several lines of one name the first that is known."""
    by_id = {item.id: item for item in reversed(known)}
    by_word = {word.casefold(): item for item in reversed(known) for word in (item.label, item.id)}
    found = []
    for name in wanted:
        item = by_id.get(name) or by_word.get(name.casefold())
        if item is not None:
            found.append(item)
        elif strict:
            raise UnknownName(kind, name, (*dict.fromkeys(item.id for item in known), *AXES))
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
