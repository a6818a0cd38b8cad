"""Which units are set aside together when it is tried what the others teach."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.reduction.suggesting.solver import Array

FOLDS, FOLDS_OF_MANY, MANY = 5, 3, 200


def folds_of(groups: Sequence[str], *, apart: bool) -> Array:
    """The fold of each unit: whole groups where there are three or more, else stretches of neighbours.

    ``apart``: units that have no neighbours (rows of a table) are dealt out one by one.
    """
    import numpy as np

    count = FOLDS if len(groups) <= MANY else FOLDS_OF_MANY
    sizes = {group: groups.count(group) for group in dict.fromkeys(groups)}
    if len(sizes) < 3:  # noqa: PLR2004 - two folds of one source each would teach from half of the study
        order = np.arange(len(groups))
        return order % count if apart else order * count // max(1, len(groups))
    loads, fold = [0] * count, {}
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        fold[group] = loads.index(min(loads))
        loads[fold[group]] += sizes[group]
    return np.array([fold[group] for group in groups])
