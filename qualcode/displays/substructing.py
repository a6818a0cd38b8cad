"""Substructing (substruksi): a variable, its dimensions and their indicators (M&H94 ch. 7, p. 182)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Rating

DISPLAY = MatrixDisplay(
    name="substructing",
    question="Of what do the rated variables consist, and by which rules are they rated?",
    rows=by.indicator,
    columns=by.fixed(
        by.column("scale", cells.variable_field("scale")),
        by.column("rule", cells.variable_field("rule")),
        by.column("place", cells.variable_field("place")),
        by.column("rated", cells.rated_count()),
    ),
    cell=cells.rated(),
    blank="not_stated",
    needs=(needs.variables,),
    evidence=(Rating,),
    reading="Look for dimensions without an indicator and for indicators without a rule.",
    page="M&H94 ch. 7, p. 182",
)
