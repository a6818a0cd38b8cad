"""What is selected in a text, and how it moves and grows: by block, sentence, line or word.

A selection is never nothing: it is one unit, or runs from the unit where extending began to the one it has reached.
All spans are half-open, in code points.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qualcode.model import Span


class Unit(StrEnum):
    """Sizes of step, the largest first."""

    BLOCK = "block"
    SENTENCE = "sentence"
    LINE = "line"
    WORD = "word"


class Spans:
    """Spans of one unit in order, none overlapping another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if start < end and (not self.ends or start >= self.ends[-1]):
                self.starts.append(start)
                self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Span:
        return Span(self.starts[at], self.ends[at])

    def at(self, offset: int) -> Span | None:
        """The span that holds a code point."""
        found = bisect_right(self.starts, offset) - 1
        return self[found] if found >= 0 and offset < self.ends[found] else None

    def near(self, offset: int) -> Span | None:
        """The span that holds a code point, else the next one, else the last; None without any."""
        if not self.starts:
            return None
        return self[min(bisect_right(self.ends, offset), len(self) - 1)]

    def after(self, offset: int) -> Span | None:
        """The first span that begins at or after an offset."""
        found = bisect_left(self.starts, offset)
        return self[found] if found < len(self) else None

    def before(self, offset: int) -> Span | None:
        """The last span that ends at or before an offset."""
        found = bisect_right(self.ends, offset) - 1
        return self[found] if found >= 0 else None


@dataclass(frozen=True, slots=True)
class Selection:
    """``[start, end)`` from the anchor, where it began, to the head, where it has come."""

    anchor: Span
    head: Span

    @property
    def start(self) -> int:
        """First code point."""
        return min(self.anchor.start, self.head.start)

    @property
    def end(self) -> int:
        """Behind the last code point."""
        return max(self.anchor.end, self.head.end)

    @property
    def span(self) -> Span:
        """From first to last."""
        return Span(self.start, self.end)


def only(span: Span) -> Selection:
    """A selection of one span."""
    return Selection(span, span)


def moved(selection: Selection, spans: Spans, steps: int, *, extend: bool = False) -> Selection:
    """The selection some units on (or back). Without a unit that way it stays as it is.

    From something smaller than a unit a step back goes to the unit it stands in, when that begins before it.
    """
    head = selection.head
    for _ in range(abs(steps)):
        found = spans.after(head.end) if steps > 0 else _back(spans, head)
        if found is None:
            break
        head = found
    if head == selection.head:
        return selection
    return Selection(selection.anchor, head) if extend else only(head)


def _back(spans: Spans, head: Span) -> Span | None:
    around = spans.at(head.start)
    if around is not None and around.start < head.start:
        return around
    return spans.before(head.start)


def entered(selection: Selection, spans: Spans, *, backwards: bool = False) -> Selection | None:
    """The first (or last) unit inside a selection that is larger than one; None where it is not."""
    inner = spans.before(selection.end) if backwards else spans.after(selection.start)
    if inner is None or inner.start < selection.start or inner.end > selection.end or inner == selection.span:
        return None
    return only(inner)


def sized(selection: Selection, spans: Spans) -> Selection:
    """The unit in which the head begins, or the nearest after it."""
    found = spans.near(selection.head.start)
    return selection if found is None else only(found)


def trimmed(selection: Selection, words: Spans, *, end: bool, steps: int) -> Selection:
    """The selection with its end (or its start) some words on or back; at least a word stays."""
    start, stop = selection.start, selection.end
    if end:
        found = words.after(stop) if steps > 0 else words.before(stop - 1)
        stop = found.end if found is not None and found.end > start else stop
    else:
        found = words.after(start + 1) if steps > 0 else words.before(start)
        start = found.start if found is not None and found.start < stop else start
    return only(Span(start, stop))


def within(selection: Selection, length: int) -> Selection:
    """The selection in a text of this length, for a text that became shorter."""

    def clip(span: Span) -> Span:
        return Span(min(span.start, length), min(span.end, length))

    return replace(selection, anchor=clip(selection.anchor), head=clip(selection.head))


def tiles(pieces: Sequence[Span], within_spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Each larger span cut by the pieces that lie in it, white space at the edges left out; whole where none does."""
    starts = [piece.start for piece in pieces]
    found: list[tuple[int, int]] = []
    for start, end in within_spans:
        first, last = bisect_right(starts, start), bisect_left(starts, end)
        cuts = [start, *starts[first:last], end]
        for left, right in itertools.pairwise(cuts):
            part = text[left:right]
            bare = part.strip()
            if bare:
                lead = len(part) - len(part.lstrip())
                found.append((left + lead, left + lead + len(bare)))
    return found
