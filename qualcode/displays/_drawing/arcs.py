"""Networks without direction as arcs: the nodes in one column, what joins them in arcs beside it.

No arc crosses a box, and each number stands on its own arc.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .fonts import fitted, shortened, width_of
from .scene import Group, Item, Line, Point, Rect, Scene, Words

if TYPE_CHECKING:
    from qualcode.displays._net import Edge, Net, Node
    from qualcode.terms import Terms

TEXT, SMALL, LEADING = 9.0, 8.0, 1.2
NAMES, ROOM, APART = 150.0, 5.0, 7.0
"""Width to which names are wrapped, room around words in a box, and between two boxes."""

MOST_LINES = 2
BULGE, PORT, ROUNDS = 0.62, 5.0, 12
"""How far an arc bends of its height, what an arc takes of a side, and rounds in which neighbours move together."""

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
"""Places of a number on its arc, the first that is free is taken."""


def arcs(net: Net, terms: Terms, width: float) -> Scene:
    """The drawing of one network, at most as wide as it may be."""
    nodes = _ordered(net)
    ends = {node.id: sum(node.id in (edge.from_, edge.to) for edge in net.edges) for node in nodes}
    faces = [_face(node) for node in nodes]
    across = max(wide for _lines, _note, wide, _high in faces)
    boxes: list[Item] = []
    middles: dict[str, float] = {}
    y = 2.0
    for node, (lines, note, _wide, high) in zip(nodes, faces, strict=True):
        tall = max(high, ends[node.id] * PORT + ROOM)
        boxes.append(_box(node, lines, note, (2.0, y, across, tall)))
        middles[node.id] = y + tall / 2
        y += tall + APART
    ports = _ports(net, middles)
    lines_of = {edge.id: _curve(ports[edge.id], across + 2, width) for edge in net.edges}
    heaviest = max((edge.weight or 0 for edge in net.edges), default=0)
    order = sorted(net.edges, key=lambda edge: -abs(ports[edge.id][0] - ports[edge.id][1]))
    labels = _labels([(edge, lines_of[edge.id]) for edge in reversed(order)], terms)
    drawn = [_arc(net, edge, lines_of[edge.id], heaviest) for edge in order]
    reach = max((_at(curve, 0.5)[0] for curve in lines_of.values()), default=across)
    right = max([reach, *(x + w for x, _y, w in (place for place, _item in labels))]) + 4
    names = {node.label: lines for node, (lines, _note, _wide, _high) in zip(nodes, faces, strict=True)}
    return Scene(
        width=right,
        height=y - APART + 2,
        items=(*boxes, *drawn, *(item for _place, item in labels)),
        key=shortened(names, terms),
    )


def _ordered(net: Net) -> list[Node]:
    """The nodes so that what is joined stands near: each moves towards the middle of those it is joined with."""
    place = {node.id: float(at) for at, node in enumerate(net.nodes)}
    joined: dict[str, list[tuple[str, int]]] = {node.id: [] for node in net.nodes}
    for edge in net.edges:
        joined[edge.from_].append((edge.to, edge.weight or 1))
        joined[edge.to].append((edge.from_, edge.weight or 1))
    first = dict(place)
    for _round in range(ROUNDS):
        wish = {
            name: (place[name] + sum(place[other] * w for other, w in some)) / (1 + sum(w for _other, w in some))
            for name, some in joined.items()
        }
        ranked = sorted(place, key=lambda name: (wish[name], first[name]))
        place = {name: float(at) for at, name in enumerate(ranked)}
    return sorted(net.nodes, key=lambda node: place[node.id])


def _face(node: Node) -> tuple[tuple[str, ...], str, float, float]:
    """(lines of the name, note, width, height) of a box; the note stands behind the last line where it fits."""
    lines = fitted(node.label, NAMES, TEXT, MOST_LINES)
    note = f"  {node.note}" if node.note else ""
    last = width_of(lines[-1], TEXT) + width_of(note, SMALL)
    wide = max(*(width_of(line, TEXT) for line in lines), last)
    return lines, note.strip(), wide + 2 * ROOM, len(lines) * TEXT * LEADING + ROOM


def _box(node: Node, lines: Sequence[str], note: str, place: tuple[float, float, float, float]) -> Group:
    x, y, wide, high = place
    items: list[Item] = [Rect(x=x, y=y, width=wide, height=high, radius=2.5, fill="#fff", stroke=0.9)]
    base = y + (high - len(lines) * TEXT * LEADING) / 2
    for line in lines:
        base += TEXT * LEADING
        items.append(Words(x=x + ROOM, y=base - TEXT * 0.3, text=line, size=TEXT))
    if note:
        items.append(Words(x=x + wide - ROOM, y=base - TEXT * 0.3, text=note, size=SMALL, anchor="end", italic=True))
    return Group(items=tuple(items), title=node.label, key=node.id)


def _ports(net: Net, middles: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Where each arc leaves its upper box and meets its lower one; those of one box are spread so that few cross."""
    found: dict[str, list[float]] = {edge.id: [0.0, 0.0] for edge in net.edges}
    for name, middle in middles.items():
        mine = [edge for edge in net.edges if name in (edge.from_, edge.to)]
        far = {edge.id: middles[edge.to if edge.from_ == name else edge.from_] - middle for edge in mine}
        above = sorted((edge for edge in mine if far[edge.id] < 0), key=lambda edge: -far[edge.id])
        below = sorted((edge for edge in mine if far[edge.id] >= 0), key=lambda edge: -far[edge.id])
        for at, edge in enumerate((*above, *below)):
            y = middle + (at - (len(mine) - 1) / 2) * PORT
            found[edge.id][0 if far[edge.id] >= 0 else 1] = y
    return {name: (one, other) for name, (one, other) in found.items()}


def _curve(ends: tuple[float, float], x: float, width: float) -> tuple[Point, ...]:
    top, bottom = ends
    bulge = min(16 + BULGE * abs(bottom - top), (width - x - 30) / 0.75)
    return ((x, top), (x + bulge, top), (x + bulge, bottom), (x, bottom))


def _at(curve: tuple[Point, ...], t: float) -> Point:
    """A point of a curve, from 0 at its start to 1 at its end."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * point[0] for w, point in zip(weights, curve, strict=True)),
        sum(w * point[1] for w, point in zip(weights, curve, strict=True)),
    )


def _arc(net: Net, edge: Edge, curve: tuple[Point, ...], heaviest: int) -> Group:
    from .networks import stroke_of

    line = Line(points=curve, stroke=stroke_of(edge, heaviest), curved=True)
    return Group(items=(line,), title=f"{net.label(edge.from_)} – {net.label(edge.to)}", key=edge.id)


def _labels(
    edges: Iterable[tuple[Edge, tuple[Point, ...]]], terms: Terms
) -> list[tuple[tuple[float, float, float], Group]]:
    """((x, y, width), number) of each arc, the shortest arcs first; no two stand on one another where there is room."""
    from qualcode.displays._net_words import shorthand

    high = SMALL * LEADING
    taken: list[tuple[float, float, float]] = []
    found = []
    for edge, curve in edges:
        text = shorthand(edge, terms)
        wide = width_of(text, SMALL) + 3
        places = [(x - wide / 2, y - high / 2, wide) for x, y in (_at(curve, t) for t in ALONG)]
        free = (place for place in places if not any(_meet(place, other, high) for other in taken))
        place = next(free, places[0])
        taken.append(place)
        x, y, _wide = place
        back = Rect(x=x, y=y, width=wide, height=high, fill="#fff", stroke=0)
        words = Words(x=x + wide / 2, y=y + high - 2.2, text=text, size=SMALL, anchor="middle")
        found.append((place, Group(items=(back, words), key=edge.id)))
    return found


def _meet(one: tuple[float, float, float], other: tuple[float, float, float], high: float) -> bool:
    beside = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return beside and one[1] < other[1] + high and other[1] < one[1] + high
