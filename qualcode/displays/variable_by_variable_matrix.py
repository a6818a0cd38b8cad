"""Variable-by-variable matrix (matriks variabel-dengan-variabel): how levels of two variables meet.

After M&H94 ch. 8; MHS14 ch. 9.
"""

from dataclasses import replace

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _remarks as remarks
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="variable-by-variable-matrix",
    question="How do the levels of two variables meet, case by case?",
    rows=by.levels("variable", "second"),
    columns=by.levels("second", "variable"),
    cell=cells.cases_here(),
    blank="no_case",
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    evidence=(Rating,),
    options=(about.main, replace(about.second, titled=True)),
    remarks=(remarks.unrated("variable", "second"),),
    reading="Look along the diagonal, at the exceptions and at the empty cells.",
    page="M&H94 ch. 8; MHS14 ch. 9",
)
