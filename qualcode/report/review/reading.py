"""A Word file read for what people did in it: comments, tracked changes, and the text of the fields for prose.

Text is read as it stood before tracked changes: those are proposals, which the researcher accepts or not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.collection.readers._zip import open_office_file, read_part
from qualcode.collection.written_files import read_bytes
from qualcode.errors import UnreadableSource
from qualcode.report.document import MARK

if TYPE_CHECKING:
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SKIPPED = ("Fallback", "pPr", "rPr", "sectPr", "instrText", "tblPr", "sdtPr")
TYPED = ("Slot", "BodyText", "TextBody", "FirstParagraph", "Normal", "Standard")
"""Styles that paragraphs have which somebody typed below a field."""

NOTE_BEGINS, NOTE_ENDS = "\ufffc", "\ufffd"
"""Signs around the words of a footnote."""

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")


@dataclass(slots=True)
class Spot:
    """Where something stands: the heading above it, the bookmarks that hold or begin in it, the field, its words."""

    heading: str = ""
    heading_key: str = ""
    bookmarks: dict[str, None] = field(default_factory=dict)
    field_mark: str = ""
    words: str = ""


@dataclass(slots=True)
class Said:
    """A comment with its replies, or a tracked change: who, when (as an ISO date, empty where unknown) and what."""

    author: str
    date: str
    text: str
    spot: Spot = field(default_factory=Spot)
    deleted: str = ""
    inserted: str = ""
    replies: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Returned:
    """What a file holds: comments and changes in the order of the text, the paragraphs of each field, all bookmarks.

    ``between`` is the text that each bookmark spans, as it stood before tracked changes. Footnotes stand in the text,
    between ``NOTE_BEGINS`` and ``NOTE_ENDS``. ``tails`` are the paragraphs
    of running text that follow those of a field; ``loose`` are paragraphs in the style of an open slot that lost their
    bookmark, each with the key of the heading above it.
    """

    comments: list[Said] = field(default_factory=list)
    changes: list[Said] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    between: dict[str, str] = field(default_factory=dict)
    tails: dict[str, list[str]] = field(default_factory=dict)
    loose: list[tuple[str, str]] = field(default_factory=list)


def read_returned(path: Path) -> Returned:
    """The file with what people did in it. ``UnreadableSource`` for a file that is no sound .docx."""
    from docx.oxml import parse_xml

    why = "not_docx"
    with open_office_file(read_bytes(path), path.name, "word/document.xml", why) as package:
        names = ("document", "comments", "commentsExtended", "footnotes")
        parts = {name: read_part(package, f"word/{name}.xml", path.name, why) for name in names}
    try:
        roots = {name: parse_xml(part) for name, part in parts.items() if part}
    except SyntaxError:
        raise UnreadableSource(path.name, why) from None
    walk = _Walk(_comments(roots.get("comments"), roots.get("commentsExtended")), roots.get("footnotes"))
    walk.into(roots["document"], "")
    return walk.done()


def _comments(root: Any, extended: Any) -> dict[str, Said]:
    """Comments by id; a reply stands under what it answers and has no place of its own."""
    if root is None:
        return {}
    found: dict[str, Said] = {}
    by_key: dict[str, Said] = {}
    for element in root.iter(f"{_W}comment"):
        paragraphs = list(element.iter(f"{_W}p"))
        text = "\n".join("".join(t.text or "" for t in one.iter(f"{_W}t")) for one in paragraphs).strip()
        date = str(element.get(f"{_W}date") or "")[:10]
        said = Said(author=str(element.get(f"{_W}author") or "").strip(), date=date, text=text)
        found[str(element.get(f"{_W}id"))] = said
        if paragraphs:
            by_key[str(paragraphs[-1].get(f"{_W14}paraId"))] = said
    for element in () if extended is None else extended.iter(f"{_W15}commentEx"):
        parent = by_key.get(str(element.get(f"{_W15}paraIdParent")))
        reply = by_key.get(str(element.get(f"{_W15}paraId")))
        if parent is not None and reply is not None and parent is not reply:
            parent.replies.append(reply)
    replies = {id(reply) for said in found.values() for reply in said.replies}
    return {key: said for key, said in found.items() if id(said) not in replies}


class _Walk:
    """Walks the text once, in order, and notes what begins and ends where."""

    def __init__(self, comments: dict[str, Said], footnotes: Any) -> None:
        self._comments = comments
        found = () if footnotes is None else footnotes.iter(f"{_W}footnote")
        self._footnotes = {str(one.get(f"{_W}id")): one for one in found}
        self._out = Returned()
        self._open_comments: dict[str, Said] = {}
        self._open_marks: dict[str, str] = {}
        self._between: dict[str, list[str]] = defaultdict(list)
        self._heading = self._heading_key = ""
        self._field = self._last = ""
        self._paragraph: list[str] = []
        self._change: Said | None = None

    def into(self, element: Any, revision: str) -> None:
        """Everything in an element; ``revision`` is "in" or "out" within a tracked change."""
        for child in element:
            name = str(child.tag).rpartition("}")[2] if isinstance(child.tag, str) else ""
            if not name or name in _SKIPPED:
                continue
            if name == "tbl":
                self._last = ""
            if name == "p":
                self._into_paragraph(child)
            elif name in _IN or name in _OUT:
                self._into_change(child, "in" if name in _IN else "out")
            elif name in ("t", "delText"):
                self._text(child.text or "", revision)
            elif name == "footnoteReference":
                self._into_footnote(self._footnotes.get(str(child.get(f"{_W}id"))), revision)
            elif name in _BREAKS:
                self._text(_BREAKS[name], revision)
            elif not self._mark(name, child):
                self.into(child, revision)

    def done(self) -> Returned:
        """What was found, comments in the order of the text."""
        self._out.between = {name: "".join(parts) for name, parts in self._between.items()}
        return self._out

    def _into_paragraph(self, paragraph: Any) -> None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        is_heading = style is not None and str(style.get(f"{_W}val")).startswith("Heading")
        names = [str(one.get(f"{_W}name")) for one in paragraph.findall(f"{_W}bookmarkStart")]
        own = next((found[1] for name in names if (found := MARK.fullmatch(name))), "")
        outer, self._paragraph, self._change = self._paragraph, [], None
        before = self._field
        self._field = before or own
        self.into(paragraph, "")
        text = "".join(self._paragraph)
        if is_heading:
            self._heading = " ".join(text.split())
            self._heading_key = next(iter(names), "")
            self._last = ""
        elif self._field:
            self._last = self._field
            self._out.fields.setdefault(self._field, []).append(text)
        elif style is not None and str(style.get(f"{_W}val")) == "Slot":
            self._out.loose.append((self._heading_key, text))
        if not (is_heading or self._field) and self._last:
            if style is None or str(style.get(f"{_W}val")) in TYPED:
                self._out.tails.setdefault(self._last, []).append(text)
            else:
                self._last = ""
        self._field, self._paragraph, self._change = before, outer, None

    def _into_footnote(self, footnote: Any, revision: str) -> None:
        """A footnote stands in the text between two signs; what people did in it counts where its number stands."""
        if footnote is None:
            return
        self._text(NOTE_BEGINS, revision)
        for paragraph in footnote.iter(f"{_W}p"):
            self.into(paragraph, revision)
        self._text(NOTE_ENDS, revision)

    def _into_change(self, element: Any, revision: str) -> None:
        """A tracked change; one that follows another of its author at once is part of it."""
        author = str(element.get(f"{_W}author") or "").strip()
        date = str(element.get(f"{_W}date") or "")[:10]
        if self._change is None or (self._change.author, self._change.date) != (author, date):
            self._change = Said(author=author, date=date, text="", spot=self._spot())
            self._out.changes.append(self._change)
        change = self._change
        self.into(element, revision)
        self._change = change

    def _text(self, text: str, revision: str) -> None:
        if revision == "in":
            if self._change is not None:
                self._change.inserted += text
        else:
            self._paragraph.append(text)
            for name in self._open_marks.values():
                self._between[name].append(text)
            if revision == "out" and self._change is not None:
                self._change.deleted += text
            elif text:
                self._change = None
        for said in self._open_comments.values():
            said.spot.words += text

    def _mark(self, name: str, element: Any) -> bool:
        """Note the begin or end of a comment or bookmark; whether the element was one."""
        key = str(element.get(f"{_W}id"))
        if name == "commentRangeStart":
            if key in self._comments:
                said = self._comments[key]
                said.spot = self._spot()
                self._open_comments[key] = said
                self._out.comments.append(said)
        elif name == "commentRangeEnd":
            self._open_comments.pop(key, None)
        elif name == "commentReference":
            alone = self._comments.get(key)
            if alone is not None and not any(alone is one for one in self._out.comments):
                alone.spot = self._spot()
                self._out.comments.append(alone)
        elif name == "bookmarkStart":
            mark = str(element.get(f"{_W}name"))
            self._open_marks[key] = mark
            self._between[mark] = []
            for said in self._open_comments.values():
                said.spot.bookmarks[mark] = None
        elif name == "bookmarkEnd":
            self._open_marks.pop(key, None)
        else:
            return False
        return True

    def _spot(self) -> Spot:
        return Spot(
            heading=self._heading,
            heading_key=self._heading_key,
            bookmarks=dict.fromkeys(self._open_marks.values()),
            field_mark=self._field,
        )
