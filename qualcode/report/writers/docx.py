"""Word: pandoc with a reference document made from the profile, then a pass that pandoc cannot do."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.report.writers import Writer
from qualcode.report.writers._pandoc import MARKDOWN, pandoc_file, run_pandoc

if TYPE_CHECKING:
    from qualcode.report.document import Document


def _to_bytes(document: Document, laid_out: str) -> bytes:
    """The chapter as a .docx of the profile's layout; the same document gives the same bytes."""
    from qualcode.report.writers._docx_finish import finished
    from qualcode.report.writers._docx_styles import reference_docx

    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(reference_docx(document.profile, document.language))
        target = Path(folder) / "chapter.docx"
        run_pandoc(
            [
                MARKDOWN,
                "--to=docx",
                "--no-highlight",
                f"--reference-doc={reference}",
                f"--lua-filter={pandoc_file('docx.lua')}",
                f"--output={target}",
            ],
            laid_out,
        )
        return finished(target.read_bytes(), document)


WRITER = Writer(name="docx", to_bytes=_to_bytes)
