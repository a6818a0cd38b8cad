"""Networks of what happened: events and states, the steps that cases share, the choices of an action."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

from qualcode.model import Event, Link, LinkKind

from ._figure import Panel
from ._figure_display import Found
from ._names import case_code, listed_codes, natural
from ._net import Edge, Net, Node
from ._net_checks import evidence_checks, time_checks
from ._nets import CAUSAL, barred_remark, between, links_between, net_of
from ._sight import Sight, is_barred_event


def event_states(sight: Sight) -> Found:
    """Events and states with what led to what, in time."""
    net = net_of(sight, links_between(sight, CAUSAL, ("event",)))
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        checks=time_checks(sight, net),
        remarks=barred_remark(sight, between(sight.study, CAUSAL, ("event",))),
    )


def decisions(sight: Sight) -> Found:
    """Steps of an action and the conditions under which one comes before the other."""
    kinds = (LinkKind.PRECEDES,)
    ends = ("event", "code", "variable")
    links = _conditional(links_between(sight, kinds, ends))
    net = net_of(sight, links)
    told = (replace(edge, label=_if(sight, edge), condition="") for edge in net.edges)
    net = replace(net, edges=tuple(told))
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        checks=evidence_checks(sight, net),
        remarks=barred_remark(sight, between(sight.study, kinds, ends)),
    )


def _conditional(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links of actions in which a condition is stated somewhere; all where none is."""
    import networkx as nx

    joined = nx.Graph([(link.from_, link.to) for link in links])
    parts = [part for part in nx.connected_components(joined) if any(one.condition and one.to in part for one in links)]
    return tuple(link for link in links if any(link.to in part for part in parts)) or links


def _if(sight: Sight, edge: Edge) -> str:
    """The condition of a step in words, with the speaker's own where there are any."""
    condition = sight.terms("displays.figure.when", condition=edge.condition) if edge.condition else ""
    return "; ".join(filter(None, (condition, edge.label)))


def composite(sight: Sight) -> Found:
    """The types of event as steps, joined where they follow each other in a case; each line says in which cases."""
    paths = _paths(sight)
    nodes: dict[str, list[Event]] = {}
    steps: dict[tuple[str, str], dict[str, list[Event]]] = {}
    for case, path in paths.items():
        for event in path:
            nodes.setdefault(_step(event), []).append(event)
        for one, after in itertools.pairwise(path):
            if _step(one) != _step(after):
                steps.setdefault((_step(one), _step(after)), {}).setdefault(case, []).extend((one, after))
    net = Net(
        nodes=tuple(_node(sight, name, some) for name, some in nodes.items()),
        edges=tuple(_edge(sight, number, pair, by_case) for number, (pair, by_case) in enumerate(steps.items(), 1)),
    )
    word = sight.terms("displays.figure.path")
    told = (
        f"{word} {case_code(sight.study, case)}: {' → '.join(map(_step, paths[case]))}."
        for case in sorted(paths, key=natural)
    )
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        checks=tuple(told),
        remarks=_without_place(sight, paths),
    )


def _step(event: Event) -> str:
    return event.type or event.label


def _paths(sight: Sight) -> Mapping[str, list[Event]]:
    """The events of each case in their order: by sequence, else by date; a case with one event has no path."""
    of_case: dict[str, list[Event]] = {}
    for event in sight.events:
        if event.case and not is_barred_event(sight.study, event) and (event.sequence is not None or event.date):
            of_case.setdefault(event.case, []).append(event)
    for path in of_case.values():
        path.sort(key=lambda one: (one.sequence is None, one.sequence or 0, one.date, natural(one.id)))
    return of_case


def _node(sight: Sight, name: str, events: list[Event]) -> Node:
    cases = {event.case for event in events}
    return Node(
        id=f"step:{name}",
        label=name,
        kind="step",
        note=sight.terms("displays.figure.of_cases", n=len(cases)),
        count=len(cases),
        segments=sight.told(name for event in events for name in event.segments),
    )


def _edge(sight: Sight, number: int, pair: tuple[str, str], by_case: Mapping[str, list[Event]]) -> Edge:
    return Edge(
        id=f"S-{number:02d}",
        from_=f"step:{pair[0]}",
        to=f"step:{pair[1]}",
        kind=LinkKind.PRECEDES.value,
        label=listed_codes(case_code(sight.study, case) for case in by_case),
        weight=len(by_case),
        segments=sight.told(name for some in by_case.values() for event in some for name in event.segments),
    )


def _without_place(sight: Sight, paths: Mapping[str, list[Event]]) -> tuple[str, ...]:
    """Events without case or place in a sequence are named: they are on no path."""
    placed = {event.id for path in paths.values() for event in path}
    left = [event.id for event in sight.events if event.id not in placed and event.case]
    if not left:
        return ()
    return (sight.terms("displays.figure.no_path", events=", ".join(left[:8]) + (", …" if len(left) > 8 else "")),)  # noqa: PLR2004
