"""GraphML: a network for Gephi, yEd or Cytoscape, every value of a node and an edge as text."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.displays._drawing.svg import plain
from qualcode.displays._figure import Figure
from qualcode.displays._writers._graph import nets, of_edge, of_node
from qualcode.displays._writers._writer import NETWORK, DisplayWriter
from qualcode.model import Study

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)


def render(displays: Iterable[Figure], study: Study) -> bytes:
    """One directed graph; the nodes of several panels carry the name of theirs."""
    del study
    (figure,) = displays
    body: list[str] = []
    keys: dict[tuple[str, str], None] = {}
    for prefix, _title, net in nets(figure):
        for node in net.nodes:
            values = of_node(node)
            keys |= dict.fromkeys(("node", name) for name in values)
            body.append(f'    <node id="{plain(prefix + node.id)}">{_data("n", values)}</node>')
        for edge in net.edges:
            values = of_edge(edge)
            keys |= dict.fromkeys(("edge", name) for name in values)
            ends = f'source="{plain(prefix + edge.from_)}" target="{plain(prefix + edge.to)}"'
            undirected = "" if edge.directed else ' directed="false"'
            body.append(f'    <edge id="{plain(prefix + edge.id)}" {ends}{undirected}>{_data("e", values)}</edge>')
    declared = [
        f'  <key id="{what[0]}-{name}" for="{what}" attr.name="{name}" attr.type="string"/>' for what, name in keys
    ]
    whole = [HEAD, *declared, '  <graph edgedefault="directed">', *body, "  </graph>", "</graphml>", ""]
    return "\n".join(whole).encode()


def _data(what: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{what}-{name}">{plain(value)}</data>' for name, value in values.items())


WRITER = DisplayWriter(name="graphml", render=render, kinds=(NETWORK,), single=True)
