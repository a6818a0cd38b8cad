"""Which coded segments stand together: overlapping, one inside the other, alike, in one block, or in blocks nearby.

One sweep a source finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualcode.errors import BadValue
from qualcode.model import Segment
from qualcode.reduction.coded import CodedSegment

OVERLAP, INSIDE, SAME, BLOCK = "overlap", "inside", "same", "block"
MOST_BLOCKS = 9
NEAR = tuple(f"near:{n}" for n in range(1, MOST_BLOCKS + 1))
"""Blocks at most so many apart, those of one block included."""

NEARNESS = (OVERLAP, INSIDE, SAME, BLOCK, *NEAR)
"""Ways of standing together. *inside*: the first segment lies within the second; all others hold both ways."""


@dataclass(frozen=True, slots=True)
class Together:
    """The segments of some codings and which of them meet.

    ``meets`` names for each segment those that it meets, itself first; ``codes`` the codes given to each segment,
    ``segments`` the segments of each code, ``blocks`` the (source, number) of the blocks that a segment touches.
    """

    meets: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, frozenset[str]]
    segments: Mapping[str, frozenset[str]]
    blocks: Mapping[str, tuple[tuple[str, int], ...]]

    def of(self, codes: Iterable[str]) -> frozenset[str]:
        """The segments of any of these codes."""
        return frozenset().union(*(self.segments.get(code, frozenset()) for code in codes))

    def pairs(self, first: frozenset[str], second: frozenset[str]) -> int:
        """How many pairs of a segment of the first set and one of the second meet."""
        return sum(other in second for one in first for other in self.meets[one])

    def in_blocks(self, segments: Iterable[str]) -> frozenset[tuple[str, int]]:
        """The blocks that these segments touch."""
        return frozenset(block for one in segments for block in self.blocks[one])


def together(codings: Iterable[CodedSegment], nearness: str = OVERLAP) -> Together:
    """Which segments of these codings meet; codings of *does not know* are no evidence.

    ``BadValue`` for a way of standing together that there is none of.
    """
    if nearness not in NEARNESS:
        raise BadValue("nearness", nearness, NEARNESS)
    codes: dict[str, set[str]] = {}
    segments: dict[str, set[str]] = {}
    blocks: dict[str, tuple[tuple[str, int], ...]] = {}
    touched: dict[int, tuple[tuple[str, int], ...]] = {}
    by_source: dict[str, dict[str, Segment]] = {}
    for one in codings:
        if one.coding.dont_know:
            continue
        name, standing = one.segment.id, one.standing
        codes.setdefault(name, set()).add(one.coding.code)
        segments.setdefault(one.coding.code, set()).add(name)
        if id(standing) not in touched:
            touched[id(standing)] = tuple((standing.source.id, block.number) for block in standing.blocks)
        blocks[name] = touched[id(standing)]
        by_source.setdefault(one.segment.source, {})[name] = one.segment
    meets: dict[str, list[str]] = {}
    for there in by_source.values():
        if nearness == BLOCK or nearness in NEAR:
            _by_blocks(there, blocks, int(re.sub(r"\D", "", nearness) or 0), meets)
        else:
            _by_places(there.values(), nearness, meets)
    alike: dict[frozenset[str], frozenset[str]] = {}
    return Together(
        meets={name: tuple(dict.fromkeys((name, *meets.get(name, ())))) for name in codes},
        codes={name: alike.setdefault(same := frozenset(found), same) for name, found in codes.items()},
        segments={name: frozenset(found) for name, found in segments.items()},
        blocks=blocks,
    )


def _by_places(segments: Iterable[Segment], nearness: str, meets: dict[str, list[str]]) -> None:
    """Sweeps one source from left to right, holding the segments that are still open."""
    still: list[Segment] = []
    for one in sorted(segments, key=lambda segment: (segment.start, -segment.end)):
        still = [other for other in still if other.end > one.start]
        for other in still:
            alike = one.start == other.start and one.end == other.end
            if (nearness == INSIDE and one.end <= other.end) or nearness == OVERLAP or (nearness == SAME and alike):
                meets.setdefault(one.id, []).append(other.id)
            if nearness == OVERLAP or (alike and nearness != OVERLAP):
                meets.setdefault(other.id, []).append(one.id)
        still.append(one)


def _by_blocks(
    segments: Iterable[str],
    blocks: Mapping[str, tuple[tuple[str, int], ...]],
    apart: int,
    meets: dict[str, list[str]],
) -> None:
    """Segments of blocks that are at most ``apart`` numbers from one another."""
    there: dict[int, list[str]] = {}
    for name in segments:
        for _source, number in blocks[name]:
            there.setdefault(number, []).append(name)
    for name in segments:
        numbers = {number for _source, at in blocks[name] for number in range(at - apart, at + apart + 1)}
        for number in sorted(numbers):
            meets.setdefault(name, []).extend(other for other in there.get(number, ()) if other != name)
