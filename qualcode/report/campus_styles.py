"""A layout taken from a campus's own Word file: page, type, spacing, and the styles of headings and captions.

What the file does not say stays as the profile has it. ``copy_styles`` brings the looks of the file's own styles into a
Word file that is written.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model import Study
    from qualcode.report.profile import Profile

A4_CM = (21.0, 29.7)
NEAR_CM = 0.15
SAME = {
    "Caption": ("Caption", "Table Caption", "Image Caption"),
    "Quote": ("Block Text",),
    "Block Text": ("Block Text",),
    "Kutipan": ("Block Text",),
    "footnote text": ("Footnote Text",),
    "Bibliography": ("Bibliography",),
    **{f"Heading {level}": (f"Heading {level}",) for level in range(1, 7)},
}
"""A campus's style → those of ours that look like it."""


def styled(study: Study, name: str, path: Path, folder: Path | None) -> Profile:
    """A profile by name (else the study's own) with the layout of a campus's Word file."""
    from qualcode.report.profile import load_profile

    return profile_from(path, load_profile(name or study.project.thesis_profile, folder))


def profile_from(path: Path, base: Profile) -> Profile:
    """The base profile with what a Word file says of page, type, spacing, headings, captions and quotations.

    ``UnreadableSource`` for a file that is no sound .docx.
    """
    word = _opened(path)
    values: dict[str, Any] = {**_page(word), **_body(word, base), **_headings(word), **_quotes(word)}
    caption = _style(word, "Caption")
    if caption is not None:
        size, bold = _font(caption, "size"), _font(caption, "bold")
        values |= {"caption_size_pt": size.pt} if size else {}
        values |= {"caption_bold": "all"} if bold else {}
    return replace(base, **values, styles=path.resolve())


def copy_styles(word: Any, path: Path) -> None:
    """Give our styles the looks of the file's styles of the same use; automatic numbers are left out."""
    from docx.oxml.ns import qn

    theirs = _opened(path)
    for name, ours in SAME.items():
        style = _style(theirs, name)
        for own in (found for one in ours if (found := _style(word, one)) is not None) if style is not None else ():
            for part in ("w:pPr", "w:rPr"):
                given = style.element.find(qn(part))
                if given is None:
                    continue
                made = deepcopy(given)
                for numbers in made.findall(qn("w:numPr")):
                    made.remove(numbers)
                old = own.element.find(qn(part))
                if old is not None:
                    own.element.replace(old, made)


def _opened(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import OpcError

    from qualcode.collection.written_files import read_bytes

    read_bytes(path)
    try:
        return docx.Document(str(path))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError):
        raise UnreadableSource(path.name, "not_docx") from None


def _style(word: Any, name: str) -> Any:
    return next((style for style in word.styles if str(style.name).casefold() == name.casefold()), None)


def _chain(style: Any) -> Iterator[Any]:
    """A style and those that it is based on."""
    while style is not None:
        yield style
        style = getattr(style, "base_style", None)


def _font(style: Any, name: str) -> Any:
    return next((value for one in _chain(style) if (value := getattr(one.font, name, None)) is not None), None)


def _form(style: Any, name: str) -> Any:
    found = (getattr(one.paragraph_format, name, None) for one in _chain(style) if hasattr(one, "paragraph_format"))
    return next((value for value in found if value is not None), None)


def _page(word: Any) -> dict[str, Any]:
    """Paper and margins of the last upright section."""
    upright = [one for one in word.sections if one.page_width and one.page_height and one.page_width <= one.page_height]
    if not upright:
        return {}
    section = upright[-1]
    width, height = round(section.page_width.cm, 2), round(section.page_height.cm, 2)
    is_a4 = abs(width - A4_CM[0]) < NEAR_CM and abs(height - A4_CM[1]) < NEAR_CM
    edges = {f"margin_{side}_cm": getattr(section, f"{side}_margin") for side in ("left", "top", "right", "bottom")}
    margins = {name: round(edge.cm, 2) for name, edge in edges.items() if edge is not None}
    return {"paper": "a4" if is_a4 else f"{width:g}x{height:g}", **margins}


def _body(word: Any, base: Profile) -> dict[str, Any]:
    """Type, spacing and indent of running text."""
    style = _style(word, "Body Text") or _style(word, "Normal")
    name, size = _font(style, "name"), _font(style, "size")
    spacing, indent = _form(style, "line_spacing"), _form(style, "first_line_indent")
    values: dict[str, Any] = {}
    if name:
        values["font_family"] = str(name)
    if size:
        values["font_size_pt"] = float(size.pt)
    if spacing is not None:
        lines = (
            float(spacing)
            if isinstance(spacing, float)
            else spacing.pt / (float(size.pt if size else base.font_size_pt) * 1.15)
        )
        values["line_spacing"] = round(lines, 2)
    if indent is not None and indent.cm > 0:
        values["first_line_indent_cm"] = round(indent.cm, 2)
    return values


def _headings(word: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    first = _style(word, "Heading 1")
    if first is not None and _font(first, "size"):
        values["chapter_size_pt"] = float(_font(first, "size").pt)
    for level in (2, 3):
        style = _style(word, f"Heading {level}")
        if style is not None:
            bold, italic = _font(style, "bold"), _font(style, "italic")
            values[f"heading{level}_style"] = "bold" if bold else "italic" if italic else "regular"
    return values


def _quotes(word: Any) -> dict[str, Any]:
    style = next((found for name in ("Block Text", "Kutipan", "Quote") if (found := _style(word, name))), None)
    if style is None:
        return {}
    left, right, spacing = (_form(style, name) for name in ("left_indent", "right_indent", "line_spacing"))
    values: dict[str, Any] = {}
    if left is not None:
        values["quote_indent_left_cm"] = round(left.cm, 2)
    if right is not None:
        values["quote_indent_right_cm"] = round(right.cm, 2)
    if isinstance(spacing, float):
        values["quote_spacing"] = spacing
    return values
