"""What the codebook alone suggests, in one of several ways."""

from __future__ import annotations

from enum import Enum

from qualcode.reduction.suggesting.codebook_words import Book
from qualcode.reduction.suggesting.features import ASKED, SAID, Described
from qualcode.reduction.suggesting.solver import Array
from qualcode.reduction.suggesting.supposing import Supposed

SUPPOSED = -0.7
"""The log-odds from which on a code is suggested in talk by the codebook alone."""
SUPPOSED_ALONE = -3.3
"""The same for the likeliest code of a text that stands alone and has no keyword of any."""


class Way(Enum):
    """By what the codebook suggests: keywords and all its words; these weighed; keywords, the question's too; own."""

    ALL = "all"
    WEIGHED = "weighed"
    ASKED = "asked"
    SAID = "said"


def by_codebook(book: Book, units: Described, supposed: Supposed, way: Way) -> Array:
    """Unit × code: what the codebook alone suggests."""
    import numpy as np

    weighed = capped(book, supposed.odds) >= SUPPOSED
    if way is Way.WEIGHED:
        return weighed
    if way is not Way.ALL:
        return units.states >= (SAID if way is Way.SAID else ASKED)
    spoken = units.states >= ASKED
    for at in np.flatnonzero(units.alone & ~spoken.any(1)).tolist() if spoken.shape[1] else ():
        best = int(supposed.odds[at].argmax())
        spoken[at, book.above[best]] = supposed.odds[at, best] >= SUPPOSED_ALONE
    return np.where(units.alone[:, None], spoken, weighed | (units.states == SAID))


def capped(book: Book, odds: Array) -> Array:
    """No code with more than those above it."""
    import numpy as np

    return np.stack([odds[:, numbers].min(1) for numbers in book.above], axis=1) if book.above else odds
