"""Parts of an OpenDocument file: styles from the profile, and rules in tables and counters of captions."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from qualcode.report.writers._pandoc import pandoc_file, run_pandoc
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile

COUNTRIES = {"id": "ID", "en": "GB"}
SIDES = (("Sideways", "Sideways"), ("Upright", "Standard"), ("First", "First_20_Page"))
"""Ends of the names of styles that begin pages of another layout, and the layout that each begins."""

EPOCH = (1980, 1, 1, 0, 0, 0)
MIMETYPE = "mimetype"
RULE = "0.5pt solid #000000"
_BARE = re.compile(
    r'(<style:style style:name="(Table(?:HeaderRow|Row)Cell)"[^>]*>\s*)<style:table-cell-properties [^>]*/>'
)
_TABLE = re.compile(r'(style:family="table">\s*<style:table-properties )')
_TABLE_END = re.compile(r"<table:table-row>((?!<table:table-row>).)*</table:table-row>\s*</table:table>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style; lengths in centimetres, sizes and spaces in points, ``spacing`` in lines.

    ``turns`` says that it also begins pages on their side and upright ones after such.
    """

    name: str
    size: float
    spacing: float = 1.0
    align: str = "justify"
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    bold: bool = False
    italic: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    fill: str = ""
    tab: float = 0
    level: int = 0
    turns: bool = False


def reference_odt(document: Document) -> bytes:
    """Pandoc's own reference file with the styles of the document's profile."""
    return _packed(_unpacked(_plain_reference()) | {"styles.xml": _styles_xml(document).encode()})


def finished(content: bytes, document: Document) -> bytes:
    """Pandoc's .odt with rules in its tables, counters for its captions and lasting properties."""
    parts = _unpacked(content)
    text = _BARE.sub(lambda found: found[1] + _cell(found[2], document.profile), parts["content.xml"].decode())
    if document.profile.source_line != "below":
        text = _TABLE.sub(r'\1fo:margin-bottom="12pt" ', text)
    if document.profile.table_rules == "three":
        text = _TABLE_END.sub(lambda found: found.group().replace('"TableRowCell"', '"TableLastCell"'), text)
        edges = _cell("TableLastCell", document.profile)
        last = f'<style:style style:name="TableLastCell" style:family="table-cell">{edges}</style:style>'
        text = text.replace("</office:automatic-styles>", f"{last}</office:automatic-styles>", 1)
    words = terms_for(document.language)
    counters = "".join(
        f'<text:sequence-decl text:display-outline-level="0" text:name="{escape(words(f"report.{name}"))}"/>'
        for name in ("table", "figure")
    )
    text = text.replace("<office:text>", f"<office:text><text:sequence-decls>{counters}</text:sequence-decls>", 1)
    return _packed(parts | {"content.xml": text.encode(), "meta.xml": _meta(document).encode()})


def _cell(name: str, profile: Profile) -> str:
    """The edges and rules of a cell: a grid, or lines above and below the head and at the end."""
    if profile.table_rules == "grid":
        rules = f'fo:border="{RULE}"'
    else:
        lines = {"TableHeaderRowCell": ("top", "bottom"), "TableLastCell": ("bottom",)}.get(name, ())
        rules = 'fo:border="none"' if not lines else " ".join(f'fo:border-{line}="{RULE}"' for line in lines)
    return f'<style:table-cell-properties fo:padding="0.1cm" {rules}/>'


def _styles_xml(document: Document) -> str:
    from jinja2 import Template

    profile = document.profile
    template = Template(
        pandoc_file("odt_styles.xml.j2").read_text(encoding="utf-8"),
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    width, height = profile.page_cm
    made: str = template.render(
        profile=profile,
        language=document.language,
        country=COUNTRIES[document.language],
        styles=_styles(profile),
        sides=SIDES,
        width=min(width, height),
        height=max(width, height),
        edge_top=min(2.0, profile.margin_top_cm - 1),
        edge_bottom=min(1.5, profile.margin_bottom_cm - 1),
        first_corner=profile.page_number_first.replace("outer", "right"),
        other_corner=profile.page_number_other.replace("outer", "right"),
        even_corner=profile.page_number_other.replace("outer", "left"),
        draft=terms_for(document.language)("report.draft") if document.draft else "",
    )
    return made.strip()


def _styles(profile: Profile) -> tuple[Style, ...]:
    """Every paragraph style that a document may use."""
    size, cell = profile.font_size_pt, profile.table_font_pt
    indent = profile.first_line_indent_cm
    after_heading = indent if profile.indent_after_heading else 0
    body = Style(name="Text body", size=size, spacing=profile.line_spacing, first=indent, turns=True)
    return (
        Style(name="Standard", size=size, align="left"),
        body,
        Style(name="First paragraph", size=size, spacing=profile.line_spacing, first=after_heading, turns=True),
        *_headings(profile),
        Style(
            name="Block Text", size=size, spacing=profile.quote_spacing, after=size, keep_lines=True, turns=True,
            left=profile.quote_indent_left_cm, right=profile.quote_indent_right_cm,
        ),
        Style(name="Slot", size=size, align="left", after=size, fill="#fff2cc", turns=True),
        Style(name="Mark", size=size, align="left", after=size, fill="#f8d7da", turns=True),
        *_captions(profile),
        Style(name="Table Source", size=cell, align="left", before=3, after=6, turns=True),
        Style(name="Table Header", size=cell, align="center", bold=True, spacing=profile.table_spacing),
        Style(name="Matrix Cell", size=cell, align="left", spacing=profile.table_spacing),
        Style(name="Matrix Quote", size=cell, align="left", spacing=profile.table_spacing),
        Style(name="Matrix Number", size=cell, align="right", spacing=profile.table_spacing),
        Style(
            name="List Title", size=profile.chapter_size_pt, bold=True, align="center", after=12, keep_next=True,
            spacing=profile.line_spacing, break_before=True, turns=True,
        ),
        Style(name="List Entry", size=size, align="left", left=1.75, first=-1.75, after=6, tab=profile.text_width_cm),
        Style(
            name="Bibliography", size=size, align="left", spacing=profile.bibliography_spacing,
            left=profile.bibliography_hanging_cm, first=-profile.bibliography_hanging_cm,
            after=profile.bibliography_gap * size,
        ),
        Style(name="Footnote", size=profile.footnote_size_pt, first=indent),
        Style(name="Page Break", size=1, align="left", break_before=True),
        *(Style(name=f"Page {side.title()}", size=size, align=side) for side in ("left", "center", "right")),
        Style(name="Page Draft", size=size, align="center", bold=True),
        Style(name="Page Footer", size=size, align="right", bold=True),
    )  # fmt: skip


def _headings(profile: Profile) -> tuple[Style, ...]:
    appended = profile.heading_scheme == "appendix"
    lower = max(0.0, profile.chapter_top_margin_cm - profile.margin_top_cm) / 2.54 * 72
    chapter = Style(
        name="Heading 1", size=profile.chapter_size_pt, bold=True, align="center", before=lower, after=12, level=1,
        spacing=profile.line_spacing, keep_next=True, keep_lines=True, turns=True,
    )  # fmt: skip
    letters = {2: profile.heading2_style, 3: profile.heading3_style, 4: profile.heading3_style}
    return (
        chapter,
        *(
            Style(
                name=f"Heading {level}", size=profile.font_size_pt, align="left", spacing=profile.line_spacing,
                bold=sort == "bold", italic=sort == "italic", level=level, keep_next=True, keep_lines=True, turns=True,
                before=profile.font_size_pt if appended and level > 2 else 6 if level == 2 else 0,  # noqa: PLR2004
                break_before=appended and level == 2,  # noqa: PLR2004
            )
            for level, sort in ((level, letters.get(level, "regular")) for level in range(2, 7))
        ),
    )  # fmt: skip


def _captions(profile: Profile) -> tuple[Style, ...]:
    bold = profile.caption_bold == "all"
    hang = 1.75 if profile.caption_hanging else 0
    size = profile.caption_size_pt
    return (
        Style(
            name="Table Caption", size=size, bold=bold, align=profile.table_caption_align, before=6, after=6, left=hang,
            first=-hang, keep_next=True, keep_lines=True, turns=True,
        ),
        Style(name="Image Caption", size=size, bold=bold, align=profile.figure_caption_align, before=6, after=6),
        Style(name="Captioned Figure", size=size, align="center", before=6, keep_next=True, turns=True),
    )  # fmt: skip


def _meta(document: Document) -> str:
    """Title, author and language; no times, no programs, nothing that changes by itself."""
    title = f"{document.label} {document.title}".strip()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(document.study_title)}</dc:subject>"
        f"<dc:creator>{escape(document.author)}</dc:creator><dc:language>{document.language}</dc:language>"
        "</office:meta></office:document-meta>"
    )


@cache
def _plain_reference() -> bytes:
    return run_pandoc(["--print-default-data-file=reference.odt"], "")


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts in one order with one time, the kind of file first and uncompressed as the format asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(parts, key=lambda name: (name != MIMETYPE, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, parts[name])
    return out.getvalue()
