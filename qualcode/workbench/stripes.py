"""Stripes in the margin: which lane each coding takes, and the letter under which a code is known.

Overlapping codings stand side by side. A stripe is told by its letter and its shape, not by its colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from qualcode.model import Code

SHAPES = "│┃║╎┇"
MANY = "+"
UNKNOWN = "•"


@dataclass(frozen=True, slots=True)
class Stripe:
    """A coding on rows ``first`` to ``last``; ``key`` says which it is."""

    first: int
    last: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What one stripe is on one row: in which lane, and whether it begins here. ``more`` counts what found no lane."""

    lane: int
    key: str
    begins: bool
    more: int = 0


def lanes(stripes: Iterable[Stripe], most: int) -> dict[int, tuple[Piece, ...]]:
    """Row → its pieces. A stripe takes the first lane that is free; what finds none is counted in the last one."""
    free = [-1] * max(most, 1)
    rows: dict[int, list[Piece]] = {}
    crowded: dict[int, int] = {}
    for stripe in sorted(stripes, key=lambda one: (one.first, -one.last, one.key)):
        lane = next((at for at, until in enumerate(free) if until < stripe.first), None)
        if lane is None:
            for row in range(stripe.first, stripe.last + 1):
                crowded[row] = crowded.get(row, 0) + 1
            continue
        free[lane] = stripe.last
        for row in range(stripe.first, stripe.last + 1):
            rows.setdefault(row, []).append(Piece(lane, stripe.key, row == stripe.first))
    for row, count in crowded.items():
        kept = [piece for piece in rows.get(row, ()) if piece.lane < len(free) - 1]
        hidden = len(rows.get(row, ())) - len(kept)
        rows[row] = [*kept, Piece(len(free) - 1, "", begins=True, more=count + hidden)]
    return {row: tuple(pieces) for row, pieces in rows.items()}


def letters(codes: Sequence[Code], kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """A capital letter for each code, from its name where one is free; small letters after the first 26.

    What was given (``kept``) stays. Top codes choose first, then the others in codebook order.
    """
    given = {code: letter for code, letter in (kept or {}).items() if any(one.id == code for one in codes)}
    taken = set(given.values()) - {UNKNOWN}
    for code in sorted(codes, key=lambda one: one.parent is not None):
        if code.id in given:
            continue
        letter = next((one for one in _wishes(code.id) if one not in taken), UNKNOWN)
        given[code.id] = letter
        taken.add(letter)
    return given


def _wishes(code: str) -> str:
    """Letters that would suit a code: those of the last part of its id, of all of it, then any."""
    parts = [part for part in code.upper().replace("/", "-").replace("_", "-").replace(".", "-").split("-") if part]
    name = "".join([*reversed(parts)]) if parts else ""
    return "".join(one for one in name if one in ascii_uppercase) + ascii_uppercase + ascii_lowercase


def shape(number: int) -> str:
    """The shape of the stripes of the code with this number."""
    return SHAPES[number % len(SHAPES)]
