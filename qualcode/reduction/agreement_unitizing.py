"""Agreement on segments that coders draw freely: Krippendorff's unitizing coefficients of 2016.

A continuum of ``length`` code points; each coder's sections ``(start, end, value)`` do not overlap, what lies between
is the gap (value None). Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50;
Krippendorff (2019) § 12.6.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from qualcode.reduction.agreement_coefficients import PAIR, Figure

Section = tuple[int, int, str]
_Piece = tuple[int, int, str | None]
_Lengths = defaultdict[tuple[str | None, str | None], float]


def merged(sections: Sequence[Section]) -> list[Section] | None:
    """Sections in order, touching and overlapping ones of one value joined; None if different values overlap."""
    joined: list[Section] = []
    for start, end, value in sorted(section for section in sections if section[0] < section[1]):
        if joined and joined[-1][2] == value and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), value)
        elif joined and start < joined[-1][1]:
            return None
        else:
            joined.append((start, end, value))
    return joined


def unitizing(coders: Sequence[Sequence[Section]], length: int) -> dict[str, Figure]:
    """The coefficients by name, the last two for two coders alone.

    ``u_alpha`` (boundaries and codes), ``bar_u_alpha`` (coded or not), ``cu_alpha`` and each ``(k)u_alpha`` (codes,
    where both coded). Undefined where nothing is coded by anyone, everything alike by all, or the codes of one
    coder overlap.
    """
    joined = [merged(sections) for sections in coders]
    pieces = [list(_partition(own, length)) for own in joined if own is not None]
    if len(pieces) < len(coders):
        return {name: Figure(reason="overlap") for name in ("u_alpha", "bar_u_alpha", "cu_alpha")}
    lengths: _Lengths = defaultdict(float)
    for one, other in permutations(pieces, 2):
        for _number, value, met, shared in _meetings(one, other):
            lengths[value, met] += shared / (len(coders) - 1)
    squares: Counter[str | None] = Counter()
    for start, end, value in (piece for own in pieces for piece in own):
        squares[value] += end - start if value is None else (end - start) ** 2
    whole = _Family(lengths, squares)
    found = {"u_alpha": whole.alpha(), "bar_u_alpha": whole.alpha_of_gap()}
    return found | _coded_by_both(pieces) if len(coders) == PAIR else found


def _coded_by_both(pieces: Sequence[Sequence[_Piece]]) -> dict[str, Figure]:
    """cuα and (k)uα: the same, on the parts alone that both coders gave a code."""
    lengths: _Lengths = defaultdict(float)
    squares: Counter[str | None] = Counter()
    for one, other in permutations(pieces, 2):
        in_piece: Counter[tuple[int, str | None]] = Counter()
        for number, value, met, shared in _meetings(one, other):
            if value is not None and met is not None:
                lengths[value, met] += shared
                in_piece[number, value] += shared
        for (_number, value), shared in in_piece.items():
            squares[value] += shared**2
    both = _Family(lengths, squares)
    return {"cu_alpha": both.alpha()} | {f"({k})u_alpha": both.alpha_of(k) for k in sorted(map(str, both.of))}


class _Family:
    """Observed lengths of values met by values, and what chance would give."""

    def __init__(self, lengths: _Lengths, squares: Counter[str | None]) -> None:
        self.lengths, self.squares = lengths, squares
        self.of: defaultdict[str | None, float] = defaultdict(float)
        for (value, _met), shared in lengths.items():
            self.of[value] += shared
        self.total = sum(self.of.values())
        self.pairs = self.total - sum(squares.values()) / self.total if self.total else 0

    def _expected(self, value: str | None, met: str | None) -> float:
        within = self.squares[value] if value == met else 0
        return float(self.of[value] * self.of[met] - within) / self.pairs

    def alpha(self) -> Figure:
        """1 − observed ÷ expected lengths of unlike values."""
        observed = sum(shared for (value, met), shared in self.lengths.items() if value != met)
        unlike = permutations(self.of, 2)
        return _one_minus(observed, sum(self._expected(*pair) for pair in unlike) if self.pairs else 0)

    def alpha_of_gap(self) -> Figure:
        """Coded against not coded."""
        observed = self.of[None] - self.lengths[None, None]
        others = [value for value in self.of if value is not None]
        return _one_minus(observed, sum(self._expected(None, value) for value in others) if self.pairs else 0)

    def alpha_of(self, value: str) -> Figure:
        """One value against the others, the expected length brought to the observed."""
        others = [other for other in self.of if other != value]
        unlike = sum(self._expected(value, other) for other in others) if self.pairs else 0
        weight = (unlike + self._expected(value, value)) / self.of[value] if self.pairs else 0
        return _one_minus(weight * (self.of[value] - self.lengths[value, value]), unlike)


def _one_minus(observed: float, expected: float) -> Figure:
    return Figure(1 - observed / expected) if expected > 0 else Figure(reason="no_variation")


def _partition(sections: Sequence[Section], length: int) -> Iterator[_Piece]:
    at = 0
    for start, end, value in sections:
        if at < start:
            yield at, start, None
        yield start, end, value
        at = end
    if at < length:
        yield at, length, None


def _meetings(one: Sequence[_Piece], other: Sequence[_Piece]) -> Iterator[tuple[int, str | None, str | None, int]]:
    """Each intersection of two partitions: the first's piece number, both values, the shared length."""
    at = 0
    for number, (start, end, value) in enumerate(one):
        while at < len(other) and other[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(other) and other[ahead][0] < end:
            yield number, value, other[ahead][2], min(end, other[ahead][1]) - max(start, other[ahead][0])
            ahead += 1
