"""Antecedents matrix (matriks anteseden): predictors ranked by how well they separate the outcome.

After M&H94 ch. 8. A view of the predictor-outcome matrix.
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
    name="antecedents-matrix",
    question="Which antecedents rank first in separating the outcome?",
    rows=by.case,
    columns=by.joined(by.variables("outcome"), by.antecedents("outcome")),
    cell=cells.rated(),
    order=order.level_desc("outcome"),
    column_order=order.separating("outcome"),
    blank="KOS",
    rules=("ranked_by_separation",),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.outcome,),
    remarks=(remarks.late_antecedents("outcome"), remarks.known_outcome, remarks.separations("outcome")),
    reading="Read the columns from left to right; the first separate best, none of them proves anything.",
    page="M&H94 ch. 8",
)
