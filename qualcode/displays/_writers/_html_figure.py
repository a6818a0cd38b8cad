"""A figure on a page: a node or line leads to its row in the tables below, and the row opens its segments.

It works by links alone, so by keyboard and on a phone too; no script runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from qualcode.displays._drawing.svg import svg
from qualcode.displays._figure import Figure
from qualcode.displays._figure_forms import FigureTable, TableRow
from qualcode.displays._figure_pages import scene_of
from qualcode.displays._figure_tables import tables_of
from qualcode.displays._writers._html_parts import contexts, legend, notes
from qualcode.model import Study
from qualcode.terms import terms_for


def figure_section(figure: Figure, study: Study) -> str:
    """The section of a figure up to where it ends: drawing, legend, tables with evidence, what stands under them."""
    tables = tables_of(figure)
    rows = [row.key for table in tables for row in table.rows]
    anchors = {key: f"{figure.name}-{at}" for at, key in enumerate(rows, 1)}
    drawing = svg(scene_of(figure), lambda key: f"#{anchors[key]}" if key in anchors else "")
    listed = "\n".join(_table(figure, table, anchors, study) for table in tables)
    name = escape(figure.name)
    return (
        f'<section id="{name}">\n<h1>{escape(figure.title)}</h1>\n'
        f'<p class="caption">{escape(figure.caption)}</p>\n<p class="question">{escape(figure.question)}</p>\n'
        f'<div class="scroll drawing" id="{name}-0">\n{drawing}</div>\n'
        f"{legend(figure)}{listed}\n{notes(figure)}"
    )


def _table(figure: Figure, table: FigureTable, anchors: Mapping[str, str], study: Study) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in (*table.heads, figure.words["evidence"]))
    rows = "\n".join(_row(figure, table, row, anchors[row.key], study) for row in table.rows)
    return (
        f'<h2>{escape(table.title)}</h2>\n<div class="scroll listed" tabindex="0"><table>\n<thead>\n<tr>{heads}</tr>\n'
        f"</thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _row(figure: Figure, table: FigureTable, row: TableRow, anchor: str, study: Study) -> str:
    """A row that is opened by a link to it; opened, it shows its segments and a link that closes it."""
    first = f'<th scope="row" class="name">{escape(row.cells[0])}</th>'
    pairs = zip(table.heads[1:], row.cells[1:], strict=True)
    cells = "".join(f'<td data-column="{escape(head)}">{escape(text)}</td>' for head, text in pairs)
    terms, words = terms_for(figure.language), figure.words
    if row.segments:
        count = terms("displays.figure.segments", n=terms.number(len(row.segments)))
        close = f'<p><a href="#{figure.name}-0">{escape(words["close"])}</a></p>'
        inside = contexts(row.segments, words, study)
        proof = f'<a href="#{escape(anchor)}">{escape(count)}</a><div class="evidence">{inside}{close}</div>'
    else:
        proof = escape(terms("displays.blanks.declared"))
    evidence = f'<td data-column="{escape(words["evidence"])}">{proof}</td>'
    return f'<tr id="{escape(anchor)}">{first}{cells}{evidence}</tr>'
