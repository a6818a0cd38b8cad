"""One HTML file that needs nothing else: every quotation unfolds into its source, lines and context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.report.escaping import one_line
from qualcode.report.writers import Writer
from qualcode.report.writers._pandoc import MARKDOWN, pandoc_file, run_pandoc

if TYPE_CHECKING:
    from qualcode.report.document import Document


def _to_bytes(document: Document, laid_out: str) -> bytes:
    """The chapter as one page; style sheet and pictures are inside, nothing is fetched."""
    title = one_line(f"{document.label} {document.title}")
    return run_pandoc(
        [
            MARKDOWN,
            "--to=html5",
            "--standalone",
            "--wrap=none",
            "--section-divs=false",
            f"--template={pandoc_file('page.html')}",
            f"--variable=style={pandoc_file('page.css').read_text(encoding='utf-8')}",
            f"--metadata=lang={document.language}",
            f"--metadata=pagetitle={title}",
            f"--metadata=author-meta={one_line(document.author)}",
        ],
        laid_out,
    )


WRITER = Writer(name="html", to_bytes=_to_bytes)
