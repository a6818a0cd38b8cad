"""Numbers of headings, tables and figures, and the mentions that point to them."""

from __future__ import annotations

from dataclasses import replace

from qualcode.errors import UnknownName
from qualcode.report.document import (
    Block,
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
    Section,
    Table,
    TableCell,
)
from qualcode.report.profile import Profile
from qualcode.terms import Terms

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
    resolved = tuple(
        Section(key=section.key, blocks=tuple(_resolved(block, counter.labels) for block in section.blocks))
        for section in sections
    )
    return replace(document, sections=resolved, tables=tuple(counter.tables), figures=tuple(counter.figures))


class _Counter:
    """Counts headings, tables and figures in the order in which they are printed."""

    def __init__(self, profile: Profile, words: Terms) -> None:
        self._profile = profile
        self._words = words
        self._levels: list[int] = []
        self.labels: dict[str, str] = {}
        self.tables: list[ListEntry] = []
        self.figures: list[ListEntry] = []

    def number(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.level > 1:
            number = self._heading(block.level)
            if block.key:
                self.labels[block.key] = self._words("report.subchapter", number=number.rstrip("."))
            return replace(block, number=number)
        if isinstance(block, Table):
            return replace(block, number=self._caption(block.key, block.caption, self.tables, "report.table"))
        if isinstance(block, Figure):
            return replace(block, number=self._caption(block.key, block.caption, self.figures, "report.figure"))
        return block

    def _heading(self, level: int) -> str:
        depth = level - 1
        self._levels = [*self._levels[:depth], *[0] * (depth - len(self._levels))]
        self._levels[-1] += 1
        stop = "." if self._profile.heading_final_stop else ""
        if self._profile.heading_scheme == "letters":
            return _lettered(depth, self._levels[-1]) + stop
        return ".".join(map(str, [self._profile.chapter_number, *self._levels])) + stop

    def _caption(self, key: str, caption: str, entries: list[ListEntry], name: str) -> str:
        count = len(entries) + 1
        number = self._profile.caption_number.format(
            chapter=self._profile.chapter_number, ROMAN=roman(self._profile.chapter_number), n=count
        )
        label = f"{self._words(name)} {number}"
        entries.append(ListEntry(key=key, label=label, caption=caption))
        self.labels[key] = label
        return number


def _lettered(depth: int, count: int) -> str:
    """The ``A. 1. a. 1)`` scheme: capitals, digits, small letters, digits again."""
    if depth % 2 == 0:
        return str(count)
    letter = chr(ord("A") + (count - 1) % 26)
    return letter if depth == 1 else letter.lower()


def _resolved(block: Block, labels: dict[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_runs(block.runs, labels))
    if isinstance(block, ListItems):
        return replace(block, items=tuple(_runs(item, labels) for item in block.items))
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell, labels) for cell in row) for row in block.rows)
        return replace(block, rows=rows, notes=tuple(_runs(note, labels) for note in block.notes))
    return block


def _cell(cell: TableCell, labels: dict[str, str]) -> TableCell:
    return replace(cell, parts=tuple(Part(kind=part.kind, runs=_runs(part.runs, labels)) for part in cell.parts))


def _runs(runs: Runs, labels: dict[str, str]) -> Runs:
    return tuple(_run(run, labels) for run in runs)


def _run(run: Inline, labels: dict[str, str]) -> Inline:
    if not isinstance(run, Reference):
        return run
    if run.target not in labels:
        raise UnknownName("reference", run.target, tuple(labels))
    return replace(run, text=labels[run.target])


def uncited(document: Document) -> tuple[str, ...]:
    """Keys of tables and figures that no text mentions before they appear (method: export checks)."""
    mentioned: set[str] = set()
    missing: list[str] = []
    for block in document.blocks():
        if isinstance(block, Table | Figure) and block.key not in mentioned:
            missing.append(block.key)
        if isinstance(block, Paragraph):
            mentioned.update(run.target for run in block.runs if isinstance(run, Reference))
    return tuple(missing)
