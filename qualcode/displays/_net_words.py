"""What stands at the edges of a network, in words: signs, effect, horizon, who asserts; and the legend of all used."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import Valence
from qualcode.terms import Terms

from ._net import Edge, Net, Node
from ._print import SIGNS

PLAIN, DASHED, DOTTED = "", "5 3", "1.5 2.5"
"""Lines of edges that informants assert, that the researcher asserts, that no segment proves."""

NAMED = ("authority_over", "works_with", "serves", "part_of")
"""Kinds of edge that say at the line what they are; that something leads to something shows by its arrow."""

JACCARD = "(0,00)"
INFORMAL, NO_EVIDENCE, LOOP, SHARED = "≈", "?", "↺", "*"


def dash_of(edge: Edge) -> str:
    """How an edge's line is broken."""
    if edge.unproved:
        return DOTTED
    return PLAIN if edge.asserted_by or edge.structural or edge.weight is not None else DASHED


def shorthand(edge: Edge, terms: Terms) -> str:
    """Sign, effect and horizon, formality, weight and asserters of an edge on one line."""
    kind = terms(f"displays.figure.kind.{edge.kind}") if edge.kind in NAMED and not edge.structural else ""
    effect = terms(f"displays.figure.short.{edge.effect}") if edge.effect else ""
    horizon = terms(f"displays.figure.short.{edge.horizon}") if edge.horizon else ""
    weight = terms.number(edge.weight) if edge.weight is not None else ""
    if edge.jaccard is not None:
        weight = f"{weight} ({terms.number(edge.jaccard)})"
    parts = (
        kind if edge.weight is None else "",
        f"({edge.printed_sign})" if edge.printed_sign else "",
        INFORMAL if edge.formal is False else "",
        "·".join(filter(None, (effect, horizon))),
        weight,
        ", ".join(edge.asserted_by),
        SHARED if edge.shared else "",
        terms("displays.blanks.filtered") if edge.filtered else NO_EVIDENCE if edge.unproved else "",
    )
    return " ".join(filter(None, parts))


def fully(edge: Edge, terms: Terms) -> str:
    """What is told of an edge beside its sign and its words, in whole words."""
    parts = [
        terms(f"displays.figure.kind.{edge.kind}") if terms.has(f"displays.figure.kind.{edge.kind}") else edge.kind,
        terms("displays.figure.of_strength", n=edge.strength) if edge.strength else "",
        terms(f"displays.figure.{edge.effect}") if edge.effect else "",
        terms(f"displays.figure.run_{edge.horizon}") if edge.horizon else "",
        "" if edge.formal is None else terms(f"displays.figure.{'formal' if edge.formal else 'informal'}"),
        terms("displays.figure.in_period", period=edge.period) if edge.period else "",
        terms("displays.figure.if", condition=edge.condition) if edge.condition else "",
    ]
    return "; ".join(filter(None, parts))


def asserter(edge: Edge, terms: Terms) -> str:
    """Who asserts an edge: informants by their codes, or the researcher."""
    if edge.structural or edge.weight is not None:
        return ""
    return ", ".join(edge.asserted_by) or terms("displays.figure.researcher")


def legend(nets: Iterable[Net], terms: Terms) -> dict[str, str]:
    """Kind of line, box or sign → meaning, of what the networks use."""
    nets = tuple(nets)
    nodes, edges = [node for net in nets for node in net.nodes], tuple(edge for net in nets for edge in net.edges)
    used = (*_boxes(nodes), *_lines(edges), *((("grey", "looped"),) if any(one.looped for one in nodes) else ()))
    found = {terms(f"displays.figure.{name}"): terms(f"displays.figure.{meaning}") for name, meaning in used}
    return found | _signs(edges, terms)


def _boxes(nodes: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    kinds = {node.kind for node in nodes}
    return (("box", "event"), ("round", "state")) if "state" in kinds else ()


def _lines(edges: tuple[Edge, ...]) -> Iterable[tuple[str, str]]:
    """(sample, meaning) of the lines that are used."""
    claimed = [edge for edge in edges if not edge.structural and edge.weight is None]
    dashes = {dash_of(edge) for edge in claimed}
    for dash, name, meaning in (
        (PLAIN, "solid", "by_informant"),
        (DASHED, "dashed", "by_researcher"),
        (DOTTED, "dotted", "unproved"),
    ):
        if dash in dashes:
            yield name, meaning
    if any(edge.strength for edge in edges):
        yield "thick", "strength"
    if any(edge.weight is not None for edge in edges):
        yield "heavy", "weight"


def _signs(edges: tuple[Edge, ...], terms: Terms) -> dict[str, str]:
    """Signs and abbreviations at the lines that are used."""
    signs = {edge.sign for edge in edges}
    said = {value for edge in edges for value in (edge.effect, edge.horizon)}
    used = [
        *((f"({SIGNS[sign]})", f"sign_{sign.name.lower()}") for sign in Valence if sign in signs),
        *((terms(f"displays.figure.short.{one}"), one) for one in ("direct", "meta", "side") if one in said),
        *((terms(f"displays.figure.short.{one}"), f"run_{one}") for one in ("short", "long") if one in said),
        *([(JACCARD, "jaccard")] if any(edge.jaccard is not None for edge in edges) else []),
        *([(INFORMAL, "informal")] if any(edge.formal is False for edge in edges) else []),
        *([(SHARED, "shared")] if any(edge.shared for edge in edges) else []),
        *([(terms("displays.blanks.filtered"), "filtered")] if any(edge.filtered for edge in edges) else []),
    ]
    return {sign: terms(f"displays.figure.{name}") for sign, name in used}
