"""Case-ordered descriptive meta-matrix (meta-matriks deskriptif terurut kasus): what goes with a variable.

After M&H94 ch. 7.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="case-ordered-descriptive-meta-matrix",
    question="What do cases with much, some and little of the main variable look like?",
    rows=by.case,
    columns=by.joined(by.variables("variable", "second"), by.code),
    cell=cells.combined(cells.rated(), cells.symbol(), cells.quotes(most=1), cells.summaries()),
    order=order.level_desc("variable", "second"),
    blank="KOS",
    rules=("ordered_by_rule",),
    needs=(needs.two_cases, needs.case_ratings),
    evidence=(Rating, CodedSegment),
    options=(about.main, about.second),
    reading="Compare the high, the middle and the low cases.",
    page="M&H94 ch. 7; MHS14 ch. 8",
)
