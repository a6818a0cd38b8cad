"""The reference document: pandoc's own, its styles set to the profile's values."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from qualcode.report.profile import Profile
from qualcode.report.writers._docx_xml import child, set_borders
from qualcode.report.writers._pandoc import run_pandoc

HANGING_CM = 1.75
"""How far a long caption hangs behind its number, about as wide as *Tabel 12*."""

SLOT_FILL, MARK_FILL = "FFF2CC", "F8D7DA"
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
POINTS_PER_CM = 28.35
ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 3}


@cache
def _plain_reference() -> bytes:
    return run_pandoc(["--print-default-data-file=reference.docx"], "")


@cache
def reference_docx(profile: Profile, language: str) -> bytes:
    """A .docx that carries page, styles and language, and no text that will be kept."""
    import docx

    word = docx.Document(io.BytesIO(_plain_reference()))
    _defaults(word, profile, language)
    _body(word, profile)
    _headings(word, profile)
    _quotations_and_slots(word, profile)
    _tables(word, profile)
    _table_style(word, profile)
    _page(word, profile)
    _notes(word, profile)
    if profile.styles is not None:
        from qualcode.report.campus_styles import copy_styles

        copy_styles(word, profile.styles)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _defaults(word: Any, profile: Profile, language: str) -> None:
    """One font everywhere: theme fonts go, which would win over the named one; colours turn black."""
    from docx.oxml.ns import qn

    defaults = child(child(word.styles.element, "w:docDefaults"), "w:rPrDefault", "w:rPr")
    _font(defaults, profile.font_family)
    child(defaults, "w:lang").attrib.update(
        {qn("w:val"): LANGUAGES[language], qn("w:eastAsia"): LANGUAGES[language], qn("w:bidi"): "ar-SA"}
    )
    for style in word.styles.element.findall(qn("w:style")):
        properties = style.find(qn("w:rPr"))
        if properties is None:
            continue
        if properties.find(qn("w:rFonts")) is not None and "Verbatim" not in style.get(qn("w:styleId"), ""):
            _font(properties, profile.font_family)
        colour = properties.find(qn("w:color"))
        if colour is not None:
            properties.remove(colour)


def _font(properties: Any, family: str) -> None:
    from docx.oxml.ns import qn

    fonts = child(properties, "w:rFonts")
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)


def _style(word: Any, name: str, based_on: str = "Normal", *, character: bool = False) -> Any:
    """A style by name, made if the reference document has none."""
    from docx.enum.style import WD_STYLE_TYPE

    found = next((style for style in word.styles if style.name.casefold() == name.casefold()), None)
    if found is not None:
        return found
    kind = WD_STYLE_TYPE.CHARACTER if character else WD_STYLE_TYPE.PARAGRAPH
    made = word.styles.add_style(name, kind)
    if not character:
        made.base_style = _style(word, based_on)
    return made


def _paragraph(style: Any, *, spacing: float, align: str = "justify", **values: float | bool | None) -> None:
    """Set a paragraph style: spacing in lines, indents in cm, ``before``/``after`` in points."""
    from docx.shared import Cm, Pt

    form = style.paragraph_format
    form.line_spacing = spacing
    form.alignment = ALIGN[align]
    form.space_before = Pt(values.get("before") or 0)
    form.space_after = Pt(values.get("after") or 0)
    form.first_line_indent = Cm(values.get("first") or 0)
    form.left_indent = Cm(values.get("left") or 0)
    form.right_indent = Cm(values.get("right") or 0)
    form.keep_with_next = bool(values.get("keep_next"))
    form.keep_together = bool(values.get("keep_lines"))
    form.widow_control = True


def _letters(style: Any, family: str, size: float, *, bold: bool | None = None, italic: bool | None = None) -> None:
    from docx.shared import Pt

    style.font.name = family
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = italic
    _font(style.element.get_or_add_rPr(), family)


def _body(word: Any, profile: Profile) -> None:
    family, size = profile.font_family, profile.font_size_pt
    normal = _style(word, "Normal")
    _letters(normal, family, size)
    _paragraph(normal, spacing=1, align="left")
    indent = profile.first_line_indent_cm
    for name in ("Body Text", "First Paragraph"):
        style = _style(word, name)
        _letters(style, family, size)
        first = indent if name == "Body Text" or profile.indent_after_heading else 0
        _paragraph(style, spacing=profile.line_spacing, first=first)
    compact = _style(word, "Compact", "Body Text")
    _paragraph(compact, spacing=profile.line_spacing)
    for name in ("Header", "Footer"):
        _letters(_style(word, name), family, size)
        _paragraph(_style(word, name), spacing=1, align="left")


def _headings(word: Any, profile: Profile) -> None:
    from docx.shared import Pt

    family, size = profile.font_family, profile.font_size_pt
    chapter = _style(word, "Heading 1")
    _letters(chapter, family, profile.chapter_size_pt, bold=True)
    lower = max(0.0, profile.chapter_top_margin_cm - profile.margin_top_cm) * POINTS_PER_CM
    _paragraph(
        chapter, spacing=profile.line_spacing, align="center", before=lower, after=12, keep_next=True, keep_lines=True
    )
    letters = {2: profile.heading2_style, 3: profile.heading3_style, 4: profile.heading3_style}
    for level in range(2, 10):
        heading = _style(word, f"Heading {level}")
        sort = letters.get(level, "regular")
        _letters(heading, family, size, bold=sort == "bold", italic=sort == "italic")
        _paragraph(
            heading, spacing=profile.line_spacing, align="left", before=6 if level == 2 else 0,  # noqa: PLR2004
            left=0, keep_next=True, keep_lines=True,
        )  # fmt: skip
        if profile.heading_scheme == "appendix":
            heading.paragraph_format.page_break_before = level == 2  # noqa: PLR2004
            heading.paragraph_format.space_before = Pt(0 if level == 2 else size)  # noqa: PLR2004
    title = _style(word, "List Title")
    _letters(title, family, profile.chapter_size_pt, bold=True)
    _paragraph(title, spacing=profile.line_spacing, align="center", after=12, keep_next=True)
    title.paragraph_format.page_break_before = True


def _quotations_and_slots(word: Any, profile: Profile) -> None:
    family, size = profile.font_family, profile.font_size_pt
    block = _style(word, "Block Text")
    _letters(block, family, size, italic=False)
    _paragraph(
        block, spacing=profile.quote_spacing, before=0, after=size, keep_lines=True,
        left=profile.quote_indent_left_cm, right=profile.quote_indent_right_cm,
    )  # fmt: skip
    for name, fill in (("Slot", SLOT_FILL), ("Mark", MARK_FILL)):
        style = _style(word, name, "Body Text")
        _letters(style, family, size)
        _paragraph(style, spacing=1, after=size, align="left")
        _shade(style.element.get_or_add_pPr(), fill)
        inline = _style(word, f"{name} Text", character=True)
        _shade(inline.element.get_or_add_rPr(), fill)


def _shade(properties: Any, fill: str) -> None:
    from docx.oxml.ns import qn

    child(properties, "w:shd").attrib.update({qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): fill})


def _tables(word: Any, profile: Profile) -> None:
    family = profile.font_family
    for name, align in (
        ("Caption", "center"),
        ("Table Caption", profile.table_caption_align),
        ("Image Caption", profile.figure_caption_align),
    ):
        style = _style(word, name)
        _letters(style, family, profile.caption_size_pt, bold=profile.caption_bold == "all", italic=False)
        above = name != "Image Caption"
        hang = HANGING_CM if profile.caption_hanging and above else 0
        _paragraph(
            style, spacing=1, align=align, before=6, after=6, left=hang, first=-hang, keep_next=above, keep_lines=True
        )
    label = _style(word, "Caption Label", character=True)
    label.font.bold = profile.caption_bold != "none"
    _paragraph(_style(word, "Captioned Figure"), spacing=1, align="center", before=6, keep_next=True)
    _letters(_style(word, "Table Source"), family, profile.table_font_pt)
    _paragraph(_style(word, "Table Source"), spacing=1, align="left", before=3, after=12)
    child(_style(word, "Table Source").element.get_or_add_pPr(), "w:contextualSpacing")
    for name, align in (
        ("Table Header", "center"), ("Matrix Cell", "left"), ("Matrix Quote", "left"), ("Matrix Number", "right"),
    ):  # fmt: skip
        style = _style(word, name)
        _letters(style, family, profile.table_font_pt, bold=name == "Table Header")
        _paragraph(style, spacing=profile.table_spacing, align=align, before=1, after=1)
    _list_of(word, profile)


def _list_of(word: Any, profile: Profile) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    style = _style(word, "table of figures")
    style.element.set(_q("w:styleId"), "TableofFigures")
    _letters(style, profile.font_family, profile.font_size_pt)
    _paragraph(style, spacing=1, align="left", left=1.75, first=-1.75, after=6)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(profile.text_width_cm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _table_style(word: Any, profile: Profile) -> None:
    """Rules of the table style that pandoc gives every table: a grid, or three horizontal ones."""
    style = _style(word, "Table").element
    properties = child(style, "w:tblPr")
    edges = (
        ("top", "left", "bottom", "right", "insideH", "insideV") if profile.table_rules == "grid" else ("top", "bottom")
    )
    set_borders(child(properties, "w:tblBorders"), edges)
    for part in style.findall(_q("w:tblStylePr")):
        style.remove(part)
    if profile.table_rules == "three":
        first = child(style, "w:tblStylePr")
        first.set(_q("w:type"), "firstRow")
        set_borders(child(first, "w:tcPr", "w:tcBorders"), ("bottom",))


def _page(word: Any, profile: Profile) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    width, height = profile.page_cm
    section = word.sections[-1]
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(profile.margin_left_cm), Cm(profile.margin_right_cm)
    section.top_margin, section.bottom_margin = Cm(profile.margin_top_cm), Cm(profile.margin_bottom_cm)
    section.header_distance = Cm(min(2, profile.margin_top_cm - 1))
    section.footer_distance = Cm(min(1.5, profile.margin_bottom_cm - 1))


def _notes(word: Any, profile: Profile) -> None:
    """Footnotes, and the entries of the list of references with their hanging indent."""
    note = _style(word, "Footnote Text")
    _letters(note, profile.font_family, profile.footnote_size_pt)
    _paragraph(note, spacing=1, first=profile.first_line_indent_cm)
    entry = _style(word, "Bibliography")
    _letters(entry, profile.font_family, profile.font_size_pt)
    hang = profile.bibliography_hanging_cm
    gap = profile.bibliography_gap * profile.font_size_pt
    _paragraph(entry, spacing=profile.bibliography_spacing, left=hang, first=-hang, after=gap, align="left")


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
