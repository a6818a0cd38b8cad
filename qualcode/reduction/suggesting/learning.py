"""What codings teach beyond the keywords, and whether it helps: tested on units that were left out of the teaching.

Log-odds of a code = a prior by where its keywords stand (shrunk towards that of all codes, and that towards what is
usual) + what goes with its keywords in the texts (weak labels, there before anything is coded) + what the codings say
is left.
As codings grow, a learner without any prior is averaged in. What is taught decides only where it did better than the
keywords alone on units that it had not seen; else the keywords decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.reduction.suggesting.cutting import Counted, best_cut, counted, expected_cut, log_odds, straightened
from qualcode.reduction.suggesting.features import ASKED, SAID, Row, is_word, named, spread
from qualcode.reduction.suggesting.solver import Array, fit, sigmoid, sparse

USUAL = (0.03, 0.05, 0.12, 0.25, 0.6)
"""How often a code applies by where its keywords stand, before anything is known: see ``features``."""
SHRINK_ALL, SHRINK_ONE = 10.0, 8.0
LEAST_TAUGHT = 30
"""Units that must be taught before the codings may decide anything."""
VERY_FEW, FEW, SURER, SURE = 100, 150, 1.5, 1.0
"""Below ``VERY_FEW`` units only the careful way is tried. Below ``FEW`` the gain over the keywords must be ``SURER``
standard errors, from there on ``SURE``."""
WEAK_PENALTY = 1.0
TIMID = (0.5, -0.2)
"""How log-odds are drawn towards doubt while nothing is measured."""
SUREST = 0.97
"""No score says more."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to learn: how much the weak labels count, the strength of the ridge, whether a plain learner joins in."""

    weak: float
    penalty: float
    plain: bool = False


CAREFUL, BOLD, JOINED = Way(1.0, 0.3), Way(0.5, 0.1), Way(0.5, 0.1, plain=True)


def ways(units: int) -> tuple[Way, ...]:
    """The ways that are tried with so many taught units."""
    return (CAREFUL,) if units < VERY_FEW else (CAREFUL, BOLD) if units < FEW else (BOLD, JOINED)


@dataclass(frozen=True, slots=True)
class Taught:
    """Units with what was decided about them: ``known`` is 1 where a code was given or denied, 0 where it is open."""

    rows: Sequence[Row]
    labels: Array
    known: Array
    folds: Array


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by state and code, and by column and code: plain numbers that add up to a score."""

    idf: Mapping[str, float]
    priors: Array
    columns: Mapping[str, int]
    values: Array

    def odds(self, rows: Sequence[Row], codes: Sequence[str]) -> Array:
        """Unit × code log-odds."""
        found = sparse([named(row, self.idf, codes) for row in rows], self.columns)
        return _by_state(self.priors, states_of(rows, len(codes))) + found.times(self.values)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights, who decides, and what was measured (by the keywords alone, and by whoever decides).

    A code is suggested where its keywords say so (``asked``: also those in the question), or, unless ``keywords_only``,
    from ``cut`` on. ``slope`` and ``shift`` turn log-odds into shares that held on units left out of the teaching.
    """

    weights: Weights
    keywords_only: bool = True
    asked: bool = True
    cut: float = 0.5
    slope: float = TIMID[0]
    shift: float = TIMID[1]
    units: int = 0
    by_keywords: Counted | None = None
    by_choice: Counted | None = None

    @property
    def measured(self) -> bool:
        """Whether scores were held against codings."""
        return self.by_choice is not None

    def scores(self, odds: Array) -> Array:
        """Log-odds as shares."""
        return SUREST * sigmoid(self.slope * odds + self.shift)

    def chosen(self, odds: Array, states: Array) -> Array:
        """Unit × code: what is suggested."""
        return by_keywords(states, asked=self.asked) if self.keywords_only else self.scores(odds) >= self.cut


def states_of(rows: Sequence[Row], codes: int) -> Array:
    """Unit × code: where the keywords stand."""
    import numpy as np

    return np.array([row.states for row in rows], dtype=int).reshape(len(rows), codes)


def by_keywords(states: Array, *, asked: bool) -> Array:
    """What the keywords alone suggest."""
    return states >= (ASKED if asked else SAID)


def _by_state(priors: Array, states: Array) -> Array:
    import numpy as np

    return np.take_along_axis(priors, states, axis=0)


def _priors(states: Array, labels: Array, known: Array) -> Array:
    """State × code: how often a code was given, shrunk towards all codes, and these towards what is usual."""
    import numpy as np

    found = np.zeros((SAID + 1, states.shape[1]))
    for state, usual in enumerate(USUAL):
        here = (states == state) * known
        right, count = (here * labels).sum(0), here.sum(0)
        every = (right.sum() + SHRINK_ALL * usual) / (count.sum() + SHRINK_ALL)
        found[state] = log_odds((right + SHRINK_ONE * every) / (count + SHRINK_ONE))
    return found


class _Learner:
    """Learns from taught units and from texts of which nothing is known but where keywords stand."""

    def __init__(self, codes: Sequence[str], texts: Sequence[Row], taught: Taught, weak: Weights | None = None) -> None:
        rows = [*texts, *taught.rows]
        self._codes = codes
        self._idf = spread(rows)
        named_rows = [named(row, self._idf, codes) for row in rows]
        self._weak = self._from_keywords(rows, named_rows, weak)
        self._taught = taught
        taught_rows = named_rows[len(texts) :]
        self._columns = _numbered(taught_rows)
        self._matrix = sparse(taught_rows, self._columns)
        self._states = states_of(taught.rows, len(codes))
        self._rests: dict[Way, tuple[Array, Array]] = {}

    @property
    def weak(self) -> Weights:
        """What goes with the keywords."""
        return self._weak

    def _from_keywords(
        self, rows: Sequence[Row], named_rows: Sequence[Mapping[str, float]], start: Weights | None
    ) -> Weights:
        """Stems that go with a code's keywords, the keywords themselves being the labels."""
        import numpy as np

        labels = (states_of(rows, len(self._codes)) == SAID).astype(float)
        columns = _numbered(named_rows, words_only=True)
        base = log_odds(np.clip(labels.mean(0), 1e-3, 0.5)) if len(rows) else np.zeros(len(self._codes))
        found = fit(
            sparse(named_rows, columns),
            labels,
            np.tile(base, (len(rows), 1)),
            np.ones_like(labels),
            WEAK_PENALTY,
            _carried(start, columns, len(self._codes)),
        )
        return Weights(self._idf, np.zeros((SAID + 1, len(self._codes))), columns, found)

    def untaught(self) -> Weights:
        """What is known before anything is coded."""
        import numpy as np

        priors = np.repeat(log_odds(np.array(USUAL))[:, None], len(self._codes), axis=1)
        return replace(self._weak, priors=priors)

    def learned(self, way: Way) -> Weights:
        """The weights that one way of learning leads to."""
        import numpy as np

        taught, share = self._taught, np.ones(len(self._codes))
        priors, rest = self._rest(replace(way, plain=False))
        if way.plain:
            plain = fit(self._matrix, taught.labels, np.zeros_like(taught.labels), taught.known, way.penalty)
            share = np.where((taught.labels * taught.known).any(0), 0.5, 1.0)  # a code never given has no plain learner
            rest = share * rest + (1 - share) * plain
        columns = dict(self._weak.columns)
        for name in self._columns:
            columns.setdefault(name, len(columns))
        values = np.zeros((len(columns), len(self._codes)))
        values[: len(self._weak.columns)] = share * way.weak * self._weak.values
        values[[columns[name] for name in self._columns]] += rest
        return Weights(self._idf, share * priors, columns, values)

    def _rest(self, way: Way) -> tuple[Array, Array]:
        """The priors, and the weights of what they and the weak labels leave unexplained."""
        if way not in self._rests:
            taught = self._taught
            priors = _priors(self._states, taught.labels, taught.known)
            offset = _by_state(priors, self._states) + way.weak * self._weak.odds(taught.rows, self._codes)
            self._rests[way] = priors, fit(self._matrix, taught.labels, offset, taught.known, way.penalty)
        return self._rests[way]


def _numbered(rows: Sequence[Mapping[str, float]], *, words_only: bool = False) -> dict[str, int]:
    names = sorted({name for row in rows for name in row})
    return {name: at for at, name in enumerate(name for name in names if not words_only or is_word(name))}


def _carried(start: Weights | None, columns: Mapping[str, int], codes: int) -> Array:
    """Where a fit may begin: what was found for the same columns before."""
    import numpy as np

    found = np.zeros((len(columns), codes))
    if start is not None:
        for name, at in columns.items():
            if name in start.columns:
                found[at] = start.values[start.columns[name]]
    return found


def learn_from(codes: Sequence[str], texts: Sequence[Row], taught: Taught) -> Fitted:
    """What is known of these codes; ``texts`` are units of which nothing was decided."""
    learner = _Learner(codes, texts, taught)
    if len(taught.rows) < LEAST_TAUGHT or not (taught.known * taught.labels).any():
        return Fitted(learner.untaught(), units=len(taught.rows))
    tried = ways(len(taught.rows))
    unseen = _unseen(codes, texts, taught, learner.weak, tried)
    asked, base = _keywords_alone(taught, states_of(taught.rows, len(codes)))
    margin = SURER if len(taught.rows) < FEW else SURE
    best: Fitted | None = None
    first: Fitted | None = None
    for way, odds in zip(tried, unseen, strict=True):
        slope, shift = straightened(odds, taught.labels, taught.known)
        made = Fitted(learner.learned(way), asked=asked, slope=slope, shift=shift, units=len(taught.rows))
        cut = _cut(made, codes, [*texts, *taught.rows], odds, taught)
        count = counted(made.scores(odds) >= cut, taught.labels, taught.known)
        if count.gain_over(base, margin) and (best is None or count.f1 > _f1(best)):
            best = replace(made, keywords_only=False, cut=cut, by_keywords=base, by_choice=count)
        first = first or replace(made, by_keywords=base, by_choice=base)
    return best or first or Fitted(learner.untaught())


def _f1(fitted: Fitted) -> float:
    return fitted.by_choice.f1 if fitted.by_choice else 0.0


def _keywords_alone(taught: Taught, states: Array) -> tuple[bool, Counted]:
    """Whether those in the question count too, and what the keywords suggest by themselves."""
    with_asked, without = (
        counted(by_keywords(states, asked=asked), taught.labels, taught.known) for asked in (True, False)
    )
    return (True, with_asked) if with_asked.f1 >= without.f1 else (False, without)


def _cut(made: Fitted, codes: Sequence[str], rows: Sequence[Row], odds: Array, taught: Taught) -> float:
    """From where a code is suggested: between what the scores promise for all texts and what did best unseen."""
    used = (taught.labels * taught.known).any(0)
    promised = expected_cut(made.scores(made.weights.odds(rows, codes))[:, used])
    return best_cut(made.scores(odds), taught.labels, taught.known, promised)


def _unseen(
    codes: Sequence[str], texts: Sequence[Row], taught: Taught, weak: Weights, tried: Sequence[Way]
) -> list[Array]:
    """For each way, the log-odds of every taught unit by what was learned without its fold."""
    import numpy as np

    found = [np.zeros(taught.labels.shape) for _ in tried]
    for fold in sorted(set(taught.folds.tolist())):
        inside, outside = (np.flatnonzero(where).tolist() for where in (taught.folds != fold, taught.folds == fold))
        part = Taught(
            [taught.rows[at] for at in inside], taught.labels[inside], taught.known[inside], taught.folds[inside]
        )
        learner = _Learner(codes, texts, part, weak)
        left = [taught.rows[at] for at in outside]
        for odds, way in zip(found, tried, strict=True):
            odds[outside] = learner.learned(way).odds(left, codes)
    return found
