"""What the codebook alone lets suppose: log-odds of every code, before anything is coded.

In talk, keywords, the codebook's words and words of the same fields count together, each against the other codes of its
level, in the answer and in its question; then the units beside it, since talk goes on about a matter. A text that
stands alone (a row of a table) goes by its keywords. ``FOR_TALK`` was fitted on invented interviews (``benchmarks``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.reduction.suggesting.codebook_words import Book
from qualcode.reduction.suggesting.columns import Spread
from qualcode.reduction.suggesting.features import ASKED, ROOT, SAID, Described
from qualcode.reduction.suggesting.solver import Array, log_odds, sigmoid

USUAL = (0.02, 0.08, 0.45, 0.6)
"""How often a code applies to a text that stands alone, by what speaks for it: see ``features``."""
CONSTANT = -2.85
FOR_TALK = (-0.75, 0.98, 1.18, 0.83, 2.25, 1.86, 2.63, 0.88, 0.83)
"""Log-odds for ROOT, ASKED and SAID; for the codebook's words and those of their fields, in the unit and in the
question; for having the most of either."""
FOR_TEXT = (0.0, 0.0, 0.0, 0.7, 0.0, 1.3, 0.0, 0.3, 0.3)
"""The same for a text that stands alone, beside what is usual."""
BEFORE, AFTER = 2.0, 0.7
"""Log-odds where the unit before, or after, surely has the code."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """Unit × code: log-odds by the codebook; ``bare`` without the units beside."""

    odds: Array
    bare: Array

    def weighed(self, weights: Array) -> Supposed:
        """The same, each unit's log-odds times its weight."""
        return Supposed(self.odds * weights[:, None], self.bare)


def tables_of(book: Book, spread: Spread) -> Array:
    """How much the words of the book tell where they are as seldom: ``said`` beside ``meant``."""
    import numpy as np

    rarity = np.array([spread.rarity(stem) for stem in book.places])[:, None]
    return np.hstack([book.said * rarity, book.meant * rarity]).astype(np.float32)


def suppose(book: Book, units: Described, tables: Array) -> Supposed:
    """What the codebook lets suppose of these units."""
    import numpy as np

    talk, text = np.full(units.states.shape, CONSTANT), log_odds(np.array(USUAL))[units.states]
    for in_talk, in_text, part in zip(FOR_TALK, FOR_TEXT, speaking(book, units, tables), strict=True):
        talk += in_talk * part
        text += in_text * part
    bare = np.where(units.alone[:, None], text, talk)
    return Supposed(bare + beside(units, sigmoid(bare)), bare)


def speaking(book: Book, units: Described, tables: Array) -> Iterator[Array]:
    """What ``FOR_TALK`` weighs, each unit × code."""
    import numpy as np

    for state in (ROOT, ASKED, SAID):
        yield (units.states == state).astype(float)
    codes = units.states.shape[1]
    own, asked = (marks.times(tables).astype(float) for marks in (units.own, units.asked))
    found = [own[:, :codes], asked[:, :codes], own[:, codes:], asked[:, codes:]]
    for one in found:
        part = np.log1p(one)
        for level in book.levels:
            others = part[:, level].sum(1, keepdims=True) - part[:, level]
            part[:, level] -= others / max(1, len(level) - 1)
        yield part
    for both in (found[0] + found[1], found[2] + found[3]):
        most = np.zeros(both.shape)
        for level in book.levels:
            here = both[:, level]
            most[:, level] = (here > 0) & (here == here.max(1, keepdims=True))
        yield most


def beside(units: Described, shares: Array) -> Array:
    """What the units beside add to the log-odds, ``shares`` (unit × code) being how sure their codes are."""
    import numpy as np

    padded = np.vstack([shares, np.zeros((1, shares.shape[1]))])
    return BEFORE * padded[units.before] + AFTER * padded[units.after]
