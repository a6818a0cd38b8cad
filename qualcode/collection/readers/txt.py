"""Plain text (``.txt``, ``.md``): every line as it stands; the encoding is found out and never guessed in silence."""

from __future__ import annotations

from qualcode.collection.documents import Paragraph, RawDocument, Reader, remark
from qualcode.collection.written_files import decode
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 20_000_000
"""A text file may hold this much; an interview of two hours is about 0.1 MB."""

_OTHER_FORMATS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions and not data.startswith(_OTHER_FORMATS)


def _read(data: bytes, name: str) -> RawDocument:
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    text, encoding = decode(data, name)
    remarks = () if encoding == "utf-8" else (remark("encoding", encoding=encoding),)
    lines = normalise(text).split("\n")
    return RawDocument(parts=tuple(Paragraph(text=line) for line in lines), lines=True, remarks=remarks)


READER = Reader(name="txt", extensions=(".txt", ".md", ".text", ""), accepts=_accepts, read=_read)
