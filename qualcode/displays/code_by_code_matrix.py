"""Code-by-code matrix (matriks kode kali kode): which codes stand together, how often out of how many (M&H94 ch. 9).

Counts name segments; Jaccard's coefficient and the c coefficient stand beside them with what they are made of.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _meetings
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="code-by-code-matrix",
    question="Which codes stand together in what people say?",
    rows=by.code,
    columns=by.co_code,
    cell=cells.meetings(),
    needs=(needs.codes, needs.codings),
    evidence=(CodedSegment,),
    options=(_meetings.nearness,),
    reading="Read along a row: of the segments of this code, how many meet the column's? Together is no cause.",
    page="M&H94 ch. 9",
)
