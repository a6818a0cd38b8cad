"""Vignette (vinyet): one event and what stands around it, in time, with the words that tell of it.

After M&H94 ch. 4, p. 81; MHS14 ch. 7. The machine orders the segments; the prose is the researcher's.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event

DISPLAY = MatrixDisplay(
    name="vignette",
    question="How did one event come about and go on, in the words of those who tell of it?",
    rows=by.event_around("event"),
    columns=by.fixed(
        by.column("when", cells.event_date()),
        by.column("tellers", cells.event_tellers()),
        by.column("words", cells.event_quotes(most=None)),
        by.column("prose", cells.summaries()),
    ),
    cell=cells.events(),
    rules=("around_event",),
    needs=(needs.events,),
    evidence=(Event,),
    options=(about.event,),
    reading="Read down as a story; then write it in the last column, close to the words.",
    page="M&H94 ch. 4, p. 81; MHS14 ch. 7",
)
