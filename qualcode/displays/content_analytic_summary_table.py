"""Content-analytic summary table (tabel ringkasan isi): how many cases share a content (M&H94 ch. 7; MHS14 ch. 6).

Cases are counted, not mentions; whose they are is set aside here and found again in the segments.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Counted

DISPLAY = MatrixDisplay(
    name="content-analytic-summary-table",
    question="How many cases share which content?",
    rows=by.category,
    columns=by.group,
    cell=cells.count(Counted.CASES, who=True),
    order=order.count_desc,
    rules=("cases_not_mentions",),
    needs=(needs.informants, needs.codes, needs.spoken_codings),
    reading="Separate shared from rare content, then go back to who says it.",
    page="M&H94 ch. 7; MHS14 ch. 6",
)
