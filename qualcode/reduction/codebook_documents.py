"""The codebook as a document: Markdown, and the Word appendix of a thesis with how each code is used."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from qualcode.model import Code, CodeStatus
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import Terms


def _depths(codes: Iterable[Code]) -> Mapping[str, int]:
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.id] = depths.get(code.parent or "", -1) + 1
    return depths


def _guidance(code: Code, terms: Terms) -> Iterable[tuple[str, str]]:
    """(word, text) of what guides the use of a code, the definition left out."""
    if code.include:
        yield terms("codebook.include"), code.include
    if code.exclude:
        yield terms("codebook.exclude"), code.exclude
    if code.condenses:
        yield terms("codebook.condenses"), ", ".join(code.condenses)
    if code.keywords:
        yield terms("codebook.keywords"), ", ".join(code.keywords)


def _cases(code: Code, terms: Terms) -> Iterable[tuple[str, str]]:
    """(word, text) of the typical examples and of the case on the border."""
    for example in code.examples:
        yield terms("codebook.examples"), example
    if code.borderline:
        yield terms("codebook.borderline"), code.borderline


def _used(codebook: Codebook, code: Code, terms: Terms) -> Iterable[str]:
    """How the code itself is used, with its denominators; nothing for a codebook that is of no study."""
    if codebook.use is None:
        return
    use = codebook.use.codes[code.id]
    counts = (use.own, use.own_sources, use.own_informants) if use.own else (use.codings, use.sources, use.informants)
    if not use.codings:
        yield terms("codebook.unused")
        return
    yield terms(
        "codebook.used_in" if use.own else "codebook.used_below",
        codings=terms.number(counts[0]),
        sources=terms.number(counts[1]),
        all_sources=terms.number(codebook.use.sources),
        informants=terms.number(counts[2]),
        all_informants=terms.number(codebook.use.informants),
    )


def _basis(codebook: Codebook, terms: Terms) -> Iterable[str]:
    """What the counts rest on."""
    if codebook.use is not None:
        yield terms("codebook.basis", coders=", ".join(codebook.use.coders) or terms("codebook.everyone"))


def _title(codebook: Codebook, terms: Terms) -> str:
    word = terms("codebook.title")
    if codebook.name.casefold().startswith(word.casefold()):
        return codebook.name
    return f"{word}: {codebook.name}" if codebook.name else word


def _level(code: Code, terms: Terms) -> str:
    word = terms(f"values.code_level.{code.level.value}")
    return f"{word}; {terms('codebook.retired')}" if code.status is CodeStatus.RETIRED else word


def as_markdown(codebook: Codebook, terms: Terms) -> str:
    """The codebook as a document: a heading a code, its definition, its use and its examples."""
    codes = tree_order(codebook.codes)
    depths = _depths(codes)
    lines = [f"# {_title(codebook, terms)}", ""]
    for code in codes:
        name = f": {code.name}" if code.name != code.id else ""
        lines += [f"{'#' * min(6, 2 + depths[code.id])} {code.id}{name}", ""]
        lines += [f"*{_level(code, terms)}*", "", code.definition or terms("codebook.no_definition"), ""]
        points = [f"- **{word}**: {' '.join(text.split())}" for word, text in _guidance(code, terms)]
        points += [f"- **{word}**: {' '.join(text.split())}" for word, text in _cases(code, terms)]
        points += [f"- **{terms('codebook.used')}**: {used}" for used in _used(codebook, code, terms)]
        lines += [*points, ""] if points else []
    lines += [f"*{basis}*" for basis in _basis(codebook, terms)]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_docx(codebook: Codebook, terms: Terms) -> bytes:
    """An appendix: one table over landscape A4, a row a code, the head repeated on every page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    document.core_properties.title = _title(codebook, terms)
    document.core_properties.author = ""
    heading = document.styles["Heading 1"]
    heading.font.size, heading.font.color.rgb = Pt(14), RGBColor(0, 0, 0)
    heading.element.rPr.rFonts.attrib.clear()
    heading.font.name = "Times New Roman"
    document.add_heading(_title(codebook, terms), 1)
    widths = (Cm(3.6), Cm(5.6), Cm(6.3), Cm(6.2), Cm(3.0))
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    for cell, word in zip(table.rows[0].cells, ("code", "definition", "use", "examples", "used"), strict=True):
        cell.paragraphs[0].add_run(terms(f"codebook.{word}")).bold = True
    _mark_row(table.rows[0], "tblHeader")
    codes = tree_order(codebook.codes)
    depths = _depths(codes)
    for code in codes:
        _docx_row(table, codebook, code, depths[code.id], terms)
    _set_widths(table, widths)
    for basis in _basis(codebook, terms):
        document.add_paragraph().add_run(basis).italic = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_row(table: Any, codebook: Codebook, code: Code, depth: int, terms: Terms) -> None:
    from docx.shared import Cm

    row = table.add_row()
    _mark_row(row, "cantSplit")
    label, definition, use, examples, used = (cell.paragraphs[0] for cell in row.cells)
    label.paragraph_format.left_indent = Cm(0.4 * depth)
    label.add_run(code.id).bold = True
    label.add_run(f"\n{code.name}" if code.name != code.id else "")
    label.add_run(f"\n({_level(code, terms)})").italic = True
    definition.add_run(code.definition or terms("codebook.no_definition"))
    for at, (word, text) in enumerate(_guidance(code, terms)):
        paragraph = use if at == 0 else row.cells[2].add_paragraph()
        paragraph.add_run(f"{word}: ").italic = True
        paragraph.add_run(text)
    for at, (word, text) in enumerate(_cases(code, terms)):
        paragraph = examples if at == 0 else row.cells[3].add_paragraph()
        if word == terms("codebook.borderline"):
            paragraph.add_run(f"{word}: ").italic = True
        paragraph.add_run(text)
    for count in _used(codebook, code, terms):
        used.add_run(count)


def _set_widths(table: Any, widths: tuple[Any, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _mark_row(row: Any, mark: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{mark}"))  # noqa: SLF001 - python-docx has no public way
