"""Networks of people: who stands in what relation to whom, and how one person joins what he or she speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from qualcode.model import Informant, Link, LinkKind, Role, Study, Unit, Variable

from ._case_cells import values_words
from ._figure import Panel
from ._figure_display import Found
from ._meant import voices_of
from ._names import listed_codes, natural
from ._net import Edge, Net, Node
from ._net_checks import evidence_checks
from ._nets import barred_remark, between, label_of, links_between, net_of, node_of
from ._options import Option
from ._parts import Item
from ._ratings import ratings_of
from ._result import References
from ._sight import Sight

RELATIONS = (LinkKind.AUTHORITY_OVER, LinkKind.WORKS_WITH, LinkKind.SERVES)
PEOPLE = ("role", "informant", "unit")
THOUGHTS = ("code", "variable", "event")
JOINED = (LinkKind.LEADS_TO, LinkKind.INFLUENCES, LinkKind.PART_OF, LinkKind.PRECEDES)

MOST_MAPS = 6
"""Maps that are drawn where nobody says whose: those of the informants who join most."""


def context(sight: Sight) -> Found:
    """Roles, persons and units with their relations, authority downwards; roles that nothing joins stand apart."""
    net = net_of(sight, links_between(sight, RELATIONS, PEOPLE), shape="down")
    there = {node.id for node in net.nodes}
    alone = [f"role:{one.id}" for one in sight.study.roles if f"role:{one.id}" not in there and _held(sight, one.id)]
    nodes = [*net.nodes, *(node_of(sight, ref) for ref in alone)]
    edges = tuple(_levelled(sight, edge) for edge in net.edges)
    made = Net(
        nodes=tuple(_placed(sight, node) for node in nodes), edges=(*edges, *_parents(sight, there)), shape="down"
    )
    return Found(
        panels=(Panel(content=made),) if net.edges else (),
        checks=(*evidence_checks(sight, net), *_outside(sight, net), *_alone(sight, alone)),
        remarks=barred_remark(sight, between(sight.study, RELATIONS, PEOPLE)),
    )


def _levelled(sight: Sight, edge: Edge) -> Edge:
    """Working together has no direction: who comes first in the list of roles stands first, and so above."""
    if edge.kind != LinkKind.WORKS_WITH:
        return edge
    first, second = sorted((edge.from_, edge.to), key=lambda ref: _standing(sight, ref))
    return replace(edge, from_=first, to=second, directed=False)


def _standing(sight: Sight, ref: str) -> int:
    """The place of a role, or of a person's role, in the list of roles; of anything else that behind it."""
    kind, _, name = ref.partition(":")
    person = sight.study.find(Informant, name) if kind == "informant" else None
    role = person.role if person is not None else name
    roles = [one.id for one in sight.study.roles]
    return roles.index(role) if role in roles else len(roles)


def _held(sight: Sight, role: str) -> bool:
    return any(person.role == role for person in sight.scope.informants)


def _placed(sight: Sight, node: Node) -> Node:
    """The node under the names of the units that its people belong to."""
    kind, _, name = node.id.partition(":")
    if kind == "unit":
        return node
    people = [one for one in sight.scope.informants if one.id == name or (kind == "role" and one.role == name)]
    units = dict.fromkeys(one.unit for one in people if one.unit)
    labels = [unit.label for name in units if (unit := sight.study.find(Unit, name)) is not None]
    note = ", ".join(sorted((one.id for one in people), key=natural)) if kind == "role" else _role(sight, name)
    return replace(node, group=", ".join(labels), note=note)


def _role(sight: Sight, informant: str) -> str:
    person = sight.study.find(Informant, informant)
    role = sight.study.find(Role, person.role) if person is not None else None
    return role.label if role is not None else ""


def _parents(sight: Sight, there: set[str]) -> Iterable[Edge]:
    """Units of the chart that are parts of one another, where no relation says so."""
    for unit in sight.study.all(Unit):
        if unit.parent and {f"unit:{unit.id}", f"unit:{unit.parent}"} <= there and not _joined(sight, unit):
            yield Edge(
                id=f"P-{unit.id}",
                from_=f"unit:{unit.parent}",
                to=f"unit:{unit.id}",
                kind=LinkKind.PART_OF.value,
                structural=True,
                directed=False,
            )


def _joined(sight: Sight, unit: Unit) -> bool:
    ends = {f"unit:{unit.id}", f"unit:{unit.parent}"}
    return any({link.from_, link.to} == ends for link in sight.links)


def _outside(sight: Sight, net: Net) -> Iterable[str]:
    """Relations that stand beside the formal line: informal ones between two whom authority does not join."""
    formal = {frozenset((e.from_, e.to)) for e in net.edges if e.kind == LinkKind.AUTHORITY_OVER}
    names = [
        f"{net.label(edge.from_)} – {net.label(edge.to)}"
        for edge in net.edges
        if edge.formal is False and frozenset((edge.from_, edge.to)) not in formal
    ]
    if names:
        yield sight.terms("displays.check.beside_the_line", edges="; ".join(names))


def _alone(sight: Sight, alone: list[str]) -> Iterable[str]:
    if alone:
        yield sight.terms("displays.check.isolated", roles="; ".join(label_of(sight.study, ref) for ref in alone))


def _asserters(study: Study) -> list[str]:
    """Informants by how many links between thoughts they assert, most first."""
    meant = between(study, JOINED, THOUGHTS)
    count = Counter(name for link in study.all(Link) if meant(link) for name in link.asserted_by)
    return sorted(count, key=lambda name: (-count[name], natural(name)))


mapped = Option(
    name="informant",
    known=lambda study: {one.id: one.id for one in study.all(Informant)},
    chosen=lambda study: ",".join(sorted(_asserters(study)[:MOST_MAPS], key=natural)),
    several=True,
)


def maps(sight: Sight) -> Found:
    """One map a person: what that person joins, and what the researcher joins in that person's words."""
    wanted = [name for name in sight.scope.options["informant"].split(",") if name]
    links = links_between(sight, JOINED, THOUGHTS)
    panels: list[Panel] = []
    checks: dict[str, list[str]] = {}
    for name in wanted:
        own = [link for link in links if name in link.asserted_by or _inferred(sight, link, name)]
        if not own or name not in {person.id for person in sight.scope.informants}:
            continue
        net = _centred(_own_view(sight, net_of(sight, own), name))
        role = _role(sight, name)
        panels.append(Panel(content=net, id=name, title=f"{name} · {role}" if role else name))
        for text in evidence_checks(sight, net):
            checks.setdefault(text, []).append(name)
    left = [name for name in _asserters(sight.study) if name not in wanted]
    more = (sight.terms("displays.figure.other_maps", names=", ".join(left)),) if left else ()
    return Found(
        panels=tuple(panels),
        checks=tuple(f"{listed_codes(names)}: {text}" for text, names in checks.items()),
        remarks=(*barred_remark(sight, between(sight.study, JOINED, THOUGHTS)), *more),
    )


def _own_view(sight: Sight, net: Net, name: str) -> Net:
    """The map with that person's words alone where there are any, and of variables what that person was rated at."""

    def said(some: References) -> References:
        own = [one for one in some if name in voices_of(sight.study, sight.study.segments[one.segment])]
        return tuple(own)

    edges = tuple(
        replace(
            edge,
            asserted_by=(name,) if name in edge.asserted_by else (),
            segments=said(edge.segments) or edge.segments,
        )
        for edge in net.edges
    )
    nodes = []
    for node in net.nodes:
        joined = {one.segment: one for edge in edges if node.id in (edge.from_, edge.to) for one in edge.segments}
        own = said(node.segments) or tuple(joined.values())
        nodes.append(replace(node, note=_own_level(sight, node, name), segments=own))
    return replace(net, nodes=tuple(nodes), edges=edges)


def _own_level(sight: Sight, node: Node, name: str) -> str:
    variable = sight.study.find(Variable, node.id.partition(":")[2]) if node.kind == "variable" else None
    if variable is None:
        return ""
    scope = sight.scope
    rated = ratings_of(scope, Item(id=name, label=name), variable.id)
    own = [one for one in rated if scope.kept is None or scope.kept(one)]
    return values_words(scope, own[-1]) if own else ""


def _inferred(sight: Sight, link: Link, name: str) -> bool:
    """Whether the researcher asserts a link on that person's words."""
    if link.asserted_by:
        return False
    found = (sight.study.segments[one] for one in link.segments if one in sight.study.segments)
    return any(name in voices_of(sight.study, segment) for segment in found)


def _centred(net: Net) -> Net:
    """The nodes with the most lines first, then by name: the drawing begins with them."""
    count = Counter(end for edge in net.edges for end in (edge.from_, edge.to))
    return replace(
        net, nodes=tuple(sorted(net.nodes, key=lambda node: (-count[node.id], node.label.casefold(), node.id)))
    )
