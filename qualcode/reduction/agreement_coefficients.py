"""Agreement of coders on units: the coefficients, what they rest on, and how sure they are.

A value of None is undefined and comes with its reason. Nothing is rated: what a coefficient means for a study is
the researcher's to say. numpy is loaded when something is computed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MISSING = -1
PAIR = 2
DRAWS = 1000
SEED = 1994
AT_ONCE = 100
_LEAST_DEFINED = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient; None where undefined, with the reason. ``interval`` is the middle 95 % of bootstrap draws."""

    value: float | None = None
    reason: str = ""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each pattern of answers occurs in each group of units that is drawn as a whole.

    ``patterns`` has a row for each pattern and a column for each coder: the number of a category or ``MISSING``.
    ``counts`` has a row for each group and a column for each pattern. ``categories`` is how many were on offer.
    ``applied`` is the category that means *the coder gave the code*, where there is one.
    """

    patterns: Sequence[Sequence[int]]
    counts: Any = field(repr=False)
    categories: int
    applied: int | None = None


def tally(
    units: Sequence[Sequence[Hashable | None]],
    categories: Sequence[Hashable] = (),
    applied: Hashable | None = None,
) -> Tally:
    """Units × coders as a tally, each unit a group of its own; None is a missing answer.

    ``categories`` are those that were on offer; without them, those seen.
    """
    seen = [value for unit in units for value in unit if value is not None]
    number = {value: at for at, value in enumerate(dict.fromkeys((*categories, *seen)))}
    patterns: dict[tuple[int, ...], int] = {}
    of_unit = [
        patterns.setdefault(tuple(MISSING if v is None else number[v] for v in unit), len(patterns)) for unit in units
    ]
    import numpy as np

    counts = np.bincount(of_unit, minlength=len(patterns))[None, :] if units else np.zeros((1, 0))
    return Tally(tuple(patterns), counts, len(number), None if applied is None else number.get(applied))


def figures(given: Tally, *, draws: int = DRAWS, seed: int = SEED) -> dict[str, Figure]:
    """Every coefficient that fits the number of coders, by name, with its bootstrap interval.

    Groups of units are drawn with replacement ``draws`` times from a fixed seed, so that the same data give
    the same interval. A tally of one group is drawn unit by unit.
    """
    import numpy as np

    patterns = np.asarray(given.patterns, dtype=np.int64)
    counts = np.asarray(given.counts, dtype=np.float64)
    if not len(patterns) or not counts.sum():
        return {name: Figure(reason="no_units") for name in ("percent", "krippendorff_alpha")}
    measure = _Measure(patterns, given.categories, given.applied)
    values = measure.of(counts.sum(axis=0)[None, :])
    drawn = _drawn(measure, counts, draws, seed) if draws else {}
    return {name: figure_of(name, value[0], drawn.get(name)) for name, value in values.items()}


def figure_of(name: str, value: float, drawn: Floats | None) -> Figure:
    """A value with the interval of its draws; NaN is undefined, for the reason that the coefficient has for it."""
    import numpy as np

    if not np.isfinite(value):
        return Figure(reason=_REASONS.get(name, "no_variation"))
    if drawn is None:
        return Figure(float(value))
    sound = drawn[np.isfinite(drawn)]
    if len(sound) < _LEAST_DEFINED * len(drawn):
        return Figure(float(value))
    low, high = np.percentile(sound, [2.5, 97.5])
    return Figure(float(value), "", (float(low), float(high)))


def _drawn(measure: _Measure, counts: Floats, draws: int, seed: int) -> dict[str, Floats]:
    """The coefficients of each bootstrap draw; equal groups are drawn together."""
    import numpy as np

    if len(counts) == 1:
        kinds, often = np.eye(counts.shape[1]), counts[0]
    else:
        kinds, often = np.unique(counts, axis=0, return_counts=True)
    random = np.random.default_rng(seed)
    total = int(often.sum())
    parts: dict[str, list[Floats]] = {}
    for start in range(0, draws, AT_ONCE):
        weights = random.multinomial(total, often / total, size=min(AT_ONCE, draws - start)).astype(np.float64)
        for name, values in measure.of(weights if len(counts) == 1 else weights @ kinds).items():
            parts.setdefault(name, []).append(values)
    return {name: np.concatenate(values) for name, values in parts.items()}


class _Measure:
    """The coefficients of patterns under weights: rows of weights in, one value a row out."""

    def __init__(self, patterns: NDArray[np.int64], categories: int, applied: int | None) -> None:
        import numpy as np

        self.patterns = patterns
        self.q = categories
        self.coders = patterns.shape[1]
        self.applied = applied
        self.counts = np.stack([(patterns == c).sum(axis=1) for c in range(categories)], axis=1).astype(float)
        self.answers = self.counts.sum(axis=1)
        self.pairable = self.answers > 1
        pairs = np.where(self.pairable, self.answers * (self.answers - 1), 1)
        same = (self.counts * (self.counts - 1)).sum(axis=1)
        self.same = np.where(self.pairable, same / pairs, 0)

    def of(self, weights: Floats) -> dict[str, Floats]:
        """Every coefficient; NaN where undefined."""
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            observed = weights @ self.same / (weights @ self.pairable)
            shares = self._shares(weights)
            squares = (shares**2).sum(axis=1)
            found = self._miles_huberman(weights)
            found["percent"] = observed
            found["cohen_kappa" if self.coders == PAIR else "conger_kappa"] = _corrected(observed, self._own(weights))
            found["scott_pi" if self.coders == PAIR else "fleiss_kappa"] = _corrected(observed, squares)
            if self.q > 1:
                found["gwet_ac1"] = _corrected(observed, (1 - squares) / (self.q - 1))
                found["brennan_prediger"] = _corrected(observed, np.full_like(observed, 1 / self.q))
            found["krippendorff_alpha"] = self._alpha(weights)
        return found

    def _miles_huberman(self, weights: Floats) -> dict[str, Floats]:
        """Agreements ÷ (agreements + disagreements) over pairs of coders, where one applied the code, and everywhere.

        M&H94 p. 64; Holsti's 2A ÷ (N1 + N2) is the same count in another proportion.
        """
        if self.applied is None:
            return {}
        yes, all_ = self.counts[:, self.applied], self.answers
        both, neither = yes * (yes - 1), (all_ - yes) * (all_ - yes - 1)
        pairs = weights @ (all_ * (all_ - 1))
        return {
            "miles_huberman": weights @ both / (pairs - weights @ neither),
            "miles_huberman_with_absence": weights @ (both + neither) / pairs,
            "holsti": weights @ both / (weights @ (yes * (all_ - 1))),
        }

    def _shares(self, weights: Floats) -> Floats:
        """The mean share of each category over units with any answer."""
        import numpy as np

        answered = self.answers > 0
        share: Floats = np.where(answered[:, None], self.counts / np.maximum(self.answers, 1)[:, None], 0)
        result: Floats = weights @ share / (weights @ answered)[:, None]
        return result

    def _own(self, weights: Floats) -> Floats:
        """Chance agreement from each coder's own shares: Cohen (1960) for two coders, Conger (1980) for more."""
        import numpy as np

        chosen = np.stack([weights @ (self.patterns == c) for c in range(self.q)], axis=2)
        own = chosen / (weights @ (self.patterns != MISSING))[:, :, None]
        mean, spread = own.mean(axis=1), own.var(axis=1, ddof=1)
        result: Floats = (mean**2 - spread / self.coders).sum(axis=1)
        return result

    def _alpha(self, weights: Floats) -> Floats:
        """Krippendorff's α, nominal; units with fewer than two answers are left out."""
        import numpy as np

        others = np.where(self.pairable, self.answers - 1, 1)
        kept = self.counts * self.pairable[:, None]
        matching = weights @ ((kept * (self.counts - 1)).sum(axis=1) / others)
        values = weights @ kept
        n = values.sum(axis=1)
        expected = 1 - (values * (values - 1)).sum(axis=1) / (n * (n - 1))
        result: Floats = 1 - (1 - matching / n) / np.where(expected > _ZERO, expected, np.nan)
        return result


_ZERO = 1e-12
_REASONS: Mapping[str, str] = {"miles_huberman": "not_applied", "holsti": "not_applied", "percent": "no_pairs"}


def _corrected(observed: Floats, chance: Floats) -> Floats:
    """(Po − Pe) ÷ (1 − Pe); NaN where chance alone agrees always."""
    import numpy as np

    room = 1 - chance
    result: Floats = (observed - chance) / np.where(room > _ZERO, room, np.nan)
    return result
