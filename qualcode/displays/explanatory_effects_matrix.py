"""Explanatory effects matrix (matriks efek eksplanatoris): why and how outcomes came about, a first draft.

After M&H94 ch. 6. The explanation is always the researcher's own; an unknown is marked, not smoothed.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Horizon, Link

DISPLAY = MatrixDisplay(
    name="explanatory-effects-matrix",
    question="What did it lead to at first and in the longer run, and how does the researcher explain it?",
    rows=by.cause,
    columns=by.fixed(
        by.column("short_run", cells.consequences(Horizon.SHORT)),
        by.column("long_run", cells.consequences(Horizon.LONG)),
        by.column("explanation", cells.explanation()),
    ),
    cell=cells.effects(),
    needs=(needs.effect_links, needs.horizons),
    evidence=(Link,),
    reading="Look for mechanisms that repeat from row to row.",
    page="M&H94 ch. 6; MHS14 ch. 9",
)
