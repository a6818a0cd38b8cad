"""Sequential analyses (analisis berurutan): successive interim summaries, each reading the one before.

After M&H94 ch. 4; MHS14 ch. 6.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="sequential-analyses",
    question="How did the reading of each question change from summary to summary?",
    rows=by.summarised_focus,
    columns=by.joined(by.interim_date, by.fixed(by.column("changed", cells.summaries()))),
    cell=cells.interim_items(),
    blank="no_summary",
    needs=(needs.interim,),
    evidence=(),
    reading="Read along a row: what was kept, what was dropped, what came new.",
    page="M&H94 ch. 4, p. 79; MHS14 ch. 6",
)
