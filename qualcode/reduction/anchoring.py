"""Where a stretch of a text stands after the text was corrected: at its place, elsewhere, nearly, or no more.

What cannot be told for sure is marked as doubtful, for the researcher to look at; nothing is shifted in silence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from qualcode.reduction.coding_word_matching import Matching, within_word

_CONTEXT = 60
_SURE_WORDS = 4
_SURE_CONTEXT = 16
_LEAST_ALIKE = 0.6
_MOST_PLACES = 500


class Fit(StrEnum):
    """How sure the new place of a stretch is.

    ``kept``: the same words at their place. ``spaced``: the same words, other spaces, line ends or quotation marks.
    ``moved``: the same words elsewhere, told by themselves or by what stands around them. ``doubtful``: nearly the
    same words, or the same at a place that nothing else confirms. ``lost``: nothing like it stands there.
    """

    KEPT = "kept"
    SPACED = "spaced"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A half-open stretch of the new text in code points; of a lost one the point where it stood, twice."""

    start: int
    end: int
    fit: Fit


class Anchoring:
    """The places of stretches of ``old`` in ``new``."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._matching = Matching(old, new)
        self._pairs = self._matching.places()
        self._ends = [end for _start, end, _at, _until in self._pairs]
        self._starts = [start for start, _end, _at, _until in self._pairs]

    def find(self, start: int, end: int) -> Anchor:
        """The anchor of ``[start, end)`` of the old text."""
        quote = self._old[start:end]
        there = self._matching.in_place(start, end)
        if there is not None and self._new[there.start : there.end] == quote:
            return Anchor(there.start, there.end, Fit.KEPT)
        gap = self._gap(start, end)
        return (
            self._same_words(start, end, gap)
            or (Anchor(there.start, there.end, Fit.SPACED) if there is not None else None)
            or self._nearly(start, end, gap)
            or Anchor(gap[0], gap[0], Fit.LOST)
        )

    def near(self, point: int) -> int:
        """The point of the new text that a point of the old one comes to, between the words around it."""
        return self._gap(point, point)[0]

    def _gap(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the new text between the words that stood before and after a stretch of the old one."""
        before, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        low = self._pairs[before - 1][3] if before else 0
        high = self._pairs[after][2] if after < len(self._pairs) else len(self._new)
        return (low, high) if low <= high else (high, high)

    def _same_words(self, start: int, end: int, gap: tuple[int, int]) -> Anchor | None:
        """The quotation as it was: alone where it is expected, long enough to tell itself, or told by its context."""
        places = self._places(start, end)
        if not places:
            return None
        length = end - start
        expected = [at for at in places if gap[0] <= at and at + length <= gap[1]]
        if len(expected) == 1:
            return Anchor(expected[0], expected[0] + length, Fit.KEPT)
        scored = sorted(places, key=lambda at: (-self._context(start, end, at), abs(at - gap[0])))
        best = scored[0]
        score = self._context(start, end, best)
        alone = len(places) == 1 and len(self._old[start:end].split()) >= _SURE_WORDS
        rival = self._context(start, end, scored[1]) if len(scored) > 1 else 0
        sure = alone or (score >= _SURE_CONTEXT and score > rival)
        return Anchor(best, best + length, Fit.MOVED if sure else Fit.DOUBTFUL)

    def _places(self, start: int, end: int) -> list[int]:
        """Where the quotation stands in the new text, as whole words where it was of whole words."""
        quote = self._old[start:end]
        head = r"(?<!\w)" if quote[:1].isalnum() and not within_word(self._old, start) else ""
        tail = r"(?!\w)" if quote[-1:].isalnum() and not within_word(self._old, end) else ""
        pattern = re.compile(f"(?={head}{re.escape(quote)}{tail})")
        found = []
        for match in pattern.finditer(self._new):
            found.append(match.start())
            if len(found) == _MOST_PLACES:
                break
        return found

    def _context(self, start: int, end: int, at: int) -> int:
        """How many code points around the quotation are the same there."""
        until = at + end - start
        before = _common(self._old[max(0, start - _CONTEXT) : start][::-1], self._new[max(0, at - _CONTEXT) : at][::-1])
        return before + _common(self._old[end : end + _CONTEXT], self._new[until : until + _CONTEXT])

    def _nearly(self, start: int, end: int, gap: tuple[int, int]) -> Anchor | None:
        found = self._matching.find(start, end)
        if found is not None:
            return Anchor(*self._to_neighbours(start, end, (found.start, found.end), gap), Fit.DOUBTFUL)
        quote, room = self._old[start:end], self._new[slice(*gap)]
        if not room.strip() or len(room) > _MOST_PLACES + 4 * len(quote):
            return None
        blocks = SequenceMatcher(None, quote, room, autojunk=False).get_matching_blocks()[:-1]
        same = sum(block.size for block in blocks)
        if not blocks:
            return None
        begin, until = gap[0] + blocks[0].b, gap[0] + blocks[-1].b + blocks[-1].size
        begin, until = _trimmed(self._new, *_whole_words(self._new, begin, until, gap))
        if same < _LEAST_ALIKE * max(len(quote), until - begin) or not self._new[begin:until].strip():
            return None
        return Anchor(begin, until, Fit.DOUBTFUL)

    def _to_neighbours(self, start: int, end: int, found: tuple[int, int], gap: tuple[int, int]) -> tuple[int, int]:
        """A near match with its changed first and last words, up to the words that stood beside the quotation."""
        inside = bisect_right(self._ends, start), bisect_left(self._starts, end)
        begin, until = found
        if inside[0] == inside[1] or not gap[0] <= begin <= until <= gap[1]:
            return found
        first, last = self._pairs[inside[0]], self._pairs[inside[1] - 1]
        before = self._ends[inside[0] - 1] if inside[0] else 0
        after = self._starts[inside[1]] if inside[1] < len(self._pairs) else len(self._old)
        if self._old[start : first[0]].strip() and not self._old[before:start].strip():
            begin = _trimmed(self._new, gap[0], begin)[0]
        if self._old[last[1] : end].strip() and not self._old[end:after].strip():
            until = _trimmed(self._new, until, gap[1])[1]
        words = len(self._old[start:end].split())
        return (begin, until) if len(self._new[begin:until].split()) <= 2 * words else found


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _whole_words(text: str, start: int, end: int, limits: tuple[int, int]) -> tuple[int, int]:
    while start > limits[0] and within_word(text, start):
        start -= 1
    while end < limits[1] and within_word(text, end):
        end += 1
    return start, end
