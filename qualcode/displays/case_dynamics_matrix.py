"""Case dynamics matrix (matriks dinamika kasus): pressures for change and what follows.

After M&H94 ch. 6; M&H84: site dynamics. Every row ends in an outcome or in *not settled*, which only the researcher
can say.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event, EventKind, Link
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="case-dynamics-matrix",
    question="What strains are there, how do people cope, and what comes of it?",
    rows=by.strain,
    columns=by.fixed(
        by.column("issue", cells.combined(cells.causes(), cells.led_to(None), cells.quotes(most=1))),
        by.column("coping", cells.summaries()),
        by.column("resolution", cells.combined(cells.led_to(EventKind.EVENT), cells.summaries())),
        by.column("change", cells.combined(cells.changes(), cells.led_to(EventKind.STATE))),
    ),
    cell=cells.summaries(),
    rules=("row_ends", "strain_and_outcome"),
    needs=(needs.strains, needs.codings),
    evidence=(CodedSegment, Link, Event),
    reading="Read each row as a chain; look for strains without an end.",
    page="M&H94 ch. 6; MHS14 ch. 9",
)
