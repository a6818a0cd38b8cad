"""The solver of our own against scikit-learn's, which is an oracle here and no dependency."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge

from qualcode.reduction.suggesting.solver import fit, fit_squares, sigmoid, sparse


def made(rows: int = 120, columns: int = 30, seed: int = 3) -> tuple[list[dict[str, float]], np.ndarray]:
    dice = np.random.default_rng(seed)
    dense = dice.random((rows, columns)) * (dice.random((rows, columns)) < 0.2)
    labels = (dense[:, 0] + dense[:, 1] + 0.2 * dice.random(rows) > 0.3).astype(float)[:, None]
    return [{f"w:{at:02d}": float(w) for at, w in enumerate(row) if w} for row in dense], labels


def test_it_finds_what_scikit_learn_finds() -> None:
    rows, labels = made()
    columns = {name: at for at, name in enumerate(sorted({name for row in rows for name in row}))}
    found = fit(sparse(rows, columns), labels, np.zeros_like(labels), np.ones_like(labels), 0.5)
    dense = np.zeros((len(rows), len(columns)))
    for at, row in enumerate(rows):
        for name, weight in row.items():
            dense[at, columns[name]] = weight
    theirs = LogisticRegression(C=2.0, fit_intercept=False, tol=1e-8, max_iter=1000).fit(dense, labels[:, 0])
    assert sigmoid(dense @ found)[:, 0] == pytest.approx(theirs.predict_proba(dense)[:, 1], abs=0.01)


def test_its_least_squares_are_those_of_scikit_learn() -> None:
    rows, labels = made()
    columns = {name: at for at, name in enumerate(sorted({name for row in rows for name in row}))}
    known = np.ones_like(labels)
    known[60:] = 0
    found, (constant,) = fit_squares(sparse(rows, columns), labels, known, 2.0)
    dense = np.array([[row.get(name, 0.0) for name in columns] for row in rows[:60]])
    wanted = 2 * labels[:60, 0] - 1
    theirs = Ridge(alpha=2.0, fit_intercept=False).fit(dense, wanted - wanted.mean())
    assert constant == pytest.approx(wanted.mean())
    assert dense @ found[:, 0] == pytest.approx(theirs.predict(dense), abs=0.02)


def test_what_is_open_teaches_nothing_and_a_code_never_given_gets_no_weights() -> None:
    rows, labels = made()
    columns = {name: at for at, name in enumerate(sorted({name for row in rows for name in row}))}
    known = np.ones_like(labels)
    known[60:] = 0
    half = fit(sparse(rows[:60], columns), labels[:60], np.zeros((60, 1)), np.ones((60, 1)), 0.5)
    masked = fit(sparse(rows, columns), labels, np.zeros_like(labels), known, 0.5)
    assert masked == pytest.approx(half, abs=0.02)
    assert not fit(sparse(rows, columns), np.zeros_like(labels), np.zeros_like(labels), known, 0.5).any()


def test_sums_are_those_of_a_matrix_also_where_rows_are_empty() -> None:
    found = sparse([{}, {"a": 2.0, "c": 1.0}, {}, {"b": 3.0, "unknown": 9.0}], {"a": 0, "b": 1, "c": 2})
    right = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert found.times(right).tolist() == [[0, 0], [7, 10], [0, 0], [9, 12]]
