"""Layered drawing after Sugiyama: ranks, crossings, places and lines of a directed network, left to right.

Cycles are condensed by turning some arcs for the ranking alone; long arcs run through points of their own on every
rank between, and a label is such a point with a size: so that no line crosses a box and no label another.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .crossings import untangled
from .places import Column, placed
from .scene import Point

GAP, GAP_DOWN = 25.0, 18.0
"""Between two columns, where the lines bend; between rows, which are wider than high, they need less."""

LEVEL = 9.0
"""How far a line runs level before it meets a box, so that the head of its arrow stands straight."""

NEAR = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node: its size, and where known its time (nodes of an earlier time stand no further along)."""

    id: str
    width: float
    height: float
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A line from one box to another, with the size of its label (none: 0)."""

    start: str
    end: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Centres of boxes, the curve of each arc (start, then handles and end), centres of labels, and the whole size."""

    boxes: Mapping[str, Point]
    curves: tuple[tuple[Point, ...], ...]
    labels: tuple[Point, ...]
    width: float
    height: float


@dataclass(slots=True)
class Vertex:
    """A box, a label or a point of a long arc while the drawing is made; ``line`` is where its arc passes."""

    along: float
    across: float
    rank: int
    box: str = ""
    line: float = 0.0
    ahead: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)


def layered(boxes: Sequence[Box], arcs: Sequence[Arc], *, down: bool = False) -> Layout:
    """The drawing of one connected network; ``down`` puts the ranks below one another instead of side by side."""
    ranks, turned = ranked(boxes, arcs)
    vertices, chains = _vertices(boxes, arcs, ranks, turned, down=down)
    columns = untangled(vertices)
    across = placed(vertices, columns)
    along = _along(vertices, columns, GAP_DOWN if down else GAP)
    curves = [_curve(chain, vertices, along) for chain in _ported(chains, vertices, across)]
    curves = [curve[::-1] if back else curve for curve, back in zip(curves, turned, strict=True)]
    centres = {one.box: (along[one.rank].middle, across[at]) for at, one in enumerate(vertices) if one.box}
    labels = [_label_at(chain, vertices, across, along, arc) for chain, arc in zip(chains, arcs, strict=True)]
    size = (
        along[-1].end,
        max(across[at] + one.across / 2 for at, one in enumerate(vertices)),
    )
    if down:
        return Layout(
            boxes={name: (y, x) for name, (x, y) in centres.items()},
            curves=tuple(tuple((y, x) for x, y in curve) for curve in curves),
            labels=tuple((y, x) for x, y in labels),
            width=size[1],
            height=size[0],
        )
    return Layout(boxes=centres, curves=tuple(curves), labels=tuple(labels), width=size[0], height=size[1])


def ranked(boxes: Sequence[Box], arcs: Sequence[Arc]) -> tuple[dict[str, int], list[bool]]:
    """(rank of each box, whether each arc is turned to break a cycle or since it runs against time)."""
    times = {box.id: box.time for box in boxes}
    order = sorted(times, key=lambda name: times[name])
    turned = [bool(times[arc.start] and times[arc.end]) and times[arc.start] > times[arc.end] for arc in arcs]
    ahead: dict[str, list[tuple[str, int]]] = {name: [] for name in times}
    for at, arc in enumerate(arcs):
        start, end = (arc.end, arc.start) if turned[at] else (arc.start, arc.end)
        ahead[start].append((end, at))
    sequence = _sequence(order, ahead, turned)
    ranks = dict.fromkeys(times, 0)
    reached: dict[str, int] = {}
    for name in sequence:
        if times[name]:
            ranks[name] = max(ranks[name], *(rank for time, rank in reached.items() if time < times[name]), 0)
            reached[times[name]] = max(reached.get(times[name], 0), ranks[name])
        for at, arc in enumerate(arcs):
            start, end = (arc.end, arc.start) if turned[at] else (arc.start, arc.end)
            if start == name:
                ranks[end] = max(ranks[end], ranks[name] + 1)
    return _drawn_up(ranks, arcs, turned, times), turned


def _sequence(order: list[str], ahead: Mapping[str, list[tuple[str, int]]], turned: list[bool]) -> list[str]:
    """The boxes so that arcs run forwards; an arc that closes a cycle is marked as turned."""
    state: dict[str, int] = {}
    done: list[str] = []
    for root in order:
        stack = [] if root in state else [(root, iter(ahead[root]))]
        state.setdefault(root, 1)
        while stack:
            name, rest = stack[-1]
            for end, at in rest:
                if state.get(end) == 1:
                    turned[at] = not turned[at]
                elif end not in state:
                    state[end] = 1
                    stack.append((end, iter(ahead[end])))
                    break
            else:
                state[name] = 2
                done.append(name)
                stack.pop()
    return done[::-1]


def _drawn_up(
    ranks: dict[str, int], arcs: Sequence[Arc], turned: list[bool], times: Mapping[str, str]
) -> dict[str, int]:
    """A box without time that nothing leads to stands right before what it leads to."""
    starts = [(arc.end, arc.start) if back else (arc.start, arc.end) for arc, back in zip(arcs, turned, strict=True)]
    reached = {end for _start, end in starts}
    for name in ranks:
        followers = [ranks[end] for start, end in starts if start == name]
        if name not in reached and followers and not times[name]:
            ranks[name] = min(followers) - 1
    return ranks


def _vertices(
    boxes: Sequence[Box], arcs: Sequence[Arc], ranks: Mapping[str, int], turned: list[bool], *, down: bool
) -> tuple[list[Vertex], list[list[int]]]:
    """All vertices, boxes on even ranks, and the chain of vertices of each arc in the direction of the ranks."""
    places = {box.id: at for at, box in enumerate(boxes)}
    vertices = [
        Vertex(
            along=box.height if down else box.width,
            across=box.width if down else box.height,
            rank=2 * ranks[box.id],
            box=box.id,
        )
        for box in boxes
    ]
    chains = []
    for arc, back in zip(arcs, turned, strict=True):
        start, end = (arc.end, arc.start) if back else (arc.start, arc.end)
        chain = [places[start]]
        first, last = vertices[places[start]].rank, vertices[places[end]].rank
        middle = first + 1 if (last - first) % 4 == 0 else (first + last) // 2
        if middle % 2 == 0:
            middle += 1
        for rank in range(first + 1, last):
            along, across = (arc.width, arc.height) if rank == middle else (0.0, 0.0)
            if down:
                along, across = across, along
            line = (-across / 2 - 2 if down else across / 2 + 1) if across else 0.0
            vertices.append(Vertex(along=along, across=across + (4 if across else 0), rank=rank, line=line))
            chain.append(len(vertices) - 1)
        chain.append(places[end])
        for one, other in itertools.pairwise(chain):
            vertices[one].ahead.append(other)
            vertices[other].behind.append(one)
        chains.append(chain)
    return vertices, chains


def _along(vertices: list[Vertex], columns: list[list[int]], gap: float) -> list[Column]:
    found: list[Column] = []
    x = 0.0
    for column in columns:
        width = max((vertices[at].along for at in column), default=0.0)
        found.append(Column(start=x, end=x + width))
        x += width + gap
    return found


Chain = list[tuple[int, float]]


def _ported(chains: list[list[int]], vertices: list[Vertex], across: list[float]) -> list[Chain]:
    """Each chain with where its line passes each vertex: at boxes the lines share the side evenly, in order."""
    lines = [[(at, across[at] + vertices[at].line) for at in chain] for chain in chains]
    for end, beside in ((0, 1), (-1, -2)):
        by_box: dict[int, list[int]] = {}
        for number, chain in enumerate(chains):
            by_box.setdefault(chain[end], []).append(number)
        for box, numbers in by_box.items():
            order = sorted((lines[number][beside][1], number) for number in numbers)
            side = vertices[box].across * 0.8
            step = min(side / len(numbers), 16.0)
            for at, (_across, number) in enumerate(order):
                lines[number][end] = (box, across[box] + (at - (len(numbers) - 1) / 2) * step)
    return lines


def _curve(chain: Chain, vertices: list[Vertex], along: list[Column]) -> tuple[Point, ...]:
    """Level through every column, bent between them."""
    at, y = chain[0]
    half = vertices[at].along / 2
    leaves = along[vertices[at].rank].middle + half
    points: list[Point] = [(leaves, y), (leaves, y), (leaves + LEVEL, y), (leaves + LEVEL, y)]
    for number, (at, y) in enumerate(chain[1:], 1):
        column = along[vertices[at].rank]
        last = number == len(chain) - 1
        start = column.middle - vertices[at].along / 2 if last else column.start
        x0, y0 = points[-1]
        edge = along[vertices[chain[number - 1][0]].rank].end
        if x0 < edge - NEAR:
            points += [(x0, y0), (edge, y0), (edge, y0)]
            x0 = edge
        enters = min(column.start, start - LEVEL) if last else column.start
        half = (enters - x0) / 2
        points += [(x0 + half, y0), (enters - half, y), (enters, y)]
        if last and start > enters + NEAR:
            points += [(enters, y), (start, y), (start, y)]
        elif not last and column.end > column.start:
            points += [(enters, y), (column.end, y), (column.end, y)]
    return tuple(points)


def _label_at(chain: list[int], vertices: list[Vertex], across: list[float], along: list[Column], arc: Arc) -> Point:
    if not arc.width:
        return (0.0, 0.0)
    at = next(at for at in chain[1:-1] if vertices[at].across)
    return along[vertices[at].rank].middle, across[at]
