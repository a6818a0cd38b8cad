"""Numbers of headings, tables and figures, and the mentions that point to them."""

from __future__ import annotations

from dataclasses import replace

from qualcode.errors import UnknownName
from qualcode.report.document import (
    Block,
    Claim,
    Document,
    Figure,
    Heading,
    Inline,
    ListEntry,
    ListItems,
    Paragraph,
    Part,
    Reference,
    Runs,
    Table,
    TableCell,
)
from qualcode.report.parts import runs_of
from qualcode.report.profile import Profile
from qualcode.terms import Terms

LAST_WITH_STOP = 3
"""Depth of the last headings that carry a full stop (A. 1. a.); deeper ones carry a bracket."""

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number in roman numerals (4 is IV)."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def numbered(document: Document, words: Terms) -> Document:
    """The document with every number given and every mention resolved.

    A mention of a key that nothing carries raises ``UnknownName``: a document never points nowhere.
    """
    counter = _Counter(document.profile, words)
    sections = tuple(
        replace(section, blocks=tuple(counter.number(block) for block in section.blocks))
        for section in document.sections
    )
    resolver = _Resolver(counter.labels)
    resolved = tuple(
        replace(section, blocks=tuple(resolver.block(block) for block in section.blocks)) for section in sections
    )
    return replace(
        document,
        sections=resolved,
        tables=tuple(counter.tables),
        figures=tuple(counter.figures),
        appendices=tuple(counter.appendices),
    )


class _Counter:
    """Counts headings, tables and figures in the order in which they are printed."""

    def __init__(self, profile: Profile, words: Terms) -> None:
        self._profile = profile
        self._words = words
        self._levels: list[int] = []
        self.labels: dict[str, str] = {}
        self.tables: list[ListEntry] = []
        self.figures: list[ListEntry] = []
        self._last = ""
        self.appendices: list[ListEntry] = []

    def number(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.level > 1:
            number = self._heading(block.level)
            if block.key:
                self.labels[block.key] = self._mention(block, number)
            if self._profile.heading_scheme == "appendix" and number:
                self.appendices.append(ListEntry(key=block.key, label=number, caption=block.text))
            return replace(block, number=number)
        if isinstance(block, Table) and block.caption:
            return replace(block, number=self._caption(block.key, block.caption, self.tables, "report.table"))
        if isinstance(block, Figure) and block.continued:
            return replace(block, number=self._last)
        if isinstance(block, Figure):
            return replace(block, number=self._caption(block.key, block.caption, self.figures, "report.figure"))
        return block

    def _heading(self, level: int) -> str:
        depth = level - 1
        self._levels = [*self._levels[:depth], *[0] * (depth - len(self._levels))]
        self._levels[-1] += 1
        scheme = self._profile.heading_scheme
        if scheme == "none" or level > self._profile.heading_depth:
            return ""
        stop = "." if self._profile.heading_final_stop else ""
        if scheme == "letters":
            return _lettered(depth, self._levels[-1], stop)
        if scheme == "appendix":
            return self._words("report.appendix", number=self._levels[0]) + "." if depth == 1 else ""
        return ".".join(map(str, [self._profile.chapter_number, *self._levels])) + stop

    def _mention(self, heading: Heading, number: str) -> str:
        """How the text points to a heading: by its number, with those above it where the number alone is none."""
        if not number:
            return self._words("report.section", title=heading.text)
        if self._profile.heading_scheme == "appendix":
            return number.rstrip(".")
        if self._profile.heading_scheme == "letters":
            marks = [_lettered(depth, count, "").rstrip(")") for depth, count in enumerate(self._levels, 1)]
            return self._words("report.subchapter", number=".".join(marks))
        return self._words("report.subchapter", number=number.rstrip("."))

    def _caption(self, key: str, caption: str, entries: list[ListEntry], name: str) -> str:
        count = len(entries) + 1
        number = self._profile.caption_number.format(
            chapter=self._profile.chapter_number, ROMAN=roman(self._profile.chapter_number), n=count
        )
        label = f"{self._words(name)} {number}"
        entries.append(ListEntry(key=key, label=label, caption=caption))
        self.labels[key] = label
        self._last = number
        return number


def _lettered(depth: int, count: int, stop: str) -> str:
    """The ``A. 1. a. 1) a)`` scheme: capitals, digits, small letters, then digits and letters in brackets."""
    letter = chr(ord("A") + (count - 1) % 26)
    sign = str(count) if depth % 2 == 0 else letter if depth == 1 else letter.lower()
    return sign + (")" if depth > LAST_WITH_STOP else stop)


class _Resolver:
    """Fills the mentions of a document, and gives its claims their keys in the order of the text."""

    def __init__(self, labels: dict[str, str]) -> None:
        self._labels = labels
        self._claims = 0

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, runs=self._runs(block.runs))
        if isinstance(block, ListItems):
            return replace(block, items=tuple(self._runs(item) for item in block.items))
        if isinstance(block, Figure):
            return replace(block, notes=tuple(self._runs(note) for note in block.notes))
        if isinstance(block, Table):
            rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
            return replace(block, rows=rows, notes=tuple(self._runs(note) for note in block.notes))
        return block

    def _cell(self, cell: TableCell) -> TableCell:
        return replace(cell, parts=tuple(Part(kind=part.kind, runs=self._runs(part.runs)) for part in cell.parts))

    def _runs(self, runs: Runs) -> Runs:
        return tuple(self._run(run) for run in runs)

    def _run(self, run: Inline) -> Inline:
        if isinstance(run, Claim):
            self._claims += 1
            return replace(run, key=f"K{self._claims}", runs=self._runs(run.runs))
        if not isinstance(run, Reference):
            return run
        if run.target not in self._labels:
            raise UnknownName("reference", run.target, tuple(self._labels))
        return replace(run, text=self._labels[run.target])


def uncited(document: Document) -> tuple[str, ...]:
    """Keys of tables and figures that no text mentions before they appear (method: export checks)."""
    mentioned: set[str] = set()
    missing: list[str] = []
    for block in document.blocks():
        if getattr(block, "continued", False):
            continue
        if isinstance(block, Table | Figure) and block.number and block.key not in mentioned:
            missing.append(block.key)
        if isinstance(block, Paragraph):
            mentioned.update(run.target for run in runs_of(block) if isinstance(run, Reference))
    return tuple(missing)
