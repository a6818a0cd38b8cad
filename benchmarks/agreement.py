"""Agreement of five coders on 10,000 units, every coefficient with its interval, beside α alone by NLTK.

Usage: python benchmarks/agreement.py
"""

from __future__ import annotations

import random
from time import process_time

from nltk.metrics.agreement import AnnotationTask

from qualcode.reduction.agreement_coefficients import DRAWS, figures, tally

UNITS, CODERS, LIMIT = 10_000, 5, 2.0


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for categories in (2, 5):
        units = [[chance.randrange(categories) for _ in range(CODERS)] for _ in range(UNITS)]
        start = process_time()
        found = figures(tally(units, range(categories), applied=1))
        own = process_time() - start
        start = process_time()
        peer = AnnotationTask([(c, u, v) for u, unit in enumerate(units) for c, v in enumerate(unit)]).alpha()
        other = process_time() - start
        value = found["krippendorff_alpha"].value
        print(
            f"{UNITS} units × {CODERS} coders, {categories} categories: {len(found)} coefficients, {DRAWS} draws "
            f"{own:.2f} s CPU ({own / LIMIT:.2f} × limit); NLTK α alone {other:.2f} s; α {value:.6f} and {peer:.6f}"
        )


if __name__ == "__main__":
    main()
