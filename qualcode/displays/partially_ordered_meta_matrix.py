"""Partially ordered meta-matrix (meta-matriks terurut sebagian): all cases stacked in one format for the first time.

After M&H94 ch. 7; M&H84: unordered.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="partially-ordered-meta-matrix",
    question="What does each case look like in one and the same format?",
    rows=by.case,
    columns=by.code,
    cell=cells.combined(cells.symbol(), cells.quotes(most=1), cells.summaries()),
    rules=("no_case_dropped",),
    needs=(needs.two_cases, needs.codes, needs.spoken_codings),
    reading="Look for the ways of parting the cases that suggest themselves.",
    page="M&H94 ch. 7; MHS14 ch. 6",
)
