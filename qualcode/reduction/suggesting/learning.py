"""What codings teach beyond the codebook, and whether it helps: tested on units that were left out of the teaching.

Log-odds of a code = what the codebook lets suppose (``supposing``; for texts that stand alone also what goes with its
keywords in the texts: weak labels) + what the codings say is left. From ``FEW`` units on a column weighs the more
freely, the more unevenly it is spread over units with and without the code.
What is taught decides only where it did better than the codebook alone on units that it had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.reduction.suggesting.by_codebook import Way, by_codebook, capped
from qualcode.reduction.suggesting.codebook_words import Book
from qualcode.reduction.suggesting.columns import CONSTANT, Spread, is_word, named, spread
from qualcode.reduction.suggesting.cutting import Counted, best_cut, counted, expected_cut, straightened
from qualcode.reduction.suggesting.features import SAID, Described
from qualcode.reduction.suggesting.solver import Array, Sparse, fit, fit_squares, log_odds, sigmoid, sparse
from qualcode.reduction.suggesting.supposing import Supposed, beside, suppose, tables_of

LEAST_TAUGHT = 30
"""Units that must be taught before the codings may decide anything."""
FEW = 300
"""Units below which every column weighs alike."""
WEAK_PENALTY, PENALTY, SCARCE = 1.0, 0.3, 36
"""The ridge on what keywords teach, and on what codings teach (``SCARCE`` / the number of units, if these are few)."""
TRUST, SQUARES, SQUARES_PENALTY = 0.65, 3.0, 2.0
"""From ``FEW`` texts on that stand alone: how far what the codebook lets suppose is trusted when they teach; what a
second learner (least squares, without the codebook) counts in the mean of both, and its ridge."""
SMOOTH = 0.5
"""What each column is given beforehand when it is asked how unevenly it is spread."""
TIMID = (0.5, -0.2)
"""How log-odds are drawn towards doubt while nothing is measured."""
SUREST = 0.97
"""No score says more."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided, unit × code: ``known`` is 1 where a code was given or denied, 0 where it is open."""

    labels: Array
    known: Array

    def over(self, shares: Array) -> Array:
        """These shares, and what is known in place of what is supposed."""
        return shares * (1 - self.known) + self.labels * self.known

    def of(self, which: Array) -> Decisions:
        """Those about these units."""
        return Decisions(self.labels[which], self.known[which])


@dataclass(frozen=True, slots=True)
class Taught:
    """The units of a study that teach (``which``), with what was decided of them, and the folds of the test."""

    which: Array
    decided: Decisions
    folds: Array


@dataclass(frozen=True, slots=True)
class Seen:
    """Units, their columns (none where no weights are), and what the codebook lets suppose of them."""

    units: Described
    rows: Sequence[Mapping[str, float]]
    supposed: Supposed


@dataclass(frozen=True, slots=True)
class Weights:
    """By column and code: what goes with keywords (for texts that stand alone), and what codings teach on top."""

    book: Book
    spread: Spread
    tables: Array
    columns: Mapping[str, int]
    weak: Array
    values: Array
    trust: float = 1.0

    def seen(self, units: Described, codes: Sequence[str]) -> Seen:
        """Units with their columns and what is supposed of them before any coding."""
        bare = suppose(self.book, units, self.tables)
        if not self.values.any() and not units.alone.any():
            return Seen(units, [{} for _ in units.where], bare)
        stems = [units.stems(at) for at in range(len(units))]
        rows = _named(units, stems, self.spread, codes)
        return Seen(units, rows, _with_weak(bare, units, sparse(rows, self.columns), self.weak))

    def shares(self, row: Mapping[str, float], *, alone: bool) -> tuple[list[str], Array]:
        """The columns of a unit that have weights, and what each adds to the log-odds (column × code)."""
        import numpy as np

        names = [name for name in row if name in self.columns]
        at = [self.columns[name] for name in names]
        values = self.values[at] + self.weak[at] if alone else self.values[at]
        return names, values * np.array([row[name] for name in names]).reshape(-1, 1)

    def odds(self, seen: Seen, decided: Decisions) -> Array:
        """Unit × code log-odds."""
        learned = sparse(seen.rows, self.columns).times(self.values) if self.values.any() else 0.0
        supposed = seen.supposed.weighed(_trusts(seen.units, self.trust))
        return _settled(self.book, seen.units, supposed, learned, decided)


def _trusts(units: Described, trust: float) -> Array:
    """How far the codebook is trusted in each unit: in talk wholly."""
    return units.alone * (trust - 1) + 1


def _with_weak(supposed: Supposed, units: Described, features: Sparse, weak: Array) -> Supposed:
    if not units.alone.any():
        return supposed
    extra = features.times(weak) * units.alone[:, None]
    return Supposed(supposed.odds + extra, supposed.bare + extra)


def _settled(book: Book, units: Described, supposed: Supposed, learned: Array, decided: Decisions) -> Array:
    """With the units beside as they are seen after learning; no code more surely than those above it."""
    odds = supposed.odds + learned
    found = odds + beside(units, decided.over(sigmoid(odds))) - beside(units, sigmoid(supposed.bare))
    return capped(book, found)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights, who decides, and what was measured (by the codebook alone, and by whoever decides).

    A code is suggested where the codebook says so, by what of it did best (``way``), or, unless ``keywords_only``, from
    ``cut`` on. ``slope`` and ``shift`` turn log-odds into shares that held on units left out of the teaching.
    """

    weights: Weights
    keywords_only: bool = True
    way: Way = Way.ALL
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

    def chosen(self, odds: Array, seen: Seen) -> Array:
        """Unit × code: what is suggested."""
        if self.keywords_only:
            return by_codebook(self.weights.book, seen.units, seen.supposed, self.way)
        return self.scores(odds) >= self.cut


def _named(
    units: Described,
    stems: Sequence[Mapping[str, Mapping[str, float]]],
    found: Spread,
    codes: Sequence[str],
) -> list[dict[str, float]]:
    return [named(one, units.flags(at, codes), units.place(at), found) for at, one in enumerate(stems)]


class _Learner:
    """Learns from taught units and from texts of which nothing is known but where keywords stand."""

    def __init__(self, codes: Sequence[str], book: Book, units: Described, taught: Taught) -> None:
        self.units, self._taught = units, taught
        stems = [units.stems(at) for at in range(len(units))]
        self._spread = spread(stems)
        self._tables = tables_of(book, self._spread)
        bare = suppose(book, units, self._tables)
        needed = len(taught.which) >= LEAST_TAUGHT or units.alone.any()
        found = _named(units, stems, self._spread, codes) if needed else [{} for _ in stems]
        self._columns = {name: at for at, name in enumerate(sorted({name for one in found for name in one}))}
        self._matrix, self._book = sparse(found, self._columns), book
        self._own = self._matrix.part(taught.which)
        self._weak = self._from_keywords()
        self.supposed = _with_weak(bare, units, self._matrix, self._weak)
        self._many_texts = len(taught.which) >= FEW and bool(units.alone[taught.which].all())
        self._trust = TRUST / 2 if self._many_texts else 1.0
        self._trusted = self.supposed.weighed(_trusts(units, self._trust))

    def _from_keywords(self) -> Array:
        """What goes with a code's keywords: weights of words, the keywords themselves being the labels."""
        import numpy as np

        states, alone = self.units.states, np.flatnonzero(self.units.alone)
        if not len(alone):
            return np.zeros((len(self._columns), states.shape[1]))
        labels = (states[alone] == SAID).astype(float)
        base = log_odds(np.clip(labels.mean(0), 1e-3, 0.5))
        words = np.array([is_word(name) for name in self._columns], dtype=float)
        offset = np.tile(base, (len(labels), 1))
        freedom = np.repeat(words[:, None], labels.shape[1], axis=1)
        return fit(self._matrix.part(alone), labels, offset, np.ones_like(labels), WEAK_PENALTY, freedom)

    def weights(self, values: Array = None) -> Weights:
        """What is known before anything is coded, or with what was learned."""
        learned = values if values is not None else self._weak * 0
        return Weights(self._book, self._spread, self._tables, self._columns, self._weak, learned, self._trust)

    def everywhere(self, values: Array, which: Array) -> Array:
        """The log-odds of all units; of these taught ones it is known what was decided."""
        import numpy as np

        decided = Decisions(np.zeros(self.supposed.odds.shape), np.zeros(self.supposed.odds.shape))
        at = self._taught.which[which]
        decided.labels[at], decided.known[at] = self._taught.decided.labels[which], self._taught.decided.known[which]
        return _settled(self._book, self.units, self._trusted, self._matrix.times(values), decided)

    def unseen(self) -> Array:
        """The log-odds of every taught unit by what was learned without its fold."""
        import numpy as np

        folds, found = self._taught.folds, np.zeros(self._taught.decided.labels.shape)
        for fold in np.unique(folds):
            inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            found[outside] = self.everywhere(self.learned(inside), inside)[self._taught.which[outside]]
        return found

    def learned(self, which: Array) -> Array:
        """The weights learned from these taught units."""
        decided, features = self._taught.decided.of(which), self._own.part(which)
        offset = self.supposed.odds[self._taught.which[which]] * (TRUST if self._many_texts else 1.0)
        freedom = _freedom(features, decided) if len(self._taught.which) >= FEW else None
        penalty = max(PENALTY, SCARCE / len(self._taught.which))
        found = fit(features, decided.labels, offset, decided.known, penalty, freedom)
        if self._many_texts:
            other, constants = fit_squares(features, decided.labels, decided.known, SQUARES_PENALTY)
            other[self._columns["1"]] += constants / CONSTANT
            found = (found + SQUARES * other) / 2
        return found


def _freedom(features: Sparse, decided: Decisions) -> Array:
    """Column × code: how unevenly a column is spread over units with and without the code (Wang & Manning 2012)."""
    import numpy as np

    turned = features.turned()
    given, denied = (SMOOTH + turned.times(decided.known * part) for part in (decided.labels, 1 - decided.labels))
    return np.abs(np.log(given / given.sum(0)) - np.log(denied / denied.sum(0)))


def learn_from(codes: Sequence[str], book: Book, units: Described, taught: Taught) -> Fitted:
    """What is known of these codes; of the units that are not taught only the words count."""
    import numpy as np

    learner, count = _Learner(codes, book, units, taught), len(taught.which)
    labels, known = taught.decided.labels, taught.decided.known
    if count < LEAST_TAUGHT or not (known * labels).any():
        return Fitted(learner.weights(), units=count)
    way, base = _codebook_alone(book, learner, taught)
    odds = learner.unseen()
    slope, shift = straightened(odds, labels, known)
    values = learner.learned(np.arange(count))
    made = Fitted(learner.weights(values), way=way, slope=slope, shift=shift, units=count, by_keywords=base)
    promised = expected_cut(made.scores(learner.everywhere(values, np.arange(0)))[:, (labels * known).any(0)])
    cut = best_cut(made.scores(odds), labels, known, promised)
    found = counted(made.scores(odds) >= cut, labels, known)
    if found.better_than(base):
        return replace(made, keywords_only=False, cut=cut, by_choice=found)
    return replace(made, by_choice=base)


def _codebook_alone(book: Book, learner: _Learner, taught: Taught) -> tuple[Way, Counted]:
    """By how much of it the codebook alone suggests best, and what its suggestions are worth."""
    tried = []
    for way in Way:
        chosen = by_codebook(book, learner.units, learner.supposed, way)[taught.which]
        tried.append((way, counted(chosen, taught.decided.labels, taught.decided.known)))
    return max(tried, key=lambda one: one[1].f1)
