"""Where the segments of each source stand, for what cites all of them: read from the records, or from what is kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Protocol

from qualcode.collection.positions import block_bounds, lines_of
from qualcode.model import BlockKind, Segment, Source, Study
from qualcode.model.source_columns import Said, SourceColumns

Stretch = tuple[int, int]
"""The place of the first block that a segment touches among those of its source, and that after the last."""


class Places(Protocol):
    """The segments of a source by start, end and id: their ids (``names``) and the blocks that each touches."""

    source: Source
    names: Sequence[str]

    @property
    def touched(self) -> Iterable[Stretch]:
        """The blocks that each segment touches."""

    @property
    def lines(self) -> Iterable[tuple[int, int]]:
        """The first and last line (from 1) of each segment."""

    def said(self, first: int, past: int) -> tuple[Said, ...]:
        """What some blocks are and who speaks them."""

    def numbers(self, first: int, past: int) -> Sequence[int]:
        """The numbers of some blocks."""

    @property
    def answers(self) -> Mapping[int, int]:
        """Number of a block → which answer of the source it is, from 1."""


def places(study: Study, sources: Collection[str] | None = None) -> Iterator[Places]:
    """Where the segments of the sources of a study, or of some, stand, source by source in their order."""
    kept = study.source_columns
    known = study.by_id(Source)
    if kept is not None:
        some = kept if sources is None else [one for one in kept if one.source in sources]
        yield from (_Kept(known[one.source], one) for one in some)
        return
    wanted = [one for one in known if sources is None or one in sources]
    for part in study.parts(wanted) if study is study.whole else (study,):
        standing: dict[str, list[Segment]] = {}
        for segment in sorted(part.all(Segment), key=attrgetter("start", "end", "id")):
            standing.setdefault(segment.source, []).append(segment)
        yield from (_Read(part, known[name], standing[name]) for name in wanted if name in standing)


class _Kept:
    """From the columns of a source."""

    def __init__(self, source: Source, columns: SourceColumns) -> None:
        self.source = source
        self.names: Sequence[str] = columns.segment_ids
        self._columns = columns

    @property
    def touched(self) -> Iterable[Stretch]:
        return zip(self._columns.first_blocks, self._columns.past_blocks, strict=True)

    @property
    def lines(self) -> Iterable[tuple[int, int]]:
        return zip(self._columns.first_lines, self._columns.last_lines, strict=True)

    def said(self, first: int, past: int) -> tuple[Said, ...]:
        return tuple(map(self._columns.said.__getitem__, self._columns.voices[first:past]))

    def numbers(self, first: int, past: int) -> Sequence[int]:
        return self._columns.block_numbers[first:past]

    @cached_property
    def answers(self) -> Mapping[int, int]:
        columns = self._columns
        kinds = [columns.said[voice].kind for voice in columns.voices]
        return _counted(columns.block_numbers, kinds)


class _Read:
    """From the records of a source."""

    def __init__(self, study: Study, source: Source, segments: Sequence[Segment]) -> None:
        self.source = source
        self.names: Sequence[str] = [one.id for one in segments]
        self._study = study
        self._segments = segments
        self._blocks, self._starts, self._ends = block_bounds(study, source.id)

    @property
    def touched(self) -> Iterable[Stretch]:
        starts, ends = self._starts, self._ends
        return ((bisect_right(ends, one.start), bisect_left(starts, one.end)) for one in self._segments)

    @property
    def lines(self) -> Iterable[tuple[int, int]]:
        return (lines_of(self._study, one) for one in self._segments)

    def said(self, first: int, past: int) -> tuple[Said, ...]:
        return tuple(Said(block.kind, block.speaker, block.informant) for block in self._blocks[first:past])

    def numbers(self, first: int, past: int) -> Sequence[int]:
        return [block.number for block in self._blocks[first:past]]

    @cached_property
    def answers(self) -> Mapping[int, int]:
        blocks = self._study.blocks(self.source.id)
        return _counted([block.number for block in blocks], [block.kind for block in blocks])


def _counted(numbers: Iterable[int], kinds: Iterable[BlockKind]) -> Mapping[int, int]:
    found = (number for number, kind in zip(numbers, kinds, strict=True) if kind is BlockKind.ANSWER)
    return {number: at for at, number in enumerate(found, 1)}
