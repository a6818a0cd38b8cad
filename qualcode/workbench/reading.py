"""Where the coder is in a source: what is selected, which coding is meant, what is still uncoded, what is looked for.

Plain Python: the screen shows it and sends it steps; it can be tested without one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from qualcode.collection.positions import own_line
from qualcode.model import Block, Memo, Source, Span, Study
from qualcode.workbench.page import Layer, Placed, Sheet, memos_on, placed
from qualcode.workbench.rows import Rows
from qualcode.workbench.selection import (
    Selection,
    Spans,
    Unit,
    entered,
    moved,
    only,
    sized,
    trimmed,
    within,
)

UNITS = tuple(Unit)


class Reading:
    """A source under the eyes of one layer's coder."""

    def __init__(self, study: Study, source_id: str, layer: Layer) -> None:
        self.layer = layer
        self.beside: Layer | None = None
        self.step = Unit.BLOCK
        self.extending = False
        self.meant: str | None = None
        self.sought = ""
        self.matches = Spans(())
        self._study = study
        self._here: tuple[object, object, tuple[Placed, ...]] = (None, None, ())
        self._load(study, source_id)
        self.selection = only(self._first())

    def _load(self, study: Study, source_id: str) -> None:
        self._study = study
        self.sheet = Sheet(study, source_id)
        self._place()

    def _place(self) -> None:
        source = self.sheet.source.id
        self.mine: tuple[Placed, ...] = placed(self._study, source, self.layer)
        self.theirs: tuple[Placed, ...] = placed(self._study, source, self.beside) if self.beside else ()
        self.memos: dict[str, Memo] = memos_on(self._study, source)
        self.uncoded: tuple[Block, ...] = self.sheet.uncoded(self.mine)

    def _first(self) -> Span:
        """Where reading begins: the first uncoded block, else the first block, else the first line."""
        block = next(iter(self.uncoded or self.sheet.blocks), None)
        if block is not None:
            return Span(block.start, block.end)
        return self.sheet.units[Unit.LINE].near(0) or Span(0, len(self.sheet.text))

    def renew(self, study: Study) -> bool:
        """Take up what has changed in the study; whether the text or its blocks are others than before."""
        old, before = self.sheet, self._study
        self._study = study
        changed = False
        if study.get(Source, old.source.id) != old.source or study.all(Block) is not before.all(Block):
            new = Sheet(study, old.source.id)
            changed = new.source != old.source or new.blocks != old.blocks
        if changed:
            self.sheet = new
            self.selection = within(self.selection, len(new.text))
            self.look_for(self.sought)
        self._place()
        return changed

    def show_beside(self, layer: Layer | None) -> None:
        """Show another layer beside one's own, or none."""
        self.beside = layer
        self._place()

    def go_to(self, source_id: str) -> None:
        """Lay another source on the desk."""
        self.extending, self.meant = False, None
        self.beside = None
        self._load(self._study, source_id)
        self.selection = only(self._first())
        self.look_for(self.sought)

    @property
    def study(self) -> Study:
        """The study that is shown."""
        return self._study

    @property
    def progress(self) -> tuple[int, int]:
        """(coded or marked, all) of the blocks that are to be coded."""
        total = len(self.sheet.codable)
        return total - len(self.uncoded), total

    # Moving

    def select(self, start: int, end: int) -> None:
        """Select exactly these code points; at least one."""
        length = len(self.sheet.text)
        start = min(max(start, 0), max(length - 1, 0))
        self.selection = only(Span(start, min(max(end, start + 1), length)))
        self.extending, self.meant = False, None

    def select_at(self, offset: int) -> None:
        """Select the unit of the present step at a code point."""
        found = self.sheet.units[self.step].at(offset) or self.sheet.units[Unit.LINE].near(offset)
        if found is not None:
            self._set(only(found))

    def _set(self, selection: Selection) -> None:
        if selection != self.selection:
            self.meant = None
        self.selection = selection

    def move(self, steps: int, *, extend: bool = False) -> None:
        """Move by units of the present step."""
        self._set(moved(self.selection, self.sheet.units[self.step], steps, extend=extend or self.extending))

    def move_row(self, rows: Rows, steps: int, *, extend: bool = False) -> None:
        """Move to the word above or below on the screen."""
        words = self.sheet.units[Unit.WORD]
        head = self.selection.head
        row, column = rows.row_of(head.start), rows.column_of(head.start)
        way = 1 if steps > 0 else -1
        row += steps
        while 0 <= row < len(rows):
            one = rows.rows[row]
            target = rows.offset_at(row, column)
            found = words.at(target) or words.before(target) or words.near(target)
            if found is None or not one.shown <= found.start < one.end:
                found = words.near(one.shown)
            if found is not None and one.shown <= found.start < one.end:
                grow = extend or self.extending
                self._set(Selection(self.selection.anchor, found) if grow else only(found))
                return
            row += way

    def move_word(self, steps: int, *, extend: bool = False) -> None:
        """Move by words; from something larger to its first or last word."""
        words = self.sheet.units[Unit.WORD]
        if extend or self.extending:
            self._set(moved(self.selection, words, steps, extend=True))
            return
        inside = entered(self.selection, words, backwards=steps < 0)
        self._set(inside or moved(self.selection, words, steps))

    def change_step(self, by: int) -> None:
        """Take the next smaller (or larger) unit, and select the one that the head is in."""
        self.step = UNITS[(UNITS.index(self.step) + by) % len(UNITS)]
        self.extending = False
        self._set(sized(self.selection, self.sheet.units[self.step]))

    def to_edge(self, *, end: bool) -> None:
        """To the first or last unit of the source."""
        spans = self.sheet.units[self.step]
        if len(spans):
            self._set(only(spans[len(spans) - 1 if end else 0]))

    def to_line(self, number: int) -> bool:
        """To the unit at the line that is numbered so on the screen; whether there is such a line."""
        source = self.sheet.source
        for at, start in enumerate(self.sheet.line_starts, 1):
            if own_line(source, at) == number:
                self.extending = False
                self.select_at(self.sheet.shown_from.get(at, start))
                return True
        return False

    def trim(self, *, end: bool, steps: int) -> None:
        """Move the end (or the start) of the selection by words."""
        self._set(trimmed(self.selection, self.sheet.units[Unit.WORD], end=end, steps=steps))

    def next_uncoded(self) -> bool:
        """To the next block that is still uncoded, round the end; whether there is one."""
        if not self.uncoded:
            return False
        starts = [block.start for block in self.uncoded]
        block = self.uncoded[bisect_right(starts, self.selection.start) % len(starts)]
        self.extending = False
        self._set(only(Span(block.start, block.end)))
        return True

    # Finding

    def look_for(self, words: str) -> int:
        """Look for words, large or small letters alike, white space as it comes; how often they stand in the text."""
        self.sought = words
        pattern = r"\s+".join(re.escape(part) for part in words.split())
        found = re.finditer(pattern, self.sheet.text, re.IGNORECASE) if pattern else ()
        self.matches = Spans(match.span() for match in found)
        return len(self.matches)

    def next_match(self, by: int = 1) -> int:
        """Select the next (or last) place of what is looked for, round the end; its number from 1, or 0."""
        if not len(self.matches):
            return 0
        if by > 0:
            at = bisect_right(self.matches.starts, self.selection.start) % len(self.matches)
        else:
            at = (bisect_left(self.matches.starts, self.selection.start) - 1) % len(self.matches)
        found = self.matches[at]
        self.select(found.start, found.end)
        return at + 1

    # What is here

    def touching(self, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
        """The codings that share a code point with the selection; those that fit it best first."""
        start, end = self.selection.start, self.selection.end
        found = [one for one in placed if one.start < end and one.end > start]
        return tuple(sorted(found, key=lambda one: (abs(one.start - start) + abs(one.end - end), one.start)))

    @property
    def here(self) -> tuple[Placed, ...]:
        """One's own codings at the selection."""
        selection, mine, here = self._here
        if selection is not self.selection or mine is not self.mine:
            here = self.touching(self.mine)
            self._here = (self.selection, self.mine, here)
        return here

    @property
    def current(self) -> Placed | None:
        """The coding that is meant: the one chosen, or the best fitting one."""
        here = self.here
        return next((one for one in here if one.coding.id == self.meant), here[0] if here else None)

    def choose_here(self, by: int) -> None:
        """Mean the next (or last) of the codings here."""
        here, current = self.here, self.current
        if current is not None:
            self.meant = here[(here.index(current) + by) % len(here)].coding.id

    @property
    def blocks_here(self) -> tuple[Block, ...]:
        """The blocks that the selection touches."""
        return self.sheet.blocks_at(self.selection.start, self.selection.end)

    @property
    def memo_here(self) -> Memo | None:
        """The memo on exactly what is selected, or on the segment of the coding that is meant."""
        wanted = self.selection.span
        for one in self.mine:
            if Span(one.start, one.end) == wanted and one.segment.id in self.memos:
                return self.memos[one.segment.id]
        segments = self._study.segments
        for segment_id, memo in self.memos.items():
            if Span(segments[segment_id].start, segments[segment_id].end) == wanted:
                return memo
        current = self.current
        return self.memos.get(current.segment.id) if current else None
