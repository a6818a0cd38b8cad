"""A project of another program put into the elements of the REFI standard, so that one reading serves them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

Tables = Mapping[str, tuple[Mapping[str, Any], ...]]
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)")


class Built:
    """A project element by element; ``root`` is what is read."""

    def __init__(self, name: str, origin: str) -> None:
        self.root = ET.Element("Project", {"name": name, "origin": origin})
        self._wrappers: dict[str, ET.Element] = {}
        self._count = 0

    def add(self, wrapper: str, tag: str, **given: str) -> ET.Element:
        """One thing in the list where things of its kind stand."""
        if wrapper not in self._wrappers:
            self._wrappers[wrapper] = ET.SubElement(self.root, wrapper)
        return ET.SubElement(self._wrappers[wrapper], tag, given)

    def codes(self) -> ET.Element:
        """Where the codes of the first level stand."""
        book = self._wrappers.setdefault("CodeBook", ET.SubElement(self.root, "CodeBook"))
        found = book.find("Codes")
        return ET.SubElement(book, "Codes") if found is None else found

    def user(self, name: str) -> str:
        """The id of a person, who is added where they are not yet there."""
        if name and not any(one.get("guid") == f"user:{name}" for one in self._wrappers.get("Users", ())):
            self.add("Users", "User", guid=f"user:{name}", name=name)
        return f"user:{name}" if name else ""

    def note(self, text: str, user: str = "") -> str:
        """The id of a note."""
        self._count += 1
        element = self.add("Notes", "Note", guid=f"note:{self._count}", creatingUser=user)
        ET.SubElement(element, "PlainTextContent").text = text
        return f"note:{self._count}"

    def text(self, guid: str, name: str, content: str) -> ET.Element:
        """A source with its text."""
        source = self.add("Sources", "TextSource", guid=guid, name=name)
        ET.SubElement(source, "PlainTextContent").text = content
        return source

    def selection(self, source: ET.Element, place: tuple[int, int], words: str, user: str = "") -> ET.Element:
        """A passage of a source: code points of its text, the end left out, and the words that stand there."""
        given = {"startPosition": str(place[0]), "endPosition": str(place[1]), "name": words, "creatingUser": user}
        return ET.SubElement(source, "PlainTextSelection", given)

    def coding(self, element: ET.Element, code: str, user: str = "", at: str = "", note: str = "") -> None:
        """A code that somebody gave to a passage."""
        one = ET.SubElement(element, "Coding", {"creatingUser": user, "creationDateTime": moment(at)})
        ET.SubElement(one, "CodeRef", {"targetGUID": code})
        if note.strip():
            ET.SubElement(one, "NoteRef", {"targetGUID": self.note(note, user)})


def describe(element: ET.Element, text: object) -> None:
    """Say what is written about a thing."""
    if words := said(text):
        ET.SubElement(element, "Description").text = words


def said(value: object) -> str:
    """A value as text; nothing for none."""
    return "" if value is None else str(value).strip()


def number(value: object) -> int:
    """A place; one that lies nowhere (-1) for what is no number."""
    try:
        return int(str(value))
    except ValueError:
        return -1


def moment(value: object) -> str:
    """A moment in the form of the standard; nothing for what is none."""
    found = _MOMENT.match(said(value))
    return f"{found[1]}T{found[2]}" if found else ""
