"""What units look like: which keywords stand where, the codebook's words in them, their and the question's stems.

Each stem, pair, field or keyword is a named column, so that a model is plain data and a weight can be traced to words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from qualcode.model import Form
from qualcode.reduction.suggesting.keywords import Hit, Keyword
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.solver import Array, Sparse, stacked
from qualcode.reduction.suggesting.units import NOTHING as NO_WORDS
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.word_fields import word_fields

OWN, QUESTION, PIECES = "w", "q", "p"
FIELDS, ASKED_FIELDS, PLACE = "f", "g", "l"
"""Stems of the unit and of the question that it answers, pieces of its seldom words; fields of both; its place."""
LENGTHS = {OWN: 1.4, QUESTION: 0.7, PIECES: 1.6, FIELDS: 1.0, ASKED_FIELDS: 0.7}
MOST = {OWN: 60, QUESTION: 15, PIECES: 60, FIELDS: 60, ASKED_FIELDS: 60}
"""How long the columns of each place are together, and how many of them count: the most telling of a long answer."""
PIECE, SELDOM, EACH = 4, 0.02, 1_500
"""Letters of a piece; the share of the units from which on a word is known well enough by itself;
a word counts that stands in two units, and in one more of so many."""
FLAG = 0.5
CONSTANT = 0.3
TENTHS = 10
NOTHING, ROOT, ASKED, SAID = range(4)
"""What speaks for a code: nothing; the roots of its keywords; its keywords in the question; in the unit."""


@dataclass(frozen=True)
class Described:
    """Units with what speaks for each code (``states``, unit × code), and the words that the codebook knows.

    ``own`` and ``asked`` mark the words of the book (columns) that stand in the unit and in its question. ``before``
    and ``after`` are the numbers of the units beside it, or -1; ``alone`` units stand in no talk: rows of a table.
    """

    where: Sequence[tuple[Reading, int]]
    states: Array
    keywords: Sequence[tuple[int, ...]]
    own: Sparse
    asked: Sparse
    before: Array
    after: Array
    alone: Array

    def __len__(self) -> int:
        return len(self.where)

    def part(self, which: Sequence[int]) -> Described:
        """These units, in ascending order."""
        import numpy as np

        number = np.full(len(self) + 1, -1)
        number[list(which)] = np.arange(len(which))
        return Described(
            [self.where[at] for at in which],
            self.states[list(which)],
            [self.keywords[at] for at in which],
            self.own.part(np.array(which, dtype=int)),
            self.asked.part(np.array(which, dtype=int)),
            number[self.before[list(which)]],
            number[self.after[list(which)]],
            self.alone[list(which)],
        )

    def stems(self, at: int) -> Mapping[str, Mapping[str, float]]:
        """The stems of a unit and of its question, with their damped counts."""
        reading, number = self.where[at]
        unit = reading.units[number]
        return {OWN: _damped(_with_pairs(reading, unit.words)), QUESTION: _damped(_stems(reading, unit.question))}

    def place(self, at: int) -> float | None:
        """How far on in its talk a unit stands, from 0 to 1."""
        reading, number = self.where[at]
        return None if self.alone[at] else number / max(1, len(reading.units) - 1)


def joined(parts: Sequence[Described]) -> Described:
    """All these units as one."""
    import numpy as np

    offsets = np.cumsum([0, *(len(one) for one in parts)])

    def shifted(columns: Iterable[Array]) -> Array:
        return np.concatenate(
            [np.where(column < 0, -1, column + offset) for column, offset in zip(columns, offsets, strict=False)]
        )

    return Described(
        [place for one in parts for place in one.where],
        np.concatenate([one.states for one in parts]),
        [found for one in parts for found in one.keywords],
        stacked([one.own for one in parts]),
        stacked([one.asked for one in parts]),
        shifted(one.before for one in parts),
        shifted(one.after for one in parts),
        np.concatenate([one.alone for one in parts]),
    )


class Describer:
    """Describes units for the codes, keywords and words of one codebook."""

    def __init__(
        self,
        codes: Sequence[str],
        under: Mapping[str, Iterable[str]],
        keywords: Sequence[Keyword],
        words: Mapping[str, int],
    ) -> None:
        self.codes = tuple(codes)
        self._numbers = {id(keyword): at for at, keyword in enumerate(keywords)}
        self._columns: tuple[Mapping[int, Form], dict[int, int]] = ({}, {})
        self._words = words
        self._above: dict[str, list[int]] = {}
        for at, code in enumerate(codes):
            for name in under[code]:
                self._above.setdefault(name, []).append(at)

    def __call__(self, reading: Reading) -> Described:
        """The units of a source."""
        import numpy as np

        units = reading.units
        states = np.zeros((len(units), len(self.codes)), dtype=np.int8)
        keywords: list[tuple[int, ...]] = []
        asked: dict[Range, Array] = {}
        for at, unit in enumerate(units):
            if unit.question not in asked:
                hits = [hit for hit in reading.hits_in(unit.question) if not hit.root]
                asked[unit.question] = [code for hit in hits for code in self._codes_of(hit)]
            said = reading.hits_in(unit.words)
            states[at, [code for hit in said if hit.root for code in self._codes_of(hit)]] = ROOT
            states[at, asked[unit.question]] = ASKED
            states[at, [code for hit in said if not hit.root for code in self._codes_of(hit)]] = SAID
            keywords.append(tuple(sorted({self._numbers[id(hit.keyword)] for hit in said if not hit.root})))
        numbers = np.arange(len(units))
        own, questions = self._marked(reading)
        led, followed, answers = (
            np.array([getattr(unit, side) != NO_WORDS for unit in units], dtype=bool)
            for side in ("before", "after", "question")
        )
        return Described(
            [(reading, at) for at in range(len(units))],
            states,
            keywords,
            own,
            questions,
            np.where(led, numbers - 1, -1),
            np.where(followed, numbers + 1, -1),
            ~(led | followed | answers),
        )

    def nothing(self) -> Described:
        """No units at all."""
        import numpy as np

        none = np.zeros(0, dtype=int)
        marks = Sparse((0, len(self._words)), none, none, np.zeros(0))
        return Described([], np.zeros((0, len(self.codes)), dtype=np.int8), [], marks, marks, none, none, none == 0)

    def number(self, keyword: Keyword) -> int:
        """The number of a keyword in the codebook's order."""
        return self._numbers[id(keyword)]

    def _codes_of(self, hit: Hit) -> Sequence[int]:
        return self._above.get(hit.keyword.code, ())

    def _marked(self, reading: Reading) -> Iterable[Sparse]:
        """Which words of the book stand in each unit, and in its question, each counted once."""
        import numpy as np

        if self._columns[0] is not reading.forms:
            self._columns = (reading.forms, {})
        known, words, forms = self._columns[1], self._words, reading.forms
        for number in set(reading.columns.forms).difference(known):
            known[number] = words.get(forms[number].stem, -1)
        column = np.array([known[number] for number in reading.columns.forms], dtype=int)
        for ranges in ([unit.words for unit in reading.units], [unit.question for unit in reading.units]):
            yield _marks(column, np.array(ranges, dtype=int).reshape(-1, 2), len(words))


def _marks(column: Array, bounds: Array, width: int) -> Sparse:
    """Range of tokens × word: 1 where a word (its ``column``, or -1) stands."""
    import numpy as np

    lengths = bounds[:, 1] - bounds[:, 0]
    rows = np.repeat(np.arange(len(bounds)), lengths)
    at = np.arange(lengths.sum()) + np.repeat(bounds[:, 0] - (np.cumsum(lengths) - lengths), lengths)
    kept = column[at] >= 0
    pairs = np.unique(rows[kept] * width + column[at][kept])
    return Sparse((len(bounds), width), pairs // max(1, width), pairs % max(1, width), np.ones(len(pairs)))


def _stems(reading: Reading, words: Range) -> list[str]:
    return [form.stem for form in reading.forms_in(words) if form.stem[:1].isalnum()]


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
    words = _idf(Counter(word for one in stems for word in one[OWN]), len(stems))
    bare = Spread(words, {}, len(stems))
    pieces = Counter(piece for one in stems for piece in bare.pieces_of(one[OWN]))
    return replace(bare, pieces=_idf(pieces, len(stems)))


def _idf(counts: Mapping[str, int], rows: int) -> dict[str, float]:
    least = 2 + rows // EACH
    return {word: math.log((1 + rows) / (1 + count)) + 1 for word, count in sorted(counts.items()) if count >= least}


def named(  # noqa: PLR0913 - a unit by its parts
    stems: Mapping[str, Mapping[str, float]],
    states: Sequence[int],
    keywords: Iterable[int],
    place: float | None,
    spread: Spread,
    codes: Sequence[str],
) -> dict[str, float]:
    """The columns of a unit by their names; the stems of each place together have a fixed length."""
    found = {"1": CONSTANT}
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
    for code, state in zip(codes, states, strict=True):
        if state:
            found[f"{state}:{code}"] = FLAG
    for number in keywords:
        found[f"k:{number}"] = FLAG
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
