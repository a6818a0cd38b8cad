"""Two-variable case-ordered matrix (matriks dua variabel terurut kasus): does a second variable move with the first.

After M&H94 ch. 7.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="two-variable-case-ordered-matrix",
    question="Does the second variable, part by part, move with the first?",
    rows=by.case,
    columns=by.joined(by.variables("variable"), by.component("second", codes=False)),
    cell=cells.combined(cells.rated(), cells.summaries()),
    order=order.level_desc("variable", "second"),
    blank="KOS",
    rules=("ordered_by_rule",),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.main, about.second_components),
    reading="Look for parallel movement and for exceptions.",
    page="M&H94 ch. 7; MHS14 ch. 8",
)
