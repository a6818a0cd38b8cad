"""Word documents with their comments: the text with tracked changes accepted and rejected, and where comments stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.collection.readers._zip import open_office_file, read_part
from qualcode.collection.written_files import read_bytes
from qualcode.errors import UnreadableSource

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SKIPPED = ("}Fallback", "}pPr", "}rPr", "}sectPr", "}instrText", "}tblPr")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_IN, _OUT = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
_CLUSTER = re.compile(r"(?s).[\u0300-\u036f]*")


@dataclass(slots=True)
class WordComment:
    """A comment: who, what, and ``replies`` under it; ``key`` and ``parent`` join a reply to what it answers.

    ``whole`` says that it stands on a whole line, whatever speaker's label that begins with.
    """

    author: str
    text: str
    key: str = ""
    parent: str = ""
    whole: bool = False
    replies: list[WordComment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class View:
    """A text of the document (NFC) and the half-open stretch of it that each comment stands on."""

    text: str
    anchors: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WordFile:
    """The comments of a document in the order of the text; ``views`` has one text, or two where changes are tracked."""

    comments: tuple[WordComment, ...]
    views: tuple[View, ...]


def read_word(path: Path) -> WordFile:
    """The document with its comments. ``UnreadableSource`` for a file that is no sound ``.docx``."""
    from docx.oxml import parse_xml

    why = "not_docx"
    with open_office_file(read_bytes(path), path.name, "word/document.xml", why) as package:
        names = ("document", "comments", "commentsExtended")
        parts = {name: read_part(package, f"word/{name}.xml", path.name, why) for name in names}
    try:
        roots = {name: parse_xml(part) for name, part in parts.items() if part}
    except SyntaxError:
        raise UnreadableSource(path.name, why) from None
    comments = _comments(roots.get("comments"), roots.get("commentsExtended"))
    walk = _Walk()
    walk.into(roots["document"], "")
    return _file(comments, walk)


def _comments(root: Any, extended: Any) -> dict[str, WordComment]:
    if root is None:
        return {}
    found: dict[str, WordComment] = {}
    for element in root.iter(f"{_W}comment"):
        paragraphs = list(element.iter(f"{_W}p"))
        texts = []
        for paragraph in paragraphs:
            walk = _Walk()
            walk.into(paragraph, "")
            texts.append("".join(c for c, kind in zip(walk.chars[1:], walk.kinds[1:], strict=True) if kind != "del"))
        key = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
        text = unicodedata.normalize("NFC", "\n".join(texts))
        found[element.get(f"{_W}id", "")] = WordComment(element.get(f"{_W}author", "").strip(), text, key)
    if extended is not None:
        parents = {e.get(f"{_W15}paraId"): e.get(f"{_W15}paraIdParent", "") for e in extended.iter(f"{_W15}commentEx")}
        for comment in found.values():
            comment.parent = (parents.get(comment.key) or "") if comment.key else ""
    return found


def _file(comments: dict[str, WordComment], walk: _Walk) -> WordFile:
    by_key = {comment.key: comment for comment in comments.values() if comment.key}
    placed: list[tuple[int, int, WordComment]] = []
    for number, comment in comments.items():
        above = by_key.get(comment.parent)
        if above is not None and above is not comment:
            above.replies.append(comment)
            continue
        start, end = walk.starts.get(number), walk.ends.get(number)
        if start is None or end is None or end <= start:
            start, end = walk.paragraph(walk.points.get(number, end if end is not None else start))
        placed.append((start, end, comment))
    placed.sort(key=lambda one: one[:2])
    kinds = ("del", "ins") if any(walk.kinds) else ("del",)
    views = tuple(_view(walk, gone, [one[:2] for one in placed]) for gone in kinds)
    return WordFile(tuple(one[2] for one in placed), views)


class _Walk:
    """All code points of a document in order, each inserted, deleted or neither; comments by their offsets."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.kinds: list[str] = []
        self.starts: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.points: dict[str, int] = {}

    def into(self, element: Any, kind: str) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag.endswith(_SKIPPED):
            return
        if tag == f"{_W}p":
            self._add("\n", "")
        elif tag in (f"{_W}t", f"{_W}delText"):
            self._add(element.text or "", kind)
        elif tag in _BREAKS:
            self._add(_BREAKS[tag], kind)
        elif tag == f"{_W}commentRangeStart":
            self.starts[element.get(f"{_W}id", "")] = len(self.chars)
        elif tag == f"{_W}commentRangeEnd":
            self.ends[element.get(f"{_W}id", "")] = len(self.chars)
        elif tag == f"{_W}commentReference":
            self.points[element.get(f"{_W}id", "")] = len(self.chars)
        kind = "ins" if tag in _IN else "del" if tag in _OUT else kind
        for child in element:
            self.into(child, kind)

    def _add(self, text: str, kind: str) -> None:
        self.chars += text
        self.kinds += [kind] * len(text)

    def paragraph(self, at: int | None) -> tuple[int, int]:
        """The line around an offset, for a comment without a stretch of its own."""
        if at is None:
            return 0, 0
        start, end = at, at
        while start > 0 and self.chars[start - 1] != "\n":
            start -= 1
        while end < len(self.chars) and self.chars[end] != "\n":
            end += 1
        return start, end


def _view(walk: _Walk, gone: str, anchors: list[tuple[int, int]]) -> View:
    """The text without the ``gone`` changes and without the line end before its first paragraph, composed (NFC)."""
    kept = ["" if kind == gone else char for char, kind in zip(walk.chars, walk.kinds, strict=True)]
    if kept:
        kept[0] = ""
    offsets = [0]
    for char in kept:
        offsets.append(offsets[-1] + len(char))
    text = "".join(kept)
    moved = [(offsets[start], offsets[end]) for start, end in anchors]
    if unicodedata.is_normalized("NFC", text):
        return View(text, tuple(moved))
    composed: list[str] = []
    places: list[int] = []
    length = 0
    for cluster in _CLUSTER.findall(text):
        places += [length] * len(cluster)
        composed.append(unicodedata.normalize("NFC", cluster))
        length += len(composed[-1])
    places.append(length)
    return View("".join(composed), tuple((places[start], places[end]) for start, end in moved))
