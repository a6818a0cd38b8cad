"""Markdown: one table a matrix, cells escaped, paragraphs of a cell parted by ``<br>``; a figure in text and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualcode.displays._figure import Figure
from qualcode.displays._figure_forms import told
from qualcode.displays._figure_tables import evidence_words, tables_of
from qualcode.displays._result import Matrix, MatrixLine
from qualcode.displays._text import Piece, Style, paragraphs
from qualcode.displays._writers._around import CODED_SIGNS, around
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study
from qualcode.terms import terms_for

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
WIDTH = 100
"""Characters of a line of text of a figure."""

_AS_CODE = {Style.MARK}
_AS_WRITTEN = {Style.SLOT, Style.STALE, Style.BLANK}


def escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render(displays: Iterable[Matrix | Figure], study: Study) -> bytes:
    """The displays one under the other."""
    del study
    return "\n".join(_matrix(one) if isinstance(one, Matrix) else _figure(one) for one in displays).encode()


def _figure(figure: Figure) -> str:
    """The figure in lines of text, which stay as they are, then its tables."""
    lines = [f"**{escaped(figure.title)}** ({escaped(figure.caption)})", ""]
    for panel in figure.panels:
        lines += [f"*{escaped(panel.title)}*", ""] if panel.title else []
        lines += ["```text", *told(panel, figure, WIDTH), "```", ""]
    for table in tables_of(figure):
        lines += [f"*{escaped(table.title)}*", ""]
        lines += [
            _row([*map(escaped, table.heads), escaped(figure.words["evidence"])]),
            "|" + "---|" * (len(table.heads) + 1),
        ]
        terms = terms_for(figure.language)
        lines += [
            _row([*(escaped(text) for text in row.cells), escaped(evidence_words(row, terms))]) for row in table.rows
        ]
        lines.append("")
    return "\n".join([*lines, *_under(figure)])


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
    return "\n".join([*lines, *_under(matrix)])


def _under(shown: Matrix | Figure) -> list[str]:
    """Legend, rules, notes and what is not shown."""
    lines: list[str] = []
    if shown.legend:
        meant = "; ".join(f"{_sign(sign)} {escaped(meaning)}" for sign, meaning in shown.legend.items())
        lines += [f"*{shown.words['legend']}:* {meant}.", ""]
    for heading, texts in around(shown):
        lines += [f"*{heading}:* {' '.join(_prose(text) for text in texts)}", ""]
    return lines


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


WRITER = DisplayWriter(name="md", render=render)
