"""Sources of data: what was collected, as text with its blocks, and the summaries written about it.

Offsets count Unicode code points of the working text and are half-open; lines count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.declared import record, value
from qualcode.model.frame import Attribute
from qualcode.model.values import (
    BlockKind,
    CaseId,
    ClockTime,
    CodeId,
    Elicited,
    FocusId,
    InformantId,
    PartialDate,
    PeriodId,
    QuestionId,
    SegmentId,
    Setting,
    SourceId,
    Speaker,
    SummaryItemKind,
    SummaryKind,
    Technique,
    Trust,
)


@record
class TimeMark:
    """A place in the recording: what is said from code point ``position`` of the text on."""

    position: int
    milliseconds: int


@record
class Source:
    """An interview, observation or document.

    ``text_digest`` is the SHA-256 of the working text, to which all offsets refer; ``original_digest`` that of the
    text as it was read, ``file_digest`` that of the file. ``line_numbers`` holds the user's own number of each line
    of the working text (0 where a line has none) or is empty. ``times`` ties the text to the recording.
    """

    id: str
    uuid: str
    technique: Technique
    title: str = ""
    session: int = 1
    date: PartialDate = ""
    start_time: ClockTime = ""
    end_time: ClockTime = ""
    place: str = ""
    collector: str = ""
    informants: tuple[InformantId, ...] = ()
    others_present: str = ""
    contact_number: int | None = None
    trust: Trust | None = None
    language: str = "id"
    period: PeriodId | None = None
    site: str = ""
    setting: Setting | None = None
    origin: str = ""
    public: bool = False
    file_name: str = ""
    file_digest: str = ""
    reader: str = ""
    layout: str = ""
    header: tuple[Attribute, ...] = ()
    original_digest: str
    text_digest: str
    line_numbers: tuple[int, ...] = ()
    words: int = 0
    order: int = 0
    times: tuple[TimeMark, ...] = ()


@record
class Block:
    """A stretch by one speaker, or one row or paragraph of a sheet.

    ``[start, end)`` is the speech alone, without its label. ``time`` is a time row of an observation sheet, or the
    place in the recording (``00:12:05``).
    """

    source: SourceId
    number: int
    label: str = ""
    speaker: Speaker = Speaker.NONE
    informant: InformantId | None = None
    kind: BlockKind = BlockKind.OTHER
    start: int
    end: int
    first_line: int
    last_line: int
    time: str = ""
    question: QuestionId | None = None
    elicited: Elicited | None = None
    irrelevant: str = ""


@record
class SummaryItem:
    """One point of a summary form."""

    kind: SummaryItemKind
    text: str
    codes: tuple[CodeId, ...] = ()
    segments: tuple[SegmentId, ...] = ()
    followed_up: str = ""


@record
class Summary:
    """A contact, document, interim or meeting summary (M&H94 pp. 51-80)."""

    id: str
    kind: SummaryKind
    source: SourceId | None = None
    case: CaseId | None = None
    focus: FocusId | None = None
    date: PartialDate = ""
    author: str = ""
    items: tuple[SummaryItem, ...] = ()


@value
class Span:
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


@value
class Token:
    """A token of a text with its normal form and stem."""

    start: int
    end: int
    text: str
    norm: str
    stem: str


class Form(NamedTuple):
    """A form as it stands in texts, with its normal form and stem."""

    text: str
    norm: str
    stem: str


class TokenColumns(NamedTuple):
    """The tokens of a text as three columns: bounds in code points, and the number of each token's form."""

    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[int]
