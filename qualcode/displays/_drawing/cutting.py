"""Networks too large for a page, cut into stretches: what a stretch goes on from is repeated at its beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .layers import Arc, Box, ranked

if TYPE_CHECKING:
    from qualcode.displays._net import Net

FEW = 3
"""Nodes of which a stretch is not cut any more."""


def stretches(net: Net, fits: Callable[[Net], bool]) -> list[Net]:
    """The network in stretches that fit, as long as they can be; every edge stands in one of them."""
    found, rest = [], net
    while len(rest.nodes) > FEW and not fits(rest):
        first, after = next(((one, other) for one, other in _cuts(rest) if fits(one)), (None, None))
        if first is None or after is None:
            break
        found.append(first)
        rest = after
    return [*found, rest]


def _cuts(net: Net) -> Iterator[tuple[Net, Net]]:
    """(first stretch, what is left): between two ranks, the later cuts first; then through the last rank."""
    boxes = [Box(id=node.id, width=0, height=0, time=node.time) for node in net.nodes]
    ranks, _turned = ranked(boxes, [Arc(start=edge.from_, end=edge.to) for edge in net.edges])
    steps = sorted(set(ranks.values()))
    for step in reversed(steps[1:]):
        yield from _parted(net, {name for name, rank in ranks.items() if rank < step})
    ends = [node.id for node in net.nodes if ranks[node.id] == steps[-1]]
    kept = {node.id for node in net.nodes} - set(ends)
    for size in range(len(ends) - 1, 0, -1):
        yield from _parted(net, kept | set(ends[:size]))


def _parted(net: Net, inside: set[str]) -> Iterator[tuple[Net, Net]]:
    """The nodes inside with what joins them, and all else with what it is joined to; nothing if that is not smaller."""
    within = tuple(edge for edge in net.edges if {edge.from_, edge.to} <= inside)
    across = tuple(edge for edge in net.edges if not {edge.from_, edge.to} <= inside)
    met = {end for edge in across for end in (edge.from_, edge.to)}
    nodes = tuple(
        replace(node, repeated=True) if node.id in inside else node
        for node in net.nodes
        if node.id not in inside or node.id in met
    )
    if within and across and len(nodes) < len(net.nodes):
        first = tuple(node for node in net.nodes if node.id in inside)
        yield replace(net, nodes=first, edges=within), replace(net, nodes=nodes, edges=across)
