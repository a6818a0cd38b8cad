"""Event listing (daftar peristiwa): concrete events by time and locus.

After M&H94 ch. 5; MHS14 ch. 8: event-listing matrix.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event

DISPLAY = MatrixDisplay(
    name="event-listing",
    question="What happened when, and where?",
    rows=by.locus,
    columns=by.period,
    cell=cells.events(),
    blank="no_event",
    rules=("inclusion_first",),
    needs=(needs.periods, needs.events),
    evidence=(Event,),
    reading="Look for what preceded what, across loci.",
    page="M&H94 ch. 5; MHS14 ch. 8",
)
