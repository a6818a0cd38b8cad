"""The words of a PDF's pages as pypdf finds them; as a program, what ``_apart`` runs."""

from __future__ import annotations

import io

from qualcode.collection.readers import _apart
from qualcode.collection.readers._encoding import without_halves

MOST_PAGES = 1500


def _read(data: bytes) -> list[str]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _apart.Refused("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise _apart.Refused("too_large", f"{len(reader.pages)} > {MOST_PAGES}")
    return [without_halves(page.extract_text()) for page in reader.pages]


def _main() -> None:
    from pypdf.errors import PyPdfError

    damage = (
        PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError,
        OSError,
    )  # fmt: skip
    _apart.serve(_read, damage, "not_pdf")  # pypdf meets damage with any of these


if __name__ == "__main__":
    _main()
