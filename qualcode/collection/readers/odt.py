"""OpenDocument texts (``.odt``, of LibreOffice): paragraphs, line breaks and tables in order.

Deleted text that LibreOffice still tracks is left out, and so are comments; both are said.
"""

from __future__ import annotations

import io
import re
import zipfile

from qualcode.collection.documents import RawDocument, Reader, remark
from qualcode.collection.readers import _pandoc
from qualcode.collection.readers._zip import OLE, ZIP, open_office_file, read_part
from qualcode.errors import UnreadableSource

_MAIN = "content.xml"
_TEXT = b"application/vnd.oasis.opendocument.text"
_DELETED = re.compile(rb"<text:tracked-changes(?=[\s/>])[^<>]*>")
_COMMENT = re.compile(rb"<office:annotation(?:-end)?(?=[\s/>])[^<>]*>")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _TEXT in data[:200])


def _read(data: bytes, name: str) -> RawDocument:
    if not data.startswith((ZIP, OLE)):
        raise UnreadableSource(name, "not_odt")
    with open_office_file(data, name, _MAIN, "not_odt") as package:
        main = read_part(package, _MAIN, name, "not_odt")
        if b"encryption-data" in read_part(package, "META-INF/manifest.xml", name, "not_odt"):
            raise UnreadableSource(name, "encrypted")
        kept, deleted = _without(main, _DELETED, b"</text:tracked-changes>")
        kept, comments = _without(kept, _COMMENT, b"</office:annotation>")
        _pandoc.refuse_long(kept, _pandoc.TAG, name)
        kept = kept.replace(b"<text:tab/>", _pandoc.TAB.encode())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bare:
            for part in ("mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml"):
                bare.writestr(part, read_part(package, part, name, "not_odt"))
            bare.writestr(_MAIN, kept)
    counts = {"tracked_changes": deleted and main.count(b"<text:changed-region"), "comments": comments}
    remarks = tuple(remark(key, count=count) for key, count in counts.items() if count)
    return _pandoc.document(out.getvalue(), "odt", name, "not_odt", remarks)


def _without(xml: bytes, opening: re.Pattern[bytes], closing: bytes) -> tuple[bytes, int]:
    """(the XML without the elements that open and close so, how many those were), in one pass."""
    kept: list[bytes] = []
    at = 0
    for tag in opening.finditer(xml):
        if tag.start() < at:
            continue
        end = tag.end() if tag.group().endswith(b"/>") else xml.find(closing, tag.end()) + len(closing)
        if end < tag.end():
            break
        kept.append(xml[at : tag.start()])
        at = end
    return b"".join((*kept, xml[at:])), len(kept)


READER = Reader(name="odt", extensions=(".odt",), accepts=_accepts, read=_read)
