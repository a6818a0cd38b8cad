"""What a unit looks like to a learner: its stems and pairs of them, the question's, the neighbours', and keyword hits.

Each is a named column, so that a model is plain data and a weight can be traced to words of the text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from qualcode.reduction.suggesting.keywords import Hit, Keyword
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.units import Range, Unit

OWN, QUESTION, NEAR, PIECES = "w", "q", "n", "p"
"""Stems of the unit, of the question that it answers, of the blocks beside it; pieces of its seldom words."""
LENGTHS = {OWN: 1.4, QUESTION: 0.7, NEAR: 0.4, PIECES: 1.6}
MOST = {OWN: 60, QUESTION: 15, NEAR: 20, PIECES: 60}
"""How long the columns of each place are together, and how many of them count: the most telling of a long answer."""
PIECE, SELDOM, EACH = 4, 0.02, 1_500
"""Letters of a piece; the share of the units from which on a word is known well enough by itself;
a word counts that stands in two units, and in one more of so many."""
FLAG = 0.5
CONSTANT = 0.3
NOTHING, BESIDE, ROOT, TOLD, ASKED, SAID = range(6)
"""What speaks for a code: nothing; its keywords beside the unit; their roots in it; words of its definition (and no
keyword of any code); its keywords in the question; in the unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's stems by where they stand, each with its damped count; the state of each code; the keywords in it."""

    stems: Mapping[str, Mapping[str, float]]
    states: tuple[int, ...]
    keywords: tuple[int, ...]


class Describer:
    """Makes rows for the codes and keywords of one codebook."""

    def __init__(self, codes: Sequence[str], under: Mapping[str, Iterable[str]], keywords: Sequence[Keyword]) -> None:
        self.codes = tuple(codes)
        self._numbers = {keyword: at for at, keyword in enumerate(keywords)}
        self._above: dict[str, list[int]] = {}
        for at, code in enumerate(codes):
            for name in under[code]:
                self._above.setdefault(name, []).append(at)

    def __call__(self, reading: Reading, unit: Unit) -> Row:
        """The row of a unit."""
        said = reading.hits_in(unit.words)
        states = [NOTHING] * len(self.codes)
        beside = (*reading.hits_in(unit.before), *reading.hits_in(unit.after))
        asked = reading.hits_in(unit.question)
        for state, hits in (
            (BESIDE, [hit for hit in beside if not hit.root]),
            (ROOT, said),
            (ASKED, [hit for hit in asked if not hit.root]),
            (SAID, [hit for hit in said if not hit.root]),
        ):
            for hit in hits:
                for at in self._above.get(hit.keyword.code, ()):
                    states[at] = state
        stems = {OWN: _damped(_with_pairs(reading, unit.words))}
        stems[QUESTION] = _damped(_stems(reading, unit.question))
        stems[NEAR] = _damped([*_stems(reading, unit.before), *_stems(reading, unit.after)])
        return Row(stems, tuple(states), self._found(said))

    def number(self, keyword: Keyword) -> int:
        """The number of a keyword in the codebook's order."""
        return self._numbers[keyword]

    def _found(self, hits: Iterable[Hit]) -> tuple[int, ...]:
        return tuple(sorted({self._numbers[hit.keyword] for hit in hits if not hit.root}))


def _stems(reading: Reading, words: Range) -> list[str]:
    return [stem for stem in reading.stems_in(words) if stem[:1].isalnum()]


def _with_pairs(reading: Reading, words: Range) -> list[str]:
    stems = _stems(reading, words)
    return stems + [f"{one} {other}" for one, other in pairwise(stems)]


def _damped(words: Sequence[str]) -> dict[str, float]:
    found = dict.fromkeys(words, 1.0)
    if len(found) < len(words):
        found.update({word: 1 + math.log(count) for word, count in Counter(words).items() if count > 1})
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """Inverse document frequency of stems and pairs, and of pieces of seldom words, that stand in two units or more."""

    words: Mapping[str, float]
    pieces: Mapping[str, float]
    units: int

    @property
    def seldom(self) -> float:
        """From where on a word is seldom."""
        return math.log((1 + self.units) / (1 + SELDOM * self.units)) + 1

    def rarity(self, word: str) -> float:
        """From 0 (in every unit) to about 1 (in this one alone)."""
        most = math.log(2 + self.units)
        return (self.words[word] - 1) / most if word in self.words else 1.0 - math.log(2) / most

    def pieces_of(self, stems: Iterable[str]) -> dict[str, float]:
        """Four letters each of the seldom words: they find the word behind another spelling or an unknown affix."""
        words, seldom = self.words, self.seldom
        rare = [word for word in stems if words.get(word, seldom) >= seldom and " " not in word]
        return _damped([piece for word in rare for piece in _pieces(word)])


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    edged = f"<{word}>"
    return tuple(edged[at : at + PIECE] for at in range(max(1, len(edged) - PIECE + 1)))


def spread(rows: Sequence[Row]) -> Spread:
    """How the words of these rows are spread."""
    words = _idf(Counter(word for row in rows for word in row.stems[OWN]), len(rows))
    bare = Spread(words, {}, len(rows))
    pieces = Counter(piece for row in rows for piece in bare.pieces_of(row.stems[OWN]))
    return replace(bare, pieces=_idf(pieces, len(rows)))


def _idf(counts: Mapping[str, int], rows: int) -> dict[str, float]:
    least = 2 + rows // EACH
    return {word: math.log((1 + rows) / (1 + count)) + 1 for word, count in sorted(counts.items()) if count >= least}


def named(row: Row, states: Sequence[int], spread: Spread, codes: Sequence[str]) -> dict[str, float]:
    """The columns of a row by their names; the stems of each place together have a fixed length."""
    found = {"1": CONSTANT}
    places = [(place, words, spread.words) for place, words in row.stems.items()]
    for place, words, idf in (*places, (PIECES, spread.pieces_of(row.stems[OWN]), spread.pieces)):
        weights = {word: count * idf[word] for word, count in words.items() if word in idf}
        if len(weights) > MOST[place]:
            weights = {word: weights[word] for word in nlargest(MOST[place], weights, key=weights.__getitem__)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        for word, weight in weights.items():
            found[f"{place}:{word}"] = LENGTHS[place] * weight / length
    for code, state in zip(codes, states, strict=True):
        if state > BESIDE:
            found[f"{state}:{code}"] = FLAG
    for number in row.keywords:
        found[f"k:{number}"] = FLAG
    return found


def is_word(name: str) -> bool:
    """Whether a column is of a stem or pair (or the constant), not of a code's state or a keyword."""
    return name == "1" or name[0] in LENGTHS
