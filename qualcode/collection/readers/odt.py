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
_DELETED = re.compile(rb"<text:tracked-changes\b.*?</text:tracked-changes>", re.DOTALL)
_COMMENT = re.compile(
    rb"<office:annotation\b[^>]*?(?:/>|>.*?</office:annotation>)|<office:annotation-end\b[^>]*/>", re.DOTALL
)


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _TEXT in data[:200])


def _read(data: bytes, name: str) -> RawDocument:
    if not data.startswith((ZIP, OLE)):
        raise UnreadableSource(name, "not_odt")
    with open_office_file(data, name, _MAIN, "not_odt") as package:
        main = read_part(package, _MAIN, name, "not_odt")
        if b"encryption-data" in read_part(package, "META-INF/manifest.xml", name, "not_odt"):
            raise UnreadableSource(name, "encrypted")
        kept, deleted = _DELETED.subn(b"", main)
        kept, comments = _COMMENT.subn(b"", kept)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bare:
            for part in ("mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml"):
                bare.writestr(part, read_part(package, part, name, "not_odt"))
            bare.writestr(_MAIN, kept)
    counts = {"tracked_changes": deleted and main.count(b"<text:changed-region"), "comments": comments}
    remarks = tuple(remark(key, count=count) for key, count in counts.items() if count)
    return _pandoc.document(out.getvalue(), "odt", name, "not_odt", remarks)


READER = Reader(name="odt", extensions=(".odt",), accepts=_accepts, read=_read)
