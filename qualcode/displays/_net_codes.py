"""Networks of codes: which stand together on the text, and the tree that they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.model import Code, CodeOrigin, CodeStatus
from qualcode.reduction.codings import Codings
from qualcode.reduction.together import Together, together

from ._code_axes import is_pattern
from ._figure import Panel
from ._figure_display import Found
from ._net import Edge, Net, Node
from ._nets import node_of
from ._options import Option
from ._quotes import references
from ._sight import Sight

MOST_EDGES, MOST_NODES, MOST_LEAST = 26, 18, 99
"""Lines of a figure of codes that can still be read; the least count is raised until no more are left."""

least = Option(
    name="least",
    known=lambda _study: {str(n): str(n) for n in range(1, MOST_LEAST + 1)},
    chosen=lambda _study: "",
)
"""How often two codes stand together at least to be joined."""

COOCCURS = "co-occurs"


def co_occurrence(sight: Sight) -> Found:
    """Codes joined where their segments stand together often enough; the count and two coefficients at each line."""
    met = together(sight.seen, sight.scope.options["nearness"])
    known = {code.id: at for at, code in enumerate(sight.scope.codes)}
    pairs = _pairs(met, known, sight.seen.columns.names)
    asked = sight.scope.options["least"]
    floor = int(asked) if asked else _floor(pairs)
    often = [one for one in _most(pairs) if len(one[1]) >= floor]
    shown = dict(often if asked else _readable(often))
    refs = {f"code:{code}" for pair in shown for code in pair}
    net = Net(
        nodes=tuple(_counted(sight, met, code) for code in known if f"code:{code}" in refs),
        edges=tuple(_joined(sight, met, number, pair, at) for number, (pair, at) in enumerate(shown.items(), 1)),
        shape="arcs",
    )
    terms, left = sight.terms, len(pairs) - len(shown)
    rules = [] if asked else [terms("displays.figure.least_chosen", n=floor)]
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        remarks=(terms("displays.figure.rarer", n=terms.number(left)),) if left else (),
        rules=(*rules, terms("displays.rule.jaccard"), terms("displays.rule.c_coefficient")),
    )


Pair = tuple[str, str]
Meeting = tuple[str, str]


def _pairs(met: Together, order: Mapping[str, int], names: Sequence[str]) -> dict[Pair, list[Meeting]]:
    """Two codes in the order of the codebook → the pairs of segments that meet, a segment of both once."""
    found: dict[Pair, list[Meeting]] = {}
    for one in met.codes:
        for other in met.meeting(one):
            if names[one] > names[other]:
                continue
            named = {
                (a, b) if order[a] < order[b] else (b, a)
                for a in met.codes[one]
                for b in met.codes[other]
                if a != b and a in order and b in order
            }
            for first, second in named:
                found.setdefault((first, second), []).append((names[one], names[other]))
    return found


def _floor(pairs: Mapping[Pair, list[Meeting]]) -> int:
    """The least count that leaves no more lines and codes than can be read; the greatest count where none does."""
    counts = {pair: len(at) for pair, at in pairs.items()}
    for floor in sorted({1, *counts.values()}):
        left = [pair for pair, count in counts.items() if count >= floor]
        if len(left) <= MOST_EDGES and len({code for pair in left for code in pair}) <= MOST_NODES:
            return floor
    return max(counts.values(), default=1)


def _readable(some: list[tuple[Pair, list[Meeting]]]) -> list[tuple[Pair, list[Meeting]]]:
    """The first pairs, as many as can be read where all are equally frequent."""
    found: list[tuple[Pair, list[Meeting]]] = []
    codes: set[str] = set()
    for pair, at in some:
        if len(found) < MOST_EDGES and len(codes | set(pair)) <= MOST_NODES:
            found.append((pair, at))
            codes |= set(pair)
    return found


def _most(shown: Mapping[Pair, list[Meeting]]) -> list[tuple[Pair, list[Meeting]]]:
    return sorted(shown.items(), key=lambda one: (-len(one[1]), one[0]))


def _counted(sight: Sight, met: Together, code: str) -> Node:
    own = met.segments.get(code, frozenset())
    said = sight.seen.where(lambda one: one.code.id == code, "codes")
    return Node(
        id=f"code:{code}",
        label=sight.study.get(Code, code).name,
        kind="code",
        note=sight.terms("displays.figure.segments", n=sight.terms.number(len(own))),
        count=len(own),
        segments=references(sight.study, said),
    )


def _joined(sight: Sight, met: Together, number: int, pair: Pair, at: list[Meeting]) -> Edge:
    first, second = (met.segments[code] for code in pair)
    blocks = met.in_blocks(first), met.in_blocks(second)
    either, apart = len(blocks[0] | blocks[1]), len(first) + len(second) - len(at)
    return Edge(
        id=f"B-{number:02d}",
        from_=f"code:{pair[0]}",
        to=f"code:{pair[1]}",
        kind=COOCCURS,
        weight=len(at),
        jaccard=round(len(blocks[0] & blocks[1]) / either, 2) if either else 0.0,
        c=round(len(at) / apart, 2) if apart > 0 else 1.0,
        directed=False,
        segments=sight.told(name for meeting in at for name in meeting),
    )


def tree(sight: Sight) -> Found:
    """The codebook as trees, one a top code, each code with how many segments of how many informants it has."""
    return _trees(sight, sight.scope.codes)


def taxonomy(sight: Sight) -> Found:
    """The terms that people use themselves, under what they are kinds of."""
    codes = {code.id: code for code in sight.scope.codes}
    own = [code for code in codes.values() if code.origin is CodeOrigin.IN_VIVO]
    kept: dict[str, Code] = {}
    for code in own:
        at: Code | None = code
        while at is not None and at.id not in kept:
            kept[at.id] = at
            at = codes.get(at.parent or "")
    return _trees(sight, [code for code in codes.values() if code.id in kept])


def _trees(sight: Sight, codes: Iterable[Code]) -> Found:
    """One panel a tree of more than one code; codes that stand alone share one."""
    some = {code.id: code for code in codes if not is_pattern(code) and code.status is not CodeStatus.RETIRED}
    children: dict[str, list[str]] = {}
    for code in some.values():
        children.setdefault(code.parent if code.parent in some else "", []).append(code.id)
    under = _segments_under(sight)
    panels: list[Panel] = []
    alone: list[str] = []
    for top in children.get("", []):
        members = _below(top, children)
        if len(members) == 1:
            alone.append(top)
        else:
            panels.append(Panel(content=_tree(sight, members, some, under), id=top, title=some[top].name))
    if alone:
        title = sight.terms("displays.figure.alone") if panels else ""
        panels.append(Panel(content=_tree(sight, alone, some, under), id="", title=title))
    return Found(panels=tuple(panels))


def _below(top: str, children: Mapping[str, list[str]]) -> list[str]:
    found, stack = [], [top]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(reversed(children.get(at, [])))
    return found


def _segments_under(sight: Sight) -> Mapping[str, Codings]:
    """Code → the codings of it and of the codes under it in its tree."""
    codes = sight.study.by_id(Code)
    found: dict[str, list[int]] = {}
    for one, rows in sight.seen.alike("codes"):
        at, passed = one.code.id, set[str]()
        while at in codes and at not in passed:
            passed.add(at)
            found.setdefault(at, []).extend(rows)
            at = codes[at].parent or ""
    return {code: sight.seen.some(rows) for code, rows in found.items()}


def _tree(sight: Sight, members: list[str], codes: Mapping[str, Code], under: Mapping[str, Codings]) -> Net:
    edges = [
        Edge(
            id=f"{codes[name].parent}/{name}",
            from_=f"code:{codes[name].parent}",
            to=f"code:{name}",
            kind="part_of",
            structural=True,
            directed=False,
        )
        for name in members
        if codes[name].parent in members
    ]
    return Net(
        nodes=tuple(_leaf(sight, codes[name], under.get(name, sight.seen.some(()))) for name in members),
        edges=tuple(edges),
    )


def _leaf(sight: Sight, code: Code, some: Codings) -> Node:
    counts = {"n": sight.terms.number(some.count), "people": sight.terms.number(len(some.informants))}
    node = node_of(sight, f"code:{code.id}")
    return Node(
        id=node.id,
        label=code.name,
        kind="code",
        note=sight.terms("displays.figure.counted", **counts),
        count=some.count,
        segments=references(sight.study, some),
    )
