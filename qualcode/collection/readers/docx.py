"""Word documents (``.docx``): paragraphs, soft line ends and tables in order; page headers and footers left out.

Tracked changes are accepted, and that is said. Comments and notes are left out, and that is said, too. Text boxes are
read after the paragraph that they are tied to.
"""

from __future__ import annotations

import re

from qualcode.collection.documents import RawDocument, Reader, remark
from qualcode.collection.readers import _pandoc
from qualcode.collection.readers._boxes import boxes_in_place, with_parts
from qualcode.collection.readers._zip import OLE, ZIP, open_office_file, read_part
from qualcode.errors import UnreadableSource

_MAIN = "word/document.xml"
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
_RUN = re.compile(rb"<w:r[ >/]")
_EMPTY_RUN = re.compile(
    rb"<w:r(?: [^<>]*)?(?:/>|>(?:<w:rPr/>|<w:rPr>(?:<w:[^<>]{1,200}/>){0,30}</w:rPr>)?"
    rb"(?:<w:t(?: [^<>]*)?(?:/>|></w:t>))?</w:r>)"
)
_STYLES, _STYLED = "word/styles.xml", b"<w:pStyle "
_TAKEN_OUT = re.compile(rb'(<w:name w:val=")(?=(?:title|subtitle|author|date|abstract(?: title)?)")', re.IGNORECASE)
"""Styles whose paragraphs pandoc takes out of the text, of several one alone: under other names they stay in it."""

_MANY_RUNS = 50_000
"""From here on runs that hold nothing are taken out first: some programs write them by the million."""

_TAB, _TAB_STANDS = b"<w:tab/>", f"<w:t>{_pandoc.TAB}</w:t>".encode()
_COMMENTS = re.compile(rb"<w:comment[ >]")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _MAIN.encode() in data)


def _read(data: bytes, name: str) -> RawDocument:
    if not data.startswith((ZIP, OLE)):
        raise UnreadableSource(name, "not_docx")
    with open_office_file(data, name, _MAIN, "not_docx") as package:
        written = read_part(package, _MAIN, name, "not_docx")
        _pandoc.refuse_long(written, _pandoc.TAG, name)
        bare = _EMPTY_RUN.sub(b"", written) if len(_RUN.findall(written)) > _MANY_RUNS else written
        main, boxes = boxes_in_place(bare.replace(_TAB, _TAB_STANDS), name, "not_docx")
        parts = {} if main is written else {_MAIN: main}
        if _STYLED in main:
            parts[_STYLES] = _TAKEN_OUT.sub(rb"\1-", read_part(package, _STYLES, name, "not_docx"))
        if parts:
            data = with_parts(package, parts, name, "not_docx")
        changes = len(_CHANGES.findall(main))
        comments = len(_COMMENTS.findall(read_part(package, "word/comments.xml", name, "not_docx")))
    counts = {"tracked_changes": changes, "comments": comments, "text_boxes": boxes}
    remarks = tuple(remark(key, count=count) for key, count in counts.items() if count)
    return _pandoc.document(data, "docx", name, "not_docx", remarks)


READER = Reader(name="docx", extensions=(".docx", ".docm", ".doc"), accepts=_accepts, read=_read)
