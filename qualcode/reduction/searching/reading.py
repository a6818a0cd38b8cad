"""One source as a search reads it: its searched blocks, its columns of tokens, and where a place lies among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from qualcode.model import Block, Source, Study, TokenColumns
from qualcode.reduction.searching.query import Unit
from qualcode.reduction.searching.scope import Scope

Place = tuple[int, int]
"""Half-open, in code points of the working text."""


class Reading:
    """A source; everything is found when first asked for."""

    def __init__(self, scope: Scope, source: Source, marks: frozenset[int]) -> None:
        self._study: Study = scope.study
        self._scope = scope
        self.source = source
        self._marks = marks

    @cached_property
    def columns(self) -> TokenColumns:
        """The tokens."""
        return self._study.token_columns(self.source)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks whose words are searched."""
        return self._scope.blocks(self.source)

    @cached_property
    def text(self) -> str:
        """The working text."""
        return self._study.text(self.source)

    @cached_property
    def _block_bounds(self) -> tuple[list[int], list[int]]:
        return [block.start for block in self.blocks], [block.end for block in self.blocks]

    def is_searched(self, place: Place) -> bool:
        """Whether a place lies within one searched block."""
        starts, ends = self._block_bounds
        at = bisect_right(starts, place[0]) - 1
        return at >= 0 and place[1] <= ends[at]

    @cached_property
    def words_before(self) -> list[int]:
        """Of each token, how many words (marks left out) stand before it; one more entry for the end."""
        marks = self._marks
        return list(accumulate((form not in marks for form in self.columns.forms), initial=0))

    @cached_property
    def sentences(self) -> Sequence[Place]:
        """The sentences, cut where they leave a searched block."""
        found: list[Place] = []
        spans = [(span.start, span.end) for span in self._study.sentences(self.source)]
        ends = [end for _, end in spans]
        for block in self.blocks:
            at = bisect_right(ends, block.start)
            before = len(found)
            while at < len(spans) and spans[at][0] < block.end:
                found.append((max(spans[at][0], block.start), min(spans[at][1], block.end)))
                at += 1
            if len(found) == before:
                found.append((block.start, block.end))
        return found

    @cached_property
    def _all_block_bounds(self) -> tuple[Sequence[int], Sequence[int]]:
        blocks = sorted((block.start, block.end) for block in self._study.blocks(self.source.id))
        return [start for start, _ in blocks], [end for _, end in blocks]

    @cached_property
    def _sentence_bounds(self) -> tuple[Sequence[int], Sequence[int]]:
        return [start for start, _ in self.sentences], [end for _, end in self.sentences]

    def units(self, unit: Unit) -> Sequence[Place]:
        """The searched sentences or blocks of the source; for anything larger the blocks too."""
        return self.sentences if unit is Unit.SENTENCE else [(block.start, block.end) for block in self.blocks]

    def number(self, place: Place, unit: Unit) -> tuple[int, int]:
        """The numbers of the first and last word, sentence or block of the source that a place touches.

        A place that touches none counts as the next one.
        """
        if unit is Unit.SOURCE:
            return 0, 0
        starts, ends = self._bounds_of(unit)
        first, after = bisect_right(ends, place[0]), bisect_left(starts, place[1])
        if unit is Unit.WORD:
            first, after = self.words_before[first], self.words_before[after]
        return first, max(first, after - 1)

    def _bounds_of(self, unit: Unit) -> tuple[Sequence[int], Sequence[int]]:
        if unit is Unit.WORD:
            return self.columns.starts, self.columns.ends
        return self._sentence_bounds if unit is Unit.SENTENCE else self._all_block_bounds
