"""Projects of other programs (``.qdpx`` of the REFI standard) as they stand in the file, before anything is taken over.

Real files differ from the standard in names, folders and places (see ``project_refi_places``); all of that is accepted.
What has no place here is counted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from qualcode.collection.documents import Remark
from qualcode.collection.written_files import decode, read_bytes
from qualcode.errors import BadFile, Problem, UnreadableSource
from qualcode.language import normalise
from qualcode.reduction.codebook_refi import ORIGIN
from qualcode.reduction.codebook_refi_reading import CodeReading, Lost, children, plain_guid
from qualcode.reduction.codebooks import Codebook
from qualcode.reduction.project_refi_places import MARK, Passage

MOST_UNPACKED = 1_000_000_000
MOST_OF_ONE_PART = 100_000_000
MOST_RATIO = 400
_NO_PLACE = (
    ("Sets", "Set", "qdpx_left_sets"),
    ("Links", "Link", "qdpx_left_links"),
    ("Graphs", "Graph", "qdpx_left_graphs"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A code that somebody gave to a passage: ids of the file for both, the moment, and what was noted."""

    code: str
    user: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage with the codes it was given and what was written about it."""

    passage: Passage
    given: tuple[Given, ...]
    note: str
    user: str


@dataclass(frozen=True, slots=True)
class Text:
    """A source that holds text. ``text`` is None where the file is not in the archive.

    ``content`` are its bytes; ``given`` are codes of the source as a whole.
    """

    guid: str
    name: str
    content: bytes
    text: str | None
    selections: tuple[Selection, ...]
    given: tuple[Given, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case with its values by the name of the variable, and the ids of its sources."""

    name: str
    values: dict[str, str]
    sources: tuple[str, ...]
    note: str


@dataclass(slots=True)
class FoundProject:
    """What a project holds. ``codes`` gives the id of a code, ``users`` the name of a coder, by that of the file."""

    own: bool
    codebook: Codebook
    codes: dict[str, str]
    users: dict[str, str]
    texts: tuple[Text, ...] = ()
    cases: tuple[FoundCase, ...] = ()
    notes: tuple[str, ...] = ()
    losses: list[Remark] = field(default_factory=list)


def read_project(path: Path) -> FoundProject:
    """A ``.qdpx`` of any program; ``BadFile`` for one that is damaged, too large, or no project."""
    archive, names = _archive(path)
    tops = [name for name in names if "/" not in name.strip("/") and name.lower().endswith(".qde")]
    if len(tops) != 1:
        raise BadFile(path.name, (Problem("not_qdpx"),))
    body = _part(archive, tops[0], path.name)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadFile(path.name, (Problem("not_qdpx"),))
    try:
        root = ET.fromstring(body)  # noqa: S314 - no document type, hence no entities that could grow
    except ET.ParseError:
        raise BadFile(path.name, (Problem("not_qdpx"),)) from None
    if root.tag.rpartition("}")[2] != "Project":
        raise BadFile(path.name, (Problem("not_qdpx"),))
    parts = {name.rpartition("/")[2].lower(): name for name in names}
    return _Reading(root, lambda name: _part(archive, parts[name], path.name) if name in parts else None).project()


def built_project(root: ET.Element, lost: Lost) -> FoundProject:
    """A project whose elements were made of the tables of another program (``project_built``)."""
    found = _Reading(root, lambda _name: None).project()
    found.losses += lost.remarks()
    return found


def _archive(path: Path) -> tuple[zipfile.ZipFile, list[str]]:
    data = read_bytes(path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise BadFile(path.name, (Problem("not_qdpx"),)) from None
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 50_000):
        raise BadFile(path.name, (Problem("qdpx_too_large", None, f"{unpacked / 1e6:.0f} MB"),))
    return archive, [info.filename.replace("\\", "/") for info in infos if not info.is_dir()]


def _part(archive: zipfile.ZipFile, name: str, file: str) -> bytes:
    """The bytes of a part of the archive; never more than a part may hold."""
    try:
        with archive.open(name) as part:
            content = part.read(MOST_OF_ONE_PART + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise BadFile(file, (Problem("not_qdpx"),)) from None
    if len(content) > MOST_OF_ONE_PART:
        raise BadFile(file, (Problem("qdpx_too_large", None, f"> {MOST_OF_ONE_PART / 1e6:.0f} MB"),))
    return content


def _words(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


class _Reading:
    """Goes through the elements of a project; ``part`` gives the bytes of a file of the archive by its name."""

    def __init__(self, root: ET.Element, part: Callable[[str], bytes | None]) -> None:
        self._root = root
        self._part = part
        origin = root.get("origin", "")
        self._codes = CodeReading(own=origin.startswith(ORIGIN), origin=origin)
        self._maker = plain_guid(root.get("creatingUserGUID"))
        self._notes: dict[str, str] = {}
        self._noted: set[str] = set()
        self._lost = Lost()

    def project(self) -> FoundProject:
        """All that has a place here, and remarks on the rest."""
        for codes in (one for book in children(self._root, "CodeBook") for one in children(book, "Codes")):
            for element in children(codes, "Code"):
                self._codes.take(element, None)
        if not self._codes.own:
            self._codes.nest_by_name()
        for note in self._all("Notes", "Note"):
            self._notes[plain_guid(note.get("guid"))] = normalise(self._text_of(note)[1] or "")
        users = {plain_guid(one.get("guid")): _shown_name(one) for one in self._all("Users", "User")}
        texts = tuple(self._texts())
        cases = tuple(self._cases())
        for wrapper, name, key in _NO_PLACE:
            for one in self._all(wrapper, name):
                if not (self._codes.own and wrapper == "Sets"):  # pattern codes say in their own words what they gather
                    self._lost.add(key, one.get("name", "–"))
        loose = tuple(text for guid, text in self._notes.items() if guid not in self._noted and text.strip())
        return FoundProject(
            own=self._codes.own,
            codebook=self._codes.codebook(),
            codes=self._codes.by_guid,
            users=users,
            texts=texts,
            cases=cases,
            notes=loose,
            losses=[*self._codes.lost.remarks(), *self._lost.remarks()],
        )

    def _all(self, wrapper: str, name: str) -> Iterator[ET.Element]:
        return (one for some in children(self._root, wrapper) for one in children(some, name))

    def _texts(self) -> Iterator[Text]:
        for element in (one for sources in children(self._root, "Sources") for one in sources):
            kind, name = element.tag.rpartition("}")[2], element.get("name", "").strip()
            if kind == "TextSource":
                yield self._text(element, element, name)
            elif kind == "PDFSource" and (said := next(children(element, "Representation"), None)) is not None:
                yield self._text(element, said, name)
                for _ in children(element, "PDFSelection"):
                    self._lost.add("qdpx_left_areas", name)
            else:
                self._lost.add("qdpx_left_media", name or kind)

    def _text(self, source: ET.Element, element: ET.Element, name: str) -> Text:
        content, text = self._text_of(element)
        if text is None:
            self._lost.add("qdpx_no_text", name or "–")
        return Text(
            guid=plain_guid(source.get("guid")),
            name=name,
            content=content,
            text=text,
            selections=tuple(self._selection(one) for one in children(element, "PlainTextSelection")),
            given=tuple(self._given(source, source.get("creatingUser"))),
            note=self._note(source),
        )

    def _text_of(self, element: ET.Element) -> tuple[bytes, str | None]:
        """The text of a source or note, within the project or in a file beside it; None where there is none."""
        inline = next(children(element, "PlainTextContent"), None)
        if inline is not None:
            return _words(inline).encode(), _words(inline)
        path = element.get("plainTextPath", "").replace("\\", "/").rpartition("/")[2]
        content = self._part(path.lower()) if path else None
        if content is None:
            return b"", None
        mark = MARK if content.startswith(MARK.encode()) else ""
        try:
            return content, mark + decode(content, path)[0]
        except UnreadableSource:
            return b"", None

    def _selection(self, element: ET.Element) -> Selection:
        user = element.get("creatingUser")
        return Selection(
            passage=Passage(_place(element, "startPosition"), _place(element, "endPosition"), element.get("name", "")),
            given=tuple(self._given(element, user)),
            note=self._note(element),
            user=plain_guid(user) or self._maker,
        )

    def _given(self, element: ET.Element, user: str | None) -> Iterator[Given]:
        for coding in children(element, "Coding"):
            for code in children(coding, "CodeRef"):
                yield Given(
                    code=plain_guid(code.get("targetGUID")),
                    user=plain_guid(coding.get("creatingUser") or user) or self._maker,
                    at=coding.get("creationDateTime", ""),
                    note=self._note(coding),
                )

    def _note(self, element: ET.Element) -> str:
        """What was written about a thing: its description, and the notes that it points to."""
        found = [_words(next(children(element, "Description"), None))]
        for one in children(element, "NoteRef"):
            guid = plain_guid(one.get("targetGUID"))
            self._noted.add(guid)
            found.append(self._notes.get(guid, ""))
        return "\n\n".join(text.strip() for text in found if text.strip())

    def _cases(self) -> Iterator[FoundCase]:
        variables = {plain_guid(one.get("guid")): one.get("name", "") for one in self._all("Variables", "Variable")}
        for case in self._all("Cases", "Case"):
            values = {}
            for one in children(case, "VariableValue"):
                name = variables.get(
                    plain_guid(next(iter(children(one, "VariableRef")), ET.Element("_")).get("targetGUID"))
                )
                value = next((_words(child).strip() for child in one if child.tag.endswith("Value")), "")
                if name and value:
                    values[name] = value
            if next(children(case, "SelectionRef"), None) is not None:
                self._lost.add("qdpx_left_case_passages", case.get("name", "–"))
            sources = tuple(plain_guid(one.get("targetGUID")) for one in children(case, "SourceRef"))
            yield FoundCase(name=case.get("name", "").strip(), values=values, sources=sources, note=self._note(case))


def _shown_name(user: ET.Element) -> str:
    return user.get("name", "").strip() or user.get("id", "").strip()


def _place(element: ET.Element, name: str) -> int:
    value = element.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else -1  # noqa: PLR2004
