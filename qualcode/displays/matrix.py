"""Free matrix (matriks bebas): any axis against any other, with the cells asked for (M&H94 ch. 9, pp. 239-244).

The forms that the literature names are displays of their own; this one is for the cut that a study turns out to need.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Counted

DISPLAY = MatrixDisplay(
    name="matrix",
    question="What stands where, by the rows, columns and cells that you choose?",
    rows=by.role,
    columns=by.code,
    cell=cells.count(Counted.SEGMENTS),
    blank="no_coding",
    needs=(needs.codes, needs.codings),
    reading="Choose rows, columns and cells by --rows, --columns and --cell; read along what you wanted to compare.",
    page="M&H94 ch. 9; MHS14 ch. 5",
)
