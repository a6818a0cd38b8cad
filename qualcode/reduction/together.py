"""Which coded segments stand together: overlapping, one inside the other, alike, in one block, or in blocks nearby.

One sweep a source finds them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from qualcode.collection.voices import Touched, block_numbers
from qualcode.errors import BadValue
from qualcode.reduction.codings import Codings

OVERLAP, INSIDE, SAME, BLOCK = "overlap", "inside", "same", "block"
MOST_BLOCKS = 9
NEAR = tuple(f"near:{n}" for n in range(1, MOST_BLOCKS + 1))
"""Blocks at most so many apart, those of one block included."""

NEARNESS = (OVERLAP, INSIDE, SAME, BLOCK, *NEAR)
"""Ways of standing together. *inside*: the first segment lies within the second; all others hold both ways."""


@dataclass(frozen=True, slots=True)
class Together:
    """The segments of some codings and which of them meet; a segment goes by its place in ``CodingColumns.names``.

    ``meets`` names for each segment that meets others which these are; ``codes`` (in the order of the text) the codes
    given to each segment, ``segments`` the segments of each code, ``touched`` the blocks that each segment touches.
    """

    meets: Mapping[int, tuple[int, ...]]
    codes: Mapping[int, frozenset[str]]
    segments: Mapping[str, frozenset[int]]
    touched: Touched
    _of: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict, repr=False)
    _others: dict[frozenset[int], list[int]] = field(default_factory=dict, repr=False)
    _in_blocks: dict[frozenset[int], frozenset[int]] = field(default_factory=dict, repr=False)
    _blocks: dict[frozenset[frozenset[int]], tuple[int, int]] = field(default_factory=dict, repr=False)

    def of(self, codes: Iterable[str]) -> frozenset[int]:
        """The segments of any of these codes."""
        key = tuple(codes)
        if key not in self._of:
            self._of[key] = frozenset().union(*(self.segments.get(code, frozenset()) for code in key))
        return self._of[key]

    def meeting(self, segment: int) -> tuple[int, ...]:
        """The segments that one meets, itself first."""
        return segment, *self.meets.get(segment, ())

    def pairs(self, first: frozenset[int], second: frozenset[int]) -> int:
        """How many pairs of a segment of the first set and one of the second meet."""
        if first not in self._others:
            self._others[first] = [other for one in first if one in self.meets for other in self.meets[one]]
        return len(first & second) + sum(map(second.__contains__, self._others[first]))

    def blocks(self, first: frozenset[int], second: frozenset[int]) -> tuple[int, int]:
        """How many blocks hold both of two sets of segments, and how many hold either."""
        key = frozenset((first, second))
        if key not in self._blocks:
            one, other = self.in_blocks(first), self.in_blocks(second)
            both = len(one & other)
            self._blocks[key] = both, len(one) + len(other) - both
        return self._blocks[key]

    def in_blocks(self, segments: frozenset[int]) -> frozenset[int]:
        """The blocks that these segments touch."""
        if segments not in self._in_blocks:
            self._in_blocks[segments] = frozenset().union(*map(self.touched.of, segments))
        return self._in_blocks[segments]


def together(codings: Codings, nearness: str = OVERLAP) -> Together:
    """Which segments of these codings meet; codings of *does not know* are no evidence.

    ``BadValue`` for a way of standing together that there is none of.
    """
    if nearness not in NEARNESS:
        raise BadValue("nearness", nearness, NEARNESS)
    some, columns = codings.telling, codings.columns
    codes: defaultdict[int, set[str]] = defaultdict(set)
    for segment, code in zip(some.column("segments"), some.column("codes"), strict=True):
        codes[segment].add(code)
    there = [at for at in columns.in_text if at in codes]
    meets: defaultdict[int, list[int]] = defaultdict(list)
    for _source, group in groupby(there, columns.places.__getitem__):
        if nearness == BLOCK or nearness in NEAR:
            numbers = block_numbers(columns.study)
            _by_blocks(tuple(group), columns.touched, numbers, int(re.sub(r"\D", "", nearness) or 0), meets)
        else:
            _by_places([(columns.starts[at], columns.ends[at], at) for at in group], nearness, meets)
    alike: dict[frozenset[str], frozenset[str]] = {}
    return Together(
        meets={one: tuple(dict.fromkeys(others)) for one, others in meets.items()},
        codes={at: alike.setdefault(same := frozenset(codes[at]), same) for at in there},
        segments={one.code.id: some.some(rows).segments for one, rows in some.alike("codes")},
        touched=columns.touched,
    )


def _by_places(segments: list[tuple[int, int, int]], nearness: str, meets: Mapping[int, list[int]]) -> None:
    """Sweeps one source from left to right, holding the segments (start, end, place) that are still open."""
    every, still = nearness == OVERLAP, list[tuple[int, int, int]]()
    for one in sorted(segments, key=lambda segment: (segment[0], -segment[1])):
        start, end, name = one
        still = [other for other in still if other[1] > start]
        for other in still:
            alike = every or (start == other[0] and end == other[1])
            if alike or (nearness == INSIDE and end <= other[1]):
                meets[name].append(other[2])
            if alike:
                meets[other[2]].append(name)
        still.append(one)


def _by_blocks(
    segments: Sequence[int],
    touched: Touched,
    numbers: Sequence[int],
    apart: int,
    meets: Mapping[int, list[int]],
) -> None:
    """Segments of one source in blocks that are at most ``apart`` numbers from one another."""
    there: dict[int, list[int]] = {}
    for one in segments:
        for block in touched.of(one):
            there.setdefault(numbers[block], []).append(one)
    for one in segments:
        near = {number for at in touched.of(one) for number in range(numbers[at] - apart, numbers[at] + apart + 1)}
        others = [other for number in sorted(near) for other in there.get(number, ()) if other != one]
        if others:
            meets[one].extend(others)
