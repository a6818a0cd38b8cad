"""What graph files hold of a figure: the nodes and edges of all its panels, with their values as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualcode.displays._figure import Figure
from qualcode.displays._net import Edge, Net, Node


def nets(figure: Figure) -> Iterable[tuple[str, str, Net]]:
    """(prefix of its nodes, title, network) of each panel."""
    several = len(figure.panels) > 1
    for at, panel in enumerate(figure.panels):
        if isinstance(panel.content, Net):
            yield (f"{panel.id or at}/" if several else "", panel.title, panel.content)


def of_node(node: Node) -> dict[str, str]:
    """The values of a node but its id; those that say nothing are left out."""
    values: dict[str, Any] = {
        "label": node.label,
        "kind": node.kind,
        "note": node.note,
        "group": node.group,
        "time": node.time,
        "count": node.count,
        "in_cycle": node.looped or None,
        "evidence": "; ".join(dict.fromkeys(one.citation for one in node.segments)),
    }
    return _said(values)


def of_edge(edge: Edge) -> dict[str, str]:
    """The values of an edge but its ends; those that say nothing are left out."""
    values: dict[str, Any] = {
        "label": edge.label,
        "kind": edge.kind,
        "sign": edge.sign.value if edge.sign else None,
        "strength": edge.strength,
        "effect": edge.effect,
        "horizon": edge.horizon,
        "formal": edge.formal,
        "condition": edge.condition,
        "period": edge.period,
        "asserted_by": ", ".join(edge.asserted_by),
        "weight": edge.weight,
        "jaccard": edge.jaccard,
        "c": edge.c,
        "evidence": "; ".join(dict.fromkeys(one.citation for one in edge.segments)),
    }
    return _said(values)


def _said(values: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }
