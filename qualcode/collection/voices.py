"""Whose words stretches of text are and which blocks they touch, for many at once; for one see ``positions``."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from qualcode.collection.positions import speaker
from qualcode.model import Block, BlockKind, Source, Study


class Voice(NamedTuple):
    """The informants who speak a stretch of a source, in order of speaking.

    ``reflected``: its blocks hold nothing but what the observer thinks.
    """

    source: str
    informants: tuple[str, ...]
    reflected: bool


class _Spoken(NamedTuple):
    """The blocks of a source in order: where they start and end, the voice of each, and the place of the first."""

    first: int
    starts: array[int]
    ends: array[int]
    voices: list[Voice]
    numbers: array[int]


def voices(study: Study, stretches: Iterable[tuple[str, int, int]]) -> Iterator[Voice]:
    """The voice of each (source, start, end), code points, half-open; equal voices are one object."""
    spoken = study.derived(_spoken)
    known: dict[Voice, Voice] = {}
    for source, start, end in stretches:
        found = spoken.get(source)
        first = bisect_right(found.ends, start) if found else 0
        last = bisect_left(found.starts, end) if found else 0
        if found and last - first == 1:
            yield found.voices[first]
            continue
        some = found.voices[first:last] if found else []
        who = tuple(dict.fromkeys(name for one in some for name in one.informants))
        voice = Voice(source, who, bool(some) and all(one.reflected for one in some))
        yield known.setdefault(voice, voice)


def touched(study: Study, stretches: Iterable[tuple[str, int, int]]) -> Iterator[range]:
    """The blocks that each (source, start, end) touches, by their places in ``block_numbers``."""
    spoken = study.derived(_spoken)
    for source, start, end in stretches:
        found = spoken.get(source)
        if found is None:
            yield range(0)
        else:
            yield range(found.first + bisect_right(found.ends, start), found.first + bisect_left(found.starts, end))


def block_numbers(study: Study) -> Sequence[int]:
    """The number of each block in its source, source by source."""
    return [number for found in study.derived(_spoken).values() for number in found.numbers]


def _spoken(study: Study) -> dict[str, _Spoken]:
    sources = study.by_id(Source)
    found: dict[str, list[tuple[int, int, int, Voice]]] = {}
    known: dict[tuple[object, ...], Voice] = {}
    columns = study.columns(Block, "source", "start", "number", "end", "kind", "speaker", "informant")
    for source, start, number, end, *said in zip(*columns, strict=True):
        key = source, *said
        voice = known.get(key)
        if voice is None:
            who = speaker(sources[source], *said) if source in sources else None
            voice = known[key] = Voice(source, (who,) if who else (), said[0] is BlockKind.REFLECTION)
        found.setdefault(source, []).append((start, number, end, voice))
    spoken, first = {}, 0
    for source, blocks in found.items():
        blocks.sort(key=itemgetter(0, 1))
        starts, numbers, ends, some = zip(*blocks, strict=True)
        spoken[source] = _Spoken(first, array("I", starts), array("I", ends), list(some), array("I", numbers))
        first += len(blocks)
    return spoken
