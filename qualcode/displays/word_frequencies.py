"""Word frequencies by role (frekuensi kata): which words people in each role use, and how often.

After M&H94 p. 253 (counting): a number of uses, never without how much was said; it points at lines to read again.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="word-frequencies",
    question="Which words do people in each role use, and how often?",
    rows=by.word,
    columns=by.role,
    cell=cells.word_counts(),
    blank="no_word",
    needs=(needs.sources, needs.informants),
    evidence=(),
    reading="Look for a word that one role uses and another does not; then read the lines: qualcode search WORD.",
    page="cf. M&H94 p. 253",
)
