"""HTML: one self-contained file that works offline, by keyboard, on a phone and on paper.

An entry opens its segments in context; nothing is fetched and no script runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qualcode.displays._context import context_of
from qualcode.displays._result import Matrix, MatrixCell, Reference
from qualcode.displays._text import Paragraph, Piece, Style, paragraphs
from qualcode.displays._writers._around import around
from qualcode.displays._writers._writer import MatrixWriter
from qualcode.model import Study

STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.45 "Times New Roman", "Liberation Serif", serif; margin: 2rem auto; padding: 0 1rem; color: #000;
  background: #fff; }
h1 { font-size: 1.2rem; margin: 2rem 0 .2rem; }
.caption, .question { margin: 0 0 .6rem; }
.question { font-style: italic; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: .3rem .45rem; text-align: left; vertical-align: top; min-width: 7rem; }
thead th { background: #eee; }
tbody th { min-width: 4rem; background: #fff; }
p { margin: 0 0 .35rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: " \\25B8"; }
details[open] > summary::after { content: " \\25BE"; }
blockquote { margin: .3rem 0 .5rem .3rem; padding-left: .6rem; border-left: 3px solid #777; white-space: pre-wrap; }
mark { background: #e6e6e6; border-bottom: 2px solid #000; color: #000; }
.explanation { font-style: italic; }
.citation, .kind { font-size: .85em; }
.symbol, .mark { font-weight: bold; }
.slot, .stale { border: 1px dashed #000; padding: 0 .2rem; font-weight: bold; }
dl { display: grid; grid-template-columns: max-content auto; gap: 0 .8rem; margin: .4rem 0; }
dt { font-weight: bold; } dd { margin: 0; }
h2 { font-size: 1rem; margin: .8rem 0 .2rem; }
ul { margin: 0; padding-left: 1.2rem; }
@page { size: A4 landscape; margin: 2cm; }
@media print {
  body { margin: 0; padding: 0; font-size: 10pt; } nav { display: none; } .scroll { overflow: visible; }
  section { break-before: page; } section:first-of-type { break-before: auto; }
  thead { display: table-header-group; } tr { break-inside: avoid; } summary::after { content: ""; }
}
"""


def render(matrices: Sequence[Matrix], study: Study) -> bytes:
    """The matrices as sections of one page, with a list of them where there are several."""
    language = matrices[0].language if matrices else study.project.language
    title = matrices[0].title if len(matrices) == 1 else study.project.title
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
    ]
    if len(matrices) > 1:
        links = (f'<li><a href="#{escape(m.name)}">{escape(m.title)}</a></li>' for m in matrices)
        parts.append(f"<nav><h1>{escape(matrices[0].words['index'])}</h1><ul>{''.join(links)}</ul></nav>")
    parts += [_section(matrix, study) for matrix in matrices]
    return "\n".join([*parts, "</body>\n</html>\n"]).encode()


def _section(matrix: Matrix, study: Study) -> str:
    body = "\n".join(_rows(matrix, study))
    return (
        f'<section id="{escape(matrix.name)}">\n<h1>{escape(matrix.title)}</h1>\n'
        f'<p class="caption">{escape(matrix.caption)}</p>\n<p class="question">{escape(matrix.question)}</p>\n'
        f'<div class="scroll" tabindex="0"><table>\n<thead>\n{_head(matrix)}\n</thead>\n<tbody>\n{body}\n</tbody>\n'
        f"</table></div>\n{_legend(matrix)}{_notes(matrix)}</section>"
    )


def _head(matrix: Matrix) -> str:
    groups = matrix.column_groups
    span = ' rowspan="2"' if groups else ""
    stub = "".join(f'<th scope="col"{span}>{escape(name)}</th>' for name in matrix.stub)
    columns = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in matrix.columns)
    if not groups:
        return f"<tr>{stub}{columns}</tr>"
    over = "".join(f'<th scope="colgroup" colspan="{width}">{escape(label)}</th>' for label, width in groups)
    return f"<tr>{stub}{over}</tr>\n<tr>{columns}</tr>"


def _rows(matrix: Matrix, study: Study) -> list[str]:
    rows, last = [], None
    for row, cells in matrix.lines():
        stub = f'<th scope="row">{escape(row.label)}</th>'
        if len(matrix.stub) > 1:
            shown = escape(row.group) if row.group != last else ""
            stub = f'<th scope="rowgroup">{shown}</th>{stub}'
        last = row.group
        rows.append(f"<tr>{stub}{''.join(_cell(cell, matrix, study) for cell in cells)}</tr>")
    return rows


def _cell(cell: MatrixCell, matrix: Matrix, study: Study) -> str:
    return f"<td>{''.join(_paragraph(paragraph, matrix, study) for paragraph in paragraphs(cell, matrix))}</td>"


def _paragraph(paragraph: Paragraph, matrix: Matrix, study: Study) -> str:
    """A paragraph that opens the segments of its entry; a sign opens them only where it stands alone."""
    words = " ".join(_piece(piece) for piece in paragraph)
    leading = [piece for piece in paragraph if piece.segments]
    entries = [piece for piece in leading if piece.style is not Style.SYMBOL] or leading
    if not entries:
        return f"<p>{words}</p>"
    inside = "".join(_context(place, matrix, study) for place in entries[0].segments)
    return f"<details><summary>{words}</summary>{inside}</details>"


def _piece(piece: Piece) -> str:
    return f'<span class="{piece.style.value}">{escape(piece.text)}</span>'


def _context(place: Reference, matrix: Matrix, study: Study) -> str:
    found = context_of(study, place)
    lines = matrix.words["context"].format(lines=found.lines)
    withheld = f" · {matrix.words['withheld']}" if found.withheld else ""
    return (
        f'<blockquote cite="{escape(place.citation)}">{escape(found.before)}<mark>{escape(found.quote)}</mark>'
        f'{escape(found.after)}\n<span class="citation">{escape(place.citation)} · {escape(found.source)}, '
        f"{escape(lines)}{escape(withheld)}</span></blockquote>"
    )


def _legend(matrix: Matrix) -> str:
    if not matrix.legend:
        return ""
    items = "".join(f"<dt>{escape(sign)}</dt><dd>{escape(text)}</dd>" for sign, text in matrix.legend.items())
    return f"<h2>{escape(matrix.words['legend'])}</h2><dl>{items}</dl>\n"


def _notes(matrix: Matrix) -> str:
    return "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>\n"
        for heading, texts in around(matrix)
    )


WRITER = MatrixWriter(name="html", render=render)
