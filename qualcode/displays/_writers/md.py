"""Markdown: one table a matrix, cells escaped, paragraphs of a cell parted by ``<br>``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.displays._result import Matrix, MatrixLine
from qualcode.displays._text import Piece, Style, paragraphs
from qualcode.displays._writers._around import CODED_SIGNS, around
from qualcode.displays._writers._writer import MatrixWriter
from qualcode.model import Study

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
_AS_CODE = {Style.MARK}
_AS_WRITTEN = {Style.SLOT, Style.STALE, Style.BLANK}


def escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render(matrices: Sequence[Matrix], study: Study) -> bytes:
    """The matrices one under the other."""
    del study
    return "\n".join(_matrix(matrix) for matrix in matrices).encode()


def _matrix(matrix: Matrix) -> str:
    lines = [f"**{escaped(matrix.title)}** ({escaped(matrix.caption)})", ""]
    heads = [*map(escaped, matrix.stub), *(_heading(column) for column in matrix.columns)]
    lines += [_row(heads), "|" + "---|" * len(heads)]
    last = None
    for row, cells in matrix.lines():
        stub = [escaped(row.label)] if len(matrix.stub) == 1 else [_group(row, last), escaped(row.label)]
        last = row.group
        lines.append(_row([*stub, *("<br>".join(map(_paragraph, paragraphs(cell, matrix))) for cell in cells)]))
    lines.append("")
    if matrix.legend:
        meant = "; ".join(f"{_sign(sign)} {escaped(meaning)}" for sign, meaning in matrix.legend.items())
        lines += [f"*{matrix.words['legend']}:* {meant}.", ""]
    for heading, texts in around(matrix):
        lines += [f"*{heading}:* {' '.join(_prose(text) for text in texts)}", ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _heading(column: MatrixLine) -> str:
    return f"{escaped(column.group)}: {escaped(column.label)}" if column.group else escaped(column.label)


def _group(row: MatrixLine, last: str | None) -> str:
    return "" if row.group == last else escaped(row.group)


def _paragraph(pieces: Sequence[Piece]) -> str:
    return " ".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    if piece.style in _AS_CODE:
        return f"`{piece.text}`"
    if piece.style is Style.EXPLANATION:
        return f"*{escaped(piece.text)}*"
    return piece.text if piece.style in _AS_WRITTEN else escaped(piece.text)


def _sign(sign: str) -> str:
    return f"`{sign}`" if sign in CODED_SIGNS else sign


def _prose(text: str) -> str:
    return text if text.startswith("[") and text.endswith("]") else escaped(text)


WRITER = MatrixWriter(name="md", render=render)
