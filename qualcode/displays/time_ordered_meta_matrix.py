"""Time-ordered meta-matrix (meta-matriks tata waktu): what happened in each case, step by step (M&H94 ch. 7)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event

DISPLAY = MatrixDisplay(
    name="time-ordered-meta-matrix",
    question="Which path did each case take?",
    rows=by.case,
    columns=by.step,
    cell=cells.combined(cells.events(), cells.summaries()),
    order=order.path,
    blank="nothing_known",
    rules=("same_type", "by_path"),
    needs=(needs.two_cases, needs.case_events),
    evidence=(Event,),
    reading="Look for common and for failed paths; keep those of a minority.",
    page="M&H94 ch. 7",
)
