"""Agreement on segments that coders draw freely: Krippendorff's unitizing coefficients of 2016.

A continuum of ``length`` code points; each coder's sections ``(start, end, value)`` do not overlap, what lies between
is the gap (value None). Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50;
Krippendorff (2019) § 12.6. The older α_U of 1995 and the γ of Mathet et al. (2015) are other measures.

Everything that a coefficient rests on is a sum over stretches that no section crosses. The interval of a coefficient is
the middle 95 % of it over such stretches drawn with replacement.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from qualcode.reduction.agreement_coefficients import AT_ONCE, DRAWS, PAIR, SEED, Figure, figure_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.reduction.agreement_coefficients import Floats

Section = tuple[int, int, str]
_Piece = tuple[int, int, str | None]
_Met = tuple[str | None, str | None]


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


def unitizing(
    coders: Sequence[Sequence[Section]], length: int, bounds: Sequence[int] = (), *, draws: int = DRAWS
) -> dict[str, Figure]:
    """The coefficients by name, the last two for two coders alone.

    ``u_alpha`` (boundaries and codes), ``bar_u_alpha`` (coded or not), ``cu_alpha`` and each ``(k)u_alpha`` (codes,
    where both coded). Undefined where nothing is coded by anyone, everything alike by all, or the codes of one
    coder overlap. ``bounds`` are the offsets at which the continuum may be cut for the interval; without them there
    is none.
    """
    return unitizing_each({"": coders}, length, bounds, draws=draws)[""]


def unitizing_each(
    families: Mapping[str, Sequence[Sequence[Section]]], length: int, bounds: Sequence[int] = (), *, draws: int = DRAWS
) -> dict[str, dict[str, Figure]]:
    """The coefficients of several sets of sections on one continuum, all with the same draws."""
    joined = {name: [merged(sections) for sections in coders] for name, coders in families.items()}
    sound = {name: [own for own in coders if own is not None] for name, coders in joined.items() if None not in coders}
    stretches = _Stretches([own for coders in sound.values() for own in coders], length, bounds)
    sums = {name: stretches.sums(coders) for name, coders in sound.items()}
    both = {name: stretches.sums_of_both(coders) for name, coders in sound.items() if len(coders) == PAIR}
    drawn = _drawn([*sums.values(), *both.values()], len(stretches), draws)
    found = {
        name: {key: Figure(reason="overlap") for key in ("u_alpha", "bar_u_alpha", "cu_alpha")} for name in families
    }
    found |= {name: _whole(of) for name, of in zip(sums, drawn, strict=False)}
    for name, of in zip(both, drawn[len(sums) :], strict=True):
        found[name] |= _coded_by_both(of)
    return found


class _Sums:
    """For each stretch: lengths of values met by values, and the squares of the lengths of sections."""

    def __init__(self, stretches: int) -> None:
        import numpy as np

        self.lengths: defaultdict[_Met, Floats] = defaultdict(lambda: np.zeros(stretches))
        self.squares: defaultdict[str | None, Floats] = defaultdict(lambda: np.zeros(stretches))


class _Stretches:
    """The continuum cut at those bounds that no section crosses."""

    def __init__(self, layers: Sequence[Sequence[Section]], length: int, bounds: Sequence[int]) -> None:
        crossed = sorted((start, end) for own in layers for start, end, _value in own)
        cuts, reach, at = [0], 0, 0
        for bound in sorted({one for one in bounds if 0 < one < length}):
            while at < len(crossed) and crossed[at][0] < bound:
                reach = max(reach, crossed[at][1])
                at += 1
            if reach <= bound:
                cuts.append(bound)
        self.cuts = cuts
        self.ends = [*cuts[1:], length]

    def __len__(self) -> int:
        return len(self.cuts)

    def _touched(self, coders: Sequence[Sequence[Section]]) -> Iterator[tuple[int, list[list[_Piece]]]]:
        """Each stretch in which somebody coded, with every coder's pieces of it, gaps too."""
        found: dict[int, list[list[Section]]] = {}
        for coder, own in enumerate(coders):
            for section in own:
                number = bisect_right(self.cuts, section[0]) - 1
                found.setdefault(number, [[] for _ in coders])[coder].append(section)
        for number, sections in found.items():
            yield number, [list(_partition(own, self.cuts[number], self.ends[number])) for own in sections]

    def sums(self, coders: Sequence[Sequence[Section]]) -> _Sums:
        """What uα and |uα rest on; a stretch in which nobody coded is gap met by gap."""
        import numpy as np

        found = _Sums(len(self))
        empty = np.asarray(self.ends, dtype=float) - np.asarray(self.cuts, dtype=float)
        found.lengths[None, None] += len(coders) * empty
        found.squares[None] += len(coders) * empty
        for number, pieces in self._touched(coders):
            found.lengths[None, None][number] = found.squares[None][number] = 0
            for one, other in permutations(pieces, 2):
                for _number, value, met, shared in _meetings(one, other):
                    found.lengths[value, met][number] += shared / (len(coders) - 1)
            for start, end, value in (piece for own in pieces for piece in own):
                found.squares[value][number] += end - start if value is None else (end - start) ** 2
        return found

    def sums_of_both(self, coders: Sequence[Sequence[Section]]) -> _Sums:
        """What cuα and (k)uα rest on: the parts alone that both coders gave a code."""
        found = _Sums(len(self))
        for number, pieces in self._touched(coders):
            for one, other in permutations(pieces, 2):
                in_piece: Counter[tuple[int, str]] = Counter()
                for piece, value, met, shared in _meetings(one, other):
                    if value is not None and met is not None:
                        found.lengths[value, met][number] += shared
                        in_piece[piece, value] += shared
                for (_piece, value), shared in in_piece.items():
                    found.squares[value][number] += shared**2
        return found


def _drawn(of: Sequence[_Sums], stretches: int, draws: int) -> list[_Family]:
    """The sums over all stretches, and over each draw of as many of them; the first value is that of the data."""
    import numpy as np

    columns = [column for one in of for column in (*one.lengths.values(), *one.squares.values())]
    each = np.stack(columns, axis=1) if columns else np.zeros((stretches, 0))
    rows: list[NDArray[np.float64]] = [each.sum(axis=0)[None, :]]
    random = np.random.default_rng(SEED)
    for start in range(0, draws if stretches > 1 else 0, AT_ONCE):
        often = random.multinomial(stretches, np.full(stretches, 1 / stretches), size=min(AT_ONCE, draws - start))
        rows.append(often @ each)
    sums = iter(np.concatenate(rows).T)
    return [
        _Family({met: next(sums) for met in one.lengths}, {value: next(sums) for value in one.squares}) for one in of
    ]


def _whole(of: _Family) -> dict[str, Figure]:
    return {"u_alpha": _figure(of.alpha()), "bar_u_alpha": _figure(of.alpha_of_gap())}


def _coded_by_both(of: _Family) -> dict[str, Figure]:
    each = {f"({k})u_alpha": _figure(of.alpha_of(k)) for k in sorted(map(str, of.of))}
    return {"cu_alpha": _figure(of.alpha())} | each


def _figure(values: Floats) -> Figure:
    return figure_of("u_alpha", values[0], values[1:] if len(values) > 1 else None)


class _Family:
    """Observed lengths of values met by values, and what chance would give; an array over the draws for each."""

    def __init__(self, lengths: Mapping[_Met, Floats], squares: Mapping[str | None, Floats]) -> None:
        import numpy as np

        self.lengths, self.squares = lengths, squares
        self.none = np.zeros(len(next(iter(lengths.values()), np.zeros(1))))
        self.of: dict[str | None, Floats] = {}
        for (value, _met), shared in lengths.items():
            self.of[value] = self.of.get(value, self.none) + shared
        total = sum(self.of.values(), self.none)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.pairs = total - sum(squares.values(), self.none) / total

    def _expected(self, value: str | None, met: str | None) -> Floats:
        import numpy as np

        within = self.squares.get(value, self.none) if value == met else self.none
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = (self.of[value] * self.of[met] - within) / self.pairs
        return found

    def alpha(self) -> Floats:
        """1 − observed ÷ expected lengths of unlike values."""
        observed = sum((shared for (value, met), shared in self.lengths.items() if value != met), self.none)
        return _one_minus(observed, sum((self._expected(*pair) for pair in permutations(self.of, 2)), self.none))

    def alpha_of_gap(self) -> Floats:
        """Coded against not coded."""
        gap = self.of.get(None, self.none)
        observed = gap - self.lengths.get((None, None), self.none)
        others = [value for value in self.of if value is not None]
        return _one_minus(observed, sum((self._expected(None, value) for value in others), self.none))

    def alpha_of(self, value: str) -> Floats:
        """One value against the others, the expected length brought to the observed."""
        import numpy as np

        others = [other for other in self.of if other != value]
        unlike = sum((self._expected(value, other) for other in others), self.none)
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = (unlike + self._expected(value, value)) / self.of[value]
        apart = self.of[value] - self.lengths.get((value, value), self.none)
        return _one_minus(weight * apart, unlike)


def _one_minus(observed: Floats, expected: Floats) -> Floats:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = 1 - observed / np.where(expected > 0, expected, np.nan)
    return found


def _partition(sections: Sequence[Section], start: int, end: int) -> Iterator[_Piece]:
    at = start
    for first, last, value in sections:
        if at < first:
            yield at, first, None
        yield first, last, value
        at = last
    if at < end:
        yield at, end, None


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
