"""How a network is shown: a drawing, lines of text, and tables of its edges and nodes."""

from __future__ import annotations

from collections.abc import Iterable
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
        """Each node with the edges that leave it; nodes that none leaves stand at the ends of others."""
        net: Net = content
        found: list[str] = []
        for node in net.nodes:
            leaving = [edge for edge in net.edges if edge.from_ == node.id]
            touched = leaving or [edge for edge in net.edges if edge.to == node.id]
            if leaving or not touched or node.note:
                found += _wrapped(_boxed(node), width, "")
            if node.note:
                found += _wrapped(node.note, width, INDENT)
            for edge in leaving:
                found += _wrapped(_told(net, edge, terms), width, INDENT)
        return found

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """The edges, then the nodes that lead to segments of their own or carry a note."""
        net: Net = content
        made = (_edge_table(net, terms), _node_table(net, terms))
        return tuple(table for table in made if table.rows)

    def legend(self, content: Any, terms: Terms) -> dict[str, str]:
        """What lines, boxes and signs mean."""
        return legend(content, terms)


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
    rows = [
        (
            str(number), labels[edge.from_], labels[edge.to], edge.printed_sign, _words(edge, terms),
            fully(edge, terms), asserter(edge, terms),
        )
        for number, edge in enumerate(net.edges, 1)
    ]  # fmt: skip
    kept = [at for at in range(len(heads)) if at < 3 or any(row[at] for row in rows)]  # noqa: PLR2004
    return FigureTable(
        title=terms("displays.figure.edges"),
        heads=tuple(terms(f"displays.figure.head.{heads[at]}") for at in kept),
        rows=tuple(
            TableRow(key=edge.id, cells=tuple(row[at] for at in kept), segments=edge.segments)
            for edge, row in zip(net.edges, rows, strict=True)
        ),
    )


def _words(edge: Edge, terms: Terms) -> str:
    """The label of an edge, or the numbers that it stands for."""
    if edge.weight is None:
        return edge.label
    share = f"; {terms.number(edge.share)}" if edge.share is not None else ""
    return f"{terms.number(edge.weight)}{share}"


def _node_table(net: Net, terms: Terms) -> FigureTable:
    rows = [
        TableRow(
            key=node.id,
            cells=(node.label, terms(f"displays.figure.node.{node.kind}"), node.group, node.note),
            segments=node.segments,
        )
        for node in net.nodes
    ]
    heads = ("node", "kind", "group", "note")
    kept = [at for at in range(len(heads)) if at < 2 or any(row.cells[at] for row in rows)]  # noqa: PLR2004
    return FigureTable(
        title=terms("displays.figure.nodes"),
        heads=tuple(terms(f"displays.figure.head.{heads[at]}") for at in kept),
        rows=tuple(
            TableRow(key=row.key, cells=tuple(row.cells[at] for at in kept), segments=row.segments) for row in rows
        ),
    )


FORM = NetForm()
