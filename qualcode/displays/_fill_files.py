"""Forms of displays as files: a spreadsheet with one line a cell, and plain text for any editor.

In plain text a cell begins with ``=== display | row | column | basis``; lines that begin with ``#`` are for reading
alone; each field begins with its name and a colon, and its text may go on over lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap

from qualcode.collection.written_files import decode, read_bytes, read_xlsx
from qualcode.errors import BadFile, BadValue, Problem
from qualcode.model import DataMark, EvidenceMark, Valence
from qualcode.terms import LANGUAGES, Terms, terms_for

from ._fill import FIELDS, Filled, Form
from ._writers._sheet_sizes import LINE_HEIGHT, lines

FORMATS = (".xlsx", ".txt")

_PLACES = ("display", "row", "column", "basis")
_COLUMNS = ("display", "row", "column", "row_label", "column_label", "evidence", *FIELDS, "basis")
_WIDTHS = (18, 10, 12, 18, 18, 60, 45, 35, 10, 10, 14)
_HEAD = "==="
_SHOWN = 60
_LINE = 96
_TALLEST = 400
"""Points that a row may have at most, a little below the format's limit."""


def rendered(form: Form, suffix: str, terms: Terms) -> bytes:
    """A form as a file of this kind; ``BadValue`` for another."""
    if suffix == ".xlsx":
        return _as_xlsx(form, terms)
    if suffix == ".txt":
        return _as_text(form, terms).encode()
    raise BadValue("format", suffix, FORMATS)


def read_form(path: Path) -> tuple[Filled, ...]:
    """The cells of a form that came back; ``BadFile`` where it is none, ``BadValue`` for another kind of file."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return tuple(_from_xlsx(path))
    if suffix == ".txt":
        return tuple(_from_text(path))
    raise BadValue("format", suffix, FORMATS)


def _words(terms: Terms) -> dict[str, str]:
    return {name: terms(f"displays.form.{name}") for name in _COLUMNS}


def _as_text(form: Form, terms: Terms) -> str:
    words = _words(terms)
    lines = [f"# {form.title}", *(f"# {line}" for line in wrap(terms("displays.form.how"), _LINE)), ""]
    for cell in form.cells:
        lines.append(f"{_HEAD} {cell.display} | {cell.row} | {cell.column} | {cell.basis}")
        lines.append(f"# {' × '.join(cell.labels)}")
        for paragraph in cell.evidence.split("\n"):
            lines += [f"#   {line}" for line in wrap(paragraph, _LINE)]
        for name in FIELDS:
            lines.append(f"{words[name]}: {' '.join(cell.written[name].split())}".rstrip())
        lines.append("")
    return "\n".join(lines)


def _from_text(path: Path) -> Iterator[Filled]:
    text, _encoding = decode(read_bytes(path), path.name)
    names = {terms_for(language)(f"displays.form.{name}").casefold(): name for language in LANGUAGES for name in FIELDS}
    start = re.compile(rf"({'|'.join(map(re.escape, names))})\s*:(.*)", re.IGNORECASE)
    place: tuple[int, list[str]] | None = None
    written: dict[str, list[str]] = {}
    field = ""
    for at, line in enumerate(text.splitlines(), 1):
        if line.startswith(_HEAD):
            if place is not None:
                yield _filled(path, place, written)
            place, written, field = (at, [part.strip() for part in line[len(_HEAD) :].split(" | ")]), {}, ""
        elif line.startswith("#"):
            continue
        elif (found := start.match(line)) and place is not None:
            field = names[found.group(1).casefold()]
            written[field] = [found.group(2)]
        elif line.strip():
            if not field:
                wrong = "no_form" if place is None else "outside_field"
                raise BadFile(path.name, (Problem(wrong, at, line.strip()[:_SHOWN]),))
            written[field].append(line)
    if place is None:
        raise BadFile(path.name, (Problem("no_form", 1, ""),))
    yield _filled(path, place, written)


def _filled(path: Path, place: tuple[int, list[str]], written: Mapping[str, list[str]]) -> Filled:
    at, parts = place
    if len(parts) not in (len(_PLACES) - 1, len(_PLACES)):
        raise BadFile(path.name, (Problem("no_form", at, " | ".join(parts)[:_SHOWN]),))
    texts = {name: " ".join(part.strip() for part in lines if part.strip()) for name, lines in written.items()}
    return Filled(
        display=parts[0],
        row=parts[1],
        column=parts[2],
        basis=parts[3] if len(parts) == len(_PLACES) else "",
        written=texts,
        line=at,
    )


def _as_xlsx(form: Form, terms: Terms) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **safe})
    sheet = book.add_worksheet(terms("displays.form.sheet"))
    head = book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True, "valign": "top"})
    read = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_color": "#595959"})
    fill = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFBE6"})
    words, widths = _words(terms), dict(zip(_COLUMNS, _WIDTHS, strict=True))
    for at, (name, width) in enumerate(widths.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, words[name], head)
        if name in FIELDS:
            sheet.write_comment(0, at, terms("displays.form.how"), {"x_scale": 3})
    for line, cell in enumerate(form.cells, 1):
        values = {
            "display": cell.display,
            "row": cell.row,
            "column": cell.column,
            "row_label": cell.labels[0],
            "column_label": cell.labels[1],
            "evidence": cell.evidence,
            "basis": cell.basis,
            **cell.written,
        }
        for at, name in enumerate(_COLUMNS):
            sheet.write_string(line, at, values[name], fill if name in FIELDS else read)
        tallest = max(sum(lines(part, width) for part in values[name].split("\n")) for name, width in widths.items())
        sheet.set_row(line, min(tallest * LINE_HEIGHT + 3, _TALLEST))
    marks = [*(mark.value for mark in (*DataMark, *EvidenceMark)), *(sign.value for sign in Valence)]
    sheet.data_validation(
        1,
        _COLUMNS.index("mark"),
        max(1, len(form.cells)),
        _COLUMNS.index("mark"),
        {"validate": "list", "source": marks, "show_error": False},
    )
    sheet.freeze_panes(1, 5)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _from_xlsx(path: Path) -> Iterator[Filled]:
    names, rows = read_xlsx(path)
    known = {terms_for(language)(f"displays.form.{name}"): name for language in LANGUAGES for name in _COLUMNS}
    there = {known.get(name, name): name for name in names}
    lacking = [Problem("missing_key", 1, name) for name in ("display", "row", "column") if name not in there]
    if lacking:
        raise BadFile(path.name, tuple(lacking))
    for line, row in rows:
        yield Filled(
            display=row[there["display"]],
            row=row[there["row"]],
            column=row[there["column"]],
            basis=row.get(there.get("basis", ""), ""),
            written={name: row.get(there.get(name, ""), "") for name in FIELDS},
            line=line,
        )
