"""Where a segment stands: its lines, the user's own line numbers, the blocks it touches and who speaks there.

Line starts and block bounds of a source are found once for a study and then looked up by bisection.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from qualcode.errors import DigestMismatch
from qualcode.model import Block, BlockKind, Segment, Source, Speaker, Study, Technique
from qualcode.model.source_columns import Said
from qualcode.model.source_columns import line_starts as starts_of_lines


class _Positions:
    """Line starts and block bounds of each source, found when first asked for."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._lines: dict[str, array[int]] = {}
        self._blocks: dict[str, tuple[tuple[Block, ...], list[int], list[int]]] = {}

    def line_starts(self, source: str) -> array[int]:
        if source not in self._lines:
            self._lines[source] = starts_of_lines(self._study.text(source))
        return self._lines[source]

    def blocks(self, source: str) -> tuple[tuple[Block, ...], list[int], list[int]]:
        if source not in self._blocks:
            blocks = tuple(sorted(self._study.blocks(source), key=lambda block: (block.start, block.number)))
            self._blocks[source] = (blocks, [b.start for b in blocks], [b.end for b in blocks])
        return self._blocks[source]


def line_at(study: Study, source: str, offset: int) -> int:
    """The line (from 1) of the working text in which a code point stands."""
    return bisect_right(study.derived(_Positions).line_starts(source), offset)


def line_starts(study: Study, source: str) -> Sequence[int]:
    """The offset at which each line of the working text begins."""
    return study.derived(_Positions).line_starts(source)


def lines_of(study: Study, segment: Segment) -> tuple[int, int]:
    """First and last line (from 1) of the working text that a segment stands on."""
    starts = study.derived(_Positions).line_starts(segment.source)
    return bisect_right(starts, segment.start), bisect_right(starts, max(segment.start, segment.end - 1))


def own_line(source: Source, line: int) -> int:
    """The user's own number of a line of the working text, or the line itself where there is no numbering.

    A line between two numbered ones counts on from the one above and stops short of the next.
    """
    numbers = source.line_numbers
    if not any(numbers) or not 0 < line <= len(numbers):
        return line
    if numbers[line - 1]:
        return numbers[line - 1]
    above = next((at for at in range(line - 1, 0, -1) if numbers[at - 1]), None)
    below = next((number for number in numbers[line:] if number), None)
    if above is None:
        return below or line
    counted = numbers[above - 1] + line - above
    return max(numbers[above - 1], min(counted, below - 1)) if below else counted


def block_bounds(study: Study, source: str) -> tuple[tuple[Block, ...], Sequence[int], Sequence[int]]:
    """The blocks of a source in order, where each begins and where each ends: for what looks up many places."""
    return study.derived(_Positions).blocks(source)


def blocks_at(study: Study, source: str, start: int, end: int) -> tuple[Block, ...]:
    """The blocks of a source that share at least one code point with ``[start, end)``, in order."""
    blocks, starts, ends = study.derived(_Positions).blocks(source)
    return blocks[bisect_right(ends, start) : bisect_left(starts, end)]


def blocks_of(study: Study, segment: Segment) -> tuple[Block, ...]:
    """The blocks that a segment touches, in order."""
    return blocks_at(study, segment.source, segment.start, segment.end)


def speakers(source: Source, blocks: Iterable[Block | Said]) -> tuple[str, ...]:
    """Informants who speak the answers among these blocks of an interview, each once, in order of speaking.

    An answer whose informant is not named is that of the interview's only informant.
    """
    found = (speaker(source, block.kind, block.speaker, block.informant) for block in blocks)
    return tuple(dict.fromkeys(filter(None, found)))


def speaker(source: Source, kind: BlockKind, speaks: Speaker, informant: str | None) -> str | None:
    """The informant who speaks a block of this kind; None for what is no answer in an interview."""
    if source.technique is not Technique.INTERVIEW or kind is not BlockKind.ANSWER:
        return None
    only = source.informants[0] if len(source.informants) == 1 else None
    return informant or (only if speaks is Speaker.INFORMANT else None)


def require_exact(study: Study, segments: Iterable[Segment]) -> None:
    """Raise ``DigestMismatch`` for a segment whose quotation is not what stands at its place in the text."""
    require_exact_places(study, map(attrgetter("source", "id", "start", "end", "quote"), segments))


def require_exact_places(study: Study, places: Iterable[tuple[str, str, int, int, str]]) -> None:
    """The same for (source, segment, start, end, quotation).

    Sources are read one after the other, so that the texts of a large study never stand in memory together.
    """
    for source, some in groupby(sorted(places), itemgetter(0)):
        text = study.text(source)
        for _source, segment, start, end, quote in some:
            if text[start:end] != quote:
                raise DigestMismatch(source, segment, line_at(study, source, start))
