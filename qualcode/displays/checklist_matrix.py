"""Checklist matrix (matriks daftar cek): one important variable unpacked into its components.

After M&H94 ch. 5; MHS14 ch. 6. Rows are the components of a variable or a code; one rating rule holds for the whole
display.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="checklist-matrix",
    question="How strong is each component of one important variable, and for whom?",
    rows=by.component("of"),
    columns=by.role_spoken_of,
    cell=cells.combined(cells.symbol(), cells.rated(), cells.quotes(most=1), cells.rated_on(most=1), cells.summaries()),
    rules=("one_rule",),
    needs=(needs.informants, needs.components),
    evidence=(CodedSegment, Rating),
    options=(about.component_of,),
    reading="Look for weak components, and for whom they are weak.",
    page="M&H94 ch. 5; MHS14 ch. 6",
)
