"""OpenDocument text for LibreOffice: pandoc with styles and pages from the profile, then what pandoc leaves out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.report.writers import Writer
from qualcode.report.writers._pandoc import MARKDOWN, pandoc_file, run_pandoc

if TYPE_CHECKING:
    from qualcode.report.document import Document


def _to_bytes(document: Document, laid_out: str) -> bytes:
    """The chapter as an .odt of the profile's layout; the same document gives the same bytes."""
    from qualcode.report.writers._odt_parts import finished, reference_odt

    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        reference = Path(folder) / "reference.odt"
        reference.write_bytes(reference_odt(document))
        target = Path(folder) / "chapter.odt"
        run_pandoc(
            [
                MARKDOWN,
                "--to=odt",
                "--no-highlight",
                f"--reference-doc={reference}",
                f"--lua-filter={pandoc_file('odt.lua')}",
                f"--output={target}",
            ],
            laid_out,
        )
        return finished(target.read_bytes(), document)


WRITER = Writer(name="odt", to_bytes=_to_bytes)
