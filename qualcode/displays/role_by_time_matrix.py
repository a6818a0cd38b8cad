"""Role-by-time matrix (matriks peran menurut waktu): what each role did or felt as time went on.

After M&H94 ch. 5; MHS14 ch. 7.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="role-by-time-matrix",
    question="What did people in each role do, see or feel as time went on?",
    rows=by.role_spoken_of,
    columns=by.period,
    cell=cells.combined(cells.events(), cells.quotes(most=1), cells.summaries()),
    blank="KOS",
    rules=("dated_inside", "no_change_is_written"),
    needs=(needs.informants, needs.periods, needs.dated),
    evidence=(CodedSegment, Event),
    reading="Read across for one role, down for who is active when.",
    page="M&H94 ch. 5; MHS14 ch. 7",
)
