"""Which quotations stand for a cell, and where entries come from.

The choice is the same for the same evidence and is printed with the display: it puts evidence before the
researcher, who can replace it by a written choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import overload

from qualcode.collection.citations import citations
from qualcode.model import Directness, Segment, Study, Valence
from qualcode.reduction.codings import CodedSegment, Codings

from ._result import Reference, References

SHORT, LONG = 8, 45
"""Words between which a quotation reads well in a cell."""

_NEARNESS = {Directness.FIRST_HAND: 0, None: 1, Directness.INFERENCE: 2, Directness.HEARSAY: 3}
_SIGN = {Valence.POSITIVE: 0, Valence.NEGATIVE: 0, Valence.BOTH: 0, Valence.NEUTRAL: 1, None: 2}


def reference(study: Study, segment: Segment) -> Reference:
    """Where a segment stands, with its citation code."""
    return study.derived(_References)(segment)


def references(study: Study, codings: Codings | Iterable[CodedSegment]) -> References:
    """The segments of codings, each once, in the order given."""
    if isinstance(codings, Codings):
        return LedTo(study, codings)
    return study.derived(_References).told(codings)


class LedTo(Sequence[Reference]):
    """The segments of codings as references, made when somebody asks for one: what is only counted has none made."""

    __slots__ = ("_codings", "_found", "_study")

    def __init__(self, study: Study, codings: Codings) -> None:
        self._study = study
        self._codings = codings
        self._found: tuple[Reference, ...] | None = None

    @property
    def sources(self) -> frozenset[str]:
        """The sources of the segments."""
        return self._codings.sources

    @property
    def _made(self) -> tuple[Reference, ...]:
        if self._found is None:
            self._found = self._study.derived(_References).told(self._codings)
        return self._found

    def __len__(self) -> int:
        return self._codings.count

    @overload
    def __getitem__(self, at: int) -> Reference: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Reference, ...]: ...

    def __getitem__(self, at: int | slice) -> Reference | tuple[Reference, ...]:
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made)


def sources_of(found: References) -> Iterable[str]:
    """The sources that references lead to."""
    return found.sources if isinstance(found, LedTo) else (place.source for place in found)


class _References:
    """Where segments stand, made once for each; many cells of many displays lead to the same segment."""

    def __init__(self, study: Study) -> None:
        self._cited = partial(citations, study)
        self._found: dict[str, Reference] = {}

    def __call__(self, segment: Segment) -> Reference:
        return self._of(segment.id, segment.source, segment.start, segment.end)

    def told(self, codings: Iterable[CodedSegment]) -> tuple[Reference, ...]:
        """The segments of codings, each once."""
        places = {one.segment_id: one.stretch for one in codings}
        return tuple(self._of(name, *stretch) for name, stretch in places.items())

    def _of(self, name: str, source: str, start: int, end: int) -> Reference:
        found = self._found.get(name)
        if found is None:
            found = Reference(segment=name, source=source, start=start, end=end, cited=self._cited)
            self._found[name] = found
        return found


def chosen(some: Iterable[CodedSegment], most: int | None) -> tuple[CodedSegment, ...]:
    """At most ``most`` codings to quote (all if None), in source order, no two on overlapping text.

    First-hand before unmarked, inference and hearsay; with a valence before without; of moderate length;
    then in source order. Where signs differ, a sign not yet quoted goes before the rest.
    """
    codings = tuple(some)
    ranked = sorted(range(len(codings)), key=lambda at: (*_rank(codings[at]), at))
    taken: list[int] = []
    while ranked and (most is None or len(taken) < most):
        signs = {codings[at].valence for at in taken}
        fresh = (at for at in ranked if codings[at].valence not in signs and _SIGN[codings[at].valence] == 0)
        best = next(fresh, ranked[0]) if taken else ranked[0]
        taken.append(best)
        ranked = [at for at in ranked if not _overlap(codings[at].stretch, codings[best].stretch)]
    return tuple(codings[at] for at in sorted(taken))


def _rank(one: CodedSegment) -> tuple[int, int, int]:
    words = len(one.quote.split())
    away = SHORT - words if words < SHORT else max(0, words - LONG)
    return _NEARNESS[one.directness], _SIGN[one.valence], away


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
