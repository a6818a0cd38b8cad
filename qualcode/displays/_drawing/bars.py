"""Bars as a drawing: names at the left, a group of bars for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fills import FILLS, named
from .fonts import fitted
from .scene import Group, Item, Line, Rect, Scene, Words, shifted

if TYPE_CHECKING:
    from qualcode.displays._chart_bars import Bars
    from qualcode.displays._figure_forms import Room
    from qualcode.terms import Terms

TEXT, SMALL, LEADING = 9.0, 8.0, 1.2
NAME, BAR, BETWEEN, APART = 130.0, 9.0, 1.5, 9.0
TOLD = 46.0
"""Room for the words behind the longest bar."""

MOST_LINES = 3


def scenes(bars: Bars, terms: Terms, room: Room) -> tuple[Scene, ...]:
    """The drawing in as many pieces as pages that it takes."""
    groups = [_group(bars, name, label, terms, room.width) for name, label in bars.categories]
    found: list[Scene] = []
    items: list[Item] = []
    y = 0.0
    for drawn, height in groups:
        if items and y + height > room.height:
            found.append(_page(items, y, room.width))
            items, y = [], 0.0
        items += shifted(drawn, 0, y)
        y += height + APART
    return (*found, _page(items, y, room.width))


def _page(items: list[Item], y: float, width: float) -> Scene:
    axis = Line(points=((NAME + 6, 0), (NAME + 6, y - APART / 2)), stroke=0.8)
    return Scene(width=width, height=y, items=(*items, axis))


def _group(bars: Bars, name: str, label: str, terms: Terms, width: float) -> tuple[tuple[Item, ...], float]:
    """A category, its upper left corner at (0, 0), and its height."""
    from qualcode.displays._chart_bars import said

    lines = fitted(label, NAME, TEXT, MOST_LINES)
    each = BAR + BETWEEN
    height = max(len(bars.series) * each, len(lines) * TEXT * LEADING)
    top = (height - len(lines) * TEXT * LEADING) / 2
    items: list[Item] = [
        Words(x=NAME, y=top + TEXT + at * TEXT * LEADING, text=line, size=TEXT, anchor="end")
        for at, line in enumerate(lines)
    ]
    left = NAME + 6
    longest = width - left - TOLD
    down = (height - len(bars.series) * each) / 2
    series = dict(bars.series)
    there = {bar.series: bar for bar in bars.bars if bar.category == name}
    for at, (who, _label) in enumerate(bars.series):
        one, y = there[who], down + at * each
        long = one.share * longest
        shapes: list[Item] = []
        if long:
            shapes.append(Rect(x=left, y=y, width=long, height=BAR, fill=FILLS[named(at)], stroke=0.6))
        shapes.append(
            Words(x=left + long + 3, y=y + BAR - 1.6, text=f"{one.n}/{one.of}" if one.of else "–", size=SMALL)
        )
        items.append(Group(items=tuple(shapes), title=f"{label}, {series[who]}: {said(one, terms)}", key=one.key))
    return tuple(items), height
