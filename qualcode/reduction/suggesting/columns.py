"""A unit as a learner sees it: stems, pairs, fields, pieces of words and keywords, each a named column with a weight.

So a model is plain data, and a weight can be traced to words of the text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest

from qualcode.reduction.suggesting.word_fields import word_fields

OWN, NEAR, QUESTION, PIECES = "w", "s", "q", "p"
FIELDS, ASKED_FIELDS, PLACE = "f", "g", "l"
KEYWORD, TOGETHER = "k", "c"
"""Stems of the unit, pairs of them near each other, stems of the question that it answers, pieces of its seldom words;
fields of unit and question; its place; keywords, and codes whose keywords stand in one clause."""
LENGTHS = {OWN: 1.4, NEAR: 1.2, QUESTION: 0.7, PIECES: 1.6, FIELDS: 1.0, ASKED_FIELDS: 0.7}
MOST = {OWN: 60, NEAR: 120, QUESTION: 15, PIECES: 60, FIELDS: 60, ASKED_FIELDS: 60}
"""How long the columns of each place are together, and how many of them count: the most telling of a long answer."""
PIECE, SELDOM, EACH = 4, 0.02, 1_500
"""Letters of a piece; the share of the units from which on a word is known well enough by itself;
a word counts that stands in two units, and in one more of so many."""
FLAG, CLAUSE_FLAG = 0.5, 0.3
CONSTANT = 0.3
TENTHS = 10


def damped(words: Sequence[str]) -> dict[str, float]:
    """How often each word stands there, many times counting little more than once."""
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
        return damped([piece for word in rare for piece in _pieces(word)])

    def fields_of(self, stems: Iterable[str]) -> dict[str, float]:
        """The fields of words, by how seldom these are and how few fields they stand in."""
        known, found = word_fields(), dict[str, float]()
        for stem in stems:
            fields = known.get(stem, ())
            for field in fields:
                found[field] = found.get(field, 0.0) + self.rarity(stem) / math.sqrt(len(fields))
        return found


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    edged = f"<{word}>"
    return tuple(edged[at : at + PIECE] for at in range(max(1, len(edged) - PIECE + 1)))


def spread(stems: Sequence[Mapping[str, Mapping[str, float]]]) -> Spread:
    """How the words of units are spread."""
    words = _idf(Counter(word for one in stems for name in (OWN, NEAR) for word in one.get(name, ())), len(stems))
    bare = Spread(words, {}, len(stems))
    pieces = Counter(piece for one in stems for piece in bare.pieces_of(one[OWN]))
    return replace(bare, pieces=_idf(pieces, len(stems)))


def _idf(counts: Mapping[str, int], rows: int) -> dict[str, float]:
    least = 2 + rows // EACH
    return {word: math.log((1 + rows) / (1 + count)) + 1 for word, count in sorted(counts.items()) if count >= least}


def named(
    stems: Mapping[str, Mapping[str, float]], flags: Mapping[str, float], place: float | None, spread: Spread
) -> dict[str, float]:
    """The columns of a unit by their names; the stems of each place together have a fixed length."""
    found = {"1": CONSTANT, **flags}
    for name, weights in _columns(stems, place, spread):
        most = MOST[name]
        kept = nlargest(most, weights, key=weights.__getitem__) if len(weights) > most else weights
        length = math.sqrt(sum(weights[word] * weights[word] for word in kept)) or 1.0
        for word in kept:
            found[f"{name}:{word}"] = LENGTHS[name] * weights[word] / length
    if place is not None:
        for tenth in range(TENTHS + 1):
            near = math.exp(-((TENTHS * place - tenth) ** 2) / 2)
            if near > 0.05:  # noqa: PLR2004 - too far off to count
                found[f"{PLACE}:{tenth}"] = FLAG * near
    return found


def _columns(
    stems: Mapping[str, Mapping[str, float]], place: float | None, spread: Spread
) -> Iterable[tuple[str, dict[str, float]]]:
    for name, words in stems.items():
        yield name, {word: count * spread.words[word] for word, count in words.items() if word in spread.words}
    pieces = spread.pieces_of(stems[OWN])
    yield PIECES, {piece: count * spread.pieces[piece] for piece, count in pieces.items() if piece in spread.pieces}
    if place is not None:
        yield FIELDS, spread.fields_of(stems[OWN])
        yield ASKED_FIELDS, spread.fields_of(stems[QUESTION])


def is_word(name: str) -> bool:
    """Whether a column is of a stem or pair (or the constant), not of a code's state or a keyword."""
    return name == "1" or name[0] in LENGTHS
