"""The words of a PDF's pages as pypdf finds them; as a program, what ``_apart`` runs."""

from __future__ import annotations

import io
import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from qualcode.collection.readers import _apart
from qualcode.collection.readers._encoding import without_halves

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 1500
_NUMBER_BESIDE = re.compile(r"[ ]*\d{1,4} {2,}|[ ]*")
_TABLE = re.compile(
    r"^(?:No|Nomor|Baris|Waktu|Pelaku|Pembicara|Speaker|Nama)\b.{0,60}"
    r"\b(?:Pertanyaan|Pelaku|Pembicara|Transkrip|Verbatim|Ucapan|Percakapan|Isi|Question)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
"""The headings of a table: its columns are told by where the words stand."""

_GAP = re.compile(r" {2,}")


def _read(data: bytes) -> list[str]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _apart.Refused("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise _apart.Refused("too_large", f"{len(reader.pages)} > {MOST_PAGES}")
    return [without_halves(_text(page)) for page in reader.pages]


def _text(page: PageObject) -> str:
    """A page's text; numbers of lines that the file holds below the page are put beside their lines."""
    text = page.extract_text()
    numbers = [int(line) for line in takewhile(_is_number, reversed(text.rstrip().split("\n")))][::-1]
    if len({later - number for number, later in pairwise(numbers)} & {1, 5, 10}) != 1:
        return page.extract_text(extraction_mode="layout") if _TABLE.search(text) else text
    beside = page.extract_text(extraction_mode="layout").split("\n")
    return "\n".join(number + _GAP.sub(" ", words) for number, words in map(_parted, beside))


def _is_number(line: str) -> bool:
    return line.strip().isdecimal() and len(line.strip()) < len("10000")


def _parted(line: str) -> tuple[str, str]:
    end = match.end() if (match := _NUMBER_BESIDE.match(line)) else 0
    return line[:end], line[end:]


def _main() -> None:
    from pypdf.errors import PyPdfError

    damage = (
        PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError,
        OSError,
    )  # fmt: skip
    _apart.serve(_read, damage, "not_pdf")  # pypdf meets damage with any of these


if __name__ == "__main__":
    _main()
