"""Predictor-outcome-consequences matrix (matriks prediktor-hasil-akibat): what came before an outcome, and after it.

After MHS14 ch. 10; M&H94 ch. 8.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="predictor-outcome-consequences-matrix",
    question="What came before the outcome, and what became of it later?",
    rows=by.case,
    columns=by.joined(by.antecedents("outcome"), by.variables("outcome"), by.later("outcome")),
    cell=cells.earliest_ratings(),
    order=order.level_desc("outcome"),
    blank="KOS",
    rules=("ordered_by_rule",),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.outcome,),
    reading="Read each row as a path from antecedents over the outcome to what became of it.",
    page="MHS14 ch. 10; cf. M&H94 ch. 8",
)
