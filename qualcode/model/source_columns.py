"""What was coded in a source as columns of numbers, so that counting and listing a large study make no record.

They are derived from the source's blocks, segments and codings, and say nothing that these do not say.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from qualcode.model.coding import About
from qualcode.model.plain import from_plain
from qualcode.model.values import BlockKind, Directness, Speaker, Valence

Numbers = Sequence[int]
_PARTED = "\n"
"""Parts ids, which stand on one line."""


class Said(NamedTuple):
    """What a block is and who speaks it."""

    kind: BlockKind
    speaker: Speaker
    informant: str | None


class Manner(NamedTuple):
    """How a code was given: everything of a coding but its place, its code, its time and the words of its note."""

    coder: str
    round: int
    valence: Valence | None
    intensity: int | None
    directness: Directness | None
    dont_know: bool
    about: About | None
    noted: bool


class SourceColumns(NamedTuple):
    """The blocks of a source in the order of its text, its segments by start, end and id, its codings by segment.

    Offsets are code points, half-open; lines count from 1. A segment touches the blocks from its ``first_blocks`` up to
    its ``past_blocks``. Of a coding ``segments`` is the place of its segment, ``given`` that of its code in ``codes``,
    ``ways`` that of its manner in ``manners``; of a block ``voices`` that of what is said of it in ``said``.
    """

    source: str
    said: tuple[Said, ...]
    codes: tuple[str, ...]
    manners: tuple[Manner, ...]
    names: str
    block_starts: Numbers
    block_ends: Numbers
    block_numbers: Numbers
    voices: Numbers
    starts: Numbers
    ends: Numbers
    first_lines: Numbers
    last_lines: Numbers
    first_blocks: Numbers
    past_blocks: Numbers
    segments: Numbers
    given: Numbers
    ways: Numbers

    @property
    def segment_ids(self) -> list[str]:
        """The ids of the segments."""
        return self.names.split(_PARTED)[: len(self.starts)]

    @property
    def coding_ids(self) -> list[str]:
        """The ids of the codings."""
        return self.names.split(_PARTED)[len(self.starts) :] if len(self.segments) else []

    def of_codes(self, codes: Collection[str]) -> SourceColumns:
        """The same with the codings of these codes alone."""
        wanted = {at for at, code in enumerate(self.codes) if code in codes}
        some = [at for at, code in enumerate(self.given) if code in wanted]
        ids = self.coding_ids
        return self._replace(
            names=_PARTED.join([*self.segment_ids, *(ids[at] for at in some)]),
            segments=[self.segments[at] for at in some],
            given=[self.given[at] for at in some],
            ways=[self.ways[at] for at in some],
        )

    @property
    def lost(self) -> bool:
        """Whether the words of some segment stand in the text no more."""
        return any(map(int.__eq__, self.starts, self.ends))


class Packed(NamedTuple):
    """The columns of a source as they are kept: words as JSON, ids one a line, numbers as 32 bits, little-endian."""

    source: str
    words: str
    names: str
    numbers: bytes


BlockRow = tuple[int, int, int, str, str, "str | None"]
"""start, end, number, kind, speaker, informant."""

SegmentRow = tuple[str, int, int]
"""id, start, end."""

CodingRow = tuple[object, ...]
"""id, segment, code, then the fields of a ``Manner``, ``about`` as JSON text."""


def line_starts(text: str) -> array[int]:
    """The offset at which each line of a text begins."""
    return array("I", accumulate(map((1).__add__, map(len, text.split("\n")[:-1])), initial=0))


def packed(
    source: str, text: str, blocks: Sequence[BlockRow], segments: Sequence[SegmentRow], codings: Iterable[CodingRow]
) -> Packed:
    """The columns of a source; its blocks and segments come in their order, its codings in that of their making."""
    names, starts, ends = [list(column) for column in zip(*segments, strict=True)] or [[], [], []]
    block_starts, block_ends, numbers, *said = [list(column) for column in zip(*blocks, strict=True)] or [[]] * 6
    lines = line_starts(text)
    places = {name: at for at, name in enumerate(names)}
    given = sorted(((places[str(row[1])], row[0], row[2], row[3:]) for row in codings), key=lambda row: row[0])
    voices, codes, manners = _Numbered(), _Numbered(), _Numbered()
    columns: list[Iterable[int]] = [
        block_starts,
        block_ends,
        numbers,
        map(voices, zip(*said, strict=True)),
        starts,
        ends,
        (bisect_right(lines, start) for start in starts),
        (bisect_right(lines, max(start, end - 1)) for start, end in zip(starts, ends, strict=True)),
        (bisect_right(block_ends, start) for start in starts),
        (bisect_left(block_starts, end) for end in ends),
        (row[0] for row in given),
        (codes(row[2]) for row in given),
        (manners(row[3]) for row in given),
    ]
    found = array("I", (len(blocks), len(segments), len(given)))
    for column in columns:
        found.extend(column)
    words = json.dumps([list(voices), list(codes), list(manners)], ensure_ascii=False, separators=(",", ":"))
    return Packed(source, words, _PARTED.join([*names, *(str(row[1]) for row in given)]), _swapped(found).tobytes())


def unpacked(kept: Packed) -> SourceColumns:
    """The columns as they are read."""
    said, codes, manners = json.loads(kept.words)
    numbers = memoryview(_swapped(array("I", kept.numbers)) if sys.byteorder == "big" else kept.numbers).cast("I")
    return SourceColumns(
        kept.source,
        tuple(_said(*one) for one in said),
        tuple(map(sys.intern, codes)),
        tuple(_manner(*one) for one in manners),
        kept.names,
        *_parted(numbers),
    )


def _parted(numbers: memoryview[int]) -> Iterator[memoryview[int]]:
    at = 3
    for many, count in zip((4, 6, 3), numbers[:at], strict=True):
        for _column in range(many):
            yield numbers[at : at + count]
            at += count


def _swapped(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class _Numbered(dict[object, int]):
    """Gives each value a number, from 0."""

    def __call__(self, value: object) -> int:
        return self.setdefault(value, len(self))


@cache
def _said(kind: str, speaker: str, informant: str | None) -> Said:
    return Said(BlockKind(kind), Speaker(speaker), informant)


@cache
def _manner(  # noqa: PLR0913 - the fields of a manner as they are stored
    coder: str,
    round_: int,
    valence: str | None,
    intensity: int | None,
    directness: str | None,
    dont_know: int,
    about: str | None,
    noted: int,
) -> Manner:
    return Manner(
        sys.intern(coder),
        round_,
        None if valence is None else Valence(valence),
        intensity,
        None if directness is None else Directness(directness),
        bool(dont_know),
        None if about is None else from_plain(About, json.loads(about)),
        bool(noted),
    )
