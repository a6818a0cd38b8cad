"""PDF by typst, for computers without LibreOffice: pages and styles of the profile, set anew from the same Markdown."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.report.layout import lay_out
from qualcode.report.writers._pandoc import MARKDOWN, pandoc_file, run_pandoc
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile

FORM = "typ"
COMPILE = "import sys, typst; typst.compile(sys.argv[2], output=sys.argv[3])"
"""The Python package of typst, asked in a process of its own as the program is."""


def is_there() -> bool:
    """Whether this computer has typst, as a program or as the Python package of that name."""
    return shutil.which("typst") is not None or importlib.util.find_spec("typst") is not None


def typeset(document: Document, longest_s: float) -> bytes | None:
    """The document as a .pdf; None where typst gives none in so many seconds."""
    program = shutil.which("typst")
    with tempfile.TemporaryDirectory(prefix="qualcode-", ignore_cleanup_errors=sys.platform == "win32") as folder:
        source = Path(folder) / "chapter.typ"
        source.write_bytes(as_typst(document, Path(folder)))
        target = source.with_suffix(".pdf")
        command = [program] if program else [sys.executable, "-c", COMPILE]
        try:
            subprocess.run(  # noqa: S603 - fixed programs, arguments of our own
                [*command, "compile", source, target], capture_output=True, timeout=longest_s, check=False
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
        return target.read_bytes() if target.is_file() else None


def as_typst(document: Document, folder: Path) -> bytes:
    """The document in typst's language, its pictures as files of a folder."""
    variables = _variables(document.profile) | {
        "title-meta": _text(f"{document.label} {document.title}".strip()),
        "author-meta": _text(document.author),
        "lang": document.language,
        "draft": terms_for(document.language)("report.draft") if document.draft else "",
    }
    return run_pandoc(
        [
            MARKDOWN,
            "--to=typst",
            "--standalone",
            "--wrap=preserve",
            "--extract-media=.",
            f"--template={pandoc_file('page.typ')}",
            f"--lua-filter={pandoc_file('typ.lua')}",
            *(f"--variable={name}={value}" for name, value in variables.items() if value),
        ],
        lay_out(document, FORM),
        folder=folder,
    )


def _text(words: str) -> str:
    """Words inside quotation marks."""
    return " ".join(words.replace("\\", "\\\\").replace('"', '\\"').split())


def _variables(profile: Profile) -> dict[str, str]:
    """The values of a profile as the page takes them; sizes in points, lengths in centimetres."""
    width, height = profile.page_cm
    numbers = {
        "width": width,
        "height": height,
        "left": profile.margin_left_cm,
        "right": profile.margin_right_cm,
        "top": profile.margin_top_cm,
        "bottom": profile.margin_bottom_cm,
        "size": profile.font_size_pt,
        "chaptersize": profile.chapter_size_pt,
        "spacing": profile.line_spacing,
        "indent": profile.first_line_indent_cm,
        "quoteleft": profile.quote_indent_left_cm,
        "quoteright": profile.quote_indent_right_cm,
        "quotespacing": profile.quote_spacing,
        "captionsize": profile.caption_size_pt,
        "tablesize": profile.table_font_pt,
        "tablespacing": profile.table_spacing,
        "hanging": profile.bibliography_hanging_cm,
        "listspacing": profile.bibliography_spacing,
    }
    return {
        **{name: f"{value:g}" for name, value in numbers.items()},
        "font": _text(profile.font_family),
        "sans": "1" if profile.font_family in ("Arial", "Helvetica", "Calibri") else "",
        "duplex": "1" if profile.duplex else "",
        "indentall": "1" if profile.indent_after_heading else "",
        "heading2": profile.heading2_style,
        "heading3": profile.heading3_style,
        "three": "1" if profile.table_rules == "three" else "",
        "boldlabel": "" if profile.caption_bold == "none" else "1",
        "tablealign": profile.table_caption_align,
        "figurealign": profile.figure_caption_align,
        "first": profile.page_number_first,
        "other": profile.page_number_other,
        "footer": _text(profile.footer_text),
    }
