"""Triangulation table (tabel triangulasi): which sources, techniques and times carry each finding.

After M&H94 pp. 266-267. Results are described side by side, never averaged; the verdict is the researcher's and has
no default.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="triangulation-table",
    question="Which sources, techniques and times carry each finding, and do they agree?",
    rows=by.finding,
    columns=by.fixed(
        by.column("by_source", cells.triangulated("source")),
        by.column("by_technique", cells.triangulated("technique")),
        by.column("by_time", cells.triangulated("time")),
        by.column("against", cells.opposed(most=2)),
        by.column("verdict", cells.verdict()),
        by.column("follow_up", cells.follow_up()),
    ),
    cell=cells.summaries(),
    blank="none_put_against",
    rules=("never_averaged",),
    needs=(needs.findings,),
    evidence=(CodedSegment,),
    reading="Look for findings that one person, one technique or one date carries, and for opposite signs.",
    page="M&H94 pp. 266-267",
)
