"""Transcript poem (puisi transkrip): selected lines of one person, to be arranged by the researcher.

After MHS14 ch. 7: poetic display; M&H94 ch. 4.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="transcript-poem",
    question="What does one person's talk about one matter sound like, stripped to its lines?",
    rows=by.lines_of("informant", "code"),
    columns=by.fixed(by.column("words", cells.said_line()), by.column("verse", cells.summaries())),
    cell=cells.quotes(most=1),
    blank="not_in_poem",
    rules=("lines_unchanged",),
    needs=(needs.spoken_codings,),
    evidence=(CodedSegment,),
    options=(about.informant, about.code),
    reading="Read the words aloud; keep lines, drop lines, never change one.",
    page="MHS14 ch. 7; cf. M&H94 ch. 4",
)
