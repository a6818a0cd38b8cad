"""The codings of a study as columns, put together from what is kept of each source."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain, repeat
from operator import attrgetter
from typing import Any, TypeVar

from qualcode.collection.voices import Touched
from qualcode.model import About, Coding, Directness, Segment, Study, Valence
from qualcode.model.source_columns import SourceColumns
from qualcode.reduction.coding_columns import CodingColumns

T = TypeVar("T")
Column = Callable[[SourceColumns], Sequence[int]]


class KeptColumns(CodingColumns):
    """The same columns, source by source: segments by start, end and id, codings by segment."""

    def __init__(self, study: Study, kept: Sequence[SourceColumns]) -> None:
        self._kept = kept if study.bound is None else [one.of_codes(study.bound) for one in kept]
        super().__init__(study)

    def _standing(self) -> Sequence[int]:
        return super()._standing() if any(one.lost for one in self._kept) else self.every

    def _numbers(self, column: Column) -> array[int]:
        """Numbers of all sources, one after the other."""
        found = array("I")
        for one in self._kept:
            found.extend(column(one))
        return found

    def _shifted(
        self, column: Callable[[SourceColumns], Sequence[int]], count: Callable[[SourceColumns], int]
    ) -> array[int]:
        """Places within sources as places among all; ``count`` says how many each source has."""
        found = array("I")
        for one, before in zip(self._kept, accumulate(map(count, self._kept), initial=0), strict=False):
            found.extend(map(before.__add__, column(one)))
        return found

    def _named(self, column: Callable[[SourceColumns], tuple[Sequence[T], Iterable[int]]]) -> list[T]:
        """What numbers of each source stand for, given what it has and the numbers."""
        found: list[T] = []
        for there, numbers in map(column, self._kept):
            found.extend(map(there.__getitem__, numbers))
        return found

    def _of_manners(self, name: str) -> list[Any]:
        """A field of how each code was given."""
        field = attrgetter(name)
        return self._named(lambda one: (tuple(map(field, one.manners)), one.ways))

    @cached_property
    def segments(self) -> Sequence[int]:
        """The place of the segment of each coding."""
        return self._shifted(lambda one: one.segments, lambda one: len(one.starts))

    @cached_property
    def codes(self) -> Sequence[str]:
        """The code of each coding."""
        return self._named(lambda one: (one.codes, one.given))

    @cached_property
    def coders(self) -> Sequence[str]:
        """Who gave each coding."""
        return self._of_manners("coder")

    @cached_property
    def silent(self) -> Sequence[bool]:
        """Whether each coding says *does not know*."""
        return self._of_manners("dont_know")

    @cached_property
    def abouts(self) -> Sequence[About | None]:
        """Whom and when each coding speaks of."""
        return self._of_manners("about")

    @cached_property
    def directness(self) -> Sequence[Directness | None]:
        """How near the speaker of each coding stood."""
        return self._of_manners("directness")

    @cached_property
    def rounds(self) -> Sequence[int]:
        """The round of each coding."""
        return self._of_manners("round")

    @cached_property
    def valences(self) -> Sequence[Valence | None]:
        """The valence of each coding."""
        return self._of_manners("valence")

    @cached_property
    def names(self) -> Sequence[str]:
        """The ids of the segments."""
        return list(chain.from_iterable(one.segment_ids for one in self._kept))

    @property
    def ids(self) -> Sequence[str]:  # not held: so many strings, and hardly ever asked for
        """The ids of the codings."""
        return list(chain.from_iterable(one.coding_ids for one in self._kept))

    @cached_property
    def places(self) -> Sequence[str]:
        """The source of each segment."""
        return list(chain.from_iterable(repeat(one.source, len(one.starts)) for one in self._kept))

    @cached_property
    def sources(self) -> Sequence[str]:
        """The source of each coding."""
        return list(chain.from_iterable(repeat(one.source, len(one.segments)) for one in self._kept))

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each segment starts."""
        return self._numbers(lambda one: one.starts)

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where each segment ends."""
        return self._numbers(lambda one: one.ends)

    @cached_property
    def lines(self) -> tuple[Sequence[int], Sequence[int]]:
        """The first and the last line of each segment, from 1."""
        return self._numbers(lambda one: one.first_lines), self._numbers(lambda one: one.last_lines)

    @cached_property
    def intensities(self) -> Sequence[int | None]:
        """How strongly each coding says what it says, from 1 to 3."""
        return self._of_manners("intensity")

    @cached_property
    def touched(self) -> Touched:
        """The blocks that each segment touches."""
        first, past = (
            self._shifted(column, lambda one: len(one.block_starts))
            for column in (lambda one: one.first_blocks, lambda one: one.past_blocks)
        )
        return Touched(first, past)

    @cached_property
    def quotes(self) -> Sequence[str]:
        """The words of each segment."""
        known = self.study.fields_of(Segment, self.names, "quote")
        return [known[name][0] for name in self.names]

    @cached_property
    def codings(self) -> Sequence[Coding]:
        """The records of the codings."""
        known = {one.id: one for one in self.study.codings}
        return [known[name] for name in self.ids]

    @cached_property
    def segment_records(self) -> Sequence[Segment]:
        """The records of the segments, in the order of ``names``."""
        known = {one.id: one for one in self.study.all(Segment)}
        return [known[name] for name in self.names]

    @cached_property
    def anyone_silent(self) -> bool:
        """Whether any coding says *does not know*."""
        return any(way.dont_know for one in self._kept for way in one.manners)

    @cached_property
    def in_text(self) -> Sequence[int]:
        """The places of the segments by source, start and end, then by id."""
        return range(len(self.starts))
