"""Contrast table (tabel kontras): what distinguishes exemplary or extreme cases (M&H94 ch. 7)."""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _remarks as remarks
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating
from qualcode.reduction.coded import CodedSegment

DISPLAY = MatrixDisplay(
    name="contrast-table",
    question="In what do the chosen cases differ?",
    rows=by.contrasted_attribute("cases"),
    columns=by.chosen_cases("cases"),
    cell=cells.combined(cells.attribute_value(), cells.symbol(), cells.quotes(most=1), cells.summaries()),
    blank="KOS",
    rules=("case_choice", "differing_first"),
    needs=(needs.two_cases, needs.case_ratings),
    evidence=(Rating, CodedSegment),
    options=(about.chosen_cases,),
    remarks=(remarks.unlike("cases"),),
    reading="Look first at the attributes on which all chosen cases differ.",
    page="M&H94 ch. 7",
)
