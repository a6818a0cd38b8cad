"""Networks as scenes: boxes of words, layered lines with their labels, and the key to lines at the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .arcs import arcs
from .cutting import stretches, strongest
from .fonts import fitted, shortened, width_of, wrapped
from .layers import Arc, Box, layered
from .scene import Group, Item, Line, Point, Rect, Scene, Words, shifted

if TYPE_CHECKING:
    from qualcode.displays._figure_forms import Room
    from qualcode.displays._net import Edge, Net, Node
    from qualcode.terms import Terms

TEXT, SMALL = 9.0, 8.0
"""Sizes of the words in boxes and of those at lines and below labels, as they are printed."""

LEADING = 1.2
INSIDE = (6.0, 5.0)
"""Room between a box and its words."""

BOX, LABEL = 88.0, 72.0
"""Widths to which names in boxes and words at lines are wrapped."""

PORT = 10.0
"""Of a side of a box, what each line that ends there takes."""

MOST_LINES, MOST_WORDS = 5, 3
MOST_AT_ONCE = 40
"""Nodes up to which a network is tried as a whole before it is cut."""

EDGE = 4.0
APART = 18.0
"""Between the pieces of a network that nothing joins."""

GREY = "#e4e4e4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A drawn piece of a network, its upper left corner at (0, 0)."""

    items: tuple[Item, ...]
    width: float
    height: float


def scenes(net: Net, terms: Terms, room: Room) -> tuple[Scene, ...]:
    """The network in as many drawings as pages that it takes; one where everything fits."""
    if net.shape == "arcs":
        return (arcs(net, terms, room.width),)
    numbers = {edge.id: number for number, edge in enumerate(net.edges, 1)}
    left = len(net.edges)
    net = strongest(net)
    left -= len(net.edges)
    parts = _parts(net)
    heaviest = max((edge.weight or 0 for edge in net.edges), default=0)

    def drawn(some: Iterable[Net], way: Way) -> list[Piece]:
        return [_piece(part, terms, way, (numbers, heaviest)) for part in some]

    ways = _ways(net)
    key = shortened({node.label: fitted(node.label, BOX, TEXT, MOST_LINES) for node in net.nodes}, terms)
    if left:
        key[f"+{terms.number(left)}"] = terms("displays.figure.weaker_links")
    tried = ways if len(net.nodes) <= MOST_AT_ONCE else ()
    pieces = next((made for way in tried if _fit(made := drawn(parts, way), room)), None)
    if pieces is None:
        way = ways[0]
        cut = [one for part in parts for one in stretches(part, lambda net: _fit(drawn([net], way), room))]
        pieces = drawn(cut, way)
        if any(node.repeated for one in cut for node in one.nodes):
            key[terms("displays.figure.dashed_box")] = terms("displays.figure.repeated")
    pages = _pages(_shelved(pieces, room.width), room.height)
    return tuple(
        Scene(width=page.width + EDGE, height=page.height + EDGE, items=shifted(page.items, 2, 2), key=key)
        for page in pages
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to draw: ranks side by side or below one another, words at the lines or only signs and numbers."""

    down: bool
    words: bool


def _ways(net: Net) -> tuple[Way, ...]:
    """The ways in the order in which they are preferred; the first of equals is taken."""
    if net.shape == "down":
        return Way(down=True, words=True), Way(down=False, words=True), Way(down=True, words=False)
    return (
        Way(down=False, words=True),
        Way(down=True, words=True),
        Way(down=False, words=False),
        Way(down=True, words=False),
    )


def _fit(pieces: Sequence[Piece], room: Room) -> bool:
    """Whether every piece fits the page."""
    return all(piece.width + EDGE <= room.width and piece.height + EDGE <= room.height for piece in pieces)


def _parts(net: Net) -> list[Net]:
    """The network in pieces that nothing joins, in the order of their nodes."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in net.nodes)
    graph.add_edges_from((edge.from_, edge.to) for edge in net.edges)
    order = {node.id: at for at, node in enumerate(net.nodes)}
    found = sorted(nx.connected_components(graph), key=lambda some: (-len(some), min(order[one] for one in some)))
    return [
        replace(
            net,
            nodes=tuple(node for node in net.nodes if node.id in some),
            edges=tuple(edge for edge in net.edges if edge.from_ in some),
        )
        for some in found
    ]


def _piece(net: Net, terms: Terms, way: Way, known: tuple[Mapping[str, int], int]) -> Piece:
    numbers, heaviest = known
    ends = Counter(edge.from_ for edge in net.edges), Counter(edge.to for edge in net.edges)
    faces = {node.id: _Face.of(node, max(some[node.id] for some in ends), way) for node in net.nodes}
    labels = [_Label.of(edge, terms, way, numbers[edge.id]) for edge in net.edges]
    boxes = [Box(id=name, width=face.width, height=face.height, time=face.time) for name, face in faces.items()]
    arcs = [
        Arc(start=edge.from_, end=edge.to, width=label.width, height=label.height)
        for edge, label in zip(net.edges, labels, strict=True)
    ]
    made = layered(boxes, arcs, down=way.down)
    lines = [
        _edge(net, edge, curve, label.drawn(at), heaviest)
        for edge, curve, at, label in zip(net.edges, made.curves, made.labels, labels, strict=True)
    ]
    nodes = [faces[node.id].drawn(node, made.boxes[node.id]) for node in net.nodes]
    return Piece(items=(*lines, *nodes), width=made.width, height=made.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """The words of a box and its size."""

    lines: tuple[str, ...]
    note: tuple[str, ...]
    width: float
    height: float
    time: str

    @classmethod
    def of(cls, node: Node, lines_there: int, way: Way) -> _Face:
        """The face of a node, large enough for the lines that end at one of its sides."""
        lines = fitted(node.label, BOX, TEXT, MOST_LINES)
        below = " · ".join(filter(None, (node.group, node.note)))
        note = wrapped(below, BOX, SMALL, most=MOST_LINES) if below else ()
        widest = max(*(width_of(line, TEXT) for line in lines), *(width_of(line, SMALL) for line in note), 24.0)
        high = len(lines) * TEXT * LEADING + len(note) * SMALL * LEADING
        wide, high = widest + 2 * INSIDE[0], high + 2 * INSIDE[1]
        ports = lines_there * PORT
        wide, high = (max(wide, ports), high) if way.down else (wide, max(high, ports))
        return cls(lines=lines, note=note, width=wide, height=high, time=node.time)

    def drawn(self, node: Node, at: Point) -> Group:
        """The box with its words around its middle."""
        x, y = at[0] - self.width / 2, at[1] - self.height / 2
        fill = GREY if node.looped else "#fff"
        radius = {"state": 10.0, "informant": self.height / 2, "code": 2.5, "variable": 2.5}.get(node.kind, 0.0)
        items: list[Item] = [
            Rect(
                x=x,
                y=y,
                width=self.width,
                height=self.height,
                radius=min(radius, self.height / 2),
                fill=fill,
                stroke=1.6 if node.kind == "unit" else 0.9,
                dash="3 2" if node.repeated else "",
            )
        ]
        line_y = at[1] - (len(self.lines) * TEXT + len(self.note) * SMALL) * LEADING / 2
        for line in self.lines:
            line_y += TEXT * LEADING
            items.append(Words(x=at[0], y=line_y - TEXT * 0.3, text=line, size=TEXT, anchor="middle"))
        for line in self.note:
            line_y += SMALL * LEADING
            items.append(Words(x=at[0], y=line_y - SMALL * 0.3, text=line, size=SMALL, anchor="middle", italic=True))
        return Group(items=tuple(items), title=node.label, key=node.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """The words at a line and their size; none: 0."""

    first: str
    words: tuple[str, ...]
    width: float
    height: float
    down: bool

    @classmethod
    def of(cls, edge: Edge, terms: Terms, way: Way, number: int) -> _Label:
        from qualcode.displays._net_words import shorthand

        counted = edge.weight is not None
        named = "" if way.words or counted or not edge.label else f"no. {number}"
        parts = (named, shorthand(edge, terms), edge.label if counted else "")
        first = " ".join(filter(None, parts))
        heads = wrapped(first, LABEL, SMALL, most=MOST_WORDS) if first else ()
        words = wrapped(edge.label, LABEL, SMALL, most=MOST_WORDS) if edge.label and way.words and not counted else ()
        lines = (*heads, *words)
        if not lines:
            return cls(first="", words=(), width=0.0, height=0.0, down=way.down)
        widest = max(width_of(line, SMALL) for line in lines)
        return cls(
            first="\n".join(heads),
            words=words,
            width=widest + 4,
            height=len(lines) * SMALL * LEADING + 2,
            down=way.down,
        )

    def drawn(self, at: Point) -> Iterable[Item]:
        """The words around their middle; beside a line that runs down they begin at the left."""
        y = at[1] - self.height / 2 + 1
        x, anchor = (at[0] - self.width / 2 + 3, "start") if self.down else (at[0], "middle")
        heads = self.first.split("\n") if self.first else []
        for line, italic in (*((one, False) for one in heads), *((one, True) for one in self.words)):
            y += SMALL * LEADING
            yield Words(x=x, y=y - SMALL * 0.3, text=line, size=SMALL, anchor=anchor, italic=italic)


def _edge(net: Net, edge: Edge, curve: tuple[Point, ...], words: Iterable[Item], heaviest: int) -> Group:
    from qualcode.displays._net_words import dash_of

    line = Line(points=curve, stroke=stroke_of(edge, heaviest), dash=dash_of(edge), curved=True, arrow=edge.directed)
    joint = "→" if edge.directed else "–"
    return Group(
        items=(line, *words),
        title=f"{net.label(edge.from_)} {joint} {net.label(edge.to)}" + (f": {edge.label}" if edge.label else ""),
        key=edge.id,
    )


def stroke_of(edge: Edge, heaviest: int = 0) -> float:
    """The thickness of an edge's line: by its strength, or by its weight among the others'."""
    if edge.weight is not None and heaviest:
        return 0.7 + 2.6 * edge.weight / heaviest
    return {1: 0.8, 2: 1.7, 3: 2.7}.get(edge.strength or 0, 0.7 if edge.structural else 1.0)


def _shelved(pieces: Sequence[Piece], width: float) -> list[Piece]:
    """Pieces side by side while they fit, in rows."""
    rows: list[Piece] = []
    row: list[Piece] = []
    for piece in pieces:
        if row and sum(one.width for one in row) + len(row) * APART + piece.width > width:
            rows.append(_beside(row))
            row = []
        row.append(piece)
    return [*rows, _beside(row)] if row else rows


def _beside(row: Sequence[Piece]) -> Piece:
    items: list[Item] = []
    x = 0.0
    for piece in row:
        items += shifted(piece.items, x, 0)
        x += piece.width + APART
    return Piece(items=tuple(items), width=x - APART, height=max(piece.height for piece in row))


def _pages(rows: Sequence[Piece], height: float) -> list[Piece]:
    """Rows below one another, a new page where the next does not fit."""
    pages: list[list[Piece]] = [[]]
    for row in rows:
        used = sum(one.height + APART for one in pages[-1])
        if pages[-1] and used + row.height > height:
            pages.append([])
        pages[-1].append(row)
    return [_stacked(page) for page in pages]


def _stacked(rows: Sequence[Piece]) -> Piece:
    items: list[Item] = []
    y = 0.0
    for row in rows:
        items += shifted(row.items, 0, y)
        y += row.height + APART
    return Piece(items=tuple(items), width=max(row.width for row in rows), height=y - APART)
