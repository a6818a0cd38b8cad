"""What was written, from what, and whether the study gives the same again, byte for byte.

Each written file is noted in ``reports/builds.json`` of the study with how it was asked for, the data version and the
digests of its bytes, templates and references. A rebuild compares bytes, names the lines that differ, and says why:
the acts since, another version of the program, other templates or references.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from difflib import SequenceMatcher
from enum import StrEnum
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.model import LogEntry
    from qualcode.report.document import Document

FILE = Path("reports") / "builds.json"
_PARAGRAPH = re.compile(r"<(?:w:p|text:p|text:h)[ >].*?</(?:w:p|text:p|text:h)>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A file that was written: how it was asked for, and the digests (SHA-256) of what it was and came from.

    ``path`` is relative to the study's folder where the file lies in it.
    """

    path: str
    chapter: str
    profile: str = ""
    bibliography: str = ""
    style: str = ""
    draft: bool = False
    comments: bool = False
    data_version: int = 0
    program: str = ""
    templates: str = ""
    references: str = ""
    digest: str = ""

    def file(self, folder: Path) -> Path:
        """Where the file lies."""
        return folder / self.path


class Outcome(StrEnum):
    """How a rebuilt file stands to the one that was there."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that differs: what it was and what it is, either of them empty where it is new or gone."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A rebuilt file held against the one that was there; ``at`` is the first byte that differs, from 0."""

    build: Build
    outcome: Outcome
    content: bytes
    size_before: int = 0
    at: int | None = None
    lines: tuple[Line, ...] = ()
    acts: tuple[tuple[str, int, int, int], ...] = ()
    causes: tuple[str, ...] = ()


def sha(content: bytes) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def noted(build: Build, document: Document, content: bytes, folder: Path) -> Build:
    """A build with what it was made from."""
    references = Path(build.bibliography) if build.bibliography else _references(folder)
    return replace(
        build,
        data_version=document.data_version,
        program=__version__,
        templates=_templates(folder, build.style),
        references=sha(references.read_bytes()) if references is not None and references.is_file() else "",
        digest=sha(content),
    )


def relative(path: Path, folder: Path) -> str:
    """A path as a build keeps it: within the study's folder if it lies there, with slashes."""
    full, top = path.resolve(), folder.resolve()
    return (full.relative_to(top) if full.is_relative_to(top) else full).as_posix()


def read_builds(folder: Path) -> tuple[Build, ...]:
    """The builds of a study, in the order in which they were first made; ``BadFile`` for a list that is damaged."""
    path = folder / FILE
    if not path.is_file():
        return ()
    known = {one.name for one in fields(Build)}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Build(**{name: row[name] for name in known & set(row)}) for row in rows)
    except (json.JSONDecodeError, UnicodeDecodeError, TypeError, AttributeError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BadFile(str(path), (Problem("json", line, str(error)),)) from None


def write_builds(folder: Path, builds: Iterable[Build]) -> None:
    """Put builds on the list; one of the same file takes the place of the last."""
    from qualcode.collection.written_files import write_whole

    listed = {one.path: one for one in read_builds(folder)} | {one.path: one for one in builds}
    rows = [asdict(one) for one in listed.values()]
    write_whole(folder / FILE, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())


def compared(build: Build, document: Document, content: bytes, folder: Path, journal: Sequence[LogEntry]) -> Comparison:
    """What a rebuild changes in the file that is there, and why."""
    path = build.file(folder)
    new = noted(build, document, content, folder)
    if not path.is_file():
        return Comparison(build=new, outcome=Outcome.MISSING, content=content)
    before = path.read_bytes()
    if before == content:
        return Comparison(build=new, outcome=Outcome.SAME, content=content, size_before=len(before))
    form = path.suffix.removeprefix(".").casefold()
    return Comparison(
        build=new,
        outcome=Outcome.CHANGED if sha(before) == build.digest else Outcome.EDITED,
        content=content,
        size_before=len(before),
        at=next((at for at, (old, now) in enumerate(zip(before, content, strict=False)) if old != now),
                min(len(before), len(content))),
        lines=tuple(_differing(_lines(before, form), _lines(content, form))),
        acts=_acts(journal, build.data_version),
        causes=tuple(_causes(build, new)),
    )  # fmt: skip


def _causes(old: Build, new: Build) -> Iterator[str]:
    """What else than the study's data changed: ``program``, ``templates``, ``references``."""
    for name in ("program", "templates", "references"):
        if getattr(old, name) != getattr(new, name):
            yield name


def _acts(journal: Sequence[LogEntry], since: int) -> tuple[tuple[str, int, int, int], ...]:
    """(command, first number, last number, records) of the acts after a data version, by command."""
    later = [entry for entry in journal if entry.number > since]
    records = Counter[str]()
    for entry in later:
        records[_act(entry)] += len(entry.changes)
    numbers = {name: [entry.number for entry in later if _act(entry) == name] for name in records}
    return tuple((name, some[0], some[-1], records[name]) for name, some in numbers.items())


def _act(entry: LogEntry) -> str:
    return "undo" if entry.undoes is not None else "redo" if entry.redoes is not None else entry.command


def _lines(content: bytes, form: str) -> list[str]:
    """A file's text, a paragraph or line each."""
    if form in ("docx", "odt"):
        part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                text = packed.read(part).decode()
        except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
            return []
        found = (unescape(_TAG.sub("", one.group())) for one in _PARAGRAPH.finditer(text))
    elif form == "pdf":
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        try:
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        except PyPdfError:
            return []
        found = (line for page in pages for line in page.splitlines())
    else:
        found = (line for line in content.decode("utf-8", "replace").splitlines())
    return [" ".join(line.split()) for line in found if line.strip()]


def _differing(before: list[str], after: list[str]) -> Iterator[Line]:
    """Lines that were changed, added or removed, in order."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = before[a:b], after[c:d]
        for at in range(max(len(old), len(new))):
            yield Line(before=old[at] if at < len(old) else "", after=new[at] if at < len(new) else "")


def _references(folder: Path) -> Path | None:
    from qualcode.report.references import library_file

    return library_file(folder)


def _templates(folder: Path, style: str) -> str:
    """The digest of the study's own templates, and of the file that styles are taken from."""
    own = folder / "templates"
    found = sorted(path for path in own.rglob("*") if path.is_file()) if own.is_dir() else []
    digest = hashlib.sha256()
    for path in [*found, *([Path(style)] if style and Path(style).is_file() else [])]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest() if found or style else ""
