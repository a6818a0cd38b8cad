"""Time-ordered matrix (matriks tata waktu): sequence, timing and stability of what is larger than an event.

After M&H94 ch. 5. Only changes enter, each with dated evidence; a blank says that nothing is known to have changed.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="time-ordered-matrix",
    question="What changed when, and what stayed as it was?",
    rows=by.aspect,
    columns=by.period,
    cell=cells.no_change(cells.combined(cells.events(), cells.quotes(most=1), cells.summaries())),
    blank="no_change",
    rules=("changes_only",),
    needs=(needs.periods, needs.dated),
    evidence=(CodedSegment, Event),
    reading="Read along a row for stability, down a column for changes that came together.",
    page="M&H94 ch. 5; MHS14 ch. 8",
)
