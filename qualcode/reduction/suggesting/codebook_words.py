"""The codebook's own words: names, definitions, what is included, examples and keywords, word by word.

They are weak evidence. Where no keyword stands in an answer or in its question, the code whose text shares most with
both is proposed; a word tells the more, the fewer codes and the fewer units have it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.language import function_words
from qualcode.model import Code
from qualcode.reduction.suggesting.features import ASKED, OWN, QUESTION, TOLD, Row, Spread
from qualcode.reduction.suggesting.keywords import Forms
from qualcode.reduction.suggesting.solver import Array

COUNTS = {OWN: 1.0, QUESTION: 0.7}
ENOUGH, ENOUGH_ALONE = 0.4, 0.8
"""What a word counts where it stands, and the least sum (more where no question is); a word of one code and of no unit
but this counts 1."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Book:
    """Stem → the codes whose texts have it, by number, and how telling it is; code → itself and the codes above it."""

    words: Mapping[str, tuple[frozenset[int], float]]
    above: Sequence[Sequence[int]]

    def tells(self, stem: str, code: int) -> bool:
        """Whether the texts of a code, or of one under it, have a word."""
        return stem in self.words and any(code in self.above[one] for one in self.words[stem][0])

    def code_of(self, row: Row, spread: Spread) -> int | None:
        """The number of the code that the words of a unit and its question share most with."""
        sums: dict[int, float] = {}
        for place, share in COUNTS.items():
            for stem in row.stems[place]:
                if stem in self.words:
                    codes, telling = self.words[stem]
                    for code in sorted(codes):
                        sums[code] = sums.get(code, 0.0) + share * telling * spread.rarity(stem)
        best = min(sums, key=lambda code: (-sums[code], code), default=None)
        enough = ENOUGH if row.stems[QUESTION] else ENOUGH_ALONE
        return best if best is not None and sums[best] >= enough else None

    def states(self, rows: Sequence[Row], spread: Spread) -> Array:
        """Unit × code: where the keywords stand, and ``TOLD`` where none does and the codebook's words speak."""
        import numpy as np

        found = np.array([row.states for row in rows], dtype=int).reshape(len(rows), len(self.above))
        for at in np.flatnonzero((found < ASKED).all(1)).tolist():
            code = self.code_of(rows[at], spread)
            if code is not None:
                found[at, list(self.above[code])] = TOLD
        return found


def book_of(codes: Sequence[Code], under: Mapping[str, Iterable[str]], forms: Forms) -> Book:
    """The book of these codes."""
    having: dict[str, set[int]] = {}
    for at, code in enumerate(codes):
        texts = (code.name, code.definition, code.include, *code.examples, *code.keywords)
        words = {word for text in texts for word in _WORD.findall(text.casefold())}
        for norm, stem in (form for word in sorted(words) for form in forms(word)):
            if not {norm, stem} & function_words():
                having.setdefault(stem, set()).add(at)
    most = math.log(len(codes) + 0.5) if codes else 1.0
    return Book(
        {stem: (frozenset(found), most and 1 - math.log(len(found)) / most) for stem, found in sorted(having.items())},
        [[to for to, other in enumerate(codes) if code.id in under[other.id]] for code in codes],
    )
