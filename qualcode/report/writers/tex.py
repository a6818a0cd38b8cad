"""LaTeX that compiles by itself: one file, packages of every usual installation, pages and styles of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.report.escaping import one_line
from qualcode.report.writers import Writer
from qualcode.report.writers._pandoc import MARKDOWN, pandoc_file, run_pandoc
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile

LEADING = 1.2
ALIGN = {"center": r"\centering", "left": r"\raggedright"}
LETTERS = {"bold": r"\bfseries", "italic": r"\itshape", "regular": ""}
_SIGNS = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\^{}", "~": r"\~{}",
})  # fmt: skip


def escaped(text: str) -> str:
    """Text as literal LaTeX on one line."""
    return one_line(text).translate(_SIGNS)


def _to_bytes(document: Document, laid_out: str) -> bytes:
    """The chapter as a .tex file; the same document gives the same bytes."""
    variables = _variables(document.profile) | {
        "title-meta": escaped(f"{document.label} {document.title}".strip()),
        "author-meta": escaped(document.author),
        "lang": document.language,
        "draft": escaped(terms_for(document.language)("report.draft")) if document.draft else "",
        "appended": "1" if document.is_appended else "",
    }
    return run_pandoc(
        [
            MARKDOWN,
            "--to=latex",
            "--standalone",
            "--wrap=preserve",
            f"--template={pandoc_file('page.tex')}",
            f"--lua-filter={pandoc_file('tex.lua')}",
            *(f"--variable={name}={value}" for name, value in variables.items() if value),
        ],
        laid_out,
    )


def _variables(profile: Profile) -> dict[str, str]:
    """The values of a profile as the page takes them; sizes in points, lengths in centimetres."""
    width, height = profile.page_cm
    geometry = (
        f"paperwidth={width}cm,paperheight={height}cm,left={profile.margin_left_cm}cm,right={profile.margin_right_cm}cm,"
        f"top={profile.margin_top_cm}cm,bottom={profile.margin_bottom_cm}cm,headsep=0.8cm,footskip=1.2cm"
    )
    return {
        "geometry": geometry,
        "duplex": "1" if profile.duplex else "",
        "font": profile.font_family,
        "sans": "1" if profile.font_family in ("Arial", "Helvetica", "Calibri") else "",
        "spacing": f"{profile.line_spacing * 0.97:g}",
        "indent": f"{profile.first_line_indent_cm:g}",
        "heading2": LETTERS[profile.heading2_style],
        "heading3": LETTERS[profile.heading3_style],
        "quoteleft": f"{profile.quote_indent_left_cm:g}",
        "quoteright": f"{profile.quote_indent_right_cm:g}",
        "quotespacing": f"{profile.quote_spacing:g}",
        "boldlabel": "" if profile.caption_bold == "none" else "1",
        "tablealign": ALIGN[profile.table_caption_align],
        "figurealign": ALIGN[profile.figure_caption_align],
        "listspacing": f"{profile.bibliography_spacing:g}",
        "hanging": f"{profile.bibliography_hanging_cm:g}",
        "first": _corner(profile.page_number_first),
        "other": _corner(profile.page_number_other) + _footer(profile),
        **_sized("size", "leading", profile.font_size_pt),
        **_sized("captionsize", "captionleading", profile.caption_size_pt),
        **_sized("tablesize", "tableleading", profile.table_font_pt),
    }


def _sized(size: str, leading: str, points: float) -> dict[str, str]:
    return {size: f"{points:g}", leading: f"{points * LEADING:g}"}


def _corner(corner: str) -> str:
    """The page number at its place."""
    if corner == "none":
        return ""
    edge, _, side = corner.partition("_")
    where = {"left": "L", "center": "C", "right": "R", "outer": "RO,LE"}[side]
    return rf"\fancy{'head' if edge == 'top' else 'foot'}[{where}]{{\thepage}}"


def _footer(profile: Profile) -> str:
    return rf"\fancyfoot[R]{{\bfseries {escaped(profile.footer_text)}}}" if profile.footer_text else ""


WRITER = Writer(name="tex", to_bytes=_to_bytes)
