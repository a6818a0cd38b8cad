"""Offsets of one text found in another that has mostly the same words: equal lines first, then words between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‑": "-"})
_LEAST = 0.6
_MOST_STRETCHED = 2
_RUN = 3


def _alike(text: str) -> str:
    """The text, code point for code point, without what word processors change by themselves."""
    return re.sub(r"[^\S\n]|[\x00-\x08\x0e-\x1b]", " ", text.translate(_ALIKE))


def agreement(text: str, other: str) -> float:
    """The share of runs of three words of the smaller text that both have, from 0 to 1."""
    left, right = _runs(text), _runs(other)
    return len(left & right) / (min(len(left), len(right)) or 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _alike(text).split()
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()


@dataclass(frozen=True, slots=True)
class Found:
    """A half-open stretch of the other text, and whether it holds exactly what was looked for."""

    start: int
    end: int
    exact: bool


class Matching:
    """Where stretches of ``text`` stand in ``other``."""

    def __init__(self, text: str, other: str) -> None:
        self._text, self._other = _alike(text), _alike(other)
        self._left = [m.span() for m in re.finditer(r"\S+", self._text)]
        self._right = [m.span() for m in re.finditer(r"\S+", self._other)]
        self._starts = [start for start, _ in self._left]
        self._ends = [end for _, end in self._left]
        self._pairs = self._aligned()

    def places(self) -> list[tuple[int, int, int, int]]:
        """Start and end of each word of the text that the other has too, and its start and end there; in order."""
        return [(*self._left[ours], *self._right[theirs]) for ours, theirs in sorted(self._pairs.items())]

    def in_place(self, start: int, end: int) -> Found | None:
        """The place of ``[start, end)`` if all its words were matched, and stand there in one run."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        words = [self._pairs.get(at) for at in range(first, last)]
        there = [at for at in words if at is not None]
        if there and len(there) == len(words) and there[-1] - there[0] == len(words) - 1:
            return self._exact(start, end, first, last - 1)
        return None

    def find(self, start: int, end: int) -> Found | None:
        """The place of ``[start, end)``: exact, else where at least three fifths of its words stand; None if not."""
        whole = self.in_place(start, end)
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        words = [self._pairs.get(at) for at in range(first, last)]
        if whole or not words:
            return whole
        there = [at for at in words if at is not None]
        moved = self._moved(start, end)
        if moved or len(there) < _LEAST * len(words) or there[-1] - there[0] >= _MOST_STRETCHED * len(words):
            return moved
        return Found(self._right[there[0]][0], self._right[there[-1]][1], exact=False)

    def _exact(self, start: int, end: int, first: int, last: int) -> Found:
        to_first, to_last = self._pairs[first], self._pairs[last]
        left, right = self._left[first], self._right[to_first]
        begin = right[0] + max(0, start - left[0])
        if start < left[0]:
            begin = self._blank_before(first, to_first, left[0] - start)
        left, right = self._left[last], self._right[to_last]
        finish = right[1] - max(0, left[1] - end)
        if end > left[1]:
            finish = self._blank_after(last, to_last, end - left[1])
        return Found(begin, finish, exact=True)

    def _blank_before(self, left: int, right: int, length: int) -> int:
        """Where white space of a length before a word begins: as far as both texts have the same."""
        start, other = self._left[left][0], self._right[right][0]
        same = self._text[start - length : start] == self._other[max(0, other - length) : other]
        return other - length if same and length <= other else other

    def _blank_after(self, left: int, right: int, length: int) -> int:
        end, other = self._left[left][1], self._right[right][1]
        same = self._text[end : end + length] == self._other[other : other + length]
        return other + length if same else other

    def _moved(self, start: int, end: int) -> Found | None:
        words = self._text[start:end].split()
        head = r"(?<!\w)" if words[0][0].isalnum() and not within_word(self._text, start) else ""
        tail = r"(?!\w)" if words[-1][-1].isalnum() and not within_word(self._text, end) else ""
        pattern = re.compile(head + r"\s+".join(map(re.escape, words)) + tail)
        places = [m.span() for m in pattern.finditer(self._other)]
        return Found(*places[0], exact=True) if len(places) == 1 else None

    def _aligned(self) -> dict[int, int]:
        """Word of the text → equal word of the other."""
        left, right = _lines(self._text, self._starts), _lines(self._other, [start for start, _ in self._right])
        pairs: dict[int, int] = {}
        matcher = SequenceMatcher(None, [line[0] for line in left], [line[0] for line in right], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if a == b or c == d:
                continue
            ours, theirs = range(left[a][1], left[b - 1][2]), range(right[c][1], right[d - 1][2])
            if kind == "equal":
                pairs.update(zip(ours, theirs, strict=True))
            else:
                self._align_words(ours, theirs, pairs)
        return pairs

    def _align_words(self, ours: range, theirs: range, pairs: dict[int, int]) -> None:
        left = [self._text[slice(*self._left[at])] for at in ours]
        right = [self._other[slice(*self._right[at])] for at in theirs]
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                pairs[ours[block.a + step]] = theirs[block.b + step]


def within_word(text: str, at: int) -> bool:
    """Whether a place stands in the middle of a word."""
    beside = text[max(0, at - 1) : at + 1]
    return len(beside) == 2 and beside[0].isalnum() and beside[1].isalnum()  # noqa: PLR2004


def _lines(text: str, starts: list[int]) -> list[tuple[str, int, int]]:
    """Lines that hold words: (words, first word, behind the last)."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match.group().split()
        if words:
            first = bisect_left(starts, match.start())
            found.append((" ".join(words), first, first + len(words)))
    return found
