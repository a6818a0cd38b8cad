"""Which quotations stand for a cell, and where entries come from.

The choice is the same for the same evidence and is printed with the display: it puts evidence before the
researcher, who can replace it by a written choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
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
    found = study.derived(_References)
    return tuple(map(found, {one.segment_id: one.segment for one in codings}.values()))


class LedTo(Sequence[Reference]):
    """The segments of codings as references, made when somebody asks for one: what is only counted has none made."""

    def __init__(self, study: Study, codings: Codings) -> None:
        self._study = study
        self._codings = codings

    @property
    def sources(self) -> frozenset[str]:
        """The sources of the segments."""
        return self._codings.sources

    @cached_property
    def _made(self) -> tuple[Reference, ...]:
        found = self._study.derived(_References)
        return tuple(map(found, {one.segment_id: one.segment for one in self._codings}.values()))

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
        found = self._found.get(segment.id)
        if found is None:
            found = self._found[segment.id] = Reference(
                segment=segment.id,
                source=segment.source,
                start=segment.start,
                end=segment.end,
                cited=self._cited,
            )
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
        ranked = [at for at in ranked if not _overlap(codings[at].segment, codings[best].segment)]
    return tuple(codings[at] for at in sorted(taken))


def _rank(one: CodedSegment) -> tuple[int, int, int]:
    words = len(one.segment.quote.split())
    away = SHORT - words if words < SHORT else max(0, words - LONG)
    return _NEARNESS[one.coding.directness], _SIGN[one.valence], away


def _overlap(one: Segment, other: Segment) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
