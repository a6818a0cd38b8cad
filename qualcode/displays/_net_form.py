"""How a network is shown: a drawing, lines of text, and tables of its edges and nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ._figure_forms import FigureTable, Room, TableRow
from ._net import Edge, Net, Node
from ._net_words import asserter, fully, legend, shorthand

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene

INDENT = "    "


class NetForm:
    """The form of ``Net``."""

    def scenes(self, content: Any, terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing, in as many pieces as pages that it takes."""
        from ._drawing.networks import scenes

        return scenes(content, terms, room)

    def lines(self, content: Any, terms: Terms, width: int) -> list[str]:
        """Each node with the edges that leave it; a tree with its branches set in."""
        net: Net = content
        if net.is_tree:
            return _branches(net, width)
        found: list[str] = []
        for node in net.nodes:
            leaving = [edge for edge in net.edges if edge.from_ == node.id]
            entered = any(edge.to == node.id for edge in net.edges)
            if leaving or node.note or not entered:
                found += _wrapped(_boxed(node), width, "")
            for note in (node.group, node.note):
                found += _wrapped(note, width, INDENT) if note else ()
            for edge in leaving:
                found += _wrapped(_told(net, edge, terms), width, INDENT)
        return found

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """The edges that claim something, then the nodes."""
        return (_edge_table(content, terms), _node_table(content, terms))

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """What lines, boxes and signs mean."""
        return legend(contents, terms)


def _branches(net: Net, width: int) -> list[str]:
    """A tree in lines, each branch under what it belongs to."""
    parents = {edge.to: edge.from_ for edge in net.edges}
    depths: dict[str, int] = {}
    found: list[str] = []
    for node in net.nodes:
        depths[node.id] = depths[parents[node.id]] + 1 if parents.get(node.id) in depths else 0
        text = f"{node.label} ({node.note})" if node.note else node.label
        found += _wrapped(text, width, INDENT * depths[node.id])
    return found


def _boxed(node: Node) -> str:
    """A node in text: a state in round brackets, everything else in square ones; ↺ in a cycle."""
    inside = node.label + (" ↺" if node.looped else "")
    return f"({inside})" if node.kind == "state" else f"[{inside}]"


def _told(net: Net, edge: Edge, terms: Terms) -> str:
    end = next(node for node in net.nodes if node.id == edge.to)
    line = "- -" if not edge.asserted_by and not edge.structural and edge.weight is None else "---"
    said = " ".join(filter(None, (shorthand(edge, terms), f"“{edge.label}”" if edge.label else "")))
    head = f"{line} {said} " if said else line
    return f"{head}{line}{'>' if edge.directed else ''} {_boxed(end)}"


def _wrapped(text: str, width: int, indent: str) -> Iterable[str]:
    from textwrap import wrap

    return wrap(text, max(20, width), initial_indent=indent, subsequent_indent=indent + INDENT)


def _edge_table(net: Net, terms: Terms) -> FigureTable:
    labels = {node.id: node.label for node in net.nodes}
    heads = ("no", "from", "to", "sign", "words", "more", "by")
    rows = tuple(
        TableRow(
            key=edge.id,
            cells=(
                str(number), labels[edge.from_], labels[edge.to], edge.printed_sign, _words(edge, terms),
                fully(edge, terms), asserter(edge, terms),
            ),
            segments=edge.segments,
        )
        for number, edge in enumerate(net.edges, 1) if not edge.structural
    )  # fmt: skip
    return FigureTable(
        title=terms("displays.figure.edges"),
        heads=tuple(terms(f"displays.figure.head.{name}") for name in heads),
        rows=rows,
        kept=3,
    )


def _words(edge: Edge, terms: Terms) -> str:
    """The label of an edge, or the numbers that it stands for."""
    if edge.weight is None:
        return edge.label
    if edge.jaccard is None or edge.c is None:
        return " · ".join(filter(None, (terms.number(edge.weight), edge.label)))
    values = {"n": terms.number(edge.weight), "jaccard": terms.number(edge.jaccard), "c": terms.number(edge.c)}
    return terms("displays.figure.together", **values)


def _node_table(net: Net, terms: Terms) -> FigureTable:
    rows = tuple(
        TableRow(
            key=node.id,
            cells=(node.label, terms(f"displays.figure.node.{node.kind}"), node.group, node.note),
            segments=node.segments,
        )
        for node in net.nodes
    )
    heads = ("node", "kind", "group", "note")
    return FigureTable(
        title=terms("displays.figure.nodes"),
        heads=tuple(terms(f"displays.figure.head.{name}") for name in heads),
        rows=rows,
    )


FORM = NetForm()
