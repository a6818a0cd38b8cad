"""A heat map: squares of rows and columns, the darker the more, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ._chart_table import numbers
from ._figure import Mark, plain_references
from ._figure_forms import FigureTable, Room
from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene

SHADES = " ░▒▓█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A square: how much of something there is where a row meets a column."""

    row: str
    column: str
    n: int
    segments: References = ()

    @property
    def key(self) -> str:
        """Its key in the figure."""
        return f"{self.row}/{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A heat map; ``rows`` and ``columns`` are (id, label) in order, ``counted`` says what n counts."""

    form: ClassVar[str] = "qualcode.displays._chart_grid"

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    squares: tuple[Square, ...]
    counted: str

    @property
    def most(self) -> int:
        """The highest number, at least 1."""
        return max((one.n for one in self.squares), default=0) or 1

    def marks(self) -> tuple[Mark, ...]:
        """Every square that holds something."""
        rows, columns = dict(self.rows), dict(self.columns)
        return tuple(
            Mark(key=one.key, label=f"{rows[one.row]}, {columns[one.column]}", segments=one.segments)
            for one in self.squares
            if one.n
        )

    def as_json(self) -> dict[str, Any]:
        """Squares with their numbers."""
        return {
            "counted": self.counted,
            "rows": [{"id": name, "label": label} for name, label in self.rows],
            "columns": [{"id": name, "label": label} for name, label in self.columns],
            "squares": [
                {"row": one.row, "column": one.column, "n": one.n, "segments": plain_references(one.segments)}
                for one in self.squares
            ],
        }


class GridForm:
    """The form of ``Grid``."""

    def scenes(self, content: Any, terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing, cut between columns where the page is not wide enough, and between rows."""
        from ._drawing.grid import scenes

        return scenes(content, terms, room)

    def lines(self, content: Any, _terms: Terms, width: int) -> list[str]:
        """Stretches of columns; each square as its number behind a shade."""
        grid: Grid = content
        label = min(26, max(len(name) for _id, name in grid.rows))
        each = min(15, max(7, *(len(name) for _id, name in grid.columns))) + 1
        fit = max(1, (width - label) // each)
        there = {(one.row, one.column): one for one in grid.squares}
        found: list[str] = []
        for start in range(0, len(grid.columns), fit):
            some = grid.columns[start : start + fit]
            found.append(" " * label + "".join(f"{name[: each - 1]:>{each}}" for _id, name in some))
            for row, heading in grid.rows:
                cells = (there[row, column] for column, _label in some)
                told = "".join(f"{self._square(one, grid):>{each}}" for one in cells)
                found.append(f"{heading[:label]:<{label}}{told}")
            found.append("")
        return found[:-1]

    @staticmethod
    def _square(one: Square, grid: Grid) -> str:
        shade = SHADES[min(4, -(-4 * one.n // grid.most))]
        return f"{shade * 2} {one.n}" if one.n else "·"

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """A row for each square that holds something."""
        grid: Grid = content
        rows, columns = dict(grid.rows), dict(grid.columns)
        lines = (
            (one.key, (rows[one.row], columns[one.column], f"{terms.number(one.n)} {grid.counted}"), one.segments)
            for one in grid.squares
            if one.n
        )
        return numbers(terms, ("row", "column", "count"), lines)

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """What shades and numbers mean."""
        most = max(one.most for one in contents)
        return {terms("displays.chart.shade"): terms("displays.chart.darker", counted=contents[0].counted, most=most)}


FORM = GridForm()
