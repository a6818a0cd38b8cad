"""What causal networks are made of: the links between variables, codes or events, and the outcome that they lead to."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model import Case, Finding, FindingKind, Link, Place, Study, Variable, Verification

from ._figure import Panel
from ._figure_display import Found
from ._names import natural, record_of
from ._net import Net
from ._net_checks import causal_checks, evidence_checks
from ._nets import CAUSAL, barred_remark, between, label_of, links_between, net_of
from ._options import Option
from ._sight import Sight

if TYPE_CHECKING:
    from ._net import Edge

ENDS = {"variable": ("variable",), "code": ("code",), "event": ("event",), "all": ("variable", "code", "event")}
"""What a causal network can join → the kinds of record at both ends of its links."""

MOST_CASES = 6
"""Cases that are laid side by side where nobody says which."""

MOST_CHAINS = 12
"""Chains that are drawn; a remark says how many more there are."""

MOST_STEPS = 60
"""Steps of all chains that are drawn beside the first."""


def _linked(study: Study, ends: Sequence[str]) -> list[Link]:
    meant = between(study, CAUSAL, ends)
    return [link for link in study.all(Link) if meant(link)]


def _most_told(study: Study) -> str:
    """Variables if any are linked, as the method has it; else codes; else whatever is linked."""
    return next((name for name in ("variable", "code") if _linked(study, ENDS[name])), "all")


nodes = Option(name="nodes", known=lambda _study: {name: name for name in ENDS}, chosen=_most_told, usual=True)


def causes(sight: Sight) -> Found:
    """One network of all links that lead to or influence something."""
    ends = ENDS[sight.scope.options["nodes"]]
    return _network(sight, links_between(sight, CAUSAL, ends), between(sight.study, CAUSAL, ends))


def _network(sight: Sight, links: Iterable[Link], meant: Callable[[Link], bool]) -> Found:
    net = net_of(sight, links)
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        checks=causal_checks(sight, net),
        remarks=barred_remark(sight, meant),
        rules=_rating_rule(sight, net),
    )


def _rating_rule(sight: Sight, net: Net) -> tuple[str, ...]:
    rated = any(node.kind == "variable" and node.note for node in net.nodes)
    return (sight.terms("displays.rule.latest_ratings"),) if rated else ()


def _ends_known(study: Study) -> Mapping[str, str]:
    """Id, name and reference of everything that a link leads to → its reference."""
    found: dict[str, str] = {}
    for link in _linked(study, ENDS["all"]):
        for word in (link.to, link.to.partition(":")[2], label_of(study, link.to)):
            found.setdefault(word, link.to)
    return found


def _chief(study: Study) -> str:
    """The outcome variable that most leads to; without one, what most leads to."""
    import networkx as nx

    some = _linked(study, ENDS[_most_told(study)])
    graph = nx.DiGraph([(link.from_, link.to) for link in some])
    reach = {ref: len(nx.ancestors(graph, ref)) for ref in dict.fromkeys(link.to for link in some)}
    ranked = sorted(reach, key=lambda ref: (not _is_outcome(study, ref), -reach[ref], ref))
    return ranked[0] if ranked else ""


def _is_outcome(study: Study, ref: str) -> bool:
    record = record_of(study, ref)
    return isinstance(record, Variable) and record.place is Place.OUTCOME


outcome = Option(name="end", known=_ends_known, chosen=_chief)


def chains(sight: Sight) -> Found:
    """Every path of links to one outcome, from what nothing leads to; each path a chain, the longest first."""
    end = sight.scope.options["end"]
    links = [link for link in links_between(sight, CAUSAL, ENDS["all"]) if end]
    paths = _paths(links, end)
    shown = _readable(paths)
    panels = tuple(
        Panel(
            content=_in_line(net_of(sight, path)),
            id=str(number),
            title=sight.terms("displays.figure.chain", n=number, start=label_of(sight.study, path[0].from_)),
        )
        for number, path in enumerate(shown, 1)
    )
    more = len(paths) - len(shown)
    remarks = (sight.terms("displays.figure.more_chains", n=more),) if more else ()
    whole = net_of(sight, dict.fromkeys(link for path in shown for link in path))
    return Found(
        panels=panels,
        checks=evidence_checks(sight, whole),
        remarks=(*barred_remark(sight, between(sight.study, CAUSAL, ENDS["all"])), *remarks),
        rules=_rating_rule(sight, whole),
    )


def _readable(paths: Sequence[Sequence[Link]]) -> Sequence[Sequence[Link]]:
    """The first paths, so many as can be read; one at least."""
    steps = list(itertools.accumulate(map(len, paths[:MOST_CHAINS])))
    return paths[: max(1, sum(step <= MOST_STEPS for step in steps))]


def _in_line(net: Net) -> Net:
    """The network of a chain, ordered by its own links alone."""
    return replace(net, nodes=tuple(replace(node, time="") for node in net.nodes))


def _paths(links: Sequence[Link], end: str) -> list[list[Link]]:
    """Paths to an end without a repeated node, from nodes that nothing on such a path leads to; the longest first."""
    into: dict[str, dict[str, Link]] = {}
    for link in links:
        into.setdefault(link.to, {}).setdefault(link.from_, link)
    found: list[list[Link]] = []
    stack: list[tuple[str, list[Link]]] = [(end, [])] if end in into else []
    while stack and len(found) < MOST_CHAINS * 40:
        at, path = stack.pop()
        passed = {link.to for link in path}
        before = [link for start, link in into.get(at, {}).items() if start not in passed and start != at]
        if not before:
            found.append(path)
        stack.extend((link.from_, [link, *path]) for link in reversed(before))
    return sorted(found, key=lambda path: -len(path))


def _cases(study: Study) -> Mapping[str, str]:
    return {word: one.id for one in study.all(Case) for word in (one.id, one.label) if word}


def _of_case(case: Case, link: Link) -> bool:
    """Whether a link is a case's: it names the case, or names none and people of the case assert it."""
    return link.case == case.id if link.case else bool(set(case.informants) & set(link.asserted_by))


def _most_linked(study: Study) -> str:
    """The cases with the most links, so many as can be laid side by side."""
    links = _linked(study, ENDS["all"])
    count = {case.id: sum(_of_case(case, link) for link in links) for case in study.all(Case)}
    ranked = sorted((name for name in count if count[name]), key=lambda name: (-count[name], natural(name)))
    return ",".join(sorted(ranked[:MOST_CASES], key=natural))


cases = Option(name="cases", known=_cases, chosen=_most_linked, several=True)


def by_case(sight: Sight) -> Found:
    """The causal network of each case; what several cases have is marked, what one alone has is kept."""
    wanted = [sight.study.get(Case, name) for name in sight.scope.options["cases"].split(",") if name]
    links = links_between(sight, CAUSAL, ENDS["all"])
    of_case = {case.id: [link for link in links if _of_case(case, link)] for case in wanted}
    streams = Counter(pair for some in of_case.values() for pair in {_stream(link) for link in some})
    panels, checks = [], []
    for case in wanted:
        if not of_case[case.id]:
            continue
        net = net_of(sight, of_case[case.id])
        edges = tuple(replace(edge, shared=streams[_of(edge)] > 1) for edge in net.edges)
        title = case.label if case.label == case.id else f"{case.id} · {case.label}"
        panels.append(Panel(content=replace(net, edges=edges), id=case.id, title=title))
        checks += [f"{case.id}: {text}" for text in evidence_checks(sight, net)]
    return Found(
        panels=tuple(panels),
        checks=tuple(checks),
        remarks=barred_remark(sight, between(sight.study, CAUSAL, ENDS["all"])),
    )


def _stream(link: Link) -> tuple[str, str, str]:
    return link.from_, link.to, link.sign or ""


def _of(edge: Edge) -> tuple[str, str, str]:
    return edge.from_, edge.to, edge.sign or ""


def predictions(sight: Sight) -> Found:
    """The variables that lead to one outcome, and the predictions that were recorded with what came of them."""
    end = sight.scope.options["end"]
    links = links_between(sight, CAUSAL, ENDS["all"])
    meant: set[str] = {end}
    while more := {link.from_ for link in links if link.to in meant} - meant:
        meant |= more
    kept = [link for link in links if link.from_ in meant and link.to in meant]
    found = _network(sight, kept, between(sight.study, CAUSAL, ENDS["all"]))
    return replace(found, rules=(*found.rules, *_predicted(sight)))


def _predicted(sight: Sight) -> Iterable[str]:
    """Each prediction with the result of its last verification, or that none was tested or recorded yet."""
    results = {one.target: one for one in sight.study.all(Verification)}
    predicted = [one for one in sight.study.all(Finding) if one.kind is FindingKind.PREDICTION]
    for finding in predicted:
        tested = results.get(f"finding:{finding.id}")
        result = (tested.result if tested else "") or sight.terms("displays.figure.untested")
        yield sight.terms("displays.figure.prediction", id=finding.id, text=finding.text, result=result)
    if not predicted:
        yield sight.terms("displays.figure.no_prediction")
