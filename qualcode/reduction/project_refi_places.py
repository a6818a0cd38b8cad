"""How programs count places in a text, and which way of counting a project of the REFI standard was written in.

The standard says Unicode code points. Some programs count UTF-16 units, a line end of two characters once or twice, or
the byte order mark. The way under which most passages are what their names say, else begin and end at words, is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from qualcode.language import normalise

MARK = "\ufeff"
CLEARLY = 1.1
"""So many times as many ends of words must a way of counting meet, where names do not speak for it."""
_CUT = "…"
_LAST_OF_BMP = "\uffff"


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting: UTF-16 units or code points, a CRLF as two or as one, the byte order mark or not."""

    utf16: bool = False
    pairs: bool = True
    mark: bool = False

    @property
    def standard(self) -> bool:
        """Whether it is that of the standard: code points of the text as it stands, without the mark."""
        return self == Counting()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage begins and ends (left out) as the file counts, and its name, often its first words."""

    start: int
    end: int
    name: str = ""


class Places:
    """The places of one text, counted in one way, as code points of the working text."""

    def __init__(self, text: str, counting: Counting) -> None:
        self.text = text.removeprefix(MARK)
        first = int(counting.mark and text.startswith(MARK))
        widths = (_width(self.text, at, counting) for at in range(len(self.text)))
        self._units = list(accumulate(widths, initial=first))
        self._ends = [found.start() for found in re.finditer("\r\n", self.text)]
        self._composed = len(normalise(self.text)) == len(self.text) - len(self._ends)

    def index(self, unit: int) -> int | None:
        """The code point of the file's text at a counted place; None beyond its end."""
        if not 0 <= unit <= self._units[-1]:
            return None
        return max(0, bisect_right(self._units, unit) - 1)

    def words(self, passage: Passage) -> str | None:
        """The words of a passage as they stand in the file; None where it does not lie in the text."""
        start, end = self.index(passage.start), self.index(passage.end)
        return None if start is None or end is None or start > end else self.text[start:end]

    def working(self, passage: Passage) -> tuple[int, int] | None:
        """The passage in the working text, or None."""
        start, end = self.index(passage.start), self.index(passage.end)
        return None if start is None or end is None or start > end else (self._working(start), self._working(end))

    def _working(self, at: int) -> int:
        return at - bisect_right(self._ends, at - 1) if self._composed else len(normalise(self.text[:at]))


def _width(text: str, at: int, counting: Counting) -> int:
    if text[at] == "\n" and not counting.pairs and text[at - 1 : at] == "\r":
        return 0
    return 2 if counting.utf16 and text[at] > _LAST_OF_BMP else 1


def counting_of(texts: Iterable[tuple[str, Sequence[Passage]]]) -> Counting:
    """The way of counting that these passages speak for; that of the standard unless another is clearly better."""
    known = [(text, passages) for text, passages in texts if passages]
    ways = product(
        (False, True) if any(max(text, default="") > _LAST_OF_BMP for text, _ in known) else (False,),
        (True, False) if any("\r\n" in text for text, _ in known) else (True,),
        (False, True) if any(text.startswith(MARK) for text, _ in known) else (False,),
    )
    scores: dict[Counting, tuple[int, int]] = {}
    for way in ways:
        found = [_score(Places(text, Counting(*way)), passages) for text, passages in known]
        scores[Counting(*way)] = sum(named for named, _ in found), sum(bounded for _, bounded in found)
    usual, best = Counting(), max(scores, key=lambda one: (scores[one], one.standard))
    better = scores[best][0] > scores[usual][0] or scores[best][1] > CLEARLY * scores[usual][1]
    return best if better else usual


def _score(places: Places, passages: Sequence[Passage]) -> tuple[int, int]:
    """(passages that are what their names say, ends of passages that are ends of words)."""
    named = bounded = 0
    for passage in passages:
        words = places.words(passage)
        if not words:
            continue
        named += _says(passage.name, words)
        start = places.index(passage.start) or 0
        before, after = places.text[max(0, start - 1) : start], places.text[start + len(words) :][:1]
        bounded += (not before.isalnum() and not words[0].isspace()) + (not after.isalnum() and not words[-1].isspace())
    return named, bounded


def _says(name: str, words: str) -> bool:
    begun = " ".join(name.removesuffix(_CUT).split())
    return bool(begun) and " ".join(words.split()).startswith(begun)
