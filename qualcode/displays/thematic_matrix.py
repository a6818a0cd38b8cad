"""Thematic matrix (matriks tematik): each theme with what supports and what disturbs it.

After the thematic conceptual matrix of M&H94 ch. 5, whose rows and columns are themes; this form is the
project's own. The column of counter-evidence is compulsory: where none was found, the search is named.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="thematic-matrix",
    question="What carries each theme, who holds it, and what speaks against it?",
    rows=by.pattern,
    columns=by.fixed(
        by.column("constituents", cells.constituents()),
        by.column("quotes", cells.theme_quotes(most=2)),
        by.column("roles", cells.roles_holding()),
        by.column("counter_evidence", cells.counter_evidence(most=2)),
        by.column("memo", cells.memos()),
    ),
    cell=cells.quotes(most=2),
    order=order.focus,
    needs=(needs.pattern_codes, needs.codings, needs.theme_memos, needs.negative_search),
    reading="Look for thin themes (few informants, one role) and for contested ones.",
    page="cf. M&H94 ch. 5",
)
