"""The checks of a causal network (method D16): they say where to look again and change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model import Event, EventKind, Place, Variable

from ._names import record_of
from ._net import Edge, Net
from ._nets import cycles
from ._sight import Sight

MOST = 8
"""Names that a check gives; the others are counted."""


def causal_checks(sight: Sight, net: Net) -> tuple[str, ...]:
    """Edges without evidence, contradictory signs, cycles without a period, nodes that reach no outcome."""
    found = (
        *_unproved(sight, net),
        *_contradictions(sight, net),
        *_cycles(sight, net),
        *_without_outcome(sight, net),
    )
    return found or (sight.terms("displays.check.none"),)


def time_checks(sight: Sight, net: Net) -> tuple[str, ...]:
    """Arrows to something that ended before its cause began, where both are dated; arrows without evidence."""
    late = [_name(net, edge) for edge in net.edges if _ended_before(sight, edge)]
    found = [sight.terms("displays.check.against_time", edges=_few(sight, late))] if late else []
    found += [*_unproved(sight, net), *_cycles(sight, net)]
    return tuple(found) or (sight.terms("displays.check.none"),)


def evidence_checks(sight: Sight, net: Net) -> tuple[str, ...]:
    """Edges that no segment stands behind, or that all is well."""
    return tuple(_unproved(sight, net)) or (sight.terms("displays.check.none"),)


def _unproved(sight: Sight, net: Net) -> Iterable[str]:
    names = [_name(net, edge) for edge in net.edges if edge.unproved]
    if names:
        yield sight.terms("displays.check.unproved", edges=_few(sight, names))


def _contradictions(sight: Sight, net: Net) -> Iterable[str]:
    """Pairs that edges give different signs."""
    signs: dict[tuple[str, str], dict[str, None]] = {}
    for edge in net.edges:
        if edge.sign is not None:
            signs.setdefault((edge.from_, edge.to), {})[edge.printed_sign] = None
    labels = {node.id: node.label for node in net.nodes}
    pairs = [f"{labels[a]} → {labels[b]} ({', '.join(some)})" for (a, b), some in signs.items() if len(some) > 1]
    if pairs:
        yield sight.terms("displays.check.contradiction", pairs=_few(sight, pairs))


def _cycles(sight: Sight, net: Net) -> Iterable[str]:
    """Every cycle by name; one of which an edge has no period has to be dated or declared."""
    labels = {node.id: node.label for node in net.nodes}
    for ring in cycles(net.edges):
        inside = [edge for edge in net.edges if edge.from_ in ring and edge.to in ring]
        names = "; ".join(labels[node.id] for node in net.nodes if node.id in ring)
        undated = any(not edge.period for edge in inside)
        yield sight.terms("displays.check.undated_cycle" if undated else "displays.check.cycle", nodes=names)


def _without_outcome(sight: Sight, net: Net) -> Iterable[str]:
    """Nodes from which no path leads to an outcome, where outcomes are declared at all."""
    import networkx as nx

    declared = {node.id for node in net.nodes if _place(sight, node.id) is Place.OUTCOME}
    if not declared:
        if any(node.kind == "variable" for node in net.nodes):
            yield sight.terms("displays.check.no_outcome")
        return
    graph = nx.DiGraph([(edge.to, edge.from_) for edge in net.edges])
    reached = set(declared)
    for outcome in declared & set(graph):
        reached |= nx.descendants(graph, outcome)
    astray = [node.label for node in net.nodes if node.id not in reached]
    if astray:
        yield sight.terms("displays.check.astray", nodes=_few(sight, astray))


def _place(sight: Sight, ref: str) -> Place | None:
    record = record_of(sight.study, ref)
    return record.place if isinstance(record, Variable) else None


def _ended_before(sight: Sight, edge: Edge) -> bool:
    """Whether an arrow leads to something that had ended when its cause began."""
    cause, effect = (record_of(sight.study, ref) for ref in (edge.from_, edge.to))
    if not (isinstance(cause, Event) and isinstance(effect, Event)):
        return False
    ended = effect.end_date or ("" if effect.kind is EventKind.STATE else effect.date)
    shared = min(len(ended), len(cause.date))
    return bool(shared) and ended[:shared] < cause.date[:shared]


def _name(net: Net, edge: Edge) -> str:
    return f"{net.label(edge.from_)} → {net.label(edge.to)}"


def _few(sight: Sight, names: Sequence[str]) -> str:
    """Names, the first few of many, and how many more there are."""
    more = len(names) - MOST
    return "; ".join(names[:MOST]) + (f"; {sight.terms('conclusions.more', n=more)}" if more > 0 else "")
