"""Axes of codes: top codes, codes under their parents or clusters, pattern codes; each gathers the codes under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from qualcode.model import AxisGroup, Code, CodeLevel, Cycle, Event, Focus, FocusKind, Link, Rating
from qualcode.reduction.coded import CodedSegment, descendants, focus_of

from ._parts import Axis, Finder, Item, Scope

OWN = "/own"
"""Ends the id of a line that holds what was given a code itself, not the codes under it."""


def is_pattern(code_: Code) -> bool:
    """Whether a code belongs to the second cycle."""
    return code_.cycle is Cycle.SECOND or code_.level is CodeLevel.PATTERN


def _first_cycle(scope: Scope) -> tuple[Code, ...]:
    return tuple(one for one in scope.codes if not is_pattern(one))


def _tree(codes: Sequence[Code]) -> tuple[tuple[Code, ...], dict[str, list[Code]]]:
    """(codes whose parent is not among them, children by parent), in codebook order."""
    there = {one.id for one in codes}
    children: dict[str, list[Code]] = {}
    tops = []
    for one in codes:
        if one.parent in there and one.parent != one.id:
            children.setdefault(str(one.parent), []).append(one)
        else:
            tops.append(one)
    return tuple(tops), children


def _item(scope: Scope, one: Code, group: str = "") -> Item:
    return Item(
        id=one.id, label=one.name, group=group, code=one.id, focuses=focus_of(scope.study, one.id), several=True
    )


def _own(scope: Scope, one: Code, group: str = "") -> Item:
    return Item(
        id=one.id + OWN,
        label=scope.word("code", "own", name=one.name),
        group=group,
        code=one.id,
        focuses=focus_of(scope.study, one.id),
        several=True,
    )


def _given(scope: Scope) -> frozenset[str]:
    """Codes under which something in view is said directly."""
    return scope.seen.telling.codes


def _codes(scope: Scope) -> tuple[Item, ...]:
    """Top codes of what is in view, each with all codes under it; a filter leaves columns out, it cuts none anew."""
    tops, _children = _tree(_first_cycle(scope))
    return tuple(_item(scope, one) for one in tops)


def _every_code(scope: Scope) -> tuple[Item, ...]:
    return tuple(_item(scope, one) for one in scope.codes)


def codes_of_line(scope: Scope, line: Item) -> tuple[str, ...]:
    """The codes that a line gathers: its own and those under it; none for a line that is about no code."""
    if line.code is None:
        return ()
    under: Iterable[str] = () if line.id.endswith(OWN) else descendants(scope.study, line.code)
    return (line.code, *under)


def lines_of_codes(scope: Scope, items: tuple[Item, ...]) -> Mapping[str, list[str]]:
    """Code → ids of the lines that gather it."""
    lines: dict[str, list[str]] = {}
    for item in items:
        for name in codes_of_line(scope, item):
            lines.setdefault(name, []).append(item.id)
    return lines


def _by_code(scope: Scope, items: tuple[Item, ...]) -> Finder:
    lines = lines_of_codes(scope, items)
    return lambda one: lines.get(one.code.id, ())


def _rated_code(scope: Scope, items: tuple[Item, ...]) -> Finder:
    """Ratings of a code stand under it and under the codes above it."""
    lines = lines_of_codes(scope, items)
    return lambda one: lines.get(one.code or "", ())


FINDERS: Mapping[type, Callable[[Scope, tuple[Item, ...]], Finder]] = {CodedSegment: _by_code, Rating: _rated_code}

TOLD_BY = ("codes",)
"""Their lines are found by the code that was given alone."""

code = Axis(name="code", stub=("code",), items=_codes, finders=FINDERS, more=_every_code, codes=True, told_by=TOLD_BY)


def _categories(scope: Scope) -> tuple[Item, ...]:
    """Children under the name of their top code; a top code itself where it was given or has no children."""
    tops, children = _tree(_first_cycle(scope))
    given = _given(scope)
    found: list[Item] = []
    for top in tops:
        under = children.get(top.id, [])
        if not under:
            found.append(_item(scope, top, top.name))
        elif top.id in given:
            found.append(_own(scope, top, top.name))
        found.extend(_item(scope, one, top.name) for one in under)
    return tuple(found)


category = Axis(
    name="category",
    stub=("code", "subcode"),
    items=_categories,
    finders=FINDERS,
    told_by=TOLD_BY,
    more=_every_code,
    codes=True,
)


def _clusters(scope: Scope, groups: tuple[AxisGroup, ...]) -> tuple[Item, ...]:
    """Codes under the clusters that the researcher made."""
    codes = {one.id: one for one in scope.codes}
    found: dict[str, Item] = {}
    for group in groups:
        for name in group.items:
            if name in codes:
                line_id = name if name not in found else f"{group.label}/{name}"
                item = _item(scope, codes[name], group.label)
                found[line_id] = Item(
                    id=line_id,
                    label=item.label,
                    group=group.label,
                    code=name,
                    focuses=item.focuses,
                    several=True,
                )
    return tuple(found.values())


cluster = Axis(
    name="cluster",
    stub=("cluster", "code"),
    items=_categories,
    finders=FINDERS,
    told_by=TOLD_BY,
    groups=_clusters,
    more=_every_code,
    codes=True,
)


def _patterns(scope: Scope) -> tuple[Item, ...]:
    """Pattern codes by their first focus in project order, then in codebook order."""
    labels = {one.id: one.label for one in scope.study.by_id(Focus).values()}
    place = {one.id: at for at, one in enumerate(scope.study.focuses)}
    codes = [one for one in scope.codes if is_pattern(one)]
    ranked = sorted(
        (min((place[name] for name in focus_of(scope.study, one.id) if name in place), default=len(place)), at)
        for at, one in enumerate(codes)
    )
    found = []
    for rank, at in ranked:
        heading = labels[scope.study.focuses[rank].id] if rank < len(place) else scope.word("code", "no_focus")
        found.append(_item(scope, codes[at], heading))
    return tuple(found)


pattern = Axis(
    name="pattern",
    stub=("focus", "pattern"),
    items=_patterns,
    finders={CodedSegment: _by_code},
    codes=True,
    told_by=TOLD_BY,
)


def _whole_tree(scope: Scope) -> tuple[Item, ...]:
    """Every code under its parent, set in by its depth; each line holds the codes under it too: a subtotal."""
    tops, children = _tree(scope.codes)
    found: list[Item] = []

    def put(one: Code, depth: int) -> None:
        item = _item(scope, one)
        found.append(replace(item, label="— " * depth + item.label))
        for child in children.get(one.id, ()):
            put(child, depth + 1)

    for top in tops:
        put(top, 0)
    return tuple(found)


code_tree = Axis(
    name="code-tree",
    stub=("code",),
    items=_whole_tree,
    finders=FINDERS,
    told_by=TOLD_BY,
    more=_every_code,
    rules=lambda terms: (terms("displays.rule.subtotals"),),
    codes=True,
)


def _strains(scope: Scope) -> tuple[Item, ...]:
    """Codes of the obstructing factors under which something is said; a top code where it was given itself."""
    kinds = {one.id: one.kind for one in scope.study.focuses}
    given = _given(scope)
    return tuple(
        replace(item, group="")
        for item in _categories(scope)
        if any(kinds.get(name) is FocusKind.OBSTACLE for name in item.focuses)
        and (item.code in given or any(name in given for name in descendants(scope.study, item.code or "")))
    )


def _links_of_codes(scope: Scope, items: tuple[Item, ...]) -> Finder:
    """Links stand with the codes at either end."""
    lines = lines_of_codes(scope, items)

    def find(link: Link) -> Iterable[str]:
        ends = (ref.partition(":")[2] for ref in (link.from_, link.to) if ref.startswith("code:"))
        return dict.fromkeys(line for name in ends for line in lines.get(name, ()))

    return find


def _events_of_codes(scope: Scope, items: tuple[Item, ...]) -> Finder:
    """Events stand with the codes of the words that tell of them, and with those that a link joins them to."""
    lines = lines_of_codes(scope, items)
    told: dict[str, list[str]] = {}
    for one in scope.codings:
        if one.code.id in lines:
            told.setdefault(one.segment_id, []).extend(lines[one.code.id])
    joined: dict[str, list[str]] = {}
    for link in scope.links:
        for event, other in ((link.from_, link.to), (link.to, link.from_)):
            if event.startswith("event:") and other.startswith("code:"):
                joined.setdefault(event, []).extend(lines.get(other.partition(":")[2], ()))

    def find(event: Event) -> Iterable[str]:
        by_words = (line for name in event.segments for line in told.get(name, ()))
        return dict.fromkeys((*by_words, *joined.get(f"event:{event.id}", ())))

    return find


strain = Axis(
    name="strain",
    partial=True,
    stub=("strain",),
    items=_strains,
    finders={CodedSegment: _by_code, Link: _links_of_codes, Event: _events_of_codes},
    told_by=TOLD_BY,
    more=_every_code,
    codes=True,
)
