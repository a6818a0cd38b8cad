"""Predictor-outcome matrix (matriks prediktor-hasil): which antecedents separate high from low outcomes.

After M&H94 ch. 8; MHS14 ch. 10.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays import _remarks as remarks
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="predictor-outcome-matrix",
    question="Which antecedents separate high from low outcomes?",
    rows=by.case,
    columns=by.joined(by.variables("outcome"), by.antecedents("outcome")),
    cell=cells.combined(cells.rated(), cells.summaries()),
    order=order.level_desc("outcome"),
    blank="KOS",
    rules=("ordered_by_rule", "antecedent_earlier"),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.outcome,),
    remarks=(remarks.late_antecedents("outcome"), remarks.known_outcome, remarks.separations("outcome")),
    reading="Look for columns that separate high from low outcomes, and for exceptions.",
    page="M&H94 ch. 8; MHS14 ch. 10",
)
