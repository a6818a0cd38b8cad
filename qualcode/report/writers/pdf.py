"""PDF, made from the Word file by LibreOffice, so that it looks like the chapter that is handed in; else by typst."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import NoPdf
from qualcode.report.writers import WRITERS, Writer, _typst

if TYPE_CHECKING:
    from qualcode.report.document import Document

USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where LibreOffice stands on computers that do not name it on their path."""

LONGEST_S = 300
_PASSING = re.compile(
    rb"(/(?:CreationDate|ModDate)\s*\(D:|/ID\s*\[\s*<|/DocChecksum\s*/)([0-9A-Fa-f]+(?:>\s*<[0-9A-Fa-f]+)?)([^\n]?)"
)
"""Times, identifiers and checksums of a PDF: what stands before them, they, and one byte more."""


def office_path() -> str | None:
    """The LibreOffice program of this computer, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in USUAL if Path(path).is_file()), None)


def _to_bytes(document: Document, laid_out: str) -> bytes:
    """The chapter as a .pdf, the same bytes every time. ``NoPdf`` without LibreOffice or typst, or if it gives none."""
    office = office_path()
    if office is None and not _typst.is_there():
        raise NoPdf(tried=False)
    made = _typst.typeset(document, LONGEST_S) if office is None else _converted(office, document, laid_out)
    if made is None:
        raise NoPdf(tried=True)
    return _lasting(made)


def _converted(office: str, document: Document, laid_out: str) -> bytes | None:
    """The Word file as LibreOffice prints it; None where it gives none.

    It runs with a profile of its own, so that an open LibreOffice neither hinders it nor is touched.
    """
    with tempfile.TemporaryDirectory(prefix="qualcode-", ignore_cleanup_errors=sys.platform == "win32") as folder:
        source = Path(folder) / "chapter.docx"
        source.write_bytes(WRITERS.load("docx").to_bytes(document, laid_out))
        home = (Path(folder) / "office").as_uri()
        try:
            subprocess.run(  # noqa: S603 - a fixed program, arguments of our own
                [
                    office,
                    f"-env:UserInstallation={home}",
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    folder,
                    source,
                ],
                capture_output=True,
                timeout=LONGEST_S,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
        target = source.with_suffix(".pdf")
        return target.read_bytes() if target.is_file() else None


def _lasting(content: bytes) -> bytes:
    """The file without its time and its random name, so that equal documents give equal bytes; no byte moves."""
    return _PASSING.sub(lambda found: found[1] + re.sub(rb"[0-9A-Fa-f]", b"0", found[2]) + found[3], content)


WRITER = Writer(name="pdf", to_bytes=_to_bytes, form="docx")
