"""What units look like: which keywords stand where, the codebook's words in them, their and the question's stems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from qualcode.model import Form
from qualcode.reduction.suggesting.columns import CLAUSE_FLAG, FLAG, KEYWORD, NEAR, OWN, QUESTION, TOGETHER, damped
from qualcode.reduction.suggesting.keywords import Keyword
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.solver import Array, Sparse, stacked
from qualcode.reduction.suggesting.units import NOTHING as NO_WORDS
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.valence import clauses_of

REACH = 3
"""How far apart in a clause the words of a near pair stand."""
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
        """The stems of a unit and of its question, with their damped counts; where it stands alone near pairs too."""
        reading, number = self.where[at]
        unit = reading.units[number]
        found = {OWN: damped(_with_pairs(reading, unit.words)), QUESTION: damped(_stems(reading, unit.question))}
        return {**found, NEAR: damped(_near(reading, unit.words))} if self.alone[at] else found

    def flags(self, at: int, codes: Sequence[str]) -> dict[str, float]:
        """What speaks for each code, the keywords; where it stands alone also which codes' keywords share a clause."""
        reading, number = self.where[at]
        states = {f"{state}:{code}": FLAG for code, state in zip(codes, self.states[at].tolist(), strict=True) if state}
        keywords = {f"{KEYWORD}:{keyword}": FLAG for keyword in self.keywords[at]}
        clauses = _together(reading, reading.units[number].words) if self.alone[at] else ()
        return {**states, **keywords, **{f"{TOGETHER}:{one}": CLAUSE_FLAG for one in clauses}}

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
        self._columns: tuple[Mapping[int, Form], Array] = ({}, None)
        self._words = words
        self._above = _above(codes, under, keywords)

    def __call__(self, reading: Reading) -> Described:
        """The units of a source."""
        import numpy as np

        units = reading.units
        states = np.zeros((len(units), len(self.codes)), dtype=np.int8)
        said: list[set[int]] = [set() for _ in units]
        found = [(hit.first, hit.last, self._numbers[id(hit.keyword)], hit.root) for hit in reading.hits]
        hits = np.array(found, dtype=int).reshape(-1, 4)
        for side, root, state in (("words", 1, ROOT), ("question", 0, ASKED), ("words", 0, SAID)):
            bounds = np.array([getattr(unit, side) for unit in units], dtype=int).reshape(-1, 2)
            rows, keywords = _lying_in(hits[hits[:, 3] == root], bounds)
            pairs, columns = self._above[keywords].nonzero()
            states[rows[pairs], columns] = state
        for row, keyword in zip(rows.tolist(), keywords.tolist(), strict=True):
            said[row].add(keyword)
        numbers = np.arange(len(units))
        own, questions = self._marked(reading)
        led, followed, answers = (
            np.array([getattr(unit, side) != NO_WORDS for unit in units], dtype=bool)
            for side in ("before", "after", "question")
        )
        return Described(
            [(reading, at) for at in range(len(units))],
            states,
            [tuple(sorted(one)) for one in said],
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

    def _marked(self, reading: Reading) -> Iterable[Sparse]:
        """Which words of the book stand in each unit, and in its question, each counted once."""
        import numpy as np

        words, forms = self._words, reading.forms
        if self._columns[0] is not forms:
            self._columns = (forms, np.full(max(forms, default=0) + 1, -1))
            for number, form in forms.items():
                self._columns[1][number] = words.get(form.stem, -1)
        column = self._columns[1][np.array(reading.columns.forms, dtype=int)]
        for ranges in ([unit.words for unit in reading.units], [unit.question for unit in reading.units]):
            yield _marks(column, np.array(ranges, dtype=int).reshape(-1, 2), len(words))


def _marks(column: Array, bounds: Array, width: int) -> Sparse:
    """Range of tokens × word: 1 where a word (its ``column``, or -1) stands."""
    import numpy as np

    rows, at = _ranges(bounds)
    kept = column[at] >= 0
    pairs = np.unique(rows[kept] * width + column[at][kept])
    return Sparse((len(bounds), width), pairs // max(1, width), pairs % max(1, width), np.ones(len(pairs)))


def _ranges(bounds: Array) -> tuple[Array, Array]:
    """The numbers in each of these ranges, beside the number of the range."""
    import numpy as np

    lengths = bounds[:, 1] - bounds[:, 0]
    rows = np.repeat(np.arange(len(bounds)), lengths)
    return rows, np.arange(lengths.sum()) + np.repeat(bounds[:, 0] - (np.cumsum(lengths) - lengths), lengths)


def _lying_in(hits: Array, bounds: Array) -> tuple[Array, Array]:
    """Hits (first and last token, keyword) that lie wholly in ranges of tokens: range and keyword of each."""
    import numpy as np

    rows, at = _ranges(np.searchsorted(hits[:, 0], bounds))
    whole = hits[at, 1] < bounds[rows, 1]
    return rows[whole], hits[at, 2][whole]


def _above(codes: Sequence[str], under: Mapping[str, Iterable[str]], keywords: Sequence[Keyword]) -> Array:
    """Keyword × code: whether the keyword is one of the code, or of a code under it."""
    import numpy as np

    found = [one.code in under[code] for one in keywords for code in codes]
    return np.array(found, dtype=bool).reshape(len(keywords), len(codes))


def _stems(reading: Reading, words: Range) -> list[str]:
    return [form.stem for form in reading.forms_in(words) if form.stem[:1].isalnum()]


def _with_pairs(reading: Reading, words: Range) -> list[str]:
    stems = _stems(reading, words)
    return stems + [f"{one} {other}" for one, other in pairwise(stems)]


def _near(reading: Reading, words: Range) -> list[str]:
    """Pairs of stems that stand near each other in a clause."""
    forms = reading.forms_in(words)
    found = []
    for clause in clauses_of(forms, reading.heard_in(words)):
        stems = [forms[at].stem for at in clause.words if forms[at].stem[:1].isalnum()]
        found += [f"{one} … {other}" for at, one in enumerate(stems) for other in stems[at + 1 : at + 1 + REACH]]
    return found


def _together(reading: Reading, words: Range) -> Sequence[str]:
    """The codes whose keywords have a clause to themselves, and those whose keywords share one, two and two."""
    found: dict[str, None] = {}
    hits = reading.hits_in(words)
    for clause in clauses_of(reading.forms_in(words), reading.heard_in(words)) if hits else ():
        first, last = words[0] + clause.words[0], words[0] + clause.words[-1]
        codes = sorted({hit.keyword.code for hit in hits if first <= hit.first <= last})
        pairs = combinations(codes, 2) if len(codes) > 1 else [codes] if codes else ()
        found.update(dict.fromkeys(" ".join(pair) for pair in pairs))
    return tuple(found)
