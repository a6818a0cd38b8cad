"""Codebooks written for people and programs: YAML and CSV that can be read again, Markdown and a Word appendix."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qualcode.collection.written_files import write_csv, write_whole
from qualcode.errors import BadValue
from qualcode.model import Code, CodeStatus, Focus, FocusKind
from qualcode.model.plain import to_plain
from qualcode.reduction.codebook_reading import LIST_MARK
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import Terms

FORMATS = (".yaml", ".csv", ".md", ".docx")
_COLUMNS = (
    "code", "name", "parent", "focus", "kind", "level", "definition", "include", "exclude", "keywords", "examples",
    "borderline", "cycle", "origin", "status", "condenses",
)  # fmt: skip
_DEFAULTS = {"origin": "frame", "status": "active"}


def write_codebook(codebook: Codebook, path: Path, terms: Terms) -> None:
    """Write a codebook in the format that the file's ending names; ``BadValue`` for an ending that is none."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        write_whole(path, as_yaml(codebook).encode())
    elif suffix == ".csv":
        write_csv(path, _COLUMNS, _rows(codebook))
    elif suffix == ".md":
        write_whole(path, as_markdown(codebook, terms).encode())
    elif suffix == ".docx":
        write_whole(path, _as_docx(codebook, terms))
    else:
        raise BadValue("format", suffix, FORMATS)


def _fields(codebook: Codebook, code: Code) -> dict[str, Any]:
    """A code under the keys of a codebook file; ``kind`` stands with the top code of a focus."""
    plain: dict[str, Any] = to_plain(code)
    kinds = {focus.id: focus.kind for focus in codebook.focuses}
    kind = kinds.get(code.focus or "", FocusKind.ASPECT) if code.parent is None else FocusKind.ASPECT
    return plain | {"code": code.id, "kind": "" if kind is FocusKind.ASPECT else kind.value}


def _rows(codebook: Codebook) -> Iterable[list[str]]:
    for code in tree_order(codebook.codes):
        fields = _fields(codebook, code)
        yield [LIST_MARK.join(v) if isinstance(v := fields[name], list) else str(v or "") for name in _COLUMNS]


def as_yaml(codebook: Codebook) -> str:
    """The codebook as YAML with children under their parents; reading it gives the same codes."""
    from ruamel.yaml import YAML

    top: dict[str, Any] = {key: value for key in ("name", "language") if (value := getattr(codebook, key))}
    if focuses := [_focus(focus) for focus in codebook.focuses if _needs_statement(codebook, focus)]:
        top["focuses"] = focuses
    top["codes"] = _nested(codebook)
    yaml = YAML(typ="rt")
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 110
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(top, out)
    return out.getvalue()


def _needs_statement(codebook: Codebook, focus: Focus) -> bool:
    """Whether a focus holds more than its top code says."""
    tops = [code for code in codebook.codes if code.focus == focus.id and code.parent is None]
    own = next((code for code in tops if code.id == focus.id), tops[0] if tops else None)
    return bool(own is None or own.name != focus.label or focus.question or focus.scale or focus.weak_at is not None)


def _focus(focus: Focus) -> dict[str, Any]:
    stated: dict[str, Any] = {"focus": focus.id, "label": focus.label}
    if focus.kind is not FocusKind.ASPECT:
        stated["kind"] = focus.kind.value
    if focus.question:
        stated["question"] = focus.question
    if focus.scale:
        stated["scale"] = {step.value: step.label for step in focus.scale}
    if focus.weak_at is not None:
        stated["weak_at"] = focus.weak_at
    return stated


def _nested(codebook: Codebook) -> list[dict[str, Any]]:
    ids = {code.id for code in codebook.codes}
    made: dict[str, dict[str, Any]] = {}
    tops: list[dict[str, Any]] = []
    for code in tree_order(codebook.codes):
        fields = _fields(codebook, code)
        inside = code.parent in ids
        entry = {
            name: fields[name]
            for name in _COLUMNS
            if fields[name] and _DEFAULTS.get(name) != fields[name] and not (name == "parent" and inside)
        }
        for name in entry.keys() & {"keywords", "condenses"}:
            entry[name] = _on_one_line(entry[name])
        made[code.id] = entry
        if inside:
            made[str(code.parent)].setdefault("children", []).append(entry)
        else:
            tops.append(entry)
    return tops


def _on_one_line(words: list[str]) -> Any:
    """Words between brackets; one that holds more than letters, digits and dashes is quoted."""
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    sequence = CommentedSeq(w if re.fullmatch(r"\w[\w -]*", w) else DoubleQuotedScalarString(w) for w in words)
    sequence.fa.set_flow_style()
    return sequence


def _depths(codes: Iterable[Code]) -> Mapping[str, int]:
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.id] = depths.get(code.parent or "", -1) + 1
    return depths


def _use(code: Code, terms: Terms) -> Iterable[tuple[str, str]]:
    """(word, text) of what guides the use of a code, the definition left out."""
    if code.include:
        yield terms("codebook.include"), code.include
    if code.exclude:
        yield terms("codebook.exclude"), code.exclude
    if code.borderline:
        yield terms("codebook.borderline"), code.borderline
    if code.condenses:
        yield terms("codebook.condenses"), ", ".join(code.condenses)
    if code.keywords:
        yield terms("codebook.keywords"), ", ".join(code.keywords)


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
        lines += [f"*{_level(code, terms)}*", "", code.definition or "–", ""]
        points = [f"- **{word}**: {' '.join(text.split())}" for word, text in _use(code, terms)]
        points += [f"- **{terms('codebook.examples')}**: {' '.join(example.split())}" for example in code.examples]
        lines += [*points, ""] if points else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _as_docx(codebook: Codebook, terms: Terms) -> bytes:
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
    widths = (Cm(4.2), Cm(7.0), Cm(7.5), Cm(6.0))
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    for cell, word in zip(table.rows[0].cells, ("code", "definition", "use", "examples"), strict=True):
        cell.paragraphs[0].add_run(terms(f"codebook.{word}")).bold = True
    _mark_row(table.rows[0], "tblHeader")
    codes = tree_order(codebook.codes)
    depths = _depths(codes)
    for code in codes:
        _docx_row(table, code, depths[code.id], terms)
    _set_widths(table, widths)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_row(table: Any, code: Code, depth: int, terms: Terms) -> None:
    from docx.shared import Cm

    row = table.add_row()
    _mark_row(row, "cantSplit")
    label, definition, use, examples = (cell.paragraphs[0] for cell in row.cells)
    label.paragraph_format.left_indent = Cm(0.4 * depth)
    label.add_run(code.id).bold = True
    label.add_run(f"\n{code.name}" if code.name != code.id else "")
    label.add_run(f"\n({_level(code, terms)})").italic = True
    definition.add_run(code.definition)
    for at, (word, text) in enumerate(_use(code, terms)):
        paragraph = use if at == 0 else row.cells[2].add_paragraph()
        paragraph.add_run(f"{word}: ").italic = True
        paragraph.add_run(text)
    for at, example in enumerate(code.examples):
        (examples if at == 0 else row.cells[3].add_paragraph()).add_run(example)


def _set_widths(table: Any, widths: tuple[Any, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _mark_row(row: Any, mark: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{mark}"))  # noqa: SLF001 - python-docx has no public way
