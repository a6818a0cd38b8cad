"""Web pages (``.html``): paragraphs, line breaks and tables in order; nothing is fetched and no script is run."""

from __future__ import annotations

import re

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers import _pandoc
from qualcode.collection.readers._encoding import decoded
from qualcode.errors import UnreadableSource

MOST_BYTES = 20_000_000
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UNSEEN = re.compile(r"<(head|script|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or _BEGINS.match(data[:200]) is not None


def _read(data: bytes, name: str) -> RawDocument:
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    declared = _CHARSET.search(data[:4096])
    text, remarks = decoded(data, name, declared.group(1).decode() if declared else "")
    seen = _UNSEEN.sub("", text).encode()
    _pandoc.refuse_long(seen, _pandoc.TAG, name)
    return _pandoc.document(seen, "html", name, "not_html", remarks)


READER = Reader(name="html", extensions=(".html", ".htm", ".xhtml"), accepts=_accepts, read=_read)
