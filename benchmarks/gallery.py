"""Every display of a study as Markdown and as a workbook, each written and let go before the next is built.

Usage: python benchmarks/gallery.py STUDY FOLDER

``displays.py`` measures this run. Names what the study lacks records for.
"""

from __future__ import annotations

import sys
from pathlib import Path

import qualcode
from qualcode.displays import DISPLAYS
from qualcode.displays._figure_display import FigureDisplay
from qualcode.displays._matrix import MatrixDisplay
from qualcode.displays._writers import write_file
from qualcode.errors import DisplayNotReady
from qualcode.model import Study


def main(study_folder: Path, out: Path) -> None:
    """Write the displays."""
    study = qualcode.open_study(study_folder)
    written, lacking = 0, []
    for display in DISPLAYS.load_all():
        try:
            write(display, study, out)
        except DisplayNotReady:
            lacking.append(display.name)
            continue
        written += 1
    print(f"{written} displays; without the records that they need: {len(lacking)} ({', '.join(lacking)})")


def write(display: MatrixDisplay | FigureDisplay, study: Study, out: Path) -> None:
    """One display in both forms; nothing of it stays."""
    shown = display.build(study, record=display.name)
    for form in ("md", "xlsx"):
        write_file((shown,), out / f"{display.name}.{form}", study)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
