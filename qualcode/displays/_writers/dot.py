"""DOT: a network for Graphviz, with the line styles of the drawing and every value as an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.displays._figure import Figure
from qualcode.displays._net_words import DASHED, DOTTED, dash_of, shorthand
from qualcode.displays._writers._graph import nets, of_edge, of_node
from qualcode.displays._writers._writer import NETWORK, DisplayWriter
from qualcode.model import Study
from qualcode.terms import terms_for

_STYLES = {DASHED: "dashed", DOTTED: "dotted"}
WIDTHS = {1: "1", 2: "2", 3: "3"}


def render(displays: Iterable[Figure], study: Study) -> bytes:
    """One directed graph, left to right; panels are clusters."""
    del study
    (figure,) = displays
    return "\n".join(["digraph {", *_body(figure), "}", ""]).encode()


def _body(figure: Figure) -> Iterable[str]:
    terms = terms_for(figure.language)
    yield f"  graph [{_values({'label': figure.title, 'rankdir': 'LR', 'comment': figure.caption})}];"
    yield "  node [shape=box, fontname=Arial];"
    for at, (prefix, title, net) in enumerate(nets(figure)):
        if prefix:
            yield f"  subgraph cluster_{at} {{\n    label={_quoted(title)};"
        for node in net.nodes:
            shape = {"style": "rounded"} if node.kind == "state" else {}
            yield f"  {_quoted(prefix + node.id)} [{_values(of_node(node) | shape)}];"
        for edge in net.edges:
            told = of_edge(edge)
            words = "\n".join(filter(None, (shorthand(edge, terms), edge.label)))
            look = {"style": _STYLES.get(dash_of(edge), "solid"), "penwidth": WIDTHS.get(edge.strength or 0, "1")}
            look |= {} if edge.directed else {"dir": "none"}
            values = told | {"label": words} | look
            yield f"  {_quoted(prefix + edge.from_)} -> {_quoted(prefix + edge.to)} [{_values(values)}];"
        if prefix:
            yield "  }"


def _values(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(text: str) -> str:
    """A quoted id of DOT: only quotation marks and backslashes end or bend it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


WRITER = DisplayWriter(name="dot", render=render, kinds=(NETWORK,), single=True)
