"""Logistic regression for several codes at once, by L-BFGS over sparse rows; numpy alone, the same result every time.

No matrix product of a library is used, so that the order of the additions, and with it every digit, stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Array = Any
"""A numpy array of floats; numpy is imported only where a model is made or used."""

MEMORY, STEPS, CLOSE, STILL = 6, 100, 1e-3, 2e-4
"""Moves remembered; steps at most; the slope, and the share of the loss won by a step, at which it is enough."""
_ARMIJO, _SHORTEST = 1e-4, 1e-10


def sigmoid(logits: Array) -> Array:
    """From log-odds to probabilities."""
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def log_odds(share: Array) -> Array:
    """From probabilities to log-odds."""
    import numpy as np

    return np.log(share / (1 - share))


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of weighted columns: what stands in row ``rows[i]`` and column ``columns[i]`` is ``weights[i]``."""

    shape: tuple[int, int]
    rows: Array
    columns: Array
    weights: Array

    def part(self, which: Array) -> Sparse:
        """These rows alone; ``which`` is in ascending order."""
        import numpy as np

        first, after = np.searchsorted(self.rows, which), np.searchsorted(self.rows, which, side="right")
        counts = after - first
        kept = np.repeat(first - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(counts.sum())
        rows = np.repeat(np.arange(len(which)), counts)
        return Sparse((len(which), self.shape[1]), rows, self.columns[kept], self.weights[kept])

    def turned(self) -> Sparse:
        """Rows and columns exchanged."""
        import numpy as np

        order = np.lexsort((self.rows, self.columns))
        return Sparse(self.shape[::-1], self.columns[order], self.rows[order], self.weights[order])

    def times(self, right: Array) -> Array:
        """This matrix times a dense one (column × code)."""
        import numpy as np

        found = np.zeros((right.shape[1], self.shape[0]), dtype=np.float32)
        if len(self.rows):
            if len(self.columns) < len(right):
                values = np.ascontiguousarray(right[self.columns].T, dtype=np.float32)
            else:
                values = np.take(np.ascontiguousarray(right.T, dtype=np.float32), self.columns, axis=1)
            values *= self.weights
            starts = np.flatnonzero(np.r_[True, self.rows[1:] != self.rows[:-1]])
            found[:, self.rows[starts]] = np.add.reduceat(values, starts, axis=1)
        return found.T


def stacked(parts: Sequence[Sparse]) -> Sparse:
    """The rows of these matrices, one below the other; all have the same columns."""
    import numpy as np

    first = np.cumsum([0, *(part.shape[0] for part in parts)])
    return Sparse(
        (int(first[-1]), parts[0].shape[1]),
        np.concatenate([part.rows + above for part, above in zip(parts, first, strict=False)]),
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def sparse(found: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Sparse:
    """Rows by the names of their columns; names that no column has are left out."""
    import numpy as np

    kept = [[(columns[name], weight) for name, weight in one.items() if name in columns] for one in found]
    rows = np.repeat(np.arange(len(found)), [len(one) for one in kept])
    places = np.fromiter((place for one in kept for place, _ in one), dtype=int, count=len(rows))
    weights = np.fromiter((weight for one in kept for _, weight in one), dtype=np.float32, count=len(rows))
    order = np.lexsort((places, rows))
    return Sparse((len(found), len(columns)), rows, places[order], weights[order])


def fit(  # noqa: PLR0913 - a regression by its parts
    features: Sparse, labels: Array, offset: Array, known: Array, penalty: float, freedom: Array = None
) -> Array:
    """Weights (column × code) of the log-odds that ``offset`` (row × code) leaves unexplained.

    ``known`` is 1 where a label was decided and 0 where it is open; ``penalty`` is the strength of the ridge, which a
    column feels the less the more ``freedom`` (column × code) it has. A code that was never given gets no weights.
    """
    import numpy as np

    found = np.zeros((features.shape[1], labels.shape[1]))
    given = np.flatnonzero((labels * known).any(0))
    used, part = _used(features)
    if len(given) and len(used):
        place = np.ix_(used, given)
        free = np.ones((len(used), len(given))) if freedom is None else freedom[place]
        found[place] = _fitted(part, labels[:, given], offset[:, given], known[:, given], penalty, free)
    return found


def fit_squares(features: Sparse, labels: Array, known: Array, penalty: float) -> tuple[Array, Array]:
    """Weights (column × code) and constants (code) that come nearest to 1 where a label holds and to -1 where not.

    ``known`` and ``penalty`` as for ``fit``; a code that was never given gets neither.
    """
    import numpy as np

    found, constants = np.zeros((features.shape[1], labels.shape[1])), np.zeros(labels.shape[1])
    given = np.flatnonzero((labels * known).any(0))
    used, part = _used(features)
    if len(given) and len(used):
        sure, wanted = known[:, given], 2 * labels[:, given] - 1
        constants[given] = (sure * wanted).sum(0) / sure.sum(0)
        wanted, turned = wanted - constants[given], part.turned()

        def loss(flat: Array) -> tuple[float, Array]:
            at = flat.reshape(len(used), len(given))
            off = sure * (part.times(at) - wanted)
            slope = turned.times(off) + penalty * at
            return (_product(off, off) + penalty * _product(flat, flat)) / 2, slope.ravel()

        start = np.zeros(len(used) * len(given), dtype=np.float32)
        found[np.ix_(used, given)] = minimum(loss, start).reshape(len(used), len(given))
    return found, constants


def _used(features: Sparse) -> tuple[Array, Sparse]:
    """The columns that any row has, and the same rows over these alone."""
    import numpy as np

    used, columns = np.unique(features.columns, return_inverse=True)
    return used, Sparse((features.shape[0], len(used)), features.rows, columns, features.weights)


def _fitted(  # noqa: PLR0913
    features: Sparse, labels: Array, offset: Array, known: Array, penalty: float, freedom: Array
) -> Array:
    import numpy as np

    turned = features.turned()

    free = freedom.astype(np.float32)

    def loss(flat: Array) -> tuple[float, Array]:
        at = flat.reshape(free.shape)
        logits = offset + features.times(free * at)
        value = known * (np.logaddexp(0, logits) - labels * logits)
        slope = free * turned.times(known * (sigmoid(logits) - labels))
        slope += penalty * at
        return float(value.sum()) + penalty / 2 * _product(flat, flat), slope.ravel()

    return free * minimum(loss, np.zeros(free.size, dtype=np.float32)).reshape(free.shape)


def _product(one: Array, other: Array) -> float:
    """The sum of the products, added in pairs and so the same every time."""
    return float((one * other).sum(dtype=float))


def minimum(loss: Callable[[Array], tuple[float, Array]], start: Array) -> Array:
    """Where a smooth convex function is least (Nocedal & Wright 2006, algorithm 7.5, with halved steps)."""
    import numpy as np

    at = start
    value, slope = loss(at)
    moves: list[tuple[Array, Array, float]] = []
    for _ in range(STEPS):
        if np.abs(slope).max(initial=0) < CLOSE:
            break
        direction = -_scaled(slope, moves)
        gain = _product(slope, direction)
        step = 1.0 if moves else 1 / max(1.0, float(np.abs(slope).sum()))
        new, new_value, new_slope = _step(loss, at, value, direction, gain, step)
        change, bend = new - at, new_slope - slope
        curve = _product(change, bend)
        if curve > _SHORTEST * _SHORTEST:
            moves = [*moves[-MEMORY + 1 :], (change, bend, curve)]
        done = value - new_value < STILL * abs(new_value)
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def _step(  # noqa: PLR0913 - the state of a search along a line
    loss: Callable[[Array], tuple[float, Array]], at: Array, value: float, direction: Array, gain: float, step: float
) -> tuple[Array, float, Array]:
    """The first of ever shorter steps that lowers the loss enough."""
    while True:
        new = at + at.dtype.type(step) * direction
        new_value, new_slope = loss(new)
        if new_value <= value + _ARMIJO * step * gain or step < _SHORTEST:
            return new, new_value, new_slope
        step /= 2


def _scaled(slope: Array, moves: Sequence[tuple[Array, Array, float]]) -> Array:
    """The slope times the approximate inverse Hessian of the last moves."""
    found = slope.copy()
    shares = []
    for change, bend, curve in reversed(moves):
        share = _product(change, found) / curve
        shares.append(share)
        found -= found.dtype.type(share) * bend
    if moves:
        _, bend, curve = moves[-1]
        found *= found.dtype.type(curve / _product(bend, bend))
    for (change, bend, curve), share in zip(moves, reversed(shares), strict=True):
        found += change * found.dtype.type(share - _product(bend, found) / curve)
    return found
