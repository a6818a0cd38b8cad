"""What valences given by hand teach beyond the list of judging words; used only where it does better on unseen ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.model import Valence
from qualcode.reduction.suggesting.folds import folds_of
from qualcode.reduction.suggesting.solver import Array, fit, sparse
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.valence import Judged, words_around

LEAST_VALUED, LEAST_OF_ONE = 50, 5
"""Codings with a valence from which on they teach, and how many of each sign there must be."""
TRUST, PENALTY, OPEN = 2.0, 0.5, 0.5
"""Log-odds that the list is trusted with, the ridge, and the log-odds below which both sides may be meant."""


@dataclass(frozen=True, slots=True)
class Valued:
    """A coding with its valence: its words as a learner sees them, and the source it stands in."""

    words: Mapping[str, float]
    positive: bool
    source: str


@dataclass(frozen=True, slots=True)
class ValenceWeights:
    """Weights of words; without any the list of judging words decides."""

    columns: Mapping[str, int]
    values: Array = None

    def sign(self, judged: Judged, evidence: Sequence[Range], code: str) -> Valence | None:
        """The valence proposed for a code in a passage."""
        listed = judged.leaning(evidence).sign
        if not self.columns:
            return listed
        odds = self.odds(words_around(judged, evidence, code))
        if listed is Valence.BOTH and abs(odds) < OPEN:
            return listed
        return Valence.POSITIVE if odds > 0 else Valence.NEGATIVE

    def odds(self, words: Mapping[str, float]) -> float:
        """Log-odds of a positive valence."""
        known = [name for name in words if name in self.columns]
        learned = math.fsum(words[name] * float(self.values[self.columns[name], 0]) for name in known)
        return TRUST * words["rule"] + learned


LIST_ALONE = ValenceWeights({})


def learn_valence(found: Sequence[Valued]) -> ValenceWeights:
    """What these codings teach; ``LIST_ALONE`` where they are few or it did no better out of fold."""
    positive = sum(one.positive for one in found)
    if len(found) < LEAST_VALUED or min(positive, len(found) - positive) < LEAST_OF_ONE:
        return LIST_ALONE
    folds = folds_of([one.source for one in found], apart=True).tolist()
    right = listed = 0
    for fold in sorted(set(folds)):
        weights = _fitted([one for one, where in zip(found, folds, strict=True) if where != fold])
        for one, where in zip(found, folds, strict=True):
            if where == fold:
                right += (weights.odds(one.words) > 0) is one.positive
                listed += one.words["rule"] != 0 and (one.words["rule"] > 0) is one.positive
    return _fitted(found) if right > listed else LIST_ALONE


def _fitted(found: Sequence[Valued]) -> ValenceWeights:
    import numpy as np

    columns = {name: at for at, name in enumerate(sorted({name for one in found for name in one.words}))}
    labels = np.array([[float(one.positive)] for one in found])
    offset = np.array([[TRUST * one.words["rule"]] for one in found])
    values = fit(sparse([one.words for one in found], columns), labels, offset, np.ones_like(labels), PENALTY)
    return ValenceWeights(columns, values)
