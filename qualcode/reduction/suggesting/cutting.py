"""From where on a score is a suggestion, what the suggestions were worth, and what share of them a score promises."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.reduction.suggesting.solver import Array, log_odds, minimum, sigmoid

STEP, REACH = 0.15, 0.35
"""Log-odds between two cuts that are tried, and how far a neighbour's result counts."""
LOWEST, HIGHEST = -2.6, 0.9
SURE_OF_SLOPE, DRAWN = 4.0, 150
"""What the slope 1 and the promised cut count, beside the units tried."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often suggestions and codings met: F1 over all pairs, and the mean F1 of the codes."""

    f1: float
    mean_f1: float
    right: int
    suggested: int

    def better_than(self, other: Counted) -> bool:
        """Whether this did better over all, and no worse by code."""
        return self.f1 > other.f1 and self.mean_f1 >= other.mean_f1


def counted(chosen: Array, labels: Array, known: Array) -> Counted:
    """Suggestions held against what was decided (unit × code each)."""
    import numpy as np

    right, said, there = chosen * labels * known, chosen * known, labels * known
    f1 = 2 * float(right.sum()) / max(1.0, float(said.sum() + there.sum()))
    used = there.sum(0) > 0
    by_code = 2 * right.sum(0) / np.maximum(1, said.sum(0) + there.sum(0))
    return Counted(f1, float(by_code[used].mean()) if used.any() else 0.0, int(right.sum()), int(said.sum()))


def expected_cut(scores: Array) -> float:
    """The cut of the highest F1 to be expected if the scores are true shares."""
    import numpy as np

    ranked = np.sort(scores.ravel())[::-1]
    if not len(ranked):
        return 0.5
    f1 = 2 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + ranked.sum())
    return float(ranked[f1.argmax()])


def best_cut(scores: Array, labels: Array, known: Array, promised: float) -> float:
    """The cut of the highest F1, smoothed over its neighbours; of few units drawn half way to what is promised."""
    import numpy as np

    cuts = np.arange(LOWEST, HIGHEST, STEP)
    f1 = np.array([counted(scores >= cut, labels, known).f1 for cut in sigmoid(cuts)])
    near = np.exp(-(((cuts[:, None] - cuts[None, :]) / REACH) ** 2) / 2)
    smooth = (near * f1[None, :]).sum(1) / near.sum(1)
    drawn = min(0.5, DRAWN / max(1, len(labels)))
    return float(sigmoid((1 - drawn) * cuts[smooth.argmax()] + drawn * log_odds(np.clip(promised, 0.01, 0.99))))


def straightened(odds: Array, labels: Array, known: Array) -> tuple[float, float]:
    """Slope and shift that turn log-odds of unseen units into the shares that held (Platt), drawn towards 1 and 0."""
    import numpy as np

    def loss(at: Array) -> tuple[float, Array]:
        found = at[0] * odds + at[1]
        pull = known * (sigmoid(found) - labels)
        off = np.array([at[0] - 1, at[1]])
        value = (known * (np.logaddexp(0, found) - labels * found)).sum() + SURE_OF_SLOPE / 2 * (off * off).sum()
        return float(value), np.array([(pull * odds).sum(), pull.sum()]) + SURE_OF_SLOPE * off

    slope, shift = minimum(loss, np.array([1.0, 0.0]))
    return max(0.05, float(slope)), float(shift)
