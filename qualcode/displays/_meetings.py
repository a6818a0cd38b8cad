"""Code by code: columns that hold what meets a code, and the cells that count it (overlap, inclusion, nearness)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model import CodeStatus, Counted, EntryKind, Study
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.together import NEARNESS, OVERLAP, Together, together
from qualcode.terms import Terms

from ._code_axes import category, code, code_tree, codes_of_line, lines_of_codes
from ._counts import counted_entry
from ._options import Option
from ._parts import Axis, Finder, Item, Place, Recipe, Scope
from ._quotes import references
from ._result import MatrixEntry

nearness = Option(
    name="nearness",
    known=lambda _study: {way: way for way in NEARNESS},
    chosen=lambda _study: OVERLAP,
    usual=True,
)
"""How segments stand together."""


class _Views:
    """What meets in each view of a study, found once; the view is held so that its place in memory stays its name."""

    def __init__(self, _study: Study) -> None:
        self._found: dict[tuple[int, str], tuple[Scope, Together]] = {}

    def __call__(self, scope: Scope) -> Together:
        way = scope.options.get("nearness", OVERLAP)
        key = id(scope.base), way
        if key not in self._found:
            self._found[key] = scope, together(scope.base, way)
        return self._found[key][1]


def _meetings(scope: Scope) -> Together:
    return scope.study.derived(_Views)(scope)


def _met(found: Together, segment: int) -> frozenset[str]:
    """The codes of the segments that a segment meets, its own included."""
    own = found.codes.get(segment, frozenset())
    return own.union(*(found.codes[other] for other in found.meets[segment])) if segment in found.meets else own


def _met_codes(scope: Scope) -> Sequence[object]:
    """The codes that the segment of each coding meets."""
    found, columns = _meetings(scope), scope.codings.columns
    there = [_met(found, segment) for segment in range(len(columns.names))]
    return tuple(map(there.__getitem__, columns.segments))


def _by_meeting(scope: Scope, items: tuple[Item, ...]) -> Finder:
    """A coding stands under every code whose segments its own segment meets, its own code included."""
    found, lines = _meetings(scope), lines_of_codes(scope, items)

    def find(one: CodedSegment) -> Iterable[str]:
        return dict.fromkeys(line for given in sorted(_met(found, one.place)) for line in lines.get(given, ()))

    return find


def _meeting(axis: Axis) -> Axis:
    """The same lines, each with what meets its code; a filter of codes chooses whose meetings show, not with whom."""

    def items(scope: Scope) -> tuple[Item, ...]:
        codes = (code for code in scope.study.codes if code.status is not CodeStatus.RETIRED)
        return axis.items(replace(scope, codes=tuple(codes)))

    return replace(
        axis, name=f"co-{axis.name}", items=items, finders={CodedSegment: _by_meeting}, told_by=(_met_codes,)
    )


co_code, co_category, co_code_tree = (_meeting(axis) for axis in (code, category, code_tree))


def meetings() -> Recipe:
    """How many of the row's segments meet the column's, with Jaccard's and the c coefficient (not where both are one).

    Jaccard: blocks that hold both codes, of those that hold either. c: pairs that meet, of all segments of both less
    these pairs; it may exceed 1 where one segment meets many.
    """

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        scope, terms = place.scope, place.scope.terms
        met = _meetings(scope)
        here = place.codings.segments
        first = met.of(codes_of_line(scope, place.row)) or place.row_codings.segments
        second = met.of(codes_of_line(scope, place.column))
        found = references(scope.study, place.codings)
        yield counted_entry(scope, Counted.SEGMENTS, (len(here), len(first), 0), found)
        if not here or place.row.code is None or place.row.code == place.column.code:
            return
        both, either = met.blocks(first, second)
        pairs = met.pairs(first, second)
        apart = len(first) + len(second) - pairs
        if either:
            text = terms("displays.entry.jaccard", share=terms.number(round(both / either, 2)), n=both, of=either)
            yield MatrixEntry(kind=EntryKind.COUNT, text=text, n=both, of=either, segments=found)
        if apart > 0:
            text = terms("displays.entry.c_coefficient", share=terms.number(round(pairs / apart, 2)), n=pairs, of=apart)
            yield MatrixEntry(kind=EntryKind.COUNT, text=text, segments=found)

    def rules(terms: Terms) -> tuple[str, ...]:
        return tuple(terms(f"displays.rule.{name}") for name in ("meetings", "jaccard", "c_coefficient"))

    return Recipe(kinds=(EntryKind.COUNT,), assemble=assemble, rules=rules)
