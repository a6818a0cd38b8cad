"""A heat map as a drawing: names of rows at the left, of columns on end above, a number in every square."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from .fonts import fitted, width_of
from .scene import Group, Item, Rect, Scene, Words

if TYPE_CHECKING:
    from qualcode.displays._chart_grid import Grid, Square
    from qualcode.displays._figure_forms import Room
    from qualcode.terms import Terms

TEXT, SMALL, TINY = 9.0, 8.0, 7.5
NAME, WIDEST, ABOVE = 140.0, 260.0, 110.0
"""Room for the names of rows, the most of it where there are few columns, and room for those of columns."""
LEAST, MOST, TALL = 20.0, 46.0, 18.0
LIGHT, DARK = 0.96, 0.25
"""Grey of the least and of the most; a square without anything is white."""

DARK_FROM = 0.55
"""Share of the most from which a number is printed in white."""


def scenes(grid: Grid, _terms: Terms, room: Room) -> tuple[Scene, ...]:
    """The drawing in as many pieces as it takes, each with the names of its rows and columns."""
    fit = max(1, int((room.width - NAME - 8) // LEAST))
    pieces = ceil(len(grid.columns) / fit)
    across = ceil(len(grid.columns) / pieces)
    above = max(min(ABOVE, width_of(label, TEXT)) for _id, label in grid.columns) + 8
    down = max(1, int((room.height - above) // TALL))
    return tuple(
        _piece(grid, (top, top + down), (start, start + across), room.width, above)
        for start in range(0, len(grid.columns), across)
        for top in range(0, len(grid.rows), down)
    )


def _piece(grid: Grid, rows: tuple[int, int], columns: tuple[int, int], width: float, above: float) -> Scene:
    some, tops = grid.rows[rows[0] : rows[1]], grid.columns[columns[0] : columns[1]]
    name = max(NAME, min(WIDEST, width - 8 - len(tops) * MOST, max(width_of(label, TEXT) for _id, label in some) + 2))
    each = min(MOST, (width - name - 8) / len(tops))
    left = name + 6
    items: list[Item] = []
    for at, (_name, label) in enumerate(tops):
        (line, *_rest) = fitted(label, ABOVE, TEXT, 1)
        items.append(Words(x=left + at * each + each / 2 + 3, y=above - 4, text=line, size=TEXT, turned=True))
    there = {(one.row, one.column): one for one in grid.squares}
    names, heads = dict(grid.rows), dict(grid.columns)
    for down, (row, label) in enumerate(some):
        y = above + down * TALL
        items += _named(label, name, y)
        for at, (column, _label) in enumerate(tops):
            one = there[row, column]
            title = f"{names[row]}, {heads[column]}: {one.n} {grid.counted}"
            shapes = _square(one, one.n / grid.most, (left + at * each, y), each)
            items.append(Group(items=shapes, title=title, key=one.key if one.n else ""))
    return Scene(width=width, height=above + len(some) * TALL + 2, items=tuple(items))


def _named(label: str, width: float, y: float) -> list[Item]:
    """The name of a row on one line, or on two small ones."""
    lines = fitted(label, width, TEXT, 1)
    if "…" not in lines[-1] or "…" in label:
        return [Words(x=width, y=y + TALL / 2 + 3, text=lines[-1], size=TEXT, anchor="end")]
    return [
        Words(x=width, y=y + TALL / 2 - 1 + at * TINY, text=line, size=TINY, anchor="end")
        for at, line in enumerate(fitted(label, width, TINY, 2))
    ]


def _square(one: Square, share: float, place: tuple[float, float], each: float) -> tuple[Item, ...]:
    x, y = place
    box = Rect(x=x, y=y, width=each, height=TALL, fill=_grey(share) if one.n else "#fff", stroke=0.4)
    grey = "#fff" if share >= DARK_FROM else "#000"
    words = Words(
        x=x + each / 2,
        y=y + TALL / 2 + 3,
        text=str(one.n),
        size=SMALL,
        anchor="middle",
        grey=grey,
    )
    return box, words


def _grey(share: float) -> str:
    level = round(255 * (LIGHT - (LIGHT - DARK) * share))
    return f"#{level:02x}{level:02x}{level:02x}"
