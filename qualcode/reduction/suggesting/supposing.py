"""What the codebook alone lets suppose: log-odds of every code, before anything is coded.

In talk, keywords, the codebook's words and words of the same fields count together, each against the other codes of its
level, in the answer and in its question; then the units beside it, since talk goes on about a matter. A text that
stands alone (a row of a table) goes by its keywords. ``FOR_TALK`` was fitted on invented interviews (``benchmarks``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.reduction.suggesting.codebook_words import Book
from qualcode.reduction.suggesting.features import ASKED, ROOT, SAID, TOLD, Described, Spread
from qualcode.reduction.suggesting.solver import Array, log_odds, sigmoid

USUAL = (0.02, 0.08, 0.4, 0.45, 0.6)
"""How often a code applies to a text that stands alone, by what speaks for it: see ``features``."""
ENOUGH = 0.8
"""The least sum of the codebook's words that speaks for a code in such a text."""
CONSTANT = -2.85
FOR_TALK = (-0.75, 0.98, 1.18, 0.83, 2.25, 1.86, 2.63, 0.88, 0.83)
"""Log-odds for ROOT, ASKED and SAID; for the codebook's words and those of their fields, in the unit and in the
question; for having the most of either."""
BEFORE, AFTER = 2.0, 0.7
"""Log-odds where the unit before, or after, surely has the code."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """Unit × code: log-odds by the codebook (``bare``: without the units beside), and the states with ``TOLD``."""

    odds: Array
    bare: Array
    states: Array


def tables_of(book: Book, spread: Spread) -> Array:
    """How much the words of the book tell where they are as seldom: ``said`` beside ``meant``."""
    import numpy as np

    rarity = np.array([spread.rarity(stem) for stem in book.places])[:, None]
    return np.hstack([book.said * rarity, book.meant * rarity]).astype(np.float32)


def suppose(book: Book, units: Described, tables: Array) -> Supposed:
    """What the codebook lets suppose of these units."""
    import numpy as np

    states = units.states.astype(int)
    alone = np.flatnonzero(units.alone)
    if len(alone):
        states[alone] = _told(book, states[alone], units.own.part(alone).times(tables)[:, : states.shape[1]])
    talk = np.full(states.shape, CONSTANT)
    for weight, part in zip(FOR_TALK, speaking(book, units, tables), strict=True):
        talk += weight * part
    bare = np.where(units.alone[:, None], log_odds(np.array(USUAL))[states], talk)
    return Supposed(bare + beside(units, sigmoid(bare)), bare, states)


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


def _told(book: Book, states: Array, sums: Array) -> Array:
    """The states with ``TOLD`` for the one code whose words a text has most of, where no keyword stands."""
    import numpy as np

    found = states.copy()
    for at in np.flatnonzero((states < ASKED).all(1)).tolist():
        best = int(sums[at].argmax()) if sums.shape[1] else 0
        if sums.shape[1] and sums[at, best] >= ENOUGH:
            found[at, list(book.above[best])] = TOLD
    return found
