"""The document model: what a chapter is made of, before any format (readers, document, writers after pandoc).

Everything is frozen and knows where it comes from: a quotation carries its source, lines and segment, a
citation the segments that it cites. Numbers of headings, tables and figures are given by ``numbering``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from qualcode.report.profile import Profile

LONGEST_BOOKMARK = 40
FIELD = "isi"
"""How the names of places of the researcher's prose begin."""

MARK = re.compile(rf"({FIELD}_[0-9a-f]{{12}}_[0-9a-f]{{8}})(?:_\d+)?")
"""The bookmark of such a place, of its second paragraph, its third …"""


def anchor(prefix: str, name: str) -> str:
    """A key that Word takes as a bookmark: letters, digits and underscores, at most 40; no two names share one."""
    key = f"{prefix}_{re.sub(r'[^A-Za-z0-9]+', '_', name)}"
    if key == f"{prefix}_{name}" and len(key) <= LONGEST_BOOKMARK:
        return key
    mark = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{key[: LONGEST_BOOKMARK - 7]}_{mark}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quotation stands: ``[start, end)`` in code points of the working text, and its lines.

    ``line_name`` is the line range as it is cited (the user's own numbers where the source has them);
    ``before`` and ``after`` are the text around it, for a reader who wants to see it in context; they are
    ``withheld`` while nobody stated that the identifiers of the source are hidden.
    """

    source: str
    segment: str
    start: int
    end: int
    first_line: int
    last_line: int
    line_name: str = ""
    source_title: str = ""
    before: str = ""
    after: str = ""
    withheld: bool = False

    @property
    def bookmark(self) -> str:
        """A name of letters, digits and underscores, at most 40 long: ``W_03_b14_18_S_12``."""
        name = re.sub(r"[^A-Za-z0-9]+", "_", f"{self.source} b{self.line_name or self.first_line} {self.segment}")
        if not name[:1].isalpha():
            name = f"K_{name}"
        if len(name) <= LONGEST_BOOKMARK:
            return name
        mark = hashlib.sha256(name.encode()).hexdigest()[:8]
        return f"{name[: LONGEST_BOOKMARK - 9]}_{mark}"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics, or in bold where ``strong``."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation inside a sentence or cell; quotation marks are added by the layout."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The code of one or more data sources, without its brackets, and the segments that it stands for."""

    text: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A mention of a table, figure or heading by its key; ``text`` is filled by the numbering."""

    target: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What only the researcher can write, visible as ``[ISI: …]``; a passage of this section and slot fills it."""

    text: str
    section: str = ""
    slot: str = ""
    focus: str = ""
    finding: str = ""
    field: str = ""


class MarkKind(StrEnum):
    """Why something is marked."""

    DRAFT = "draft"
    STALE = "stale"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A visible warning on what follows or stands around it."""

    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence with a number or a claim, and what it rests on: segments, and records as ``kind:id``.

    ``key`` is given by the numbering (``K1``, ``K2`` …) and is the same in every format.
    """

    runs: Runs
    segments: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote; where no note can stand, its words stand in brackets."""

    runs: Runs


Inline: TypeAlias = "Text | Note | Emphasis | Quoted | Citation | Reference | Slot | Mark | Claim"
Runs: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the chapter itself. ``number`` is filled by the numbering."""

    level: int
    text: str
    key: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text. ``written`` marks the researcher's own prose, which nothing else may change.

    ``field`` is the key of the field of the document that the prose stands in.
    """

    runs: Runs
    written: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuotation:
    """A quotation set apart, with its code; ``attribution`` says who speaks where no sentence does."""

    text: str
    place: Place
    citation: Citation
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItems:
    """A list; numbered unless ``ordered`` is False."""

    items: tuple[Runs, ...]
    ordered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table and its share of the table's width (the shares add up to 1)."""

    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCell:
    """A cell of a header row over ``columns`` columns and ``rows`` header rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a table cell: an entry kind of the method (q, s, x, r, m, n) or plain ``text``."""

    runs: Runs
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell with its parts, over ``columns`` columns and ``rows`` rows."""

    parts: tuple[Part, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with everything printed around it. ``wide`` puts it on a landscape page of its own.

    A table without a caption carries no number: the heading above it says what it is.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    notes: tuple[Runs, ...] = ()
    source_line: str = ""
    wide: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its caption below, and notes below that.

    ``wide`` puts it on a landscape page of its own; ``continued`` tells a further drawing of the figure before it,
    which has the same number. ``lines`` tell in text what it shows, for formats without pictures; ``display`` names
    the display that draws it, for those to whose file a picture has to be added by hand.
    """

    key: str
    caption: str
    image: bytes
    media_type: str = "image/png"
    width_cm: float = 12.0
    source_line: str = ""
    wide: bool = False
    continued: bool = False
    display: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[Runs, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Block: TypeAlias = Heading | Paragraph | BlockQuotation | ListItems | Table | Figure | Slot | Mark | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the chapter by a key that does not depend on its number (``data``, ``findings`` …).

    The pages of a ``wide`` section lie on their side from its heading on.
    """

    key: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """A line of the list of tables, figures or appendices."""

    key: str
    label: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A segment that claims rest on: its code, its words, and where they stand.

    ``withheld`` where the words may not be shown, for want of consent.
    """

    segment: str
    code: str
    quote: str
    source: str
    line_name: str
    start: int
    end: int
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A place of the researcher's prose: an open slot, or the passage that fills it.

    ``text`` is what stood there when the document was built; empty for an open slot.
    """

    key: str
    section: str
    slot: str
    focus: str = ""
    finding: str = ""
    passage: str = ""
    text: str = ""

    @property
    def mark(self) -> str:
        """A name for this place in a file that comes back: which place it is, and what stood there."""
        place = f"{self.section}|{self.slot}|{self.focus}|{self.finding}|{self.passage}"
        parts = (hashlib.sha256(place.encode()).hexdigest()[:12], hashlib.sha256(self.text.encode()).hexdigest()[:8])
        return f"{FIELD}_{parts[0]}_{parts[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment of the program on a place of the document, by the place's bookmark (empty: its title)."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A chapter, ready to be laid out by its template and written in any format.

    ``draft`` marks every page; ``remarks`` say what could not be made, ``unplaced`` which passages of this
    chapter found no place in it. ``bibliography`` holds the works that are cited, in the order in which they are
    printed; ``unknown_keys`` those that the library does not hold. ``grounds`` are the segments that claims rest on.
    Of appendices, ``printed`` names the sources that stand in them in full, ``withheld`` those that may not, and
    ``changed`` the displays that differ from what was frozen. ``pages`` is how long it may become, 0 for any length.
    ``comments`` are what the program remarks on places, for formats that carry comments.
    """

    chapter: str
    title: str
    label: str
    language: str
    profile: Profile
    sections: tuple[Section, ...]
    study_title: str = ""
    author: str = ""
    data_version: int = 0
    tables: tuple[ListEntry, ...] = ()
    figures: tuple[ListEntry, ...] = ()
    draft: bool = False
    remarks: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    grounds: tuple[Ground, ...] = ()
    bibliography: tuple[Runs, ...] = ()
    unknown_keys: tuple[str, ...] = ()
    appendices: tuple[ListEntry, ...] = ()
    printed: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    pages: int = 0
    comments: tuple[Remark, ...] = ()

    @property
    def is_appended(self) -> bool:
        """Whether these are appendices, which no text runs through."""
        return self.profile.heading_scheme == "appendix"

    def section(self, key: str) -> Section | None:
        """The section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        for section in self.sections:
            yield from section.blocks
