"""Word files made in tests, as students make them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document


def word_file(path: Path, *parts: str | Sequence[Sequence[str]] | Callable[[Any], None]) -> Path:
    r"""A .docx of paragraphs (strings), tables (lists of rows) and what functions add to the document.

    ``\n`` in a paragraph is a soft line end; ``**word**`` at its start is bold.
    """
    document = Document()
    for part in parts:
        if isinstance(part, str):
            _paragraph(document, part)
        elif callable(part):
            part(document)
        else:
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    out = io.BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
    return path


def _paragraph(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    if text.startswith("**"):
        bold, _, text = text[2:].partition("**")
        paragraph.add_run(bold).bold = True
    paragraph.add_run(text)
