"""A network: nodes for records, edges for what joins them."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.declared import record
from qualcode.model import Valence

from ._figure import Mark, plain_references
from ._result import References

MINUS = "−"


@record
class Node:
    """A node: a record by its reference (``code:SANKSI``), its label, its kind and what stands below the label.

    ``time`` orders nodes (earlier ones stand no further along). ``count`` is a number that the node stands for.
    ``group`` is the heading that it stands under (a unit). ``looped`` tells a node of a cycle, ``repeated`` one that
    stands before in the drawing of a network that is cut.
    """

    id: str
    label: str
    kind: str
    note: str = ""
    time: str = ""
    group: str = ""
    count: int | None = None
    looped: bool = False
    repeated: bool = False
    segments: References = ()


@record
class Edge:
    """An edge. ``asserted_by`` names informants; empty where the researcher asserts it.

    ``weight`` is a count (cases, overlaps) where the edge stands for one, ``jaccard`` and ``c`` coefficients beside it.
    ``structural`` edges (a tree, a unit of a unit) need no evidence; ``directed`` ones carry an arrow. ``filtered``
    tells that all its segments lie outside the call's filter; ``shared`` marks what several cases have.
    """

    id: str
    from_: str
    to: str
    kind: str
    label: str = ""
    sign: Valence | None = None
    strength: int | None = None
    effect: str | None = None
    horizon: str | None = None
    formal: bool | None = None
    condition: str = ""
    period: str | None = None
    asserted_by: tuple[str, ...] = ()
    weight: int | None = None
    jaccard: float | None = None
    c: float | None = None
    structural: bool = False
    directed: bool = True
    filtered: bool = False
    shared: bool = False
    segments: References = ()

    @property
    def unproved(self) -> bool:
        """Whether no segment stands behind it and one should."""
        return not (self.segments or self.structural or self.filtered)

    @property
    def printed_sign(self) -> str:
        """Its sign as it is printed, or nothing."""
        return self.sign.value.replace("-", MINUS) if self.sign is not None else ""


@record
class Net:
    """A network. ``shape`` says how it is drawn: ``along`` (left to right), ``down``, or ``arcs`` beside a column."""

    form: ClassVar[str] = "network"

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shape: str = "along"

    def label(self, node: str) -> str:
        """The label of a node by its id."""
        return next(one.label for one in self.nodes if one.id == node)

    @property
    def is_tree(self) -> bool:
        """Whether all its edges are those of a tree."""
        return all(edge.structural for edge in self.edges)

    def marks(self) -> tuple[Mark, ...]:
        """Edges that claim something, in order, then nodes."""
        labels = {node.id: node.label for node in self.nodes}
        claims = [one for one in self.edges if not one.structural]
        joined = (f"{labels[one.from_]} {'→' if one.directed else '–'} {labels[one.to]}" for one in claims)
        edges = (
            Mark(key=edge.id, label=label, segments=edge.segments) for edge, label in zip(claims, joined, strict=True)
        )
        return (*edges, *(Mark(key=node.id, label=node.label, segments=node.segments) for node in self.nodes))

    def as_json(self) -> dict[str, Any]:
        """Nodes and edges as in the contract."""
        return {"nodes": [_node(one) for one in self.nodes], "edges": [_edge(one) for one in self.edges]}


def _node(node: Node) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": node.id, "label": node.label, "kind": node.kind}
    return plain | {
        "note": node.note,
        "group": node.group,
        "count": node.count,
        "in_cycle": node.looped,
        "segments": plain_references(node.segments),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    names = (
        "kind",
        "label",
        "strength",
        "effect",
        "horizon",
        "formal",
        "condition",
        "period",
        "weight",
        "jaccard",
        "c",
    )
    plain: dict[str, Any] = {"id": edge.id, "from": edge.from_, "to": edge.to}
    return (
        plain
        | {name: getattr(edge, name) for name in names}
        | {
            "sign": edge.sign.value if edge.sign is not None else None,
            "directed": edge.directed,
            "asserted_by": list(edge.asserted_by),
            "segments": plain_references(edge.segments),
        }
    )
