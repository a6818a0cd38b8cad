"""Whose words stretches of text are and which blocks they touch, for many at once; for one see ``positions``."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from qualcode.collection.positions import speaker
from qualcode.model import Block, BlockKind, Source, Speaker, Study
from qualcode.model.source_columns import SourceColumns


class Voice(NamedTuple):
    """The informants who speak a stretch of a source, in order of speaking.

    ``reflected``: its blocks hold nothing but what the observer thinks.
    """

    source: str
    informants: tuple[str, ...]
    reflected: bool


class _Bounds(NamedTuple):
    """Where the blocks of a source start and end, in order, and the place of the first among all blocks."""

    first: int
    starts: Sequence[int]
    ends: Sequence[int]


class _Blocks(NamedTuple):
    """The blocks of a study, source by source: bounds by source, number and voice of each block."""

    bounds: dict[str, _Bounds]
    numbers: array[int]
    voices: list[Voice]


class Touched(NamedTuple):
    """The blocks that stretches touch: the place of the first, and that after the last."""

    first: array[int]
    past: array[int]

    def of(self, stretch: int) -> range:
        """The places of the blocks of one stretch."""
        return range(self.first[stretch], self.past[stretch])


def touched(study: Study, stretches: Iterable[tuple[str, int, int]]) -> Touched:
    """The blocks that each (source, start, end) touches; code points, half-open."""
    bounds, nothing = study.derived(_blocks).bounds, _Bounds(0, array("I"), array("I"))
    found = Touched(array("I"), array("I"))
    for source, start, end in stretches:
        first, starts, ends = bounds.get(source, nothing)
        found.first.append(first + bisect_right(ends, start))
        found.past.append(first + bisect_left(starts, end))
    return found


def voices(study: Study, sources: Iterable[str], blocks: Touched) -> list[Voice]:
    """Who speaks in each stretch, given its source and its blocks; equal voices are one object."""
    of_blocks = study.derived(_blocks).voices
    known: dict[Voice, Voice] = {}

    def joined(source: str, some: Sequence[Voice]) -> Voice:
        who = tuple(dict.fromkeys(name for one in some for name in one.informants))
        voice = Voice(source, who, bool(some) and all(one.reflected for one in some))
        return known.setdefault(voice, voice)

    return [
        of_blocks[first] if past - first == 1 else joined(source, of_blocks[first:past])
        for source, first, past in zip(sources, *blocks, strict=True)
    ]


def block_numbers(study: Study) -> Sequence[int]:
    """The number of each block in its source, by its place."""
    return study.derived(_blocks).numbers


def reflected(study: Study) -> bool:
    """Whether any block holds what the observer thinks."""
    kept = study.source_columns
    if kept is None:
        return BlockKind.REFLECTION in study.distinct(Block, "kind")
    return any(said.kind is BlockKind.REFLECTION for one in kept for said in one.said)


def speaking(study: Study) -> Iterable[tuple[str, str | None]]:
    """(source, informant) of whatever the blocks name together, each once."""
    kept = study.source_columns
    if kept is None:
        return cast("frozenset[tuple[str, str | None]]", study.combinations(Block, "source", "informant"))
    return dict.fromkeys((one.source, said.informant) for one in kept for said in one.said)


def _blocks(study: Study) -> _Blocks:
    kept = study.source_columns
    return _read_blocks(study) if kept is None else _kept_blocks(study, kept)


def _kept_blocks(study: Study, kept: Iterable[SourceColumns]) -> _Blocks:
    found, known = _Blocks({}, array("I"), []), study.by_id(Source)
    for one in kept:
        if not one.block_starts:
            continue
        voice = [_voice(known.get(one.source), one.source, *said) for said in one.said]
        found.bounds[one.source] = _Bounds(len(found.numbers), one.block_starts, one.block_ends)
        found.numbers.extend(one.block_numbers)
        found.voices.extend(map(voice.__getitem__, one.voices))
    return found


def _read_blocks(study: Study) -> _Blocks:
    sources, starts, numbers, ends, *said = study.columns(
        Block, "source", "start", "number", "end", "kind", "speaker", "informant"
    )
    spoken = tuple(zip(sources, *said, strict=True))
    known = study.by_id(Source)
    voice = {one: _voice(known.get(one[0]), *one) for one in dict.fromkeys(spoken)}
    places: dict[str, list[int]] = {}
    for source, some in groupby(range(len(sources)), sources.__getitem__):
        places.setdefault(source, []).extend(some)
    found = _Blocks({}, array("I"), [])
    for source, at in places.items():
        at.sort(key=numbers.__getitem__)
        at.sort(key=starts.__getitem__)
        own = (array("I", map(column.__getitem__, at)) for column in (starts, ends))
        found.bounds[source] = _Bounds(len(found.numbers), *own)
        found.numbers.extend(map(numbers.__getitem__, at))
        found.voices.extend(voice[spoken[place]] for place in at)
    return found


def _voice(source: Source | None, name: str, kind: BlockKind, speaks: Speaker, informant: str | None) -> Voice:
    who = speaker(source, kind, speaks, informant) if source is not None else None
    return Voice(name, (who,) if who else (), kind is BlockKind.REFLECTION)
