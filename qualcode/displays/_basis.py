"""What a written cell rests on: its evidence under the display's own filter and on the display's own lines.

A call may show a part of a display; whether a cell is stale is no matter of what is shown. Its lines are looked
up among the display's own, then among those that the call asked for by name (a code, another axis), last among
those that only the call's filter makes (a code whose parent it leaves out).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qualcode.declared import record

from ._gather import Gathered, Parted, evidence_at, gather, parted
from ._lines import Choice, Lines, emptied, lines_of, without
from ._parts import Item, Scope


@record
class Side:
    """The lines of one side: those shown, and all on which a written cell may rest, with the place of each by id.

    ``emptied`` are added lines that are not shown, since nobody is left under their heading.
    """

    shown: Lines
    emptied: tuple[Item, ...]
    lines: tuple[Lines, ...]
    places: Mapping[str, tuple[int, Item]]


def side_of(whole: Scope, scope: Scope, choice: Choice) -> Side:
    """The side as ``scope`` shows it; ``whole`` is the scope under the display's own filter alone."""
    asked = lines_of(whole, choice)
    own = lines_of(whole, replace(choice, cut=""), strict=False) if choice.cut else asked
    shown = asked if scope is whole else lines_of(scope, choice, strict=False)
    gone = emptied(shown, asked)
    known = asked.ids
    new = tuple(item for item in shown.items if item.id not in known)
    lines = (own, asked, replace(shown, items=new, added=()))
    places: dict[str, tuple[int, Item]] = {}
    for at, some in enumerate(lines):
        for item in (*some.items, *some.added):
            places.setdefault(item.id, (at, item))
    return Side(shown=without(shown, gone), emptied=gone, lines=lines, places=places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Finds the evidence of a cell, gathered when it is first asked for.

    ``scope`` knows the display's own filter alone. ``gathered`` keeps what was found for each pair of lines.
    """

    scope: Scope
    rows: Side
    columns: Side
    kinds: tuple[type, ...]
    gathered: dict[tuple[int, int], Gathered] = field(default_factory=dict)

    def evidence(self, row: Item, column: Item) -> Parted:
        """All evidence of the cell where a row of the matrix meets a column."""
        (at_row, its_row), (at_column, its_column) = self.rows.places[row.id], self.columns.places[column.id]
        lines = self.rows.lines[at_row], self.columns.lines[at_column]
        if (at_row, at_column) not in self.gathered:
            self.gathered[at_row, at_column] = gather(self.scope, *lines, self.kinds)
        held = evidence_at(self.gathered[at_row, at_column].whole, lines, its_row, its_column)
        return parted(self.scope.codings, held)
