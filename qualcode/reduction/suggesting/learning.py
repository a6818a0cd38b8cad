"""What codings teach beyond the keywords, and whether it helps: tested on units that were left out of the teaching.

Log-odds of a code = a prior by where its keywords stand (shrunk towards that of all codes, and that towards what is
usual) + what goes with its keywords in the texts (weak labels, there before anything is coded) + what the codings say
is left, in which a column weighs the more freely, the more unevenly it is spread over units with and without the code.
What is taught decides only where it did better than the keywords alone on units that it had not seen; else they decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.reduction.suggesting.codebook_words import Book
from qualcode.reduction.suggesting.cutting import Counted, best_cut, counted, expected_cut, log_odds, straightened
from qualcode.reduction.suggesting.features import ASKED, SAID, TOLD, Row, Spread, is_word, named, spread
from qualcode.reduction.suggesting.solver import Array, Sparse, fit, sigmoid, sparse

USUAL = (0.02, 0.06, 0.08, 0.4, 0.45, 0.6)
"""How often a code applies by what speaks for it, before anything is known: see ``features``."""
SHRINK_ALL, SHRINK_ONE = 10.0, 8.0
LEAST_TAUGHT = 30
"""Units that must be taught before the codings may decide anything."""
FEW, SURER, SURE = 300, 1.5, 1.0
"""Below ``FEW`` units the gain over the keywords must be ``SURER`` standard errors, from there on ``SURE``."""
HALF_TRUSTED = 50
"""With so many units, what they teach counts as much as what was supposed without them."""
WEAK_PENALTY, PENALTY_OF_FEW, PENALTY = 1.0, 0.3, 0.1
"""The strength of the ridge on what keywords teach, on what few codings teach, and many."""
SMOOTH = 0.5
"""What each column is given beforehand when it is asked how unevenly it is spread."""
TIMID = (0.5, -0.2)
"""How log-odds are drawn towards doubt while nothing is measured."""
SUREST = 0.97
"""No score says more."""


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

    book: Book
    spread: Spread
    priors: Array
    columns: Mapping[str, int]
    values: Array

    def states(self, rows: Sequence[Row]) -> Array:
        """Unit × code: what speaks for it."""
        return self.book.states(rows, self.spread)

    def named(self, rows: Sequence[Row], codes: Sequence[str]) -> list[dict[str, float]]:
        """The columns of the units by their names."""
        states = self.states(rows).tolist()
        return [named(row, state, self.spread, codes) for row, state in zip(rows, states, strict=True)]

    def odds(self, rows: Sequence[Mapping[str, float]], states: Array) -> Array:
        """Unit × code log-odds."""
        return _by_state(self.priors, states) + sparse(rows, self.columns).times(self.values)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights, who decides, and what was measured (by the keywords alone, and by whoever decides).

    A code is suggested where its keywords say so (from the state ``least`` on), or, unless ``keywords_only``, from
    ``cut`` on. ``slope`` and ``shift`` turn log-odds into shares that held on units left out of the teaching.
    """

    weights: Weights
    keywords_only: bool = True
    least: int = TOLD
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
        return states >= self.least if self.keywords_only else self.scores(odds) >= self.cut


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

    def __init__(self, codes: Sequence[str], book: Book, texts: Sequence[Row], taught: Taught) -> None:
        rows = [*texts, *taught.rows]
        self._codes, self._book, self._taught = codes, book, taught
        self._spread = spread(rows)
        self._every = book.states(rows, self._spread)
        self.states = self._every[len(texts) :]
        found = [named(row, state, self._spread, codes) for row, state in zip(rows, self._every.tolist(), strict=True)]
        self._columns = {name: at for at, name in enumerate(sorted({name for one in found for name in one}))}
        self._matrix = sparse(found, self._columns)
        self._own = self._matrix.part(_range(len(texts), len(rows)))
        self._weak = self._from_keywords()

    def _from_keywords(self) -> Array:
        """What goes with a code's keywords: weights of words, the keywords themselves being the labels."""
        import numpy as np

        labels = (self._every == SAID).astype(float)
        base = log_odds(np.clip(labels.mean(0), 1e-3, 0.5)) if len(labels) else np.zeros(len(self._codes))
        words = np.array([is_word(name) for name in self._columns], dtype=float)
        offset = np.tile(base, (len(labels), 1))
        freedom = np.repeat(words[:, None], len(self._codes), axis=1)
        return fit(self._matrix, labels, offset, np.ones_like(labels), WEAK_PENALTY, freedom)

    def untaught(self) -> Weights:
        """What is known before anything is coded."""
        import numpy as np

        priors = np.repeat(log_odds(np.array(USUAL))[:, None], len(self._codes), axis=1)
        return Weights(self._book, self._spread, priors, self._columns, self._weak)

    def everywhere(self, weights: Weights) -> Array:
        """The log-odds of all units, texts first."""
        return _by_state(weights.priors, self._every) + self._matrix.times(weights.values)

    def unseen(self) -> Array:
        """The log-odds of every taught unit by what was learned without its fold."""
        import numpy as np

        folds, found = self._taught.folds, np.zeros(self._taught.labels.shape)
        for fold in np.unique(folds):
            weights, outside = self.learned(np.flatnonzero(folds != fold)), np.flatnonzero(folds == fold)
            left = self._own.part(outside).times(weights.values)
            found[outside] = _by_state(weights.priors, self.states[outside]) + left
        return found

    def learned(self, which: Array = None) -> Weights:
        """The weights learned from all taught units or from these."""
        import numpy as np

        which = np.arange(len(self._taught.rows)) if which is None else which
        labels, known, states = (part[which] for part in (self._taught.labels, self._taught.known, self.states))
        features, penalty = self._own.part(which), PENALTY_OF_FEW if len(self._taught.rows) < FEW else PENALTY
        priors, trust = _priors(states, labels, known), len(which) / (len(which) + HALF_TRUSTED)
        offset = _by_state(priors, states) + features.times(self._weak)
        rest = fit(features, labels, offset, known, penalty, _freedom(features, labels, known))
        untaught = self.untaught()
        priors = trust * priors + (1 - trust) * untaught.priors
        return replace(untaught, priors=priors, values=self._weak + trust * rest)


def _range(first: int, after: int) -> Array:
    import numpy as np

    return np.arange(first, after)


def _freedom(features: Sparse, labels: Array, known: Array) -> Array:
    """Column × code: how unevenly a column is spread over units with and without the code (Wang & Manning 2012)."""
    import numpy as np

    turned = features.turned()
    given, denied = (SMOOTH + turned.times(known * part) for part in (labels, 1 - labels))
    return np.abs(np.log(given / given.sum(0)) - np.log(denied / denied.sum(0)))


def learn_from(codes: Sequence[str], book: Book, texts: Sequence[Row], taught: Taught) -> Fitted:
    """What is known of these codes; ``texts`` are units of which nothing was decided."""
    learner, units = _Learner(codes, book, texts, taught), len(taught.rows)
    if units < LEAST_TAUGHT or not (taught.known * taught.labels).any():
        return Fitted(learner.untaught(), units=units)
    least, base = _keywords_alone(taught, learner.states)
    odds = learner.unseen()
    slope, shift = straightened(odds, taught.labels, taught.known)
    made = Fitted(learner.learned(), least=least, slope=slope, shift=shift, units=units, by_keywords=base)
    used = (taught.labels * taught.known).any(0)
    promised = expected_cut(made.scores(learner.everywhere(made.weights))[:, used])
    cut = best_cut(made.scores(odds), taught.labels, taught.known, promised)
    count = counted(made.scores(odds) >= cut, taught.labels, taught.known)
    if count.gain_over(base, SURER if units < FEW else SURE):
        return replace(made, keywords_only=False, cut=cut, by_choice=count)
    return replace(made, by_choice=base)


def _keywords_alone(taught: Taught, states: Array) -> tuple[int, Counted]:
    """From which state on the codebook alone suggests best, and what its suggestions are worth."""
    tried = [(least, counted(states >= least, taught.labels, taught.known)) for least in (TOLD, ASKED, SAID)]
    return max(tried, key=lambda one: one[1].f1)
