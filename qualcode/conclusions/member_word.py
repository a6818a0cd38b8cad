"""Member-check sheets as Word files to print or to fill in, and the answers read back from them.

Each finding is a table: what it says, the informant's own words, three boxes, lines to write on. A box counts as
ticked when anything but the empty box stands before its word (☒, ☑, ✓, x).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualcode.collection.written_files import read_bytes, write_whole
from qualcode.conclusions.member_sheets import Asked, Sheet
from qualcode.errors import BadFile, Problem
from qualcode.model import Study
from qualcode.terms import Terms, terms_for

BOX = "☐"
_LINES = 3
_TICKED = re.compile(r"[☒☑✓✔xXvV√]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TITLE = re.compile(r"(?P<finding>\S+) · (?P<informant>\S+)")
BOXES = ("agree", "partly", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one informant answered to one finding; ``agrees`` is None for *partly* or no box."""

    finding: str
    informant: str
    agrees: bool | None
    answer: str
    change: str = ""
    date: str = ""


def write_sheet(study: Study, sheet: Sheet, path: Path) -> None:
    """One sheet as ``.docx``; the file is written whole or not at all."""
    from docx.shared import Pt

    terms = terms_for(study.project.language)
    document = _empty(study, terms)
    title = document.add_paragraph().add_run(_clean(terms("member_check.title")))
    title.bold, title.font.size = True, Pt(14)
    document.add_paragraph(_clean(study.project.title))
    document.add_paragraph(terms("member_check.code", code=sheet.informant))
    document.add_paragraph(terms("member_check.date"))
    document.add_paragraph(terms("member_check.how"))
    for asked in sheet.findings:
        _finding(document, sheet.informant, asked, terms)
    document.add_paragraph("")
    document.add_paragraph(terms("member_check.signature"))
    data = io.BytesIO()
    document.save(data)
    write_whole(path, data.getvalue())


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)


def _empty(study: Study, terms: Terms) -> Any:
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(4)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _clean(f"{terms('member_check.title')} · {study.project.title}")
    return document


def _finding(document: Any, informant: str, asked: Asked, terms: Terms) -> None:
    """One finding as a table of three columns: a box in each, everything else across all three."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Cm, Pt

    document.add_paragraph("").paragraph_format.space_after = Pt(0)
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    head = _wide(table, f"{asked.finding} · {informant}")
    head.paragraphs[0].runs[0].font.size = Pt(9)
    said = _wide(table, asked.text)
    said.paragraphs[0].runs[0].bold = True
    if asked.quotations:
        own = _wide(table, terms("member_check.your_words"))
        for piece in asked.quotations:
            date = terms.date(piece.date) if piece.date else ""
            words = _clean(f"“{' '.join(piece.quote.split())}”" + (f" ({date})" if date else ""))
            own.add_paragraph(words).paragraph_format.left_indent = Cm(0.8)
    boxes = table.add_row()
    for cell, name in zip(boxes.cells, BOXES, strict=True):
        cell.text = f"{BOX} {terms(f'member_check.{name}')}"
    _wide(table, terms("member_check.comment"))
    for _line in range(_LINES):
        _wide(table, "")
        row = table.rows[-1]
        row.height, row.height_rule = Cm(0.9), WD_ROW_HEIGHT_RULE.AT_LEAST
    for row in table.rows:
        _keep_whole(row)


def _wide(table: Any, text: str) -> Any:
    cells = table.add_row().cells
    cell = cells[0].merge(cells[-1])
    cell.text = _clean(text)
    return cell


def _keep_whole(row: Any) -> None:
    """A row does not break over pages, and stays with the next."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for it
    properties.append(OxmlElement("w:cantSplit"))
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def read_sheet(path: Path) -> tuple[Given, ...]:
    """The answers of a sheet that was filled in; findings left blank give none.

    Raises ``BadFile`` for a file that is no sheet, or a finding with two boxes ticked; ``UnreadableSource`` for one
    that cannot be read.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(read_bytes(path)))
    except (PackageNotFoundError, KeyError, ValueError):
        raise BadFile(path.name, (Problem("no_sheet"),)) from None
    except Exception as error:
        if type(error).__name__ == "BadZipFile":
            raise BadFile(path.name, (Problem("no_sheet"),)) from None
        raise
    found: list[Given] = []
    problems: list[Problem] = []
    tables = [(match, table) for table in document.tables if table.rows and (match := _titled(table))]
    if not tables:
        raise BadFile(path.name, (Problem("no_sheet"),))
    for match, table in tables:
        ticked, answer = _filled(table)
        if len(ticked) > 1:
            problems.append(Problem("two_boxes", None, match["finding"]))
        elif ticked or answer:
            agrees = {"agree": True, "no": False}.get(ticked[0]) if ticked else None
            found.append(Given(finding=match["finding"], informant=match["informant"], agrees=agrees, answer=answer))
    if problems:
        raise BadFile(path.name, tuple(problems))
    return tuple(found)


def _titled(table: Any) -> re.Match[str] | None:
    return _TITLE.fullmatch(table.rows[0].cells[0].text.strip())


def _filled(table: Any) -> tuple[list[str], str]:
    """(names of ticked boxes, what was written on the lines)."""
    rows = [_texts(row) for row in table.rows]
    at = next((place for place, cells in enumerate(rows) if len(cells) == len(BOXES)), None)
    if at is None:
        return [], ""
    ticked = [name for name, text in zip(BOXES, rows[at], strict=True) if _is_ticked(text)]
    label = rows[at + 1][0].strip() if at + 1 < len(rows) else ""
    first_line = label.partition(":")[2] if ":" in label else ""
    written = [first_line, *(cells[0] for cells in rows[at + 2 :])]
    return ticked, " ".join(" ".join(written).split())


def _is_ticked(text: str) -> bool:
    mark, _, _word = text.strip().partition(" ")
    return BOX not in text or bool(_TICKED.fullmatch(mark))


def _texts(row: Any) -> list[str]:
    """The text of each cell of a row once, also where it spans several columns."""
    seen: list[Any] = []
    for cell in row.cells:
        if not any(cell._tc is other._tc for other in seen):  # noqa: SLF001 - the cell behind the columns
            seen.append(cell)
    return [cell.text for cell in seen]
