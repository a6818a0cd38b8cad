"""Configuration table (tabel konfigurasi): identical rows of the predictor-outcome matrix, counted.

After M&H94 ch. 8. Nothing is minimised and no cause is claimed.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _remarks as remarks
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="configuration-table",
    question="Which combinations of antecedents occur, and with which outcomes?",
    rows=by.configuration("outcome"),
    columns=by.joined(by.antecedents("outcome"), by.levels("outcome")),
    cell=cells.configured(),
    blank="no_case",
    rules=("no_minimisation",),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.outcome,),
    remarks=(remarks.unrated("outcome"),),
    reading="Look for combinations that end alike, and for one that ends in several ways.",
    page="cf. M&H94 ch. 8; MHS14 ch. 10",
)
