"""Points on two scales as a drawing: a scatterplot whose labels keep clear of each other, or a rising curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fonts import fitted, width_of, wrapped
from .scene import Group, Item, Line, Mark, Point, Rect, Scene, Words

if TYPE_CHECKING:
    from qualcode.displays._chart_plot import Dot, Plot
    from qualcode.displays._figure_forms import Room

TEXT, SMALL, LEADING = 9.0, 8.0, 1.2
LEFT, BELOW, ABOVE = 96.0, 46.0, 10.0
CELL = (64.0, 30.0)
"""The least room of a step, across and down."""

ROW, DOT = 11.0, 2.4
CURVE = 210.0


def scene(plot: Plot, room: Room) -> Scene:
    """The drawing, as wide as the page."""
    return _curve(plot, room) if plot.curve else _scatter(plot, room)


def _scatter(plot: Plot, room: Room) -> Scene:
    """Each pair of steps is a field; the points of a field stand in columns, so that ties stay visible."""
    across = (room.width - LEFT - 8) / len(plot.x.steps)
    fields: dict[tuple[float, float], list[Dot]] = {}
    for one in plot.dots:
        fields.setdefault((one.x, one.y), []).append(one)
    widest = max((width_of(one.label, SMALL) for one in plot.dots), default=0) + 3 * DOT + 8
    columns = max(1, int((across - 10) // widest))
    rows = max((-(-len(some) // columns) for some in fields.values()), default=1)
    down = max(CELL[1], rows * ROW + 12)
    height = down * len(plot.y.steps)
    places: dict[str, Point] = {}
    items: list[Item] = [*_frame(plot, across, down, height)]
    groups: list[Item] = []
    for (x, y), some in fields.items():
        left = LEFT + across * [value for value, _ in plot.x.steps].index(x)
        top = ABOVE + height - down * ([value for value, _ in plot.y.steps].index(y) + 1)
        used = min(columns, -(-len(some) // rows)) or 1
        per = -(-len(some) // used)
        indent = (across - used * widest) / 2
        for at, one in enumerate(some):
            px = left + indent + (at // per) * widest + DOT
            py = top + (down - per * ROW) / 2 + (at % per) * ROW + ROW / 2
            places[one.key] = (px, py)
            groups.append(
                Group(
                    items=(
                        Mark(x=px, y=py, size=DOT),
                        Words(x=px + DOT + 3, y=py + 3, text=one.label, size=SMALL),
                    ),
                    title=plot.told(one),
                    key=one.key,
                )
            )
    arrows = [
        Line(points=(places[one.after], places[one.key]), stroke=0.6, dash="3 2", arrow=True)
        for one in plot.dots
        if one.after in places
    ]
    return Scene(width=room.width, height=ABOVE + height + BELOW, items=(*items, *arrows, *groups))


def _frame(plot: Plot, across: float, down: float, height: float) -> list[Item]:
    """Fields, the names of the steps and of the scales."""
    right, foot = LEFT + across * len(plot.x.steps), ABOVE + height
    items: list[Item] = [Rect(x=LEFT, y=ABOVE, width=right - LEFT, height=height, stroke=0.8)]
    for at, (_value, label) in enumerate(plot.x.steps):
        x = LEFT + at * across
        if at:
            items.append(Line(points=((x, ABOVE), (x, foot)), stroke=0.4, dash="1.5 2.5"))
        items += _centred(label, x + across / 2, foot + 11, across - 4)
    for at, (_value, label) in enumerate(plot.y.steps):
        y = foot - at * down
        if at:
            items.append(Line(points=((LEFT, y), (right, y)), stroke=0.4, dash="1.5 2.5"))
        lines = fitted(label, LEFT - 24, SMALL, 2)
        top = y - down / 2 - (len(lines) - 1) * SMALL * LEADING / 2 + 3
        items += [
            Words(x=LEFT - 6, y=top + n * SMALL * LEADING, text=line, size=SMALL, anchor="end")
            for n, line in enumerate(lines)
        ]
    (name, *_rest) = wrapped(plot.x.title, right - LEFT, TEXT, most=1)
    items.append(Words(x=(LEFT + right) / 2, y=foot + BELOW - 8, text=name, size=TEXT, anchor="middle", bold=True))
    (side, *_rest) = wrapped(plot.y.title, max(height, 60.0), TEXT, most=1)
    start = (ABOVE + foot) / 2 + width_of(side, TEXT, bold=True) / 2
    items.append(Words(x=10, y=start, text=side, size=TEXT, bold=True, turned=True))
    return items


def _centred(label: str, x: float, y: float, width: float) -> list[Item]:
    return [
        Words(x=x, y=y + at * SMALL * LEADING, text=line, size=SMALL, anchor="middle")
        for at, line in enumerate(fitted(label, width, SMALL, 2))
    ]


def _curve(plot: Plot, room: Room) -> Scene:
    """Bars of what each point adds, and the line of what there is so far, rising to the right."""
    most = max((one.y for one in plot.dots), default=1) or 1
    left, right = 44.0, room.width - 8
    each = (right - left) / max(1, len(plot.dots))
    foot = ABOVE + CURVE

    def high(value: float) -> float:
        return foot - value / most * (CURVE - 14)

    items: list[Item] = [
        Line(points=((left, ABOVE), (left, foot), (right, foot)), stroke=0.8),
        *(_step(value, high(value), left, right) for value in _round_steps(most)),
    ]
    line: list[Point] = []
    groups: list[Item] = []
    skip = max(1, -(-int(TEXT + 2) // max(1, int(each))))
    for at, (one, rise) in enumerate(zip(plot.dots, plot.rises, strict=True)):
        x = left + each * (at + 0.5)
        line.append((x, high(one.y)))
        wide = min(14.0, each * 0.6)
        shapes: list[Item] = [Mark(x=x, y=high(one.y), size=DOT)]
        if rise:
            shapes.append(
                Rect(x=x - wide / 2, y=high(rise), width=wide, height=foot - high(rise), fill="#bbb", stroke=0.5)
            )
            if each > SMALL:
                y = high(rise) + 9 if foot - high(rise) > ROW else high(rise) - 3
                shapes.append(Words(x=x, y=y, text=str(rise), size=SMALL, anchor="middle"))
        groups.append(Group(items=tuple(shapes), title=f"{plot.told(one)} {one.note}", key=one.key))
        if at % skip == 0:
            drop = width_of(one.label, SMALL)
            items.append(Words(x=x + 3, y=foot + 6 + drop, text=one.label, size=SMALL, turned=True))
    longest = max((width_of(one.label, SMALL) for one in plot.dots), default=0)
    (side, *_rest) = wrapped(plot.y.title, CURVE, TEXT, most=1)
    start = (ABOVE + foot) / 2 + width_of(side, TEXT, bold=True) / 2
    items.append(Words(x=10, y=start, text=side, size=TEXT, bold=True, turned=True))
    items.append(
        Words(x=(left + right) / 2, y=foot + longest + 22, text=plot.x.title, size=TEXT, anchor="middle", bold=True)
    )
    path = [Line(points=tuple(line), stroke=1.2)] if len(line) > 1 else []
    return Scene(width=room.width, height=foot + longest + 28, items=(*items, *groups, *path))


def _step(value: int, y: float, left: float, right: float) -> Item:
    return Group(
        items=(
            Line(points=((left, y), (right, y)), stroke=0.3, dash="1.5 2.5"),
            Words(x=left - 4, y=y + 3, text=str(value), size=SMALL, anchor="end"),
        )
    )


def _round_steps(most: float) -> list[int]:
    """About five round numbers up to the most."""
    size = next(step * 10**power for power in range(6) for step in (1, 2, 5) if most / (step * 10**power) <= 6)  # noqa: PLR2004
    return list(range(size, int(most) + 1, size))
