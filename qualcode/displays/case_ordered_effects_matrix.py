"""Case-ordered effects matrix (matriks efek terurut kasus): do effects change as the cause grows? (M&H94 ch. 8)."""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Link, Rating

DISPLAY = MatrixDisplay(
    name="case-ordered-effects-matrix",
    question="Do the effects change as the cause grows from case to case?",
    rows=by.case,
    columns=by.joined(by.variables("cause"), by.outcome),
    cell=cells.combined(cells.rated(), cells.effects()),
    order=order.level_desc("cause"),
    blank="KOS",
    rules=("ordered_by_rule",),
    needs=(needs.two_cases, needs.case_ratings, needs.effect_links),
    evidence=(Rating, Link),
    options=(about.cause,),
    reading="Look for columns that rise or fall with the cause.",
    page="M&H94 ch. 8; MHS14 ch. 9",
)
