"""Networks too large for a page: cut to the strongest links, and into stretches.

What a stretch goes on from is repeated at its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .layers import Arc, Box, ranked

if TYPE_CHECKING:
    from qualcode.displays._net import Net

FEW = 2
"""Nodes of which a stretch is not cut any more."""

MOST_EDGES = 30
"""Lines of a drawing that can still be read; the tables have them all."""


def strongest(net: Net) -> Net:
    """The network with the links that can still be read: the strongest, then those with the most evidence."""
    if net.is_tree or len(net.edges) <= MOST_EDGES:
        return net
    order = sorted(net.edges, key=lambda edge: (-(edge.strength or edge.weight or 0), -len(edge.segments)))
    kept = {edge.id for edge in order[:MOST_EDGES]}
    edges = tuple(edge for edge in net.edges if edge.id in kept)
    ends = {end for edge in edges for end in (edge.from_, edge.to)}
    return replace(net, nodes=tuple(node for node in net.nodes if node.id in ends), edges=edges)


def stretches(net: Net, fits: Callable[[Net], bool]) -> list[Net]:
    """The network in stretches that fit, as long as they can be; every edge stands in one of them."""
    found, rest = [], net
    while len(rest.nodes) > FEW:
        ranks = _ranks(rest)
        inside = _longest(rest, _up_to_ranks(ranks), fits) or _longest(rest, _through_last(ranks), fits)
        first, after = _parted(rest, inside)
        if not (inside and after.edges):
            break
        found.append(first)
        rest = after
    return [*found, rest]


def _ranks(net: Net) -> Mapping[str, int]:
    boxes = [Box(id=node.id, width=0, height=0, time=node.time) for node in net.nodes]
    return ranked(boxes, [Arc(start=edge.from_, end=edge.to) for edge in net.edges])[0]


def _up_to_ranks(ranks: Mapping[str, int]) -> list[set[str]]:
    """The nodes up to each rank, fewer first; all of them at last."""
    return [{name for name, rank in ranks.items() if rank <= step} for step in sorted(set(ranks.values()))]


def _through_last(ranks: Mapping[str, int]) -> list[set[str]]:
    """The nodes before the last rank with some of it, fewer first."""
    last = max(ranks.values())
    kept, ends = {name for name in ranks if ranks[name] < last}, [name for name in ranks if ranks[name] == last]
    return [kept | set(ends[:size]) for size in range(1, len(ends))]


def _longest(net: Net, insides: Sequence[set[str]], fits: Callable[[Net], bool]) -> set[str]:
    """The largest of growing sets of nodes whose stretch holds an edge and fits; none: the empty set.

    Steps grow until one does not fit: a stretch is small beside what is left.
    """
    best, low, high, step = set[str](), 0, len(insides), 1
    while low < high:
        at = min(low + step - 1, high - 1)
        first = _parted(net, insides[at])[0]
        if not first.edges or fits(first):
            best = insides[at] if first.edges else best
            low, step = at + 1, step * 2
        else:
            high, step = at, 1 if step == 1 else step // 4 or 1
    return best


def _parted(net: Net, inside: set[str]) -> tuple[Net, Net]:
    """The nodes inside with what joins them, and all else with what it is joined to."""
    within = tuple(edge for edge in net.edges if {edge.from_, edge.to} <= inside)
    across = tuple(edge for edge in net.edges if not {edge.from_, edge.to} <= inside)
    met = {end for edge in across for end in (edge.from_, edge.to)}
    first = tuple(node for node in net.nodes if node.id in inside)
    after = tuple(
        replace(node, repeated=True) if node.id in inside else node
        for node in net.nodes
        if node.id not in inside or node.id in met
    )
    return replace(net, nodes=first, edges=within), replace(net, nodes=after, edges=across)
