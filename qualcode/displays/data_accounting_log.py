"""Data accounting log (lembar kecukupan data): is there enough data for every question? (M&H94 p. 80)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="data-accounting-log",
    question="Is there enough data for every question?",
    rows=by.collected,
    columns=by.focus,
    cell=cells.status(),
    order=order.contact_date,
    needs=(needs.sources, needs.focuses),
    reading="Read down the columns for thin focuses, across the rows for contacts to return to.",
    page="M&H94 p. 80; MHS14 ch. 6",
)
