"""The vocabulary of networks: nodes for records, edges for links, and which links a network is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from qualcode.model import (
    Code,
    Event,
    Link,
    LinkKind,
    Period,
    Place,
    Rating,
    Study,
    Variable,
)

from ._names import record_of
from ._net import Edge, Net, Node
from ._result import Reference
from ._sight import Sight, barred

CAUSAL = (LinkKind.LEADS_TO, LinkKind.INFLUENCES)
_PLACES = {Place.ANTECEDENT: "1", Place.BETWEEN: "2", Place.OUTCOME: "3"}


def label_of(study: Study, ref: str) -> str:
    """What a record is called in a network: its label or name; an informant's code."""
    record = record_of(study, ref)
    label = getattr(record, "label", "") or getattr(record, "name", "")
    return str(label) or ref.partition(":")[2]


def node_of(sight: Sight, ref: str) -> Node:
    """The node of a record, with the segments that it rests on and the time that orders it."""
    kind, _, name = ref.partition(":")
    record = record_of(sight.study, ref)
    node = Node(id=ref, label=label_of(sight.study, ref), kind=kind)
    if isinstance(record, Event):
        return replace(node, kind=record.kind.value, time=record.date, segments=sight.told(record.segments))
    if isinstance(record, Variable):
        return _rated(sight, replace(node, time=_PLACES[record.place] if record.place else ""), record)
    if isinstance(record, Code):
        return replace(node, segments=sight.told(sight.said.get(name, ())))
    return node


def _rated(sight: Sight, node: Node, variable: Variable) -> Node:
    """A variable with how many are rated at each of its levels (the latest rating of each), and the evidence."""
    scope = sight.scope
    kept = [one for one in scope.ratings if scope.kept is None or scope.kept(one)]
    order = {one.id: at for at, one in enumerate(sight.study.all(Period))}
    some = [one for one in kept if one.variable == variable.id and one.values]
    some.sort(key=lambda one: (order.get(one.period or "", -1), one.date))
    latest: dict[tuple[str, str | None], Rating] = {(one.subject, one.code): one for one in some}
    levels = Counter(one.values[-1] for one in latest.values())
    steps = [f"{step.label} {levels[step.value]}" for step in variable.values if levels[step.value]]
    told = sight.told(name for one in some for name in one.segments)
    return replace(node, note=" · ".join(steps), segments=told)


def edge_of(sight: Sight, link: Link) -> Edge:
    """The edge of a link, with the asserters and segments that the filters and consents leave."""
    segments = sight.told(link.segments)
    period = sight.study.find(Period, link.period)
    return Edge(
        id=link.id,
        from_=link.from_,
        to=link.to,
        kind=link.kind.value,
        label=link.label,
        sign=link.sign,
        strength=link.strength,
        effect=link.effect.value if link.effect else None,
        horizon=link.horizon.value if link.horizon else None,
        formal=link.formal,
        condition=link.condition,
        period=period.label if period is not None else link.period,
        asserted_by=sight.people(link.asserted_by),
        filtered=not segments and any(name in sight.study.segments for name in link.segments),
        segments=segments,
    )


def links_between(sight: Sight, kinds: Sequence[LinkKind], ends: Sequence[str]) -> tuple[Link, ...]:
    """Links of some kinds whose both ends are records of some kinds that the study has."""
    meant = between(sight.study, kinds, ends)
    return tuple(link for link in sight.links if meant(link))


def between(study: Study, kinds: Sequence[LinkKind], ends: Sequence[str]) -> Callable[[Link], bool]:
    """Whether a link is of some kinds and joins two different records of some kinds that the study has."""

    def known(ref: str) -> bool:
        return ref.partition(":")[0] in ends and record_of(study, ref) is not None

    return lambda link: link.kind in kinds and link.from_ != link.to and known(link.from_) and known(link.to)


def net_of(sight: Sight, links: Iterable[Link], shape: str = "along") -> Net:
    """The network of links: their ends in the order in which they are met, one edge a link, cycles marked."""
    links = tuple(links)
    refs = dict.fromkeys(ref for link in links for ref in (link.from_, link.to))
    edges = tuple(edge_of(sight, one) for one in links)
    rings = {name for ring in cycles(edges) for name in ring}
    nodes = (_grounded(node_of(sight, ref), edges) for ref in refs)
    return Net(nodes=tuple(replace(one, looped=one.id in rings) for one in nodes), edges=edges, shape=shape)


def _grounded(node: Node, edges: Iterable[Edge]) -> Node:
    """A node without segments of its own leads to those of its edges."""
    if node.segments:
        return node
    found: dict[str, Reference] = {}
    for edge in edges:
        if node.id in (edge.from_, edge.to):
            found |= {place.segment: place for place in edge.segments}
    return replace(node, segments=tuple(found.values()))


def cycles(edges: Iterable[Edge]) -> list[frozenset[str]]:
    """The sets of nodes that lead back to themselves, in the order of the edges."""
    import networkx as nx

    pairs = [(edge.from_, edge.to) for edge in edges if edge.directed and not edge.structural]
    order = {name: at for at, name in enumerate(dict.fromkeys(name for pair in pairs for name in pair))}
    rings = [frozenset(some) for some in nx.strongly_connected_components(nx.DiGraph(pairs))]
    return sorted((some for some in rings if len(some) > 1), key=lambda some: min(order[name] for name in some))


def barred_remark(sight: Sight, meant: Callable[[Link], bool]) -> tuple[str, ...]:
    """What is said of links that a withdrawn consent bars."""
    count = barred(sight.study, meant)
    return (sight.terms("displays.figure.barred", count=sight.terms.number(count)),) if count else ()
