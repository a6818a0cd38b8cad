"""Conceptually clustered matrix (matriks terkelompok konseptual): topics that belong together, side by side.

Columns stand under the clusters that the researcher made and justified in a memo, else under their parent
codes (M&H94 ch. 5; MHS14 ch. 7).
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="conceptually-clustered-matrix",
    question="What does each person say on topics that belong together?",
    rows=by.informant,
    columns=by.cluster,
    cell=cells.combined(cells.symbol(), cells.quotes(most=1), cells.summaries()),
    order=order.role_list,
    rules=("no_one_left_out", "cluster_memo"),
    needs=(needs.informants, needs.codes, needs.codings, needs.spoken_codings),
    reading="Read across for each person's profile, down for how far people differ.",
    page="M&H94 ch. 5; MHS14 ch. 7",
)
