"""Projects of Taguette (``.sqlite3``): documents in HTML, tags with dotted paths, highlights at bytes of the text.

A highlight counts bytes (UTF-8) of the text nodes laid end to end: tags count nothing, and between two paragraphs
stands nothing. Here a line ends there, so that speakers are found; places are counted anew.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from qualcode.errors import BadFile, Problem
from qualcode.reduction.codebook_refi_reading import Lost
from qualcode.reduction.project_built import Built, Tables, describe, number, said

NEEDED = frozenset({"projects", "documents", "tags", "highlights", "highlight_tags"})
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
)  # fmt: skip


def taguette_project(tables: Tables, file: str) -> tuple[ET.Element, Lost]:
    """The project as elements of the REFI standard, and what of it has no place there.

    ``BadFile`` where the file holds several projects, as that of a server does.
    """
    projects = tables["projects"]
    if len(projects) != 1:
        names = ", ".join(said(one["name"]) for one in projects)
        raise BadFile(file, (Problem("several_projects", None, names or "0"),))
    built, lost = Built(said(projects[0]["name"]), "Taguette"), Lost()
    if about := said(projects[0].get("description")):
        built.note(about)
    _codes(built, tables)
    coders, tags = _coders(tables), _tags(tables)
    for document in tables["documents"]:
        page = Page(said(document.get("contents")))
        name = said(document["name"]) or said(document.get("filename"))
        source = built.text(f"document:{document['id']}", name, page.text)
        describe(source, document.get("description"))
        for highlight in tables["highlights"]:
            if highlight["document_id"] != document["id"]:
                continue
            place = page.place(number(highlight.get("start_offset")), number(highlight.get("end_offset")))
            words = page.text[slice(*place)] if place[0] >= 0 else ""
            user = built.user(coders.get(highlight["id"], ""))
            selection = built.selection(source, place, words, user)
            for tag in tags.get(highlight["id"], ()):
                built.coding(selection, f"tag:{tag}", user)
            if highlight["id"] not in tags:
                lost.add("foreign_uncoded", f"{name}: “{' '.join(words.split())[:40]}”")
    return built.root, lost


def _codes(built: Built, tables: Tables) -> None:
    """Tags in the order of their paths, so that one stands after the one above it."""
    for tag in sorted(tables["tags"], key=lambda one: said(one["path"])):
        element = ET.SubElement(built.codes(), "Code", {"guid": f"tag:{tag['id']}", "name": said(tag["path"])})
        describe(element, tag.get("description"))


def _coders(tables: Tables) -> dict[object, str]:
    """Highlight → who made it, as far as the list of acts knows."""
    found: dict[object, str] = {}
    for act in tables.get("commands", ()):
        try:
            payload = json.loads(said(act.get("payload")) or "{}")
        except json.JSONDecodeError:
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            found.setdefault(payload.get("highlight_id") or payload.get("id"), said(act.get("user_login")))
    return found


def _tags(tables: Tables) -> dict[object, list[object]]:
    found: dict[object, list[object]] = {}
    for row in tables["highlight_tags"]:
        found.setdefault(row["highlight_id"], []).append(row["tag_id"])
    return found


class Page(HTMLParser):
    """The text of a page, a line a block, and where bytes of its text nodes lie in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._length = 0
        self._nodes: list[tuple[int, int, bytes]] = []
        self._bytes = 0
        self.feed(html)
        self.close()
        self.text = "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line."""
        del attrs
        self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        self._line(tag)

    def _line(self, tag: str) -> None:
        if tag in _BLOCKS and self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append("\n")
            self._length += 1

    def handle_data(self, data: str) -> None:
        """Take in a text node."""
        content = data.encode("utf-8", "replace")
        self._nodes.append((self._bytes, self._length, content))
        self._parts.append(data)
        self._bytes += len(content)
        self._length += len(data)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The code points of a stretch of bytes; a stretch that ends with a block does not take the line's end in."""
        begins = [node[0] for node in self._nodes]
        if not 0 <= start < end <= self._bytes:
            return -1, -1
        first = max(0, bisect_right(begins, start) - 1)
        last = max(0, bisect_left(begins, end) - 1)
        return self._at(first, start), self._at(last, end)

    def _at(self, node: int, offset: int) -> int:
        begin, at, content = self._nodes[node]
        return at + len(content[: max(0, offset - begin)].decode("utf-8", "ignore"))
