"""The gallery: what every display makes of the sample study, as a page with pictures.

``qualcode demo DIR``, then ``python -m tests.displays.gallery DIR`` writes the page and its pictures anew; a test
compares them. Of a matrix the first rows and columns stand, of a figure the drawing.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import qualcode
from qualcode.displays import DISPLAYS
from qualcode.displays._figure import Figure
from qualcode.displays._print import sentence
from qualcode.displays._result import Matrix
from qualcode.displays._shape import columns_between
from qualcode.displays._text import cell_text
from qualcode.displays._writers import WRITERS
from qualcode.displays._writers.md import escaped
from qualcode.model import Study
from qualcode.terms import terms_for

DOCS = Path(__file__).parents[2] / "docs"
PAGE, PICTURES = DOCS / "gallery.md", DOCS / "gallery"
ROWS, COLUMNS, LETTERS = 3, 3, 150

OPENING = """# Galeri penyajian data

Setiap penyajian, dibuat dari penelitian contoh (`qualcode demo`; datanya rekaan). Dari matriks ditampilkan beberapa
baris dan kolom pertama, dari jaringan dan bagan gambarnya. `qualcode display show NAMA` membuat yang sama dari data
Anda, `qualcode display explain NAMA` menyebut apa yang diperlukannya. Halaman ini ditulis oleh
`python -m tests.displays.gallery`.
"""

KINDS = {"matrix": "Matriks dan tabel", "network": "Jaringan", "chart": "Bagan"}


def page(study: Study) -> str:
    """The page: one section a display, matrices first."""
    parts = [OPENING]
    shown = [(display, display.build(study, record=display.name)) for display in DISPLAYS.load_all()]
    for kind, heading in KINDS.items():
        parts.append(f"## {heading}\n")
        for display, made in shown:
            if display.kind != kind:
                continue
            terms = terms_for("id")
            title = sentence(terms, "title", display.name, display.name)
            reading = sentence(terms, "reading", display.name, display.reading)
            parts.append(f"### {title}\n\n`{display.name}` · {display.page}\n\n*{made.question}* {reading}\n")
            parts.append(_excerpt(made) if isinstance(made, Matrix) else f"![{title}](gallery/{display.name}.svg)\n")
    return "\n".join(parts)


def _excerpt(matrix: Matrix) -> str:
    """The first rows and columns of a matrix, long cells cut."""
    part = columns_between(matrix, 0, COLUMNS)
    part = replace(part, rows=part.rows[:ROWS], cells=part.cells[: ROWS * len(part.columns)])
    heads = [*part.stub, *(line.label for line in part.columns)]
    lines = [_row(heads), "|" + "---|" * len(heads)]
    for row, cells in part.lines():
        names = [row.label] if len(part.stub) == 1 else [row.group, row.label]
        lines.append(_row([*names, *(_cut(cell_text(cell, part, "; ")) for cell in cells)]))
    left = f"… {len(matrix.rows)} baris, {len(matrix.columns)} kolom seluruhnya."
    return "\n".join([*lines, "", left, ""])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(escaped(text) for text in cells) + " |"


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[:LETTERS].rsplit(' ', 1)[0]} …"


def pictures(study: Study) -> dict[str, bytes]:
    """File name → drawing of every figure."""
    found = {}
    for display in DISPLAYS.load_all():
        made = display.build(study, record=display.name) if display.kind != "matrix" else None
        if isinstance(made, Figure):
            found[f"{display.name}.svg"] = WRITERS.load("svg").render([made], study)
    return found


def words(drawing: bytes) -> list[str]:
    """The words of a drawing, without the line of data version and counts."""
    text = re.sub(r"<desc>.*?</desc>", "", drawing.decode(), flags=re.DOTALL)
    return re.findall(r"<text[^>]*>([^<]*)</text>", text)


def write(folder: Path) -> None:
    """Write the page and its pictures from a study."""
    study = qualcode.open_study(folder)
    PICTURES.mkdir(exist_ok=True)
    drawn = pictures(study)
    for path in PICTURES.glob("*.svg"):
        if path.name not in drawn:
            path.unlink()
    for name, data in drawn.items():
        (PICTURES / name).write_bytes(data)
    PAGE.write_text(page(study), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
