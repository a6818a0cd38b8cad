"""Documents laid out by Jinja2 templates in Markdown, of which a study may keep its own.

One template serves every format: ``form`` is the format that will be written (``docx``, ``html``, ``md`` …).
Every text reaches the page through the ``md`` or ``html`` filter.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from qualcode.errors import BadTemplate
from qualcode.report.document import Table, TableCell, anchor
from qualcode.report.escaping import for_html, for_pandoc, for_reading
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from jinja2 import Environment

    from qualcode.report.document import Document, Ground

T = TypeVar("T")

SHARED = "document.md.j2"
"""The template of chapters that have none of their own."""

LAYOUT = "layout"
"""How the name of the mark begins that tells the profile of a Word file."""

GROUNDS_SHOWN = 6
"""Segments that a claim unfolds into; the others are counted."""


def lay_out(document: Document, form: str) -> str:
    """The document as Markdown for a writer.

    ``BadTemplate`` with path and line for a template that cannot be read or filled.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    environment = _environment(document, form)
    name = f"{document.chapter}.md.j2"
    try:
        template = environment.select_template([name, SHARED])
        return _tidied(template.render(document=document, profile=document.profile, form=form))
    except TemplateSyntaxError as error:
        raise BadTemplate(error.filename or error.name or name, error.lineno, error.message or "") from None
    except TemplateNotFound as error:
        path, line = _place(error, document)
        raise BadTemplate(path or name, line, f"{error.name}?") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        path, line = _place(error, document)
        if path is None:
            raise
        raise BadTemplate(path, line, str(error)) from None


def _environment(document: Document, form: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - Markdown, not HTML: every text goes through the md or html filter
        loader=FileSystemLoader([str(folder) for folder in document.profile.folders]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    plain = form == "md"
    filters: dict[str, Callable[..., object]] = {
        "md": for_reading if plain else for_pandoc,
        "html": for_html,
        "kind": kind_of_part,
        "base64": lambda data: b64encode(data).decode(),
        "flat_header": flat_header,
        "flat_rows": flat_rows,
        "grounded": _grounded(document),
        "mark": _marks(document),
        "shown": lambda claim: claim.segments[:GROUNDS_SHOWN],
    }
    environment.filters.update(filters)
    environment.globals |= {
        "words": terms_for(document.language),
        "layout_mark": anchor(LAYOUT, document.profile.name),
        "noted": document.profile.interview_cite == "footnote",
        "div": lambda attributes: "" if plain else f"::: {{{attributes}}}",
        "end": "" if plain else ":::",
    }
    return environment


def _marks(document: Document) -> Callable[[str], str]:
    """The mark of a field by its key; each further paragraph of a field gets one of its own."""
    known = {one.key: one.mark for one in document.fields}
    given: Counter[str] = Counter()

    def mark(key: str) -> str:
        if key not in known:
            return ""
        given[key] += 1
        return known[key] if given[key] == 1 else f"{known[key]}_{given[key]}"

    return mark


def _grounded(document: Document) -> Callable[[str], Ground | None]:
    """The ground that a segment is."""
    known = {ground.segment: ground for ground in document.grounds}
    return known.get


def kind_of_part(part: object) -> str:
    """The name of a part's partial: ``BlockQuotation`` is ``block_quotation``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(part).__name__).lower()


def flat_header(table: Table) -> tuple[str, ...]:
    """One heading a column: those of all header rows that stand over it, joined by a colon."""
    grid = _grid(tuple(tuple((cell.text, cell.columns, cell.rows) for cell in row) for row in table.header))
    columns = range(len(table.columns))
    return tuple(": ".join(dict.fromkeys(row[at][0] for row in grid if at in row and row[at][0])) for at in columns)


def flat_rows(table: Table) -> tuple[tuple[TableCell, ...], ...]:
    """The rows with every cell in one row and column; what spans several stands in the first."""
    empty = TableCell(parts=())
    grid = _grid(tuple(tuple((cell, cell.columns, cell.rows) for cell in row) for row in table.rows))
    return tuple(tuple(row[at][0] if row[at][1] else empty for at in sorted(row)) for row in grid)


def _grid(rows: tuple[tuple[tuple[T, int, int], ...], ...]) -> list[dict[int, tuple[T, bool]]]:
    """Of each row: column → what stands there, and whether it begins there or only reaches there."""
    grid: list[dict[int, tuple[T, bool]]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell, columns, deep in row:
            while column in grid[at]:
                column += 1
            for down in range(min(deep, len(grid) - at)):
                for right in range(columns):
                    grid[at + down][column + right] = (cell, down == right == 0)
    return grid


def _place(error: BaseException, document: Document) -> tuple[str | None, int | None]:
    """Path and line of the innermost template in an error's traceback."""
    folders = tuple(str(folder) for folder in document.profile.folders)
    found: tuple[str | None, int | None] = None, None
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(folders):
            found = path, trace.tb_lineno
        trace = trace.tb_next
    return found


def _tidied(text: str) -> str:
    """At most one blank line between blocks, none at the start, a line break at the end."""
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip("\n") + "\n"
