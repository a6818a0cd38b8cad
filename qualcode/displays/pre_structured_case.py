"""Pre-structured case (kasus berstruktur awal): the outline of the report, filled as data come.

After MHS14 ch. 6; M&H94 ch. 4. Made before fieldwork it is a table of slots.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Counted
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="pre-structured-case",
    question="What is to be reported on each question, and how much of it is there?",
    rows=by.focus,
    columns=by.fixed(
        by.column("question", cells.focus_question()),
        by.column("guide", cells.guide_questions()),
        by.column("data", cells.combined(cells.count(Counted.INFORMANTS), cells.count(Counted.SEGMENTS))),
        by.column("displays", cells.planned_displays()),
        by.column("findings", cells.findings_of_focus()),
    ),
    cell=cells.summaries(),
    needs=(needs.focuses,),
    evidence=(CodedSegment,),
    reading="Look for questions whose slots are still open, and collect for them.",
    page="MHS14 ch. 6; cf. M&H94 ch. 4",
)
