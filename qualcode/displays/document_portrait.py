"""Document portrait (potret dokumen): every source as a strip with its codes from beginning to end (M&H94 ch. 4)."""

from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="document-portrait",
    kind="chart",
    question="How do the sources run, and which of them are coded thinly?",
    find=charts.document_portrait,
    needs=(needs.codes, needs.codings),
    rules=("from_first_to_last",),
    reading="Compare strips: what comes early, what late, where nothing is coded.",
    page="M&H94 ch. 4",
)
