"""What a code is suggested for: answers and descriptions, or their sentences, with what stands around them.

Blocks marked *tidak relevan* and the words of informants who withdrew their consent are no units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.collection.positions import speakers
from qualcode.collection.privacy import withdrawn
from qualcode.model import Block, BlockKind, Source, Study, Technique

Range = tuple[int, int]
"""First token and the one after the last, by their number in the source."""
NOTHING: Range = (0, 0)
Words = Callable[[int, int], Range]
"""Code points of a source to its tokens."""


class UnitKind(StrEnum):
    """What is suggested for: whole blocks, or sentences of them."""

    BLOCK = "block"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one source that may get codes; ``sentence`` is 0 for a whole block.

    ``words`` are its tokens, ``question`` those of the question that it answers, ``before`` and ``after`` those of
    the same speaker's neighbouring blocks, or of the rest of the block where the unit is a sentence.
    """

    source: str
    block: int
    sentence: int
    start: int
    end: int
    words: Range
    question: Range = NOTHING
    before: Range = NOTHING
    after: Range = NOTHING

    @property
    def place(self) -> str:
        """Its name in a suggestion's id (``W-03:12`` or ``W-03:12.2``)."""
        return f"{self.source}:{self.block}" + (f".{self.sentence}" if self.sentence else "")


def units_of(study: Study, source: Source, kind: UnitKind, starts: Sequence[int]) -> tuple[Unit, ...]:
    """The units of a source, in order. ``starts`` are where the tokens of its working text begin."""

    def words(start: int, end: int) -> Range:
        return bisect_left(starts, start), bisect_left(starts, end)

    blocks = study.blocks(source.id)
    wanted = [at for at, block in enumerate(blocks) if _is_data(study, source, block)]
    asked = _questions(blocks)
    found: list[Unit] = []
    for order, at in enumerate(wanted):
        block = blocks[at]
        unit = Unit(
            source=source.id,
            block=block.number,
            sentence=0,
            start=block.start,
            end=block.end,
            words=words(block.start, block.end),
            question=words(*asked[at]) if at in asked else NOTHING,
            before=_neighbour(source, blocks, at, wanted[order - 1] if order else None, words),
            after=_neighbour(source, blocks, at, wanted[order + 1] if order + 1 < len(wanted) else None, words),
        )
        found.extend((unit,) if kind is UnitKind.BLOCK else _sentences(study, unit, words))
    return tuple(found)


def _is_data(study: Study, source: Source, block: Block) -> bool:
    return (
        block.kind in (BlockKind.ANSWER, BlockKind.DESCRIPTION)
        and not block.irrelevant
        and not withdrawn(study).intersection(speakers(source, (block,)))
    )


def _questions(blocks: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """Answer → code points of the questions directly before it, answers between them and it left aside."""
    found: dict[int, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.QUESTION:
            joined = last and at and blocks[at - 1].kind is BlockKind.QUESTION
            last = (last[0] if last and joined else block.start, block.end)
        elif last and block.kind is BlockKind.ANSWER:
            found[at] = last
    return found


def _neighbour(source: Source, blocks: Sequence[Block], at: int, other: int | None, words: Words) -> Range:
    """The tokens of a neighbouring block of the same speaker; a table's rows are different people."""
    if other is None or blocks[at].informant != blocks[other].informant:
        return NOTHING
    if source.technique is Technique.INTERVIEW and blocks[at].informant is None and len(source.informants) > 1:
        return NOTHING
    return words(blocks[other].start, blocks[other].end)


def _sentences(study: Study, block: Unit, words: Words) -> tuple[Unit, ...]:
    spans = [
        (max(span.start, block.start), min(span.end, block.end))
        for span in study.sentences(block.source)
        if span.start < block.end and span.end > block.start
    ] or [(block.start, block.end)]
    first, last = block.words
    found = []
    for number, (start, end) in enumerate(spans, 1):
        own = words(start, end)
        found.append(
            Unit(
                source=block.source,
                block=block.block,
                sentence=number,
                start=start,
                end=end,
                words=own,
                question=block.question,
                before=(first, own[0]),
                after=(own[1], last),
            )
        )
    return tuple(found)
