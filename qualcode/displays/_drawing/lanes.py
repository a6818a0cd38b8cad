"""Lanes as a drawing: names at the left, spans on their lines, periods as bands behind them, ticks at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .fills import FILLS
from .fonts import fitted, width_of, wrapped
from .scene import Group, Item, Line, Mark, Rect, Scene, Words, shifted

if TYPE_CHECKING:
    from qualcode.displays._chart_lanes import Lanes, Span
    from qualcode.displays._figure_forms import Room

TEXT, SMALL = 9.0, 8.0
NAME, ABOVE, BELOW = 116.0, 18.0, 34.0
THICK, LINE, PAD = 8.0, 11.0, 4.0
LEAST = 1.6
"""The least length of a span, so that it is seen."""

MOST_WORDS = 170.0
NEAR = 0.01
STRONG, WEAK = 4.2, 3.0
"""Half the width of the sign of a moment."""


def scenes(lanes: Lanes, room: Room) -> tuple[Scene, ...]:
    """The drawing in as many pieces as it takes, cut between lanes."""
    left, right = NAME + 6, room.width - 8

    def at(value: float) -> float:
        return left + lanes.share(value) * (right - left)

    drawn = []
    for lane, label in lanes.lanes:
        here = [one for one in lanes.spans if one.lane == lane]
        items, height = _lane(here, at, right)
        name = fitted(label, NAME, TEXT, 2)
        height = max(height, len(name) * TEXT * 1.2 + PAD)
        middle = height / 2 - (len(name) - 1) * TEXT * 0.6 + 3
        words = [
            Words(x=NAME, y=middle + n * TEXT * 1.2, text=line, size=TEXT, anchor="end") for n, line in enumerate(name)
        ]
        drawn.append(((*words, *items), height))
    found: list[Scene] = []
    placed: list[Item] = []
    y = 0.0
    for lane_items, height in drawn:
        if placed and ABOVE + y + height + BELOW > room.height:
            found.append(_page(lanes, placed, y, at, right))
            placed, y = [], 0.0
        placed += shifted(lane_items, 0, ABOVE + y)
        y += height
        placed.append(Line(points=((left, ABOVE + y), (right, ABOVE + y)), stroke=0.3, grey="#888"))
    return (*found, _page(lanes, placed, y, at, right))


def _page(lanes: Lanes, placed: list[Item], y: float, at: Callable[[float], float], right: float) -> Scene:
    """Bands behind, ticks below."""
    left, foot = NAME + 6, ABOVE + y
    items: list[Item] = []
    for number, band in enumerate(lanes.bands):
        start, end = max(left, at(band.start)), min(right, at(band.end))
        if end <= start:
            continue
        grey = "#f2f2f2" if number % 2 == 0 else "#fff"
        items.append(Rect(x=start, y=ABOVE, width=end - start, height=y, fill=grey, stroke=0))
        if width_of(band.label, SMALL) <= end - start:
            items.append(Words(x=(start + end) / 2, y=ABOVE - 5, text=band.label, size=SMALL, anchor="middle"))
    items += (
        Line(points=((at(value), ABOVE), (at(value), foot)), stroke=0.5, dash="2 2", grey="#666")
        for value, _share in lanes.knots[1:-1]
    )
    items.append(Rect(x=left, y=ABOVE, width=right - left, height=y, stroke=0.8))
    taken = left - 10
    for value, label in lanes.ticks:
        x, wide = at(value), width_of(label, SMALL)
        if x - wide / 2 < taken:
            continue
        taken = x + wide / 2 + 6
        items.append(Line(points=((x, foot), (x, foot + 4)), stroke=0.6))
        items.append(Words(x=x, y=foot + 13, text=label, size=SMALL, anchor="middle"))
    items.append(
        Words(x=(left + right) / 2, y=foot + BELOW - 6, text=lanes.scale, size=TEXT, anchor="middle", bold=True)
    )
    return Scene(width=right + 8, height=foot + BELOW, items=(*items, *placed))


def _lane(spans: list[Span], at: Callable[[float], float], right: float) -> tuple[list[Item], float]:
    """The spans of a lane on as many levels as keep them and their words apart."""
    levels: list[float] = []
    items: list[Item] = []
    for one in sorted(spans, key=lambda span: (span.start, span.end, span.key)):
        around = 0.0 if one.end > one.start else STRONG if one.strong else WEAK
        start, end = at(one.start) - around, max(at(one.end), at(one.start) + LEAST) + around
        (label, *_rest) = wrapped(one.label, MOST_WORDS, SMALL, bold=one.strong, most=1) if one.named else ("",)
        wide = width_of(label, SMALL, bold=one.strong)
        before = bool(label) and end + 3 + wide > right
        first = start - wide - 6 if before else start
        level = next((n for n, taken in enumerate(levels) if taken <= first + NEAR), len(levels))
        reach = end + (6 + wide if label and not before else 0)
        levels[level : level + 1] = [reach]
        y = PAD / 2 + level * LINE
        shapes: list[Item] = []
        if one.end > one.start:
            shapes.append(Rect(x=start, y=y + 1.5, width=end - start, height=THICK, fill=FILLS[one.fill], stroke=0.5))
        else:
            shape = "diamond" if one.strong else "circle"
            shapes.append(Mark(x=at(one.start), y=y + LINE / 2, size=around, shape=shape))
        if label:
            x, anchor = (start - 3, "end") if before else (end + 3, "start")
            shapes.append(Words(x=x, y=y + LINE / 2 + 3, text=label, size=SMALL, anchor=anchor, bold=one.strong))
        items.append(Group(items=tuple(shapes), title=f"{one.label} ({one.when})", key=one.key if one.tells else ""))
    return items, max(1, len(levels)) * LINE + PAD
