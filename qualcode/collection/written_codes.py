"""Codes that a transcript's own table gives (*Koding*), each beside the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.collection.blocks import line_starts
from qualcode.collection.lines import Line, Where
from qualcode.model import Block, BlockKind


@dataclass(frozen=True, slots=True)
class WrittenCodes:
    """What a cell of codes holds, as written, and the half-open stretch of the text that its row holds."""

    start: int
    end: int
    written: str


def written_codes(lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[WrittenCodes, ...]:
    """The cells of codes in order. A code stands on its row: on the answer where the row holds question and answer."""
    if not any(line.codes for line in lines):
        return ()
    starts = line_starts(lines)
    return tuple(
        WrittenCodes(*place, line.codes)
        for index, line in enumerate(lines)
        if line.codes and (place := _place(lines, starts, index, blocks)) is not None
    )


def _place(lines: Sequence[Line], starts: Sequence[int], index: int, blocks: Sequence[Block]) -> tuple[int, int] | None:
    last = index
    while last + 1 < len(lines) and _same_row(lines[index], lines[last + 1]):
        last += 1
    begin, end = starts[index], starts[last] + len(lines[last].text)
    parts = list(_parts(begin, end, blocks))
    answers = [place for place, block in parts if block.kind is not BlockKind.QUESTION] or [place for place, _ in parts]
    return (answers[0][0], answers[-1][1]) if answers else None


def _same_row(line: Line, following: Line) -> bool:
    return following.paragraph == line.paragraph and following.where is line.where is not Where.HEADING


def _parts(begin: int, end: int, blocks: Sequence[Block]) -> Iterator[tuple[tuple[int, int], Block]]:
    """What the blocks hold of a stretch, without the speakers' labels."""
    for block in blocks:
        start, until = max(begin, block.start), min(end, block.end)
        if start < until:
            yield (start, until), block
