"""HTML: one self-contained file that works offline, by keyboard, on a phone and on paper.

An entry opens its segments in context; nothing is fetched and no script runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from qualcode.displays._figure import Figure
from qualcode.displays._result import Matrix, MatrixCell, grouped
from qualcode.displays._shape import LEAST, TIGHT, tight_widths
from qualcode.displays._text import Paragraph, Piece, Style, paragraphs
from qualcode.displays._writers._html_figure import figure_section
from qualcode.displays._writers._html_parts import contexts, legend, notes
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study

STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.4 "Times New Roman", "Liberation Serif", serif; margin: 1.5rem auto; padding: 0 1rem; color: #000;
  background: #fff; }
h1 { font-size: 1.2rem; margin: 2rem 0 .2rem; }
.caption, .question { margin: 0 0 .6rem; }
.question { font-style: italic; }
.scroll { overflow: auto; max-height: 92vh; border: 1px solid #000; width: fit-content; max-width: 100%;
  box-sizing: border-box; }
table { border-collapse: separate; border-spacing: 0; }
th, td { border: solid #000; border-width: 0 1px 1px 0; padding: .3rem .45rem; text-align: left; vertical-align: top; }
tr > :last-child { border-right-width: 0; }
tbody tr:last-child > *, tbody .to-end { border-bottom-width: 0; }
td { min-width: 6rem; max-width: 34rem; }
td.text { min-width: 15rem; }
thead { position: sticky; top: 0; z-index: 2; }
thead th { background: #eee; }
thead th[colspan] { text-align: center; }
thead .corner { position: sticky; left: 0; z-index: 3; }
thead .corner ~ .corner { left: 7rem; }
tbody th { background: #fff; position: sticky; left: 0; z-index: 1; }
tbody .group { width: 7rem; min-width: 7rem; max-width: 7rem; box-sizing: border-box; }
tbody .second { left: 7rem; }
.name { min-width: 4.5rem; }
.long { min-width: 15rem; font-weight: normal; }
p { margin: 0 0 .35rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "\\00A0\\25B8"; }
details[open] > summary::after { content: "\\00A0\\25BE"; }
blockquote { margin: .3rem 0 .5rem .3rem; padding-left: .6rem; border-left: 3px solid #777; white-space: pre-wrap; }
mark { background: #e6e6e6; border-bottom: 2px solid #000; color: #000; }
.explanation { font-style: italic; }
.citation, .kind { font-size: .85em; color: #444; }
.whole { white-space: nowrap; }
.symbol, .mark { font-weight: bold; }
.slot, .stale { border: 1px dashed #000; padding: 0 .2rem; font-weight: bold; }
dl { display: grid; grid-template-columns: max-content auto; gap: 0 .8rem; margin: .4rem 0; }
dt { font-weight: bold; } dd { margin: 0; }
h2 { font-size: 1rem; margin: .8rem 0 .2rem; }
dl, ul, .prose { max-width: 60rem; }
ul { margin: 0; padding-left: 1.2rem; }
.drawing { padding: .6rem; }
.drawing a { cursor: pointer; }
.drawing a:focus, .drawing a:hover { outline: 2px solid #000; outline-offset: 1px; }
.evidence { display: none; min-width: 15rem; }
.listed td { min-width: 3rem; }
tr:target, tr:target > * { background: #f0f0f0; scroll-margin: 30vh; }
tr:target .evidence { display: block; }
@media screen and (max-width: 40rem) {
  .scroll { overflow: visible; max-height: none; border: 0; }
  .drawing { overflow: auto; }
  thead { display: none; }
  table, tbody, tr, td, tbody th { display: block; width: auto; }
  tbody th, tbody .group, .long, td, td.text { position: static; border: 0; min-width: 0; max-width: none; }
  tbody .group { font-size: 1.1rem; margin-top: 1.2rem; padding-bottom: 0; }
  tbody .name { border-bottom: 2px solid #000; }
  td { border-bottom: 1px solid #999; }
  td::before { content: attr(data-column); display: block; font-weight: bold; font-size: .9rem; }
}
@page { size: A4 landscape; margin: 1.5cm; }
@media print {
  body { margin: 0; padding: 0; font-size: 8pt; } nav, .back { display: none; }
  .scroll { overflow: visible; max-height: none; width: auto; }
  section { break-before: page; } section:first-of-type { break-before: auto; }
  table { width: 100%; } thead { position: static; display: table-header-group; }
  tbody th, thead .corner { position: static; } .long { min-width: 0; }
  td, td.text { min-width: 0; } tbody .group { width: auto; min-width: 0; } .name { min-width: 0; }
  th, td { overflow-wrap: break-word; padding: 2pt 3pt; } .whole { white-space: normal; }
  tr { break-inside: avoid; } summary::after { content: ""; }
}
"""


LONG = 60
"""Letters of the name of a row that is a sentence."""


def render(displays: Iterable[Matrix | Figure], study: Study) -> bytes:
    """The displays as sections of one page, with a list of them where there are several."""
    sections, listed = [], []
    language, words = study.project.language, {"index": "", "back": ""}
    for shown in displays:
        sections.append(_section(shown, study))
        listed.append((shown.name, shown.title))
        language, words = shown.language, {**shown.words}
    several = len(listed) > 1
    title = study.project.title if several or not listed else listed[0][1]
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
    ]
    if several:
        links = (f'<li><a href="#{escape(name)}">{escape(label)}</a></li>' for name, label in listed)
        parts.append(f'<nav id="index"><h1>{escape(words["index"])}</h1><ul>{"".join(links)}</ul></nav>')
    back = f'<p class="back"><a href="#index">{escape(words["back"])}</a></p>\n' if several else ""
    parts += (f"{section}{back}</section>" for section in sections)
    return "\n".join([*parts, "</body>\n</html>\n"]).encode()


def _section(matrix: Matrix | Figure, study: Study) -> str:
    """A section up to where it ends, or leads back to the list."""
    if isinstance(matrix, Figure):
        return figure_section(matrix, study)
    body = "\n".join(_rows(matrix, study))
    return (
        f'<section id="{escape(matrix.name)}">\n<h1>{escape(matrix.title)}</h1>\n'
        f'<p class="caption">{escape(matrix.caption)}</p>\n<p class="question">{escape(matrix.question)}</p>\n'
        f'<div class="scroll" tabindex="0"><table>\n<thead>\n{_head(matrix)}\n</thead>\n<tbody>\n{body}\n</tbody>\n'
        f"</table></div>\n{legend(matrix)}{notes(matrix)}"
    )


def _head(matrix: Matrix) -> str:
    groups = matrix.column_groups
    span = ' rowspan="2"' if groups else ""
    stub = "".join(f'<th scope="col" class="corner"{span}>{escape(name)}</th>' for name in matrix.stub)
    columns = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in matrix.columns)
    if not groups:
        return f"<tr>{stub}{columns}</tr>"
    over = "".join(f'<th scope="colgroup" colspan="{width}">{escape(label)}</th>' for label, width in groups)
    return f"<tr>{stub}{over}</tr>\n<tr>{columns}</tr>"


def _rows(matrix: Matrix, study: Study) -> list[str]:
    """Rows under one heading share its cell; columns of running text are wider."""
    text = [width >= TIGHT for width in tight_widths(matrix)]
    heads = [f"{column.group}: {column.label}" if column.group else column.label for column in matrix.columns]
    shape = list(zip(heads, text, strict=True))
    second = " second" if len(matrix.stub) > 1 else ""
    rows = []
    groups = _groups(matrix)
    for at, (row, cells) in enumerate(matrix.lines()):
        long = " long" if len(row.label) > LONG else ""
        stub = f'<th scope="row" class="name{second}{long}">{escape(row.label)}</th>'
        if at in groups:
            end = " to-end" if at + groups[at] == len(matrix.rows) else ""
            stub = f'<th scope="rowgroup" class="group{end}" rowspan="{groups[at]}">{escape(row.group)}</th>{stub}'
        filled = (_cell(cell, where, matrix, study) for cell, where in zip(cells, shape, strict=True))
        rows.append(f"<tr>{stub}{''.join(filled)}</tr>")
    return rows


def _groups(matrix: Matrix) -> dict[int, int]:
    """Where a heading of rows begins, and how many rows stand under it; nothing where rows have one name."""
    if len(matrix.stub) == 1:
        return {}
    found, at = {}, 0
    for _heading, count in grouped(matrix.rows) or (("", 1) for _row in matrix.rows):
        found[at] = count
        at += count
    return found


def _cell(cell: MatrixCell, where: tuple[str, bool], matrix: Matrix, study: Study) -> str:
    """A cell; a narrow screen shows it under the heading of its column."""
    heading, text = where
    inside = "".join(_paragraph(paragraph, matrix, study) for paragraph in paragraphs(cell, matrix))
    return f'<td{" class=text" if text else ""} data-column="{escape(heading)}">{inside}</td>'


def _paragraph(paragraph: Paragraph, matrix: Matrix, study: Study) -> str:
    """A paragraph that opens the segments of its entry, and what else its sign rests on."""
    words = " ".join(_piece(piece) for piece in paragraph)
    leading = sorted(paragraph, key=lambda piece: piece.style is Style.SYMBOL)
    places = {place.segment: place for piece in leading for place in piece.segments}
    if not places:
        return f"<p>{words}</p>"
    inside = contexts(tuple(places.values()), matrix.words, study)
    return f"<details><summary>{words}</summary>{inside}</details>"


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.style is Style.CITATION:
        text = "; ".join(_whole(code) for code in text.split("; "))
    return f'<span class="{piece.style.value}">{text}</span>'


def _whole(code: str) -> str:
    """A citation code that stays on one line, if it is not longer than a line."""
    return f'<span class="whole">{code}</span>' if len(code) <= LEAST + 8 else code


WRITER = DisplayWriter(name="html", render=render)
