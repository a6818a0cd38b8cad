"""Role-ordered matrix (matriks tata peran): what people in each role say about each code (M&H94 ch. 5)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="role-ordered-matrix",
    question="How do people in different roles see the same matter, and do those of one role see it alike?",
    rows=by.informant,
    columns=by.code,
    cell=cells.combined(cells.symbol(), cells.quotes(most=2), cells.summaries()),
    order=order.role_list,
    rules=("own_statements",),
    needs=(needs.informants, needs.codes, needs.codings, needs.spoken_codings),
    reading="Read down a column to compare roles, across a row for one person.",
    page="M&H94 ch. 5; MHS14 ch. 7",
)
