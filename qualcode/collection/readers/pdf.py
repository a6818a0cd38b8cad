"""PDF files with a text layer (``.pdf``): running heads and page numbers out, lines joined, hyphenation undone.

Tables with known headings are told by where the words stand.
Where the user numbered the lines, they stay as they are. A scan holds pictures of words, no words: that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from qualcode.collection.documents import Paragraph, RawDocument, Reader, Remark, Table, remark
from qualcode.collection.lines import Line
from qualcode.collection.numbering import without_numbers
from qualcode.collection.readers import _apart
from qualcode.collection.readers._pdf_tables import headings, table_at
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 200_000_000
SECONDS = 60
_PAGES = "qualcode.collection.readers._pdf_pages"
_EDGE = 3
"""Lines at the top and at the bottom of a page that may be a running head or foot."""

_OFTEN = 0.6
_PAGE_NUMBER = re.compile(
    r"\W*(?:halaman|hal\.?|page|hlm\.?)?\W*(?:\d{1,4}|[ivxl]{1,6})\W*(?:(?:dari|of|/)\W*\d{1,4})?\W*", re.IGNORECASE
)
_STARTS = re.compile(
    r"\s*(?:[(\[]?\d{1,2}[.:]\d\d|\d{1,3}[.)]\s|[-–•*]\s|[(\[]?[^\W\d_][\w .,'’()/&-]{0,38}[:：]|[A-Z][A-Z \d.]{3,}$)"
)
_GAPS = re.compile(r"(?<=\S) {2,}")
_NARROW = 0.72
_LEAST_DOUBLED = 4
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]$")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or data[:1024].lstrip().startswith(b"%PDF")


def _read(data: bytes, name: str) -> RawDocument:
    if b"%PDF" not in data[:1024]:
        raise UnreadableSource(name, "not_pdf")
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    pages = _pages(data, name)
    blank = sum(not any(line.strip() for line in page) for page in pages)
    if blank == len(pages):
        raise UnreadableSource(name, "scan", detail=f"{len(pages)}")
    bare, heads = _without_heads(pages)
    lines = [line.rstrip() for page in bare for line in page]
    remarks: list[Remark] = [remark("empty_pages", count=blank)] if blank else []
    if heads:
        remarks.append(remark("running_heads", count=heads))
    if without_numbers([Line(text=line, paragraph=at) for at, line in enumerate(lines)])[1]:
        return RawDocument(parts=tuple(Paragraph(text=line) for line in lines), lines=True, remarks=tuple(remarks))
    return RawDocument(parts=tuple(_parts(lines)), remarks=tuple(remarks))


def _parts(lines: Sequence[str]) -> Iterator[Paragraph | Table]:
    """Paragraphs of the lines between tables, and the tables."""
    begun = at = 0
    while at < len(lines):
        found = table_at(lines, at) if headings(lines[at]) else None
        if found:
            yield from (Paragraph(text=text) for text in _joined(lines[begun:at]))
            yield found[0]
            begun = at = found[1]
        else:
            at += 1
    yield from (Paragraph(text=text) for text in _joined(lines[begun:]))


def _pages(data: bytes, name: str) -> list[list[str]]:
    """The lines of each page."""
    pages = _apart.answer(_PAGES, data, name, SECONDS)
    return [[normalise(line) for line in _ligatures(page).split("\n")] for page in pages]


def _ligatures(text: str) -> str:
    for ligature, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    return text


def _without_heads(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """(pages without running heads, feet and page numbers, how many lines that were)."""
    edges = [_edges(page) for page in pages]
    texts = Counter(_form(page[at]) for page, places in zip(pages, edges, strict=True) for at in places)
    numbered = sum(
        any(_PAGE_NUMBER.fullmatch(page[at]) for at in places[:1] + places[-1:])
        for page, places in zip(pages, edges, strict=True)
    )
    least = max(2, _OFTEN * len(pages))
    out: list[list[str]] = []
    taken = 0
    for page, places in zip(pages, edges, strict=True):
        recurs = {at for at in places if texts[_form(page[at])] >= least and not _speaks(page[at])}
        gone = {at for at in recurs if len(pages) > 2 or re.search(r"\s\d+\s*$", page[at])}  # noqa: PLR2004
        outer = {at for at in places[:1] + places[-1:] if _PAGE_NUMBER.fullmatch(page[at])}
        gone |= outer if numbered >= max(1, _OFTEN * len(pages)) else set()
        taken += len(gone)
        out.append([line for at, line in enumerate(page) if at not in gone])
    return out, taken


def _edges(page: Sequence[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return list(dict.fromkeys(filled[:_EDGE] + filled[-_EDGE:]))


def _form(line: str) -> str:
    """What running heads of two pages have in common: all but the number."""
    return re.sub(r"\d+", "0", " ".join(line.casefold().split()))


def _speaks(line: str) -> bool:
    """Whether speech stands in a line: a short answer may recur at the top of pages, or the end of a sentence."""
    return line.lstrip()[:1].islower() or re.match(r"\s*[^\W\d_][\w .]{0,20}:", line) is not None


def _joined(lines: Sequence[str]) -> list[str]:
    """Paragraphs of lines that were broken at the width of the page."""
    lines = [_GAPS.sub(" ", line) for line in lines]
    width = max((len(line) for line in lines), default=0)
    full = _NARROW * (median(sorted(map(len, filter(None, lines)))[-max(1, len(lines) // 3) :]) if width else 0)
    found: list[str] = []
    before = ""
    for line in lines:
        text = line.strip()
        broken = _HYPHEN.search(before) is not None and text[:1].islower()
        full_line = len(before) >= full and not _STARTS.match(line)
        goes_on = bool(found and before and text) and (broken or full_line)
        if not goes_on:
            found.append(text)
        elif _HYPHEN.search(found[-1]):
            parts = text[:1].islower() and not _doubled(before, text)
            found[-1] = (_HYPHEN.sub("", found[-1]) if parts else found[-1]) + text
        else:
            found[-1] += f" {text}"
        before = text
    return found


def _doubled(before: str, text: str) -> bool:
    """Whether the hyphen at a line's end belongs to the word: ``macam-macam``, ``berjalan-jalan``, ``sayur-mayur``."""
    first, second = re.findall(r"[^\W\d_]+", before)[-1].casefold(), re.findall(r"[^\W\d_]+", text)[0].casefold()
    core = first[1:] if len(first) > _LEAST_DOUBLED else first
    return len(second) >= _LEAST_DOUBLED - 1 and (core in second or first.endswith(second))


READER = Reader(name="pdf", extensions=(".pdf",), accepts=_accepts, read=_read)
